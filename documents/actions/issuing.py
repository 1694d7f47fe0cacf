"""A paper goes out, is kept, scanned, mended by another, taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from documents.actions.checking import ask_for_check
from documents.actions.drafting import Draft, Place, begin_outgoing, check_file, let_see, locked
from documents.actions.exchange_outbox import recall_out, send_if_ready
from documents.actions.meetings import announce
from documents.actions.resolving import answer_with
from documents.actions.signed_files import refuse_altered
from documents.actions.telling import heads, tell_of
from documents.comparing import differences
from documents.enums.outgoing import DRAFT_FILE, OUT, SCAN_FILE, Fault, SendWay, SignWay
from documents.models import DocumentType, Outgoing, Recipient
from documents.queries.letters import whole_text
from documents.queries.outgoing import version_of, why_not_issued
from documents.rules.outgoing import amendment_of
from documents.workflow import OUTGOING
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.files.actions import at_hand, remove, store
from lmhtx.files.models import Attachment
from lmhtx.jobs.queue import later
from lmhtx.people.models import User
from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.workflow import Refused
from lmhtx.workflow.actions import move


@transaction.atomic
def issue_outgoing(*, outgoing: Outgoing, way: SendWay, by: User) -> Outgoing:
    """The paper is out, sent to all who get it by the way said; their units see it, the drafter and his head are told.

    A paper that mends another one marks that one from now on, without changing it; incoming papers that it answers are
    dealt with.
    """
    outgoing = locked(outgoing)
    if reason := why_not_issued(outgoing):
        raise Refused(reason)
    if outgoing.sealed_way == SignWay.DIGITAL:
        refuse_altered(outgoing)
    outgoing = move(OUTGOING, outgoing, "issue", by=by)
    outgoing.issued_at, outgoing.issued_by = clock.now(), by
    outgoing.save(update_fields=["issued_at", "issued_by"])
    outgoing.recipients.filter(sent_at__isnull=True).update(way=way, sent_at=clock.now(), sent_by=by)
    let_see(outgoing)
    record("documents.outgoing.issued", outgoing, by=by, note=way.label)
    if outgoing.amends is not None:
        record("documents.outgoing.amended", outgoing.amends, by=by, note=str(outgoing))
    for paper in outgoing.answers.order_by("pk"):
        answer_with(incoming=paper, answer=outgoing.reference, by=by)
    announce(outgoing=outgoing, by=by)
    send_if_ready(outgoing=outgoing, by=by)
    tell_of(outgoing, [outgoing.drafter, *heads(outgoing)], line="Đã phát hành", by=by)
    return outgoing


@transaction.atomic
def file_outgoing(*, outgoing: Outgoing, kept_at: str, by: User) -> Outgoing:
    """The original is kept where it is said."""
    outgoing = locked(outgoing)
    if outgoing.owes_scan:
        raise Refused("Còn nợ bản quét có chữ ký và dấu; hãy đưa bản quét vào trước khi lưu.")
    if not kept_at.strip():
        raise Refused("Hãy ghi đơn vị, người nhận bản lưu.")
    outgoing = move(OUTGOING, outgoing, "file", by=by)
    outgoing.kept_at, outgoing.filed_at, outgoing.filed_by = kept_at.strip(), clock.now(), by
    outgoing.save(update_fields=["kept_at", "filed_at", "filed_by"])
    record("documents.outgoing.filed", outgoing, by=by, note=kept_at)
    return outgoing


@transaction.atomic
def note_receipt(*, recipient: Recipient, received_on: date, words: str, by: User) -> Recipient:
    """One of those who get it has it, and who signed for it."""
    if recipient.sent_at is None:
        raise Refused("Văn bản chưa gửi tới nơi này.")
    if received_on > clock.today():
        raise Refused("Ngày nhận không được sau hôm nay.")
    recipient.received_on, recipient.received_note = received_on, words.strip()
    recipient.save(update_fields=["received_on", "received_note"])
    record("documents.outgoing.received", recipient.outgoing, by=by, note=f"{recipient.name}: {words}")
    return recipient


@transaction.atomic
def add_scan(*, outgoing: Outgoing, file: Any, by: User) -> Outgoing:
    """The sheet with signature and stamp is here; its words are compared with the approved text behind the page."""
    outgoing = locked(outgoing)
    if outgoing.signed_way != SignWay.WET or outgoing.sealed_at is None:
        raise Refused("Chỉ đưa bản quét vào sau khi văn bản ký giấy đã cấp số, đóng dấu.")
    if outgoing.filed_at is not None:
        raise Refused("Văn bản đã lưu, không thay bản quét được nữa.")
    for held in Attachment.objects.of(outgoing).filter(kind=SCAN_FILE):
        remove(attachment=held, by=by)
    kept = store(file, owner=outgoing, kind=SCAN_FILE, by=by, check=check_file)
    ask_for_check(attachment=kept, by=by)
    outgoing.scanned_at, outgoing.scanned_by = clock.now(), by
    outgoing.compared_at, outgoing.scan_differences, outgoing.scan_fault = None, [], ""
    outgoing.save(update_fields=["scanned_at", "scanned_by", "compared_at", "scan_differences", "scan_fault"])
    record("documents.outgoing.scanned", outgoing, by=by)
    later("documents.compare_scan", by=by, outgoing_id=outgoing.pk)
    send_if_ready(outgoing=outgoing, by=by)
    return outgoing


def compare_scan(*, outgoing_id: int) -> Outgoing | None:
    """The scan's words beside the approved ones; run twice it says the same again. The clerk hears of a difference."""
    outgoing = Outgoing.objects.filter(pk=outgoing_id, scanned_at__isnull=False).first()
    if outgoing is None:
        return None
    scan = Attachment.objects.of(outgoing).filter(kind=SCAN_FILE).last()
    try:
        told = differences(_approved_text(outgoing), _text_of(scan))
    except UnreadableFile as unreadable:
        return _compared(outgoing, [], fault=str(unreadable)[:300])
    rows = [{"approved": one.approved, "scanned": one.scanned, "is_figure": one.is_figure} for one in told]
    return _compared(outgoing, rows)


@transaction.atomic
def _compared(outgoing: Outgoing, rows: list[dict[str, Any]], *, fault: str = "") -> Outgoing:
    outgoing = locked(outgoing)
    outgoing.compared_at, outgoing.scan_differences, outgoing.scan_fault = clock.now(), rows, fault
    outgoing.save(update_fields=["compared_at", "scan_differences", "scan_fault"])
    if rows:
        line = f"Bản quét khác bản đã duyệt ở {len(rows)} chỗ"
        tell_of(outgoing, [outgoing.scanned_by, outgoing.drafter, *heads(outgoing)], line=line, by=None)
    return outgoing


def _approved_text(outgoing: Outgoing) -> str:
    version = version_of(outgoing)
    if version is None:
        return ""
    if version.text.strip():
        return version.text
    return "\n".join(_text_of(one) for one in Attachment.objects.of(version).filter(kind=DRAFT_FILE))


def _text_of(attachment: Attachment | None) -> str:
    if attachment is None:
        return ""
    with at_hand(attachment.blob) as path:
        return str(whole_text(path)["text"])


@transaction.atomic
def begin_amendment(*, outgoing: Outgoing, fault: Fault, subject: str, by: User) -> Outgoing:
    """A draft that mends the paper: a công văn for its form, a paper of the same type for its content."""
    outgoing = locked(outgoing)
    if outgoing.state not in OUT:
        raise Refused("Chỉ đính chính, thay thế văn bản đã phát hành; văn bản chưa ký thì sửa dự thảo.")
    if outgoing.revoked_at is not None:
        raise Refused("Văn bản đã thu hồi, không đính chính, thay thế nữa.")
    amending, code = amendment_of(fault=fault, type_code=outgoing.type.code)
    facts = {
        "body": outgoing.body,
        "type": DocumentType.objects.get(code=code),
        "subject": subject.strip() or f"{amending.label} {outgoing.type.name} số {outgoing.reference}",
        "unit": outgoing.unit,
        "signer": outgoing.signer,
        "prefix": outgoing.prefix,
        "addressees": outgoing.addressees,
    }
    places = [Place(one.name, one.copies, one.agency) for one in outgoing.recipients.select_related("agency")]
    draft = Draft(facts=facts, places=places, note=amending.label)
    begun = begin_outgoing(draft=draft, by=by, amends=outgoing, amending=amending)
    record("documents.outgoing.amendment_begun", outgoing, by=by, note=amending.label)
    return begun


@transaction.atomic
def revoke_outgoing(*, outgoing: Outgoing, reason: str, by: User) -> Outgoing:
    """The paper is taken back: it stays as it was, with who took it back, when and why; nothing more is done to it."""
    outgoing = locked(outgoing)
    if outgoing.state not in OUT:
        raise Refused("Chỉ thu hồi văn bản đã phát hành.")
    if outgoing.revoked_at is not None:
        raise Refused("Văn bản này đã thu hồi.")
    if not reason.strip():
        raise Refused("Hãy ghi rõ lý do thu hồi.")
    outgoing.revoked_at, outgoing.revoked_by, outgoing.revoked_reason = clock.now(), by, reason.strip()
    outgoing.save(update_fields=["revoked_at", "revoked_by", "revoked_reason"])
    record("documents.outgoing.revoked", outgoing, by=by, note=reason)
    recall_out(outgoing=outgoing, reason=reason, by=by)
    tell_of(outgoing, [outgoing.drafter, *heads(outgoing)], line="Văn bản đã thu hồi", by=by)
    return outgoing

"""A paper is drafted: begun, changed by versions, talked about, other units asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from documents.actions.telling import tell_of
from documents.enums.outgoing import DRAFT_FILE, OUT, UNDER_REVIEW, Amending, OutgoingState
from documents.models import (
    Approval,
    Consultation,
    Incoming,
    Outgoing,
    OutgoingComment,
    OutgoingVersion,
    Recipient,
)
from documents.notices import heads_of
from documents.queries.outgoing import version_of
from documents.secret_marks import Line, MarkVerdict, judge_lines
from documents.workflow import OUTGOING
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.decisions.actions.pages import ask_for_pages
from lmhtx.directory.models import Agency
from lmhtx.files.actions import store
from lmhtx.people.models import User
from lmhtx.reading.safety import UnsafeFile, check_upload
from lmhtx.workflow import Refused
from lmhtx.workflow.actions import move

FIXED = "Văn bản đã ký; không sửa được nữa. Muốn sửa văn bản đã phát hành, hãy lập văn bản đính chính hoặc thay thế."
STAMPED = (
    "Không lưu dự thảo này: có dòng “{mark}” đứng riêng như dấu chỉ mức độ mật. Văn bản mật không soạn, không đăng ký "
    "trên cổng; hãy soạn trên máy riêng theo pháp luật về bảo vệ bí mật nhà nước."
)


@dataclass(frozen=True, slots=True)
class Place:
    """One of those who get the paper, as the draft names it."""

    name: str
    copies: int = 1
    agency: Agency | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What somebody has written: the facts of the paper, its text or file, who gets it, what it answers."""

    facts: dict[str, Any]
    text: str = ""
    file: Any = None
    note: str = ""
    places: Sequence[Place] = ()
    answers: Sequence[Incoming] = field(default_factory=tuple)


@transaction.atomic
def begin_outgoing(
    *, draft: Draft, by: User, amends: Outgoing | None = None, amending: Amending | str = ""
) -> Outgoing:
    """A draft stands with its first version; nobody but the drafter and his unit hears of it yet."""
    outgoing = Outgoing(**draft.facts, drafter=by, created_by=by, amends=amends, amending=amending)
    outgoing.units, outgoing.people = [], []
    outgoing.save()
    outgoing.answers.set(draft.answers)
    _write_places(outgoing, draft.places)
    let_see(outgoing)
    _write_version(outgoing, draft, number=1, by=by)
    record("documents.outgoing.begun", outgoing, by=by)
    return outgoing


@transaction.atomic
def edit_outgoing(*, outgoing: Outgoing, draft: Draft, by: User) -> Outgoing:
    """The draft says something else; a new text or file is a new version.

    A draft that was on its way comes back to be presented anew, and whoever had answered for it is asked again.
    """
    outgoing = locked(outgoing)
    if not outgoing.may_change:
        raise Refused(FIXED)
    if outgoing.amends_id and draft.facts.get("type", outgoing.type) != outgoing.type:
        raise Refused(
            f"Văn bản này phải là {outgoing.type} vì {outgoing.get_amending_display().lower()} văn bản trước."
        )
    if outgoing.state in UNDER_REVIEW:
        outgoing = move(OUTGOING, outgoing, "revise", by=by)
        reset_approvals(outgoing)
    for name, value in draft.facts.items():
        setattr(outgoing, name, value)
    outgoing.save(update_fields=[*draft.facts, "folded"])
    outgoing.answers.set(draft.answers)
    _write_places(outgoing, draft.places)
    let_see(outgoing)
    held = version_of(outgoing)
    if held is None or draft.file is not None or _lines(held.text) != _lines(draft.text):
        _replace(outgoing, held, draft, by=by)
    record("documents.outgoing.edited", outgoing, by=by, note=draft.note)
    return outgoing


def _lines(text: str) -> list[str]:
    """The text as compared: a browser sends other line ends than it got."""
    return text.strip().splitlines()


def _replace(outgoing: Outgoing, held: OutgoingVersion | None, draft: Draft, *, by: User) -> None:
    number = 1
    if held is not None:
        number = held.number + 1
        held.replaced_at = clock.now()
        held.save(update_fields=["replaced_at"])
    _write_version(outgoing, draft, number=number, by=by)


def _write_version(outgoing: Outgoing, draft: Draft, *, number: int, by: User) -> OutgoingVersion:
    mark = judge_lines([Line(line) for line in draft.text.splitlines()])
    if mark.verdict == MarkVerdict.STAMP:
        raise Refused(STAMPED.format(mark=mark.text))
    version = OutgoingVersion.objects.create(
        outgoing=outgoing, number=number, text=draft.text, note=draft.note.strip(), made_by=by
    )
    if draft.file is not None:
        kept = store(draft.file, owner=version, kind=DRAFT_FILE, by=by, check=check_file)
        ask_for_pages(attachment=kept, by=by)
    return version


def check_file(path: Path, name: str) -> None:
    """Refuse what no program of ours can open, in words."""
    try:
        check_upload(path, name, max_bytes=settings.UPLOAD_MAX_BYTES)
    except UnsafeFile as unfit:
        raise Refused(str(unfit)) from unfit


def _write_places(outgoing: Outgoing, places: Sequence[Place]) -> None:
    outgoing.recipients.all().delete()
    Recipient.objects.bulk_create(
        Recipient(outgoing=outgoing, name=one.name, copies=one.copies, agency=one.agency) for one in places
    )


def let_see(outgoing: Outgoing) -> None:
    """Who sees the paper: those it names, its unit, the units that were asked, and once it is out those it went to."""
    named = (outgoing.drafter_id, outgoing.signer_id, outgoing.form_checker_id)
    units = {outgoing.unit_id, *outgoing.consultations.values_list("unit", flat=True)}
    if outgoing.state in OUT:
        units |= set(outgoing.recipients.filter(agency__isnull=False).values_list("agency", flat=True))
    outgoing.people = sorted({one for one in named if one})
    outgoing.units = sorted(units)
    outgoing.save(update_fields=["people", "units"])


def reset_approvals(outgoing: Outgoing) -> None:
    """Whoever answered for the draft has to look at it again."""
    rows = Approval.objects.filter(version__outgoing=outgoing, withdrawn_at__isnull=True)
    rows.update(withdrawn_at=clock.now())


@transaction.atomic
def comment_outgoing(*, outgoing: Outgoing, text: str, by: User) -> OutgoingComment:
    """A remark stands beside the version that it was made on; the drafter hears of it."""
    version = version_of(outgoing)
    if version is None or not outgoing.may_change:
        raise Refused("Văn bản đã ký, không góp ý dự thảo được nữa.")
    if not text.strip():
        raise Refused("Hãy ghi nội dung góp ý.")
    said = OutgoingComment.objects.create(outgoing=outgoing, version=version, text=text.strip(), said_by=by)
    record("documents.outgoing.commented", outgoing, by=by)
    tell_of(outgoing, [outgoing.drafter], line=f"{by} góp ý dự thảo", by=by)
    return said


@transaction.atomic
def consult_units(
    *, outgoing: Outgoing, units: Sequence[Agency], question: str, by: User, due_on: date | None = None
) -> Outgoing:
    """Other units are asked; their heads hear of it and see the draft."""
    asked = [unit for unit in units if unit.pk != outgoing.unit_id]
    if not asked:
        raise Refused("Hãy chọn ít nhất một đơn vị khác đơn vị soạn thảo.")
    outgoing = move(OUTGOING, locked(outgoing), "consult", by=by)
    Consultation.objects.bulk_create(
        Consultation(outgoing=outgoing, unit=unit, question=question.strip(), due_on=due_on, asked_by=by)
        for unit in asked
    )
    let_see(outgoing)
    record("documents.outgoing.consulted", outgoing, by=by, note=", ".join(map(str, asked)))
    tell_of(outgoing, heads_of([unit.pk for unit in asked]), line="Xin ý kiến về dự thảo", by=by)
    return outgoing


@transaction.atomic
def answer_consultation(*, consultation: Consultation, answer: str, by: User) -> Consultation:
    """A unit has said its opinion; with the last one the draft is before its head again."""
    if not answer.strip():
        raise Refused("Hãy ghi ý kiến của đơn vị; đồng ý hoàn toàn thì ghi “Thống nhất”.")
    outgoing = locked(consultation.outgoing)
    consultation = Consultation.objects.select_for_update(of=("self",)).get(pk=consultation.pk)
    if consultation.answered_at is not None or outgoing.state != OutgoingState.CONSULT:
        raise Refused("Đơn vị đã trả lời, hoặc dự thảo không còn lấy ý kiến.")
    consultation.answer, consultation.answered_at, consultation.answered_by = answer.strip(), clock.now(), by
    consultation.save(update_fields=["answer", "answered_at", "answered_by"])
    if not outgoing.consultations.filter(answered_at__isnull=True).exists():
        outgoing = move(OUTGOING, outgoing, "hear", by=by)
    record("documents.outgoing.answered", outgoing, by=by, note=str(consultation.unit))
    tell_of(
        outgoing, [outgoing.drafter, *heads_of([outgoing.unit_id])], line="Đã có ý kiến về dự thảo", by=by
    )
    return consultation


@transaction.atomic
def end_consulting(*, outgoing: Outgoing, reason: str, by: User) -> Outgoing:
    """Nobody is waited for any longer; the open questions say so."""
    outgoing = move(OUTGOING, locked(outgoing), "end_consult", by=by, note=reason)
    outgoing.consultations.filter(answered_at__isnull=True).update(
        answer=f"Không chờ ý kiến: {reason.strip()}", answered_at=clock.now(), answered_by=by
    )
    record("documents.outgoing.consulting_ended", outgoing, by=by, note=reason)
    return outgoing


def locked(outgoing: Outgoing) -> Outgoing:
    """The paper as it stands now, held until the act is done."""
    rows = Outgoing.objects.select_for_update(of=("self",))
    return rows.select_related("body", "type", "unit", "drafter", "signer", "form_checker").get(
        pk=outgoing.pk
    )

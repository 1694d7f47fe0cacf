"""Papers of cooperatives come in, are put right, replaced, taken back, and confirmed to be digitised."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from cooperatives.access.papers import PaperPerm
from cooperatives.actions.cooperatives import refuse_unless
from cooperatives.actions.digital import keep_paper
from cooperatives.enums.papers import ANNUAL, NUMBERED, CopyKind, PaperEnd, PaperKind
from cooperatives.models import Cooperative, CooperativePaper
from cooperatives.models.paper import same_papers
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.files.actions import remove
from lmhtx.files.models import Attachment
from lmhtx.people.models import Actor, User, rights_of
from lmhtx.workflow import Refused


@transaction.atomic
def record_paper(
    *, cooperative: Cooperative, paper: CooperativePaper, by: Actor | User, file: Any = None
) -> CooperativePaper:
    """A paper comes into the file; where only one may be, the one that is there must be replaced instead."""
    refuse_unless(PaperPerm.RECORD_PAPER, by, cooperative)
    paper.cooperative = cooperative
    _refuse_days(paper)
    if (held := same_papers(paper).first()) is not None:
        raise Refused(
            f"Hồ sơ đang có “{held}” cấp ngày {held.issued_on:%d/%m/%Y}; hãy mở giấy đó rồi chọn Thay thế."
        )
    return _kept(paper, by, file, "cooperatives.paper.recorded")


@transaction.atomic
def change_paper(*, paper: CooperativePaper, by: Actor | User) -> CooperativePaper:
    """What was typed is put right, as long as nobody has confirmed that the file shows it."""
    _refuse_digitised(_held(paper, by, PaperPerm.RECORD_PAPER))
    _refuse_days(paper)
    if same_papers(paper).exists():
        raise Refused(f"Hồ sơ đang có một giấy khác loại này của năm {paper.year}; hãy xem lại năm.")
    paper.save()
    record("cooperatives.paper.changed", paper, by=by)
    return paper


@transaction.atomic
def replace_paper(
    *, paper: CooperativePaper, new: CooperativePaper, by: Actor | User, file: Any = None
) -> CooperativePaper:
    """A newer paper of the same kind takes the place of this one from today on; figures of past days stay."""
    old = _held(paper, by, PaperPerm.RECORD_PAPER)
    new.cooperative, new.kind, new.year = old.cooperative, old.kind, old.year
    _refuse_days(new)
    if new.issued_on < old.issued_on:
        raise Refused(
            f"Giấy đang dùng cấp ngày {old.issued_on:%d/%m/%Y}; giấy thay thế không được cấp trước ngày đó."
        )
    # The old one leaves first: two of a kind cannot stand in the file together.
    old.ended_on, old.end = clock.today(), PaperEnd.REPLACED
    old.save(update_fields=["ended_on", "end"])
    made = _kept(new, by, file, "cooperatives.paper.recorded")
    old.replaced_by = made
    old.save(update_fields=["replaced_by"])
    record("cooperatives.paper.replaced", old, by=by)
    return made


@transaction.atomic
def end_paper(
    *, paper: CooperativePaper, by: Actor | User, end: PaperEnd, end_reason: str
) -> CooperativePaper:
    """Revoked by its giver or recorded by mistake: it leaves the file today, and why stays on record."""
    held = _held(paper, by, PaperPerm.RECORD_PAPER)
    if not end_reason.strip():
        raise Refused("Hãy ghi lý do, văn bản.")
    held.ended_on, held.end, held.end_reason = clock.today(), end, end_reason.strip()
    held.save(update_fields=["ended_on", "end", "end_reason"])
    record("cooperatives.paper.ended", held, by=by, note=held.end_reason)
    return held


@transaction.atomic
def add_paper_file(*, paper: CooperativePaper, by: Actor | User, file: Any) -> CooperativePaper:
    """One more file of the paper."""
    held = _refuse_digitised(_held(paper, by, PaperPerm.RECORD_PAPER))
    keep_paper(owner=held, file=file, by=by)
    record("cooperatives.paper.file_added", held, by=by)
    return held


@transaction.atomic
def drop_paper_file(*, paper: CooperativePaper, attachment: Attachment, by: User) -> CooperativePaper:
    """A file that does not belong there goes; thirty days later it is gone for good."""
    held = _refuse_digitised(_held(paper, by, PaperPerm.RECORD_PAPER))
    remove(attachment=attachment, by=by)
    record("cooperatives.paper.file_dropped", held, by=by)
    return held


@transaction.atomic
def digitise_paper(*, paper: CooperativePaper, by: Actor | User, copy_kind: CopyKind) -> CooperativePaper:
    """Somebody has opened the file, read it and compared: from today on the paper counts as digital."""
    held = _refuse_digitised(_held(paper, by, PaperPerm.DIGITISE_PAPER))
    if not Attachment.objects.of(held).exists():
        raise Refused("Giấy tờ chưa có tệp; hãy thêm bản quét hoặc bản ký số rồi xác nhận.")
    if missing := unsaid(held):
        raise Refused(f"Còn thiếu {', '.join(missing)}; hãy Sửa giấy tờ cho đủ rồi xác nhận.")
    held.copy_kind, held.digitised_on, held.digitised_by = copy_kind, clock.today(), rights_of(by)
    held.save(update_fields=["copy_kind", "digitised_on", "digitised_by"])
    record("cooperatives.paper.digitised", held, by=by)
    return held


def unsaid(paper: CooperativePaper) -> list[str]:
    """What must be known of a digital paper of its kind and is not."""
    asked = {"số": paper.number, "nơi cấp": paper.issuer} if paper.kind in NUMBERED else {}
    return [word for word, known in asked.items() if not known]


def _held(paper: CooperativePaper, by: Actor | User, permission: PaperPerm) -> CooperativePaper:
    """The paper as it stands in the database, locked; nothing happens any more to one that has left the file."""
    refuse_unless(permission, by, paper.cooperative)
    held: CooperativePaper = CooperativePaper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if held.ended_on is not None:
        raise Refused("Giấy tờ này đã thay thế, thu hồi hoặc rút.")
    return held


def _refuse_digitised(paper: CooperativePaper) -> CooperativePaper:
    if paper.digitised_on is not None:
        raise Refused(
            "Giấy tờ đã xác nhận số hóa nên không sửa được; cấp mới thì Thay thế, ghi sai thì Rút rồi ghi lại."
        )
    return paper


def _refuse_days(paper: CooperativePaper) -> None:
    if paper.issued_on > clock.today():
        raise Refused("Ngày cấp chưa đến; hãy ghi khi giấy tờ đã được cấp.")
    if paper.through_on is not None and paper.through_on < paper.issued_on:
        raise Refused("Ngày hết giá trị không được trước ngày cấp.")
    if (PaperKind(paper.kind) in ANNUAL) != (paper.year is not None):
        raise Refused("Giấy tờ hằng năm phải ghi của năm nào; giấy tờ khác thì để trống năm.")


def _kept(paper: CooperativePaper, by: Actor | User, file: Any, verb: str) -> CooperativePaper:
    paper.created_by = rights_of(by)
    paper.save()
    if file:
        keep_paper(owner=paper, file=file, by=by)
    record(verb, paper, by=by)
    return paper

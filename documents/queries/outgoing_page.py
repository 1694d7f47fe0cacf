"""What stands on the page of an outgoing paper for one person: where it is, what may be done, versions, talk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from documents.access.outgoing import OutPerm
from documents.access.register import Perm
from documents.enums.outgoing import (
    GIVEN_UP,
    SCAN_FILE,
    SEALED_FILE,
    SIGNED_FILE,
    ApprovalKind,
    OutgoingState,
    SignWay,
)
from documents.models import Outgoing, OutgoingVersion
from documents.papers.differences import differences
from documents.queries import outgoing as ask
from documents.queries.checked_papers import checked
from documents.workflow import OUTGOING
from lmhtx.base import clock
from lmhtx.files.models import Attachment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from documents.models import Approval
    from documents.papers.differences import ParagraphChange

State = OutgoingState
ROAD = (
    (State.DRAFT, "Soạn thảo"),
    (State.UNIT_REVIEW, "Duyệt nội dung"),
    (State.FORMAT_CHECK, "Thể thức"),
    (State.PENDING_SIGN, "Ký"),
    (State.SIGNED, "Cấp số"),
    (State.NUMBERED, "Đóng dấu"),
    (State.SEALED, "Phát hành"),
    (State.ISSUED, "Lưu"),
)
FROM_SIGNING = {State.PENDING_SIGN, State.SIGNED, State.NUMBERED, State.SEALED}


@dataclass(frozen=True, slots=True)
class Step:
    """A station of the paper's road."""

    label: str
    tone: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """A button of the page; with a reason it is closed."""

    label: str
    url_name: str
    icon: str
    is_main: bool = False
    reason: str = ""


# Name of the move, right, label, address, icon.
ACTS = (
    ("submit", OutPerm.DRAFT_OUTGOING, "Trình duyệt", "outgoing_submit", "send"),
    ("approve_content", OutPerm.APPROVE_CONTENT, "Duyệt nội dung", "outgoing_approve", "circle-check"),
    ("check_form", OutPerm.CHECK_FORM, "Đúng thể thức, trình ký", "outgoing_check", "circle-check"),
    ("sign_wet", OutPerm.RECORD_SIGNATURE, "Ghi đã ký giấy", "outgoing_sign", "pen-line"),
    ("sign_digital", OutPerm.SIGN_OUTGOING, "Ký số", "outgoing_sign_digital", "signature"),
    ("number", Perm.GIVE_NUMBER, "Cấp số", "outgoing_number", "list-ordered"),
    ("seal", OutPerm.SEAL_OUTGOING, "Ghi đã đóng dấu", "outgoing_seal", "badge-check"),
    ("issue", OutPerm.ISSUE_OUTGOING, "Phát hành", "outgoing_issue", "send"),
    ("file", OutPerm.ISSUE_OUTGOING, "Đưa vào lưu", "outgoing_file", "archive"),
)
MORE = (
    ("revise", OutPerm.DRAFT_OUTGOING, "Sửa dự thảo", "outgoing_update", "pencil"),
    ("consult", OutPerm.APPROVE_CONTENT, "Lấy ý kiến đơn vị", "outgoing_consult", "message-circle"),
    ("end_consult", OutPerm.APPROVE_CONTENT, "Thôi lấy ý kiến", "outgoing_end_consult", "message-circle"),
    ("return_content", OutPerm.APPROVE_CONTENT, "Trả lại người soạn", "outgoing_return", "undo-2"),
    ("return_form", OutPerm.CHECK_FORM, "Trả lại vì thể thức", "outgoing_return", "undo-2"),
    ("return_unsigned", OutPerm.SIGN_OUTGOING, "Không ký, trả lại", "outgoing_return", "undo-2"),
    ("return_paper", OutPerm.RECORD_SIGNATURE, "Ghi lãnh đạo trả lại", "outgoing_return_paper", "undo-2"),
    ("cancel", OutPerm.DRAFT_OUTGOING, "Hủy văn bản", "outgoing_cancel", "trash-2"),
    ("cancel_signed", OutPerm.RECORD_SIGNATURE, "Hủy văn bản đã ký", "outgoing_cancel", "trash-2"),
    ("void", Perm.GIVE_NUMBER, "Hủy số, không phát hành", "outgoing_void", "archive-x"),
)
REASONS: dict[str, Callable[[Outgoing], str]] = {
    "submit": ask.why_not_submitted,
    "sign_wet": lambda paper: ask.why_not_ready(paper, on=clock.today()),
    "sign_digital": lambda paper: ask.why_not_ready(paper, on=clock.today()),
    "number": ask.why_not_numbered,
    "seal": ask.why_not_sealed,
    "issue": ask.why_not_issued,
}


def paper_for_page(user: Any, pk: int) -> Any:
    """The paper with what its page names."""
    rows = Outgoing.objects.visible_to(user).select_related(
        "body", "type", "unit", "drafter", "signer", "form_checker", "number", "amends", "signed_by"
    )
    return rows.filter(pk=pk)


def page_facts(outgoing: Outgoing, *, user: Any) -> dict[str, Any]:
    """Steps, acts, versions, approvals, talk, those who get it, files."""
    versions = list(outgoing.versions.select_related("made_by", "made_for"))
    current = next((one for one in versions if one.replaced_at is None), None)
    kinds = (SIGNED_FILE, SEALED_FILE, SCAN_FILE)
    held = [one for one in Attachment.objects.of(outgoing) if one.kind in kinds]
    drafts = list(Attachment.objects.of(current)) if current is not None else []
    approvals = ask.approvals_of(outgoing)
    questions = list(outgoing.consultations.select_related("unit", "asked_by", "answered_by"))
    return {
        "paper": outgoing,
        "steps": list(_steps(outgoing, approvals)),
        "acts": list(_acts(outgoing, user)),
        "more": list(_more(outgoing, user)),
        "versions": versions,
        "current": current,
        "approvals": [approvals[kind] for kind in ApprovalKind if kind in approvals],
        "comments": list(outgoing.comments.select_related("said_by", "version")),
        "consultations": [(one, _may_answer(outgoing, one, user)) for one in questions],
        "recipients": list(outgoing.recipients.select_related("agency")),
        "answers": list(outgoing.answers.visible_to(user)),
        "marks": ask.marks_of(outgoing),
        "papers": checked([*held, *drafts]),
        "may_comment": outgoing.may_change and user.has_perm(OutPerm.COMMENT_OUTGOING, outgoing),
        "may_note": outgoing.is_out and user.has_perm(OutPerm.ISSUE_OUTGOING, outgoing),
    }


def _may_answer(outgoing: Outgoing, question: Any, user: Any) -> bool:
    is_open = outgoing.state == State.CONSULT and question.answered_at is None
    return is_open and question.unit_id in user.agency_ids and user.has_perm(OutPerm.COMMENT_OUTGOING)


def _steps(outgoing: Outgoing, approvals: dict[ApprovalKind, Approval]) -> Iterator[Step]:
    state = State.UNIT_REVIEW if outgoing.state == State.CONSULT else State(outgoing.state)
    notes = _notes(outgoing, approvals)
    if state in GIVEN_UP:
        yield Step("Soạn thảo", "done", notes[State.DRAFT])
        if outgoing.reference:
            yield Step("Cấp số", "done", notes[State.SIGNED])
        yield Step(OUTGOING.labels[state], "danger", _at(outgoing.ended_at, outgoing.ended_by))
        return
    here = len(ROAD) if state == State.FILED else [one for one, _ in ROAD].index(state)
    for place, (one, label) in enumerate(ROAD):
        yield Step(label, "done" if place < here else "now" if place == here else "grey", notes.get(one, ""))


def _notes(outgoing: Outgoing, approvals: dict[ApprovalKind, Approval]) -> dict[State, str]:
    content, form = approvals.get(ApprovalKind.CONTENT), approvals.get(ApprovalKind.FORM)
    signed = f"{outgoing.signed_on:%d/%m} {outgoing.signer}" if outgoing.signed_on else ""
    return {
        State.DRAFT: _at(outgoing.created_at, outgoing.drafter),
        State.UNIT_REVIEW: _at(content.given_at, content.given_by) if content else "",
        State.FORMAT_CHECK: _at(form.given_at, form.given_by) if form else "",
        State.PENDING_SIGN: signed,
        State.SIGNED: outgoing.reference,
        State.NUMBERED: _at(outgoing.sealed_at, None),
        State.SEALED: _at(outgoing.issued_at, None),
        State.ISSUED: _at(outgoing.filed_at, None),
    }


def _at(moment: Any, who: Any) -> str:
    return f"{clock.local(moment):%d/%m %H:%M}{f' {who}' if who else ''}" if moment else ""


def _acts(outgoing: Outgoing, user: Any) -> Iterator[Act]:
    """What may be done now, and closed with the reason what this person does once it is signed."""
    open_moves = {move.name for move in OUTGOING.open_moves(outgoing.state)}
    is_first = True
    for name, permission, label, url_name, icon in ACTS:
        is_later = name in {"number", "seal", "issue"} and outgoing.state in FROM_SIGNING
        if (name not in open_moves and not is_later) or not user.has_perm(permission, outgoing):
            continue
        reason = REASONS[name](outgoing) if name in REASONS else ""
        if name not in open_moves and not reason:
            continue
        by_key = name == "seal" and outgoing.signed_way == SignWay.DIGITAL
        named = ("Ký số của cơ quan", "outgoing_seal_digital") if by_key else (label, url_name)
        yield Act(*named, icon, is_main=is_first and not reason, reason=reason)
        is_first = is_first and bool(reason)


def _more(outgoing: Outgoing, user: Any) -> Iterator[Act]:
    open_moves = {move.name for move in OUTGOING.open_moves(outgoing.state)}
    for name, permission, label, url_name, icon in MORE:
        is_open = name in open_moves or (name == "revise" and outgoing.state == State.DRAFT)
        if is_open and user.has_perm(permission, outgoing):
            yield Act(label, url_name, icon)
    if outgoing.state in {State.UNIT_REVIEW, State.FORMAT_CHECK} and user.has_perm(OutPerm.KEEP_AUTHORITY):
        yield Act("Giao người kiểm tra thể thức", "outgoing_checker", "user-plus")
    if user.has_perm(Perm.GIVE_NUMBER) and ask.takes_number_elsewhere(outgoing):
        yield Act("Nhập số của Đồng Nai-S", "outgoing_enter_number", "list-ordered")
    if outgoing.owes_scan and user.has_perm(OutPerm.SEAL_OUTGOING):
        yield Act("Đưa bản quét vào", "outgoing_scan", "scan-text")
    if outgoing.is_out and outgoing.revoked_at is None:
        if user.has_perm(OutPerm.AMEND_OUTGOING, outgoing):
            yield Act("Đính chính, thay thế", "outgoing_amend", "file-pen")
        if user.has_perm(OutPerm.REVOKE_OUTGOING, outgoing):
            yield Act("Thu hồi", "outgoing_revoke", "archive-x")


def changed_lines(version: OutgoingVersion) -> list[ParagraphChange]:
    """The version beside the one before it, paragraph by paragraph; the first has only its own words."""
    before = version.outgoing.versions.filter(number=version.number - 1).first()
    return differences(before.text if before is not None else version.text, version.text)

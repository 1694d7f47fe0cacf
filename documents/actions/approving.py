"""A draft goes from hand to hand: presented, approved by two, given back, given up."""

from __future__ import annotations

from django.db import transaction

from documents.actions.drafting import locked, reset_approvals
from documents.actions.telling import form_checkers, heads, tell_of
from documents.enums.outgoing import ApprovalKind, OutgoingState
from documents.models import Approval, Outgoing
from documents.queries.outgoing import (
    approvals_of,
    version_of,
    why_not_approved,
    why_not_submitted,
)
from documents.workflow import OUTGOING
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.people.models import User
from lmhtx.workflow import Refused
from lmhtx.workflow.actions import move

# Who gives a draft back, by where it stands.
RETURNS = {
    OutgoingState.UNIT_REVIEW: "return_content",
    OutgoingState.CONSULT: "return_content",
    OutgoingState.FORMAT_CHECK: "return_form",
    OutgoingState.PENDING_SIGN: "return_unsigned",
}


@transaction.atomic
def submit_outgoing(*, outgoing: Outgoing, by: User) -> Outgoing:
    """The draft is before the head of its unit."""
    outgoing = locked(outgoing)
    if reason := why_not_submitted(outgoing):
        raise Refused(reason)
    outgoing = move(OUTGOING, outgoing, "submit", by=by)
    outgoing.submitted_at = clock.now()
    outgoing.save(update_fields=["submitted_at"])
    record("documents.outgoing.submitted", outgoing, by=by)
    tell_of(outgoing, heads(outgoing), line="Trình duyệt nội dung", by=by)
    return outgoing


@transaction.atomic
def approve_content(*, outgoing: Outgoing, by: User, note: str = "") -> Outgoing:
    """The head of the unit answers for the content of this version; its form is checked next."""
    outgoing = locked(outgoing)
    _approve(outgoing, ApprovalKind.CONTENT, move_name="approve_content", by=by, note=note)
    record("documents.outgoing.content_approved", outgoing, by=by, note=note)
    tell_of(outgoing, form_checkers(outgoing), line="Kiểm tra thể thức", by=by)
    return outgoing


@transaction.atomic
def check_form(*, outgoing: Outgoing, by: User, note: str = "") -> Outgoing:
    """The form of this version is right, as another person than the head says; it is before the signer."""
    outgoing = locked(outgoing)
    _approve(outgoing, ApprovalKind.FORM, move_name="check_form", by=by, note=note)
    record("documents.outgoing.form_checked", outgoing, by=by, note=note)
    tell_of(outgoing, [outgoing.signer], line="Trình ký", by=by)
    return outgoing


def _approve(outgoing: Outgoing, kind: ApprovalKind, *, move_name: str, by: User, note: str) -> None:
    version = version_of(outgoing)
    if version is None:
        raise Refused("Dự thảo chưa có nội dung; hãy trả lại người soạn.")
    if reason := why_not_approved(outgoing, kind, by=by):
        raise Refused(reason)
    if kind == ApprovalKind.FORM and ApprovalKind.CONTENT not in approvals_of(outgoing):
        raise Refused(
            "Nội dung của phiên bản hiện hành chưa được duyệt; hãy trả lại để trình duyệt nội dung."
        )
    move(OUTGOING, outgoing, move_name, by=by, note=note)
    Approval.objects.create(version=version, kind=kind, given_by=by, note=note.strip())


@transaction.atomic
def name_form_checker(*, outgoing: Outgoing, person: User, by: User) -> Outgoing:
    """Somebody else than the chief of the office checks the form of this paper."""
    outgoing = locked(outgoing)
    if not outgoing.may_change or outgoing.state == OutgoingState.PENDING_SIGN:
        raise Refused("Thể thức đã được kiểm tra; không đổi người kiểm tra được nữa.")
    content = approvals_of(outgoing).get(ApprovalKind.CONTENT)
    if content is not None and person.pk in {content.given_by_id, content.given_for_id}:
        raise Refused(f"{person} đã duyệt nội dung; hãy giao người khác kiểm tra thể thức.")
    if not person.has_perm("documents.check_form"):
        raise Refused(f"{person} không có quyền kiểm tra thể thức; hãy chọn người khác.")
    outgoing.form_checker = person
    outgoing.people = sorted({*outgoing.people, person.pk})
    outgoing.save(update_fields=["form_checker", "people"])
    record("documents.outgoing.checker_named", outgoing, by=by, note=str(person))
    tell_of(outgoing, [person], line="Giao kiểm tra thể thức", by=by)
    return outgoing


@transaction.atomic
def return_outgoing(*, outgoing: Outgoing, reason: str, by: User, on_paper: bool = False) -> Outgoing:
    """The draft goes back to the drafter with the reason; nobody answers for it any longer.

    `on_paper`: the leader gave the sheet back unsigned, and the registry tells it.
    """
    outgoing = locked(outgoing)
    name = "return_paper" if on_paper else RETURNS.get(OutgoingState(outgoing.state), "return_content")
    outgoing = move(OUTGOING, outgoing, name, by=by, note=reason)
    reset_approvals(outgoing)
    record("documents.outgoing.returned", outgoing, by=by, note=reason)
    tell_of(outgoing, [outgoing.drafter, *heads(outgoing)], line="Dự thảo bị trả lại", by=by)
    return outgoing


@transaction.atomic
def cancel_outgoing(*, outgoing: Outgoing, reason: str, by: User) -> Outgoing:
    """A paper without number is given up; it stays to be seen, with the reason."""
    outgoing = locked(outgoing)
    name = "cancel_signed" if outgoing.state == OutgoingState.SIGNED else "cancel"
    outgoing = move(OUTGOING, outgoing, name, by=by, note=reason)
    outgoing.ended_at, outgoing.ended_by = clock.now(), by
    outgoing.save(update_fields=["ended_at", "ended_by"])
    record("documents.outgoing.cancelled", outgoing, by=by, note=reason)
    tell_of(outgoing, [outgoing.drafter, *heads(outgoing)], line="Văn bản đã hủy", by=by)
    return outgoing

"""Who drafts, approves, signs, numbers, seals and issues papers, and how one of them is judged."""

from __future__ import annotations

from typing import Any

from documents.access.register import Perm
from documents.models import BookPrint, Outgoing, OutgoingVersion, SigningCertificate
from lmhtx.access import Permission, grant
from lmhtx.files.rights import visible
from lmhtx.people.models import User
from lmhtx.people.roles import LEADERS, Role


class OutPerm(Permission):
    """The rights of outgoing papers."""

    DRAFT_OUTGOING = "documents.draft_outgoing", "Soạn thảo, trình văn bản đi"
    COMMENT_OUTGOING = "documents.comment_outgoing", "Góp ý, trả lời ý kiến về dự thảo"
    APPROVE_CONTENT = "documents.approve_content", "Duyệt nội dung dự thảo của đơn vị mình"
    CHECK_FORM = "documents.check_form", "Kiểm tra thể thức, trình ký văn bản đi"
    SIGN_OUTGOING = "documents.sign_outgoing", "Ký văn bản đi"
    RECORD_SIGNATURE = "documents.record_signature", "Ghi văn bản đã ký giấy"
    SEAL_OUTGOING = "documents.seal_outgoing", "Đóng dấu, quét văn bản đã ký giấy"
    ISSUE_OUTGOING = "documents.issue_outgoing", "Phát hành, lưu văn bản đi"
    AMEND_OUTGOING = "documents.amend_outgoing", "Lập văn bản đính chính, thay thế"
    REVOKE_OUTGOING = "documents.revoke_outgoing", "Thu hồi văn bản đã phát hành"
    KEEP_AUTHORITY = "documents.keep_authority", "Ghi thẩm quyền ký, ký hiệu đơn vị"


def may_draft(user: User, paper: Any) -> bool:
    """The one who drafts it, and the head of the unit that does."""
    return user.pk == paper.drafter_id or paper.unit_id in user.headed_ids


def heads_drafting(user: User, paper: Any) -> bool:
    """The head of the drafting unit answers for its content."""
    return paper.unit_id in user.headed_ids


def checks_form(user: User, paper: Any) -> bool:
    """The person named for this paper; where nobody is, the chief of the office."""
    if paper.form_checker_id is not None:
        return bool(user.pk == paper.form_checker_id)
    return user.has_role(Role.OFFICE_CHIEF)


def is_signer(user: User, paper: Any) -> bool:
    """Only the person named may sign."""
    return bool(user.pk == paper.signer_id)


def may_amend(user: User, paper: Any) -> bool:
    """Whoever drafted it, the head of his unit, and who leads the office."""
    return may_draft(user, paper) or user.has_role(*LEADERS, Role.OFFICE_CHIEF)


DRAFTING = {OutPerm.DRAFT_OUTGOING, OutPerm.COMMENT_OUTGOING, OutPerm.AMEND_OUTGOING}
HEADING = DRAFTING | {OutPerm.APPROVE_CONTENT, OutPerm.CHECK_FORM, OutPerm.SIGN_OUTGOING}
LEADING = {
    OutPerm.COMMENT_OUTGOING,
    OutPerm.SIGN_OUTGOING,
    OutPerm.AMEND_OUTGOING,
    OutPerm.REVOKE_OUTGOING,
    OutPerm.KEEP_AUTHORITY,
}
REGISTRY = {
    OutPerm.RECORD_SIGNATURE,
    OutPerm.SEAL_OUTGOING,
    OutPerm.ISSUE_OUTGOING,
}

grant(
    OutPerm,
    {
        Role.CHAIRMAN: LEADING,
        Role.DEPUTY: LEADING,
        Role.OFFICE_CHIEF: HEADING | {OutPerm.REVOKE_OUTGOING, OutPerm.KEEP_AUTHORITY},
        Role.CLERK: REGISTRY,
        Role.UNIT_HEAD: HEADING,
        Role.FUND_DIRECTOR: HEADING,
        Role.OFFICER: DRAFTING | {OutPerm.CHECK_FORM},
        Role.FUND_OFFICER: DRAFTING,
        Role.FUND_ACCOUNTANT: DRAFTING,
    },
    entering={OutPerm.DRAFT_OUTGOING, OutPerm.COMMENT_OUTGOING},
    # Signing and sealing are done by the person himself, as the decree says.
    personal={OutPerm.SIGN_OUTGOING, OutPerm.SEAL_OUTGOING, OutPerm.KEEP_AUTHORITY},
    judges={
        OutPerm.DRAFT_OUTGOING: may_draft,
        OutPerm.APPROVE_CONTENT: heads_drafting,
        OutPerm.CHECK_FORM: checks_form,
        OutPerm.SIGN_OUTGOING: is_signer,
        OutPerm.AMEND_OUTGOING: may_amend,
    },
)

visible("documents.outgoing", Outgoing.objects.visible_to)
visible("documents.signingcertificate", SigningCertificate.objects.visible_to)
visible("documents.outgoingversion", OutgoingVersion.objects.visible_to)


def book_prints(user: Any) -> Any:
    """Printed volumes, for whoever may see the books."""
    return BookPrint.objects.visible_to(user) if user.has_perm(Perm.VIEW_BOOK) else BookPrint.objects.none()


visible("documents.bookprint", book_prints)

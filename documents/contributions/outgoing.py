"""What outgoing papers give to the house."""

from __future__ import annotations

from functools import partial
from typing import Any

from documents.access.outgoing import OutPerm
from documents.access.register import Perm
from documents.actions import approving
from documents.actions.telling import OUT_KEY
from documents.models import Outgoing
from documents.queries import outgoing_desk as desk
from documents.queries import outgoing_reminders as reminders
from documents.queries.outgoing import draft_files, version_of
from documents.queries.search import find_outgoing
from lmhtx.contributions import AuditVerb, NavItem, Reminder, SearchSource, TodoSection, contribute
from lmhtx.notices.reminders import never
from lmhtx.questions import Question, Verdict

_WORDS = {
    "outgoing.begun": "soạn dự thảo {subject}",
    "outgoing.edited": "sửa dự thảo {subject}",
    "outgoing.commented": "góp ý dự thảo {subject}",
    "outgoing.consulted": "lấy ý kiến đơn vị về {subject}",
    "outgoing.answered": "trả lời ý kiến về {subject}",
    "outgoing.consulting_ended": "thôi lấy ý kiến về {subject}",
    "outgoing.submitted": "trình duyệt {subject}",
    "outgoing.content_approved": "duyệt nội dung {subject}",
    "outgoing.form_checked": "kiểm tra thể thức, trình ký {subject}",
    "outgoing.checker_named": "giao kiểm tra thể thức {subject}",
    "outgoing.returned": "trả lại dự thảo {subject}",
    "outgoing.cancelled": "hủy văn bản {subject}",
    "outgoing.signed_on_paper": "ghi đã ký giấy {subject}",
    "outgoing.signed_digitally": "ký số {subject}",
    "outgoing.numbered": "cấp số {subject}",
    "outgoing.voided": "hủy số của {subject}",
    "outgoing.sealed": "đóng dấu {subject}",
    "outgoing.issued": "phát hành {subject}",
    "outgoing.filed": "đưa vào lưu {subject}",
    "outgoing.received": "ghi nơi nhận đã nhận {subject}",
    "outgoing.scanned": "đưa bản quét của {subject}",
    "outgoing.amendment_begun": "lập văn bản đính chính, thay thế {subject}",
    "outgoing.amended": "đính chính, thay thế {subject}",
    "outgoing.revoked": "thu hồi {subject}",
    "authority.given": "ghi thẩm quyền ký {subject}",
    "authority.edited": "sửa thẩm quyền ký {subject}",
    "abbreviation.kept": "ghi ký hiệu đơn vị {subject}",
    "book.printed": "in sổ {subject}",
}
_LINES = (
    ("Văn bản đi", "outgoing_list", Perm.VIEW_DOCUMENT, "send"),
    ("Tình hình văn bản đi", "outgoing_figures", Perm.VIEW_FIGURES, "chart-column"),
    ("Thẩm quyền ký", "authority_list", OutPerm.KEEP_AUTHORITY, "signature"),
    ("Ký hiệu đơn vị", "abbreviation_list", OutPerm.KEEP_AUTHORITY, "tags"),
)
# Key, title, rows, tone, order.
_SECTIONS = (
    ("outgoing_to_review", "Dự thảo chờ anh/chị duyệt nội dung", desk.to_review, "soon", 36),
    ("outgoing_to_answer", "Dự thảo xin ý kiến đơn vị", desk.to_answer, "soon", 37),
    ("outgoing_to_check", "Dự thảo chờ kiểm tra thể thức", desk.to_check, "soon", 38),
    ("outgoing_to_sign", "Văn bản chờ anh/chị ký", desk.to_sign, "soon", 33),
    ("outgoing_to_number", "Văn bản đã ký chờ cấp số", desk.to_number, "soon", 39),
    ("outgoing_to_seal", "Văn bản chờ đóng dấu", desk.to_seal, "soon", 40),
    ("outgoing_to_issue", "Văn bản chờ phát hành", desk.to_issue, "soon", 41),
    ("outgoing_scans", "Văn bản ký giấy nợ bản quét", desk.scans_owed, "danger", 42),
    ("outgoing_drafts", "Dự thảo anh/chị đang soạn", desk.to_mend, "info", 63),
)
_papers = partial(TodoSection, template="documents/_outgoing_row.html", dress=desk.dressed)


def _approve(thing: Any, by: Any, words: str) -> Any:
    return approving.approve_content(outgoing=thing, by=by, note=words)


def _return(thing: Any, by: Any, words: str) -> Any:
    return approving.return_outgoing(outgoing=thing, by=by, reason=words)


def _shown(outgoing: Outgoing) -> dict[str, Any]:
    return {"paper": outgoing, "version": version_of(outgoing)}


CONTENT = Question(
    key=desk.CONTENT_QUESTION,
    title="Dự thảo chờ duyệt nội dung",
    permission=OutPerm.APPROVE_CONTENT,
    rows=desk.to_review,
    dress=desk.dressed,
    since="submitted_at",
    seen=Outgoing.objects.visible_to,
    show=_shown,
    template="documents/_content_question.html",
    files=draft_files,
    verdicts=(
        Verdict(key="approve", label="Duyệt nội dung", done="Đã duyệt nội dung", act=_approve, is_main=True),
        Verdict(
            key="return",
            label="Trả lại",
            done="Đã trả lại người soạn",
            act=_return,
            needs_words=True,
            phrases=("Rà lại số liệu.", "Bổ sung căn cứ.", "Viết gọn lại phần tổ chức thực hiện."),
        ),
    ),
    order=15,
)

contribute(
    *(AuditVerb(key=f"documents.{key}", label=label) for key, label in _WORDS.items()),
    *(
        NavItem(group="Văn bản", label=label, url_name=name, permission=permission, icon=icon)
        for label, name, permission, icon in _LINES
    ),
    CONTENT,
    *(
        _papers(key=key, title=title, rows=rows, tone=tone, order=order)
        for key, title, rows, tone, order in _SECTIONS
    ),
    _papers(
        key="outgoing_to_print",
        title="Văn bản đã trình ký (in bản giấy cho người ký tay)",
        rows=desk.to_print,
        tone="info",
        is_counted=False,
        order=64,
    ),
    SearchSource(
        key="outgoing",
        label="Văn bản đi",
        find=find_outgoing,
        template="documents/_outgoing_row.html",
        order=16,
    ),
    Reminder(
        key="documents.scan_owed",
        title="Nợ bản quét của văn bản ký giấy",
        due=reminders.due_scans,
        is_optional=False,
        order=33,
    ),
    Reminder(
        key="documents.not_issued", title="Văn bản đã ký chưa phát hành", due=reminders.due_numbers, order=34
    ),
    Reminder(key=OUT_KEY, title="Văn bản đi được trình, duyệt, trả lại, cấp số", due=never, order=35),
)

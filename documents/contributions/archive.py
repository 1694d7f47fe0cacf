"""What work files and the archive give to the house."""

from __future__ import annotations

from documents.access.archive import FilePerm
from documents.actions.archiving import KEY
from documents.actions.passing_on import ITEMS
from documents.queries import archive_desk as desk
from documents.queries import archive_reminders as reminders
from lmhtx.contributions import AuditVerb, NavItem, Panel, Reminder, SearchSource, TodoSection, contribute
from lmhtx.notices.reminders import never

_WORDS = {
    "retention.kept": "ghi thời hạn bảo quản {subject}",
    "catalogue.begun": "lập {subject}",
    "catalogue.edited": "sửa {subject}",
    "catalogue.submitted": "trình duyệt {subject}",
    "catalogue.sent_back": "trả lại {subject}",
    "catalogue.issued": "ban hành {subject}",
    "work_file.opened": "mở {subject}",
    "work_file.edited": "sửa {subject}",
    "work_file.dropped": "xóa {subject} khi còn trống",
    "work_file.filled": "đưa tài liệu vào {subject}",
    "work_file.emptied": "đưa tài liệu ra khỏi {subject}",
    "work_file.closed": "kết thúc {subject}",
    "work_file.reopened": "mở lại {subject}",
    "work_file.kept_longer": "cho giữ lại {subject}",
    "work_file.handed_over": "giao nộp {subject}",
    "work_file.sent_back": "trả lại {subject}",
    "work_file.archived": "nhận vào lưu trữ {subject}",
    "work_file.destroyed": "ghi đã hủy {subject}",
    "archive_handover.proposed": "lập {subject}",
    "archive_handover.received": "nhận {subject}",
    "archive_handover.refused": "trả lại {subject}",
    "destruction.proposed": "lập {subject}",
    "destruction.agreed": "thông qua {subject}",
    "destruction.done": "ghi hủy xong {subject}",
    "destruction.dropped": "thôi {subject}",
    "loan.made": "ghi vào sổ {subject}",
    "loan.returned": "ghi đã trả {subject}",
}
_LINES = (
    ("Hồ sơ công việc", "work_file_list", FilePerm.VIEW_WORK_FILE, "folder-open"),
    ("Danh mục hồ sơ", "catalogue_list", FilePerm.VIEW_WORK_FILE, "list-tree"),
    ("Nộp lưu trữ", "archive_handover_list", FilePerm.VIEW_WORK_FILE, "archive"),
    ("Mượn bản lưu", "loan_list", FilePerm.VIEW_ARCHIVE, "book-copy"),
    ("Hủy tài liệu", "destruction_list", FilePerm.VIEW_ARCHIVE, "archive-x"),
    ("Thời hạn bảo quản", "retention_list", FilePerm.VIEW_WORK_FILE, "hourglass"),
)

contribute(
    *(AuditVerb(key=f"documents.{key}", label=label) for key, label in _WORDS.items()),
    *(
        NavItem(group="Hồ sơ, lưu trữ", label=label, url_name=name, permission=permission, icon=icon)
        for label, name, permission, icon in _LINES
    ),
    *ITEMS,
    *(
        Panel(
            on=kind,
            key=f"files_of_{name}",
            title="Hồ sơ công việc",
            template="documents/_files_panel.html",
            context=desk.files_panel,
            permission=FilePerm.VIEW_WORK_FILE,
            order=80,
        )
        for kind, name in (("documents.Incoming", "incoming"), ("documents.Outgoing", "outgoing"))
    ),
    TodoSection(
        key="work_files_due",
        title="Hồ sơ đến hạn nộp lưu",
        rows=desk.due_for_archive,
        template="documents/_work_file_row.html",
        tone="soon",
        order=66,
    ),
    TodoSection(
        key="archive_to_receive",
        title="Hồ sơ chờ lưu trữ nhận",
        rows=desk.to_receive,
        template="documents/_archive_handover_row.html",
        tone="soon",
        order=43,
    ),
    TodoSection(
        key="catalogues_to_issue",
        title="Danh mục hồ sơ chờ duyệt",
        rows=desk.to_issue,
        template="documents/_catalogue_row.html",
        tone="soon",
        order=44,
    ),
    SearchSource(
        key="work_files",
        label="Hồ sơ công việc",
        find=desk.find_work_files,
        template="documents/_work_file_row.html",
        order=17,
    ),
    Reminder(
        key="documents.archive_due",
        title="Hồ sơ đến hạn nộp lưu trữ",
        due=reminders.due_files,
        is_optional=False,
        order=36,
    ),
    Reminder(key="documents.loans_out", title="Bản lưu quá hạn trả", due=reminders.due_loans, order=37),
    Reminder(key=KEY, title="Hồ sơ giao nộp, nhận, trả lại", due=never, order=38),
)

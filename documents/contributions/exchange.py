"""What the exchange of papers gives to the house."""

from __future__ import annotations

from documents.access.exchange import ExPerm
from documents.access.register import Perm
from documents.notices import EXCHANGE_KEY
from documents.queries import exchange
from lmhtx.contributions import AuditVerb, NavItem, Panel, Reminder, TodoSection, contribute
from lmhtx.notices.reminders import never

_WORDS = {
    "message.received": "nhận qua trục liên thông {subject}",
    "message.accepted": "đồng ý yêu cầu của bên gửi {subject}",
    "message.declined": "từ chối yêu cầu của bên gửi {subject}",
    "message.handed_over": "ghi đã chuyển tệp của {subject}",
    "message.resent": "gửi lại {subject}",
    "outgoing.put_on_axis": "đưa lên trục liên thông {subject}",
    "outgoing.status_told": "bên nhận báo trạng thái {subject}",
    "outgoing.number_entered": "nhập số của Đồng Nai-S cho {subject}",
    "code.kept": "ghi {subject}",
    "catch_up.brought": "đưa sổ và tệp vào {subject}",
    "catch_up.columns_chosen": "chọn cột của sổ {subject}",
    "catch_up.saved": "lưu {subject}",
    "catch_up.dropped": "bỏ {subject}",
    "province.listed": "đưa sổ của Đồng Nai-S vào {subject}",
    "province.explained": "ghi {subject}",
    "import.read": "đọc {subject}",
    "import.written": "ghi {subject}",
    "import.dropped": "bỏ {subject}",
}
_LINES = (
    ("Liên thông văn bản", "exchange_list", ExPerm.EXCHANGE_MESSAGES, "arrow-left-right"),
    ("Nhập bù sổ", "catch_up_list", ExPerm.CATCH_UP, "file-up"),
    ("Đối chiếu Đồng Nai-S", "province_book_list", ExPerm.CATCH_UP, "scale"),
    ("Sổ cũ nhập vào", "book_import_list", Perm.KEEP_BOOKS, "book-open"),
    ("Mã định danh cơ quan", "organ_code_list", ExPerm.KEEP_CODES, "tags"),
)

contribute(
    *(AuditVerb(key=f"documents.{key}", label=label) for key, label in _WORDS.items()),
    *(
        NavItem(group="Văn bản", label=label, url_name=name, permission=permission, icon=icon)
        for label, name, permission, icon in _LINES
    ),
    *(
        Panel(
            on=kind,
            key=key,
            title="Liên thông",
            template=template,
            context=context,
            permission=Perm.VIEW_DOCUMENT,
            order=20,
        )
        for kind, key, template, context in (
            (
                "documents.Incoming",
                "axis_of_incoming",
                "documents/exchange/_of_incoming.html",
                exchange.exchange_of_incoming,
            ),
            (
                "documents.Outgoing",
                "axis_of_outgoing",
                "documents/exchange/_of_outgoing.html",
                exchange.exchange_of_outgoing,
            ),
        )
    ),
    TodoSection(
        key="exchange_requests",
        title="Bên gửi yêu cầu thu hồi, cập nhật văn bản",
        rows=exchange.requests_waiting,
        template="documents/exchange/_request_row.html",
        tone="soon",
        order=35,
    ),
    Reminder(key=EXCHANGE_KEY, title="Yêu cầu và lỗi trên trục liên thông", due=never, order=36),
)

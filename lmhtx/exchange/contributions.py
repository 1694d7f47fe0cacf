"""What Excel in and out gives to the house."""

from lmhtx.contributions import AuditVerb, NavItem, Reminder, contribute
from lmhtx.exchange.actions import exports, imports
from lmhtx.notices.reminders import never
from lmhtx.ui.exports import EXPORTED

contribute(
    NavItem(
        group="Danh bạ",
        label="Nhập, xuất Excel",
        url_name="sheet_home",
        permission="",
        icon="file-spreadsheet",
        order=790,
    ),
    Reminder(key=exports.NOTICE, title="Xuất Excel xong", due=never, order=910),
    Reminder(key=imports.NOTICE, title="Nhập Excel: đã kiểm tra, đã ghi", due=never, order=911),
    AuditVerb(key=EXPORTED, label="xuất một danh sách ra Excel"),
    AuditVerb(key="exchange.import.brought", label="tải lên tệp Excel {subject} để nhập"),
    AuditVerb(key="exchange.import.dropped", label="bỏ lần nhập Excel {subject}"),
    AuditVerb(key="exchange.import.written", label="ghi dữ liệu từ tệp Excel {subject}"),
)

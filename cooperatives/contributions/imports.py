"""What brought workbooks of the register give to the house."""

from __future__ import annotations

from cooperatives.access.register import Perm
from cooperatives.actions.bringing import NOTICE
from lmhtx.contributions import AuditVerb, NavItem, Reminder, contribute
from lmhtx.notices.reminders import never

contribute(
    NavItem(
        group="Hợp tác xã",
        label="Nhập sổ từ Excel",
        url_name="brought_list",
        permission=Perm.EDIT_COOPERATIVE,
        icon="file-up",
    ),
    Reminder(key=NOTICE, title="Nhập sổ hợp tác xã: đã đọc, đã ghi", due=never, order=912),
    AuditVerb(key="cooperatives.register.brought", label="tải lên bảng tính {subject} để nhập sổ"),
    AuditVerb(
        key="cooperatives.register.columns_chosen", label="chọn lại các cột của bảng tính {subject}, đọc lại"
    ),
    AuditVerb(
        key="cooperatives.register.columns_forgotten", label="bỏ cách đọc cột đã nhớ của bảng tính {subject}"
    ),
    AuditVerb(key="cooperatives.register.dropped", label="bỏ lần nhập sổ {subject}"),
    AuditVerb(key="cooperatives.register.written", label="ghi bảng tính {subject} vào sổ hợp tác xã"),
    AuditVerb(key="cooperatives.cooperative.brought", label="cập nhật {subject} từ bảng tính"),
)

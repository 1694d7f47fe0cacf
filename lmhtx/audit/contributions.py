"""What the trail gives to the house."""

from lmhtx.audit.access import Perm
from lmhtx.contributions import AuditVerb, NavItem, contribute

contribute(
    NavItem(
        group="Hệ thống",
        label="Nhật ký",
        url_name="entry_list",
        permission=Perm.READ_TRAIL.value,
        icon="scroll-text",
        order=930,
    ),
    AuditVerb(key="audit.page_read", label="đọc một trang dưới tên {subject}"),
)

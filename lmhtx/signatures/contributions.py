"""What the room gives to the house: the list of trusted roots and the verbs of the trail."""

from lmhtx.contributions import AuditVerb, NavItem, contribute
from lmhtx.signatures.access import Perm

contribute(
    NavItem(
        group="Quản trị",
        label="Chứng thư gốc tin cậy",
        url_name="anchor_list",
        permission=Perm.VIEW_ANCHORS.value,
        icon="shield-check",
        order=940,
    ),
    AuditVerb(key="signatures.anchor.added", label="tin cậy chứng thư gốc: {subject}"),
    AuditVerb(key="signatures.anchor.ended", label="thôi tin cậy chứng thư gốc: {subject}"),
)

"""What the public part of the register gives to the house."""

from __future__ import annotations

from cooperatives.access.public import PublicPerm
from cooperatives.access.register import Perm
from cooperatives.queries.publicity import publicity_of
from lmhtx.contributions import AuditVerb, NavItem, Panel, contribute

contribute(
    NavItem(
        group="Hợp tác xã",
        label="Công khai thông tin",
        url_name="my_publicity",
        permission=PublicPerm.VIEW_OWN_PUBLICITY,
        icon="globe",
    ),
    Panel(
        on="cooperatives.Cooperative",
        key="public",
        title="Công khai thông tin",
        template="cooperatives/_publicity.html",
        context=publicity_of,
        permission=Perm.VIEW_COOPERATIVE,
        order=45,
    ),
    AuditVerb(key="cooperatives.agreement.given", label="ghi đồng ý công khai của {subject}"),
    AuditVerb(key="cooperatives.agreement.withdrawn", label="rút đồng ý công khai của {subject}"),
)

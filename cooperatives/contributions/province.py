"""What the connection with the database of the province gives to the house."""

from __future__ import annotations

from cooperatives.access.province import ProvincePerm
from cooperatives.queries import province
from lmhtx.contributions import AuditVerb, NavItem, Panel, TodoSection, contribute
from lmhtx.counting import TargetSource

contribute(
    NavItem(
        group="Hợp tác xã",
        label="Kết nối CSDL tỉnh",
        url_name="delivery_list",
        permission=ProvincePerm.VIEW_DELIVERY,
        icon="cloud-upload",
    ),
    Panel(
        on="cooperatives.Cooperative",
        key="province",
        title="Kết nối CSDL tỉnh",
        template="cooperatives/_deliveries.html",
        context=province.deliveries_of,
        permission=ProvincePerm.VIEW_DELIVERY,
        order=90,
    ),
    TodoSection(
        key="cooperatives_dead_deliveries",
        title="Không gửi được sang CSDL tỉnh",
        rows=province.dead_deliveries,
        template="cooperatives/_delivery_hit.html",
        tone="danger",
        order=75,
    ),
    TargetSource(
        key="cooperatives.connected",
        label="Hợp tác xã có dữ liệu mới nhất ở CSDL tỉnh (sổ hợp tác xã)",
        unit="hợp tác xã",
        count=province.count_connected,
    ),
    AuditVerb(key="cooperatives.delivery.resent", label="gửi lại CSDL tỉnh {subject}"),
    AuditVerb(key="cooperatives.connection.set", label="đặt {subject}"),
    AuditVerb(
        key="cooperatives.connection.whole_asked", label="đưa cả sổ hợp tác xã vào hàng chờ gửi: {subject}"
    ),
)

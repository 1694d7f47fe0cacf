"""What contracts and shops give to the house."""

from __future__ import annotations

from cooperatives.access.register import Perm
from cooperatives.queries import market
from lmhtx.contributions import (
    AuditVerb,
    NavItem,
    Panel,
    Reminder,
    SearchSource,
    TodoSection,
    contribute,
)
from lmhtx.counting import ListLink, TargetSource

CONTRACTS = ListLink("contract_list", "holds=true", Perm.VIEW_COOPERATIVE)
SHOPS = ListLink("shop_list", "holds=true", Perm.VIEW_COOPERATIVE)

contribute(
    NavItem(
        group="Hợp tác xã",
        label="Liên kết chuỗi giá trị",
        url_name="contract_list",
        permission=Perm.VIEW_COOPERATIVE,
        icon="handshake",
    ),
    NavItem(
        group="Hợp tác xã",
        label="Gian hàng điện tử",
        url_name="shop_list",
        permission=Perm.VIEW_COOPERATIVE,
        icon="store",
    ),
    Panel(
        on="cooperatives.Cooperative",
        key="chains",
        title="Liên kết chuỗi giá trị",
        template="cooperatives/_chains.html",
        context=market.chains_of,
        order=26,
    ),
    Panel(
        on="cooperatives.Cooperative",
        key="shops",
        title="Gian hàng thương mại điện tử",
        template="cooperatives/_shops.html",
        context=market.shops_of,
        order=27,
    ),
    SearchSource(
        key="chain_contracts",
        label="Hợp đồng liên kết",
        find=market.find_contracts,
        template="cooperatives/_contract_hit.html",
        order=34,
    ),
    SearchSource(
        key="online_shops",
        label="Gian hàng điện tử",
        find=market.find_shops,
        template="cooperatives/_shop_hit.html",
        order=35,
    ),
    TodoSection(
        key="cooperatives_contracts_ending",
        title="Hợp đồng liên kết sắp hết hạn",
        rows=market.ending_for,
        template="cooperatives/_contract_hit.html",
        order=73,
    ),
    Reminder(
        key=market.KEY,
        title="Hợp đồng liên kết chuỗi giá trị sắp hết hạn, hết hạn",
        due=market.due_contracts,
        order=65,
    ),
    TargetSource(
        key="cooperatives.chain_contracts",
        label="Hợp đồng liên kết chuỗi giá trị đang có hiệu lực (sổ hợp tác xã)",
        unit="hợp đồng",
        count=market.count_contracts,
        listed=CONTRACTS,
    ),
    TargetSource(
        key="cooperatives.chained",
        label="Hợp tác xã tham gia chuỗi giá trị (sổ hợp tác xã)",
        unit="hợp tác xã",
        count=market.count_chained,
        listed=CONTRACTS,
    ),
    TargetSource(
        key="cooperatives.shops",
        label="Gian hàng thương mại điện tử đang mở (sổ hợp tác xã)",
        unit="gian hàng",
        count=market.count_shops,
        listed=SHOPS,
    ),
    TargetSource(
        key="cooperatives.selling_online",
        label="Hợp tác xã có gian hàng thương mại điện tử (sổ hợp tác xã)",
        unit="hợp tác xã",
        count=market.count_selling,
        listed=SHOPS,
    ),
    AuditVerb(key="cooperatives.chain.added", label="ghi hợp đồng liên kết của {subject}"),
    AuditVerb(key="cooperatives.chain.ended", label="ghi chấm dứt hợp đồng liên kết của {subject}"),
    AuditVerb(key="cooperatives.shop.opened", label="ghi gian hàng điện tử của {subject}"),
    AuditVerb(key="cooperatives.shop.closed", label="ghi đóng gian hàng điện tử của {subject}"),
)

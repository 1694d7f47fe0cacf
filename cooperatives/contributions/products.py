"""What products and their certificates give to the house."""

from __future__ import annotations

from cooperatives.access.register import Perm
from cooperatives.queries.products import KEY, count_certified, due_certificates, find_products, products_of
from lmhtx.contributions import AuditVerb, NavItem, Panel, Reminder, SearchSource, contribute
from lmhtx.counting import ListLink, TargetSource

contribute(
    NavItem(
        group="Hợp tác xã",
        label="Sản phẩm OCOP",
        url_name="product_list",
        permission=Perm.VIEW_COOPERATIVE,
        icon="star",
    ),
    Panel(
        on="cooperatives.Cooperative",
        key="products",
        title="Sản phẩm, chứng nhận OCOP",
        template="cooperatives/_products.html",
        context=products_of,
        order=20,
    ),
    SearchSource(
        key="products",
        label="Sản phẩm",
        find=find_products,
        template="cooperatives/_product_hit.html",
        order=31,
    ),
    Reminder(key=KEY, title="Giấy chứng nhận OCOP sắp hết hạn, hết hạn", due=due_certificates, order=61),
    TargetSource(
        key="cooperatives.ocop",
        label="Sản phẩm OCOP của hợp tác xã còn hiệu lực (sổ hợp tác xã)",
        unit="sản phẩm",
        count=count_certified,
        listed=ListLink("product_list", "state=valid&state=soon", Perm.VIEW_COOPERATIVE),
    ),
    AuditVerb(key="cooperatives.product.added", label="thêm sản phẩm {subject}"),
    AuditVerb(key="cooperatives.product.certified", label="ghi giấy chứng nhận OCOP của {subject}"),
    AuditVerb(
        key="cooperatives.product.certificate_revoked", label="ghi thu hồi giấy chứng nhận của {subject}"
    ),
)

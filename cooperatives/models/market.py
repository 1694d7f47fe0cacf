"""Where cooperatives sell: contracts of value chains, and shops on platforms."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cooperatives.enums.market import Measure, Platform
from cooperatives.models.cooperative import Cooperative
from cooperatives.models.status import OfStandingQuerySet
from lmhtx.base.constraints import in_order, positive
from lmhtx.base.fields import FoldedField
from lmhtx.base.models import Signed


class ChainContract(Signed):
    """Hợp đồng liên kết chuỗi giá trị: what a cooperative makes for or sells to a partner, between two days."""

    cooperative = models.ForeignKey(
        Cooperative, models.PROTECT, related_name="chain_contracts", verbose_name="hợp tác xã"
    )
    partner = models.CharField("đối tác", max_length=200)
    product = models.CharField("sản phẩm, dịch vụ", max_length=200)
    number = models.CharField("số hợp đồng", max_length=60, blank=True)
    quantity = models.DecimalField("sản lượng", max_digits=14, decimal_places=2, null=True, blank=True)
    measure = models.CharField("đơn vị", max_length=8, choices=Measure.choices(), blank=True)
    value_vnd = models.PositiveBigIntegerField("giá trị hợp đồng", null=True, blank=True)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    end_reason = models.CharField("lý do chấm dứt", max_length=300, blank=True)
    folded = FoldedField("chữ để tìm", of=("partner", "product", "number"))

    objects = OfStandingQuerySet.as_manager()

    class Meta:
        verbose_name = "hợp đồng liên kết"
        ordering = ("-valid_from", "-id")
        constraints = [
            in_order(
                "valid_from",
                "valid_to",
                name="chain_contract_in_order",
                message="Ngày hết hạn không được trước ngày bắt đầu.",
            ),
            positive("quantity", name="chain_contract_quantity", message="Sản lượng phải trên 0."),
            models.CheckConstraint(
                condition=Q(quantity__isnull=True, measure="") | Q(quantity__isnull=False) & ~Q(measure=""),
                name="chain_contract_measured",
                violation_error_message="Sản lượng phải kèm đơn vị.",
            ),
            models.UniqueConstraint(
                fields=["cooperative", "partner", "product"],
                condition=Q(valid_to__isnull=True),
                name="chain_contract_one_open",
                violation_error_message="Với đối tác này đang có hợp đồng không thời hạn về sản phẩm đó.",
            ),
        ]
        indexes = [models.Index(fields=["valid_from", "valid_to"], name="chain_contract_days")]

    def __str__(self) -> str:
        return f"{self.product} – {self.partner}"

    def get_absolute_url(self) -> str:
        """Where it is shown: the file of its cooperative."""
        return f"{self.cooperative.get_absolute_url()}#chains"


class OnlineShop(Signed):
    """Gian hàng thương mại điện tử: the shop of a cooperative on a platform, from its opening to its closing."""

    cooperative = models.ForeignKey(
        Cooperative, models.PROTECT, related_name="online_shops", verbose_name="hợp tác xã"
    )
    platform = models.CharField("sàn, kênh bán", max_length=10, choices=Platform.choices())
    name = models.CharField("tên gian hàng", max_length=150, blank=True)
    address = models.URLField("địa chỉ gian hàng", max_length=300)
    valid_from = models.DateField("mở ngày")
    valid_to = models.DateField("mở đến hết ngày", null=True, blank=True)
    end_reason = models.CharField("lý do đóng", max_length=300, blank=True)
    folded = FoldedField("chữ để tìm", of=("name", "address"))

    objects = OfStandingQuerySet.as_manager()

    class Meta:
        verbose_name = "gian hàng thương mại điện tử"
        ordering = ("platform", "-valid_from", "-id")
        constraints = [
            in_order(
                "valid_from",
                "valid_to",
                name="online_shop_in_order",
                message="Ngày đóng không được trước ngày mở.",
            ),
            models.UniqueConstraint(
                fields=["address"],
                condition=Q(valid_to__isnull=True),
                name="online_shop_one_open",
                violation_error_message="Địa chỉ này đang là một gian hàng trong sổ.",
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"Gian hàng {self.get_platform_display()}"

    def get_absolute_url(self) -> str:
        """Where it is shown: the file of its cooperative."""
        return f"{self.cooperative.get_absolute_url()}#shops"

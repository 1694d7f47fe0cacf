"""What cooperatives make, and the stars it was given."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Case, CharField, F, Q, Value, When

from cooperatives.enums.products import (
    IN_FORCE,
    LEAST_STARS,
    MOST_STARS,
    CertificateEnd,
    CertificateState,
    ProductGroup,
)
from cooperatives.models.cooperative import Cooperative
from cooperatives.models.scope import OfCooperative
from cooperatives.rules.products import SOON_DAYS, certificate_state
from lmhtx.base import clock
from lmhtx.base.fields import FoldedField
from lmhtx.base.models import Signed


class Product(Signed):
    """Sản phẩm: one thing that a cooperative makes or offers; it may be certified again and again."""

    cooperative = models.ForeignKey(
        Cooperative, models.PROTECT, related_name="products", verbose_name="hợp tác xã"
    )
    name = models.CharField("tên sản phẩm", max_length=200)
    group = models.CharField("nhóm sản phẩm", max_length=12, choices=ProductGroup.choices())
    folded = FoldedField("chữ để tìm", of=("name",))

    objects = OfCooperative.as_manager()

    class Meta:
        verbose_name = "sản phẩm"
        ordering = ("name", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative", "name"],
                name="product_once",
                violation_error_message="Hợp tác xã đã có sản phẩm tên này.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where it is shown: the file of its cooperative."""
        return f"{self.cooperative.get_absolute_url()}#products"


class CertificateQuerySet(OfCooperative):
    """Questions asked of certificates."""

    path = "product__cooperative__"

    def in_force(self, day: date) -> Self:
        """Those that count on the day; of one product there is one at most."""
        return self.with_state(day).filter(state__in=[str(one) for one in IN_FORCE])

    def with_state(self, day: date) -> Self:
        """The rule `certificate_state` as an expression; who had none yet on the day is left out."""
        ended = Q(ended_on__lte=day)
        return self.filter(issued_on__lte=day).annotate(
            state=Case(
                When(ended, then=F("end")),
                When(through_on__lt=day, then=Value(CertificateState.EXPIRED)),
                When(through_on__lte=day + timedelta(days=SOON_DAYS), then=Value(CertificateState.SOON)),
                default=Value(CertificateState.VALID),
                output_field=CharField(),
            )
        )


class OcopCertificate(Signed):
    """Giấy chứng nhận OCOP: the stars of a product, from the day of issue to the last day on which they count."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="certificates", verbose_name="sản phẩm")
    stars = models.PositiveSmallIntegerField("số sao")
    points = models.DecimalField("điểm", max_digits=5, decimal_places=2, null=True, blank=True)
    number = models.CharField("số giấy chứng nhận", max_length=60, blank=True)
    issuer = models.CharField("cơ quan cấp", max_length=200, blank=True)
    issued_on = models.DateField("ngày cấp")
    through_on = models.DateField("còn hiệu lực đến hết ngày")
    ended_on = models.DateField("thôi hiệu lực từ ngày", null=True, blank=True)
    end = models.CharField("vì", max_length=10, choices=CertificateEnd.choices(), blank=True)
    end_reason = models.CharField("lý do", max_length=300, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = "giấy chứng nhận OCOP"
        ordering = ("-issued_on", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["product"],
                condition=Q(ended_on__isnull=True),
                name="certificate_one_open",
                violation_error_message="Sản phẩm đang có một giấy chứng nhận chưa thay thế hay thu hồi.",
            ),
            models.CheckConstraint(
                condition=Q(stars__gte=LEAST_STARS, stars__lte=MOST_STARS),
                name="certificate_three_to_five_stars",
                violation_error_message="Chỉ sản phẩm từ 3 đến 5 sao có giấy chứng nhận.",
            ),
            models.CheckConstraint(
                condition=Q(through_on__gte=F("issued_on")),
                name="certificate_days_in_order",
                violation_error_message="Ngày hết hiệu lực không được trước ngày cấp.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, end="") | Q(ended_on__isnull=False) & ~Q(end=""),
                name="certificate_end_says_why",
                violation_error_message="Thôi hiệu lực phải có cả ngày và vì sao.",
            ),
        ]
        indexes = [models.Index(fields=["through_on"], name="certificate_through")]

    def __str__(self) -> str:
        return f"{self.product} – {self.stars} sao"

    @property
    def state_today(self) -> CertificateState:
        """Where it stands today."""
        end = CertificateEnd(self.end) if self.end else None
        return certificate_state(through=self.through_on, ended_on=self.ended_on, end=end, day=clock.today())

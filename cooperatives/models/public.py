"""That a cooperative agreed to be shown to everybody, and how far."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cooperatives.enums.public import TEXT_NOW, TEXTS, PublicField
from cooperatives.models.cooperative import Cooperative
from cooperatives.models.representative import Representative
from cooperatives.models.scope import OfCooperative
from lmhtx.base import clock
from lmhtx.base.constraints import both_or_neither
from lmhtx.base.models import Signed


class AgreementQuerySet(OfCooperative):
    """Questions asked of agreements."""

    def living(self, day: date | None = None) -> Self:
        """Those that hold now; one is never given for a later day."""
        return self.filter(withdrawn_at__isnull=True, agreed_on__lte=day or clock.today())


class PublicAgreement(Signed):
    """Đồng ý công khai: what a cooperative lets everybody see, by whom and when agreed, until withdrawn."""

    cooperative = models.ForeignKey(
        Cooperative, models.PROTECT, related_name="public_agreements", verbose_name="hợp tác xã"
    )
    shows = ArrayField(
        models.CharField(max_length=16, choices=PublicField.choices()),
        verbose_name="đồng ý thêm",
        default=list,
        blank=True,
    )
    # Another head has not agreed: the name is shown as long as it is still this one.
    shown_name = models.CharField("họ tên người đại diện được công khai", max_length=150, blank=True)
    website = models.URLField("trang web", blank=True)
    text_version = models.PositiveSmallIntegerField("lần của mẫu", default=TEXT_NOW)
    agreed_by = models.CharField("người đồng ý", max_length=200)
    agreed_on = models.DateField("ngày đồng ý")
    paper = models.CharField("văn bản đồng ý", max_length=200, blank=True)
    representative = models.ForeignKey(
        Representative,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người khai đã đồng ý",
    )
    withdrawn_at = models.DateTimeField("rút lúc", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người rút",
    )
    withdrawn_reason = models.CharField("lý do rút", max_length=300, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = "đồng ý công khai"
        ordering = ("-agreed_on", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative"],
                condition=Q(withdrawn_at__isnull=True),
                name="public_agreement_one_living",
                violation_error_message="Hợp tác xã đang có một bản đồng ý công khai.",
            ),
            models.CheckConstraint(
                condition=~Q(paper="") | Q(representative__isnull=False),
                name="public_agreement_has_ground",
                violation_error_message="Đồng ý công khai phải có văn bản, hoặc do người khai tự đồng ý.",
            ),
            both_or_neither(
                "withdrawn_at",
                "withdrawn_by",
                name="public_agreement_withdrawn_by_whom",
                message="Lúc rút và người rút phải cùng có.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cooperative}: đồng ý ngày {self.agreed_on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        """Where it is shown: the file of its cooperative."""
        return f"{self.cooperative.get_absolute_url()}#public"

    @property
    def agreed(self) -> frozenset[PublicField]:
        """What was agreed to beside what is always shown."""
        more = {PublicField.WEBSITE} if self.website else set()
        return frozenset(more | {PublicField(one) for one in self.shows})

    @property
    def text(self) -> str:
        """The words that were agreed to."""
        return TEXTS[self.text_version]

    @property
    def told(self) -> str:
        """What is shown beside what always is, in words."""
        fields = [field.label.lower() for field in PublicField if field in self.agreed]
        return ", ".join(fields) or "không thêm mục nào"

    def as_initial(self) -> dict[str, Any]:
        """What a form about it begins with."""
        return {"shows": list(self.shows), "website": self.website}

"""Which cooperatives are models that others gather around, in which programme, from when to when."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cooperatives.enums.pilots import PilotPart
from cooperatives.models.cooperative import Cooperative
from cooperatives.models.status import OfStandingQuerySet
from lmhtx.base.constraints import in_order
from lmhtx.base.fields import FoldedField
from lmhtx.base.models import Signed


class PilotRole(Signed):
    """Vai trò mô hình: a cooperative is the hub of a programme, or gathers around one, between two days."""

    cooperative = models.ForeignKey(
        Cooperative, models.PROTECT, related_name="pilot_roles", verbose_name="hợp tác xã"
    )
    part = models.CharField("vai trò", max_length=10, choices=PilotPart.choices())
    programme = models.CharField("chương trình, mô hình", max_length=200)
    hub = models.ForeignKey(
        Cooperative,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="pilot_satellites",
        verbose_name="là vệ tinh của",
    )
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    ground = models.CharField("căn cứ", max_length=200)
    end_reason = models.CharField("lý do thôi", max_length=300, blank=True)
    folded = FoldedField("chữ để tìm", of=("programme", "ground"))

    objects = OfStandingQuerySet.as_manager()

    class Meta:
        verbose_name = "vai trò mô hình"
        ordering = ("-valid_from", "-id")
        constraints = [
            in_order(
                "valid_from",
                "valid_to",
                name="pilot_role_in_order",
                message="Ngày thôi không được trước ngày bắt đầu.",
            ),
            models.CheckConstraint(
                condition=Q(part=PilotPart.HUB, hub__isnull=True)
                | Q(part=PilotPart.SATELLITE, hub__isnull=False),
                name="pilot_role_satellite_has_hub",
                violation_error_message="HTX vệ tinh phải có HTX điểm; HTX điểm thì không thuộc HTX nào.",
            ),
            models.CheckConstraint(
                condition=Q(hub__isnull=True) | ~Q(hub=F("cooperative")),
                name="pilot_role_not_around_itself",
                violation_error_message="HTX vệ tinh không thể là vệ tinh của chính mình.",
            ),
            models.UniqueConstraint(
                fields=["cooperative", "programme"],
                condition=Q(valid_to__isnull=True),
                name="pilot_role_one_open",
                violation_error_message="Hợp tác xã đang có vai trò trong chương trình này.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()} – {self.programme}"

    def get_absolute_url(self) -> str:
        """Where it is shown: the file of its cooperative."""
        return f"{self.cooperative.get_absolute_url()}#pilots"

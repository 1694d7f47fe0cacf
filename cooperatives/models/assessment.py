"""The digital maturity of a cooperative on a day: what it says of itself, and what was found on looking."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse

from cooperatives.enums.maturity import MaturityState
from cooperatives.models.cooperative import Cooperative
from cooperatives.models.maturity import MaturityItem, MaturityPillar, MaturityRubric
from cooperatives.models.scope import OfCooperative
from lmhtx.base.constraints import both_or_neither
from lmhtx.base.models import Signed


class MaturityAssessmentQuerySet(OfCooperative):
    """Questions asked of assessments."""

    def verified(self) -> Self:
        """Those that somebody has looked into."""
        return self.filter(state=MaturityState.VERIFIED)

    def newest_verified(self, day: date) -> Self:
        """Of each cooperative the last one verified, as of the day."""
        rows = MaturityAssessment.objects.verified().filter(
            cooperative=OuterRef("cooperative"), assessed_on__lte=day
        )
        last = Subquery(rows.order_by("-assessed_on", "-id").values("pk")[:1])
        return self.filter(pk=last)


class MaturityAssessment(Signed):
    """Phiếu mức độ số: a cooperative on a day by a rubric; points declared and points verified stand apart."""

    cooperative = models.ForeignKey(
        Cooperative, models.PROTECT, related_name="maturity", verbose_name="hợp tác xã"
    )
    rubric = models.ForeignKey(
        MaturityRubric, models.PROTECT, related_name="assessments", verbose_name="bộ tiêu chí mức độ số"
    )
    assessed_on = models.DateField("ngày đánh giá")
    state = models.CharField(
        "trạng thái", max_length=10, choices=MaturityState.choices(), default=MaturityState.DECLARED
    )
    is_own = models.BooleanField("hợp tác xã tự khai", default=False, editable=False)
    declared_by = models.CharField("người khai", max_length=150)
    declared_points = models.DecimalField("điểm tự khai", max_digits=5, decimal_places=2)
    declared_level = models.PositiveSmallIntegerField("mức tự khai")
    points = models.DecimalField("điểm xác minh", max_digits=5, decimal_places=2, null=True, blank=True)
    level = models.PositiveSmallIntegerField("mức xác minh", null=True, blank=True)
    verified_on = models.DateField("xác minh ngày", null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người xác minh",
    )
    withdrawn_reason = models.CharField("lý do rút", max_length=250, blank=True)

    objects = MaturityAssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = "phiếu mức độ số"
        ordering = ("-assessed_on", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative", "assessed_on"],
                condition=~Q(state=MaturityState.WITHDRAWN),
                name="maturity_once_a_day",
                violation_error_message="Hợp tác xã đã có phiếu mức độ số của ngày này.",
            ),
            both_or_neither(
                "verified_on",
                "points",
                name="maturity_verified_has_points",
                message="Đã xác minh thì phải có ngày và điểm.",
            ),
            models.CheckConstraint(
                condition=~Q(state=MaturityState.VERIFIED)
                | Q(points__isnull=False, level__isnull=False, verified_on__isnull=False),
                name="maturity_verified_is_whole",
                violation_error_message="Phiếu đã xác minh phải có điểm, mức, ngày.",
            ),
            models.CheckConstraint(
                condition=~Q(state=MaturityState.WITHDRAWN) | ~Q(withdrawn_reason=""),
                name="maturity_withdrawn_for_reason",
                violation_error_message="Rút phiếu phải có lý do.",
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(
                name="verified_maturity_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.state <> 'declared' AND (OLD.assessed_on, OLD.declared_points, OLD.points, OLD.level)"
                    " IS DISTINCT FROM (NEW.assessed_on, NEW.declared_points, NEW.points, NEW.level)"
                ),
            )
        ]
        indexes = [
            models.Index(fields=["cooperative", "-assessed_on"], name="maturity_of"),
            models.Index(fields=["state", "level"], name="maturity_by_level"),
        ]

    def __str__(self) -> str:
        return f"Mức độ số của {self.cooperative}, {self.assessed_on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("maturity_detail", args=[self.pk])


class OfAssessment(OfCooperative):
    """Lines, seen with their assessment."""

    path = "assessment__cooperative__"


class MaturityAnswer(models.Model):
    """Trả lời của mục: whether the cooperative says it has it, and whether that was found to be so."""

    assessment = models.ForeignKey(
        MaturityAssessment, models.CASCADE, related_name="answers", verbose_name="phiếu mức độ số"
    )
    item = models.ForeignKey(
        MaturityItem, models.PROTECT, related_name="answers", verbose_name="mục mức độ số"
    )
    is_declared = models.BooleanField("tự khai có")
    is_found = models.BooleanField("xác minh có", null=True, blank=True)
    seen = models.CharField("đã xem minh chứng gì", max_length=250, blank=True)

    objects = OfAssessment.as_manager()

    class Meta:
        verbose_name = "trả lời mức độ số"
        ordering = ("item__pillar__number", "item__number")
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "item"],
                name="maturity_answer_once",
                violation_error_message="Mục này đã trả lời.",
            )
        ]

    def __str__(self) -> str:
        return str(self.item)


class MaturityScore(models.Model):
    """Điểm của trụ cột: what follows for a pillar from what was declared, and from what was found."""

    assessment = models.ForeignKey(
        MaturityAssessment, models.CASCADE, related_name="scores", verbose_name="phiếu mức độ số"
    )
    pillar = models.ForeignKey(
        MaturityPillar, models.PROTECT, related_name="scores", verbose_name="trụ cột mức độ số"
    )
    declared_points = models.DecimalField("điểm tự khai", max_digits=5, decimal_places=2)
    points = models.DecimalField("điểm xác minh", max_digits=5, decimal_places=2, null=True, blank=True)

    objects = OfAssessment.as_manager()

    class Meta:
        verbose_name = "điểm của trụ cột"
        ordering = ("pillar__number",)
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "pillar"],
                name="maturity_score_once",
                violation_error_message="Trụ cột này đã có điểm.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pillar}: {self.declared_points}"

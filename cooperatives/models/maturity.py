"""The rubric of digital maturity as data, by editions: pillars, items, levels."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse

from cooperatives.enums.digital import DigitalItem
from cooperatives.models.scope import WHOLE
from lmhtx.base.models import Signed
from lmhtx.people.roles import Role


class MaturityRubricQuerySet(models.QuerySet[Any]):
    """Questions asked of rubrics and their lines."""

    def visible_to(self, user: Any) -> Self:
        """By what a cooperative is placed is no secret to anybody who is placed or places."""
        seen_by = (*WHOLE, Role.ADMIN, Role.AGENCY_OFFICER, Role.COOPERATIVE)
        return self if user.has_role(*seen_by) else self.none()

    def holding(self, day: date) -> Self:
        """Those issued that hold on the day, the newest first."""
        rows = self.filter(issued_on__isnull=False, valid_from__lte=day)
        return rows.order_by("-valid_from", "-edition")


class MaturityRubric(Signed):
    """Bộ tiêu chí mức độ số: an edition with its source and its doubt; frozen once it is issued."""

    edition = models.PositiveSmallIntegerField(
        "lần", unique=True, error_messages={"unique": "Lần này đã có."}
    )
    title = models.CharField("tên", max_length=250)
    legal_basis = models.CharField("căn cứ", max_length=300)
    doubt = models.CharField("điểm chưa chắc", max_length=500, blank=True)
    valid_from = models.DateField("áp dụng từ ngày")
    issued_on = models.DateField("ban hành ngày", null=True, blank=True, editable=False)

    objects = MaturityRubricQuerySet.as_manager()

    class Meta:
        verbose_name = "bộ tiêu chí mức độ số"
        ordering = ("-edition",)
        triggers: ClassVar = [
            pgtrigger.Protect(
                name="issued_rubric_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__issued_on__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}, lần {self.edition}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("maturity_rubric_detail", args=[self.pk])


FROZEN = """
IF EXISTS (SELECT 1 FROM cooperatives_maturityrubric WHERE issued_on IS NOT NULL AND id = %s) THEN
    RAISE EXCEPTION 'the rubric is issued';
END IF;
RETURN COALESCE(NEW, OLD);
"""
OF = {
    "line": "COALESCE(NEW.rubric_id, OLD.rubric_id)",
    "item": (
        "(SELECT rubric_id FROM cooperatives_maturitypillar WHERE id = COALESCE(NEW.pillar_id, OLD.pillar_id))"
    ),
}


def _frozen(key: str) -> pgtrigger.Trigger:
    """No line of an issued rubric comes, changes or goes."""
    return pgtrigger.Trigger(
        name=f"issued_{key}",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=FROZEN % OF[key],
    )


class MaturityLevel(models.Model):
    """Mức độ số: one of the levels 0 to 5, its name, and from how many points on."""

    rubric = models.ForeignKey(
        MaturityRubric, models.CASCADE, related_name="levels", verbose_name="bộ tiêu chí mức độ số"
    )
    level = models.PositiveSmallIntegerField("mức")
    name = models.CharField("tên", max_length=60)
    least_points = models.DecimalField("từ điểm", max_digits=5, decimal_places=2)

    objects = MaturityRubricQuerySet.as_manager()

    class Meta:
        verbose_name = "mức độ số"
        ordering = ("level",)
        constraints = [
            models.UniqueConstraint(
                fields=["rubric", "level"],
                name="maturity_level_once",
                violation_error_message="Mức này đã có.",
            ),
            models.CheckConstraint(
                condition=Q(level__lte=5, least_points__gte=0, least_points__lte=100),
                name="maturity_level_in_bounds",
                violation_error_message="Mức từ 0 đến 5, điểm từ 0 đến 100.",
            ),
        ]
        triggers: ClassVar = [_frozen("line")]

    def __str__(self) -> str:
        return f"Mức {self.level}. {self.name}"


class MaturityPillar(models.Model):
    """Trụ cột: a part of digital maturity with its weight in the hundred."""

    rubric = models.ForeignKey(
        MaturityRubric, models.CASCADE, related_name="pillars", verbose_name="bộ tiêu chí mức độ số"
    )
    number = models.PositiveSmallIntegerField("số thứ tự")
    name = models.CharField("tên", max_length=120)
    weight = models.DecimalField("trọng số", max_digits=5, decimal_places=2)

    objects = MaturityRubricQuerySet.as_manager()

    class Meta:
        verbose_name = "trụ cột mức độ số"
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(
                fields=["rubric", "number"],
                name="maturity_pillar_once",
                violation_error_message="Trụ cột này đã có.",
            ),
            models.CheckConstraint(
                condition=Q(weight__gt=0, weight__lte=100),
                name="maturity_weight_in_bounds",
                violation_error_message="Trọng số phải trên 0 và không quá 100.",
            ),
        ]
        triggers: ClassVar = [_frozen("line")]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"


class MaturityItem(models.Model):
    """Mục của trụ cột: what a cooperative has or has not, its points, and what must show it."""

    pillar = models.ForeignKey(
        MaturityPillar, models.CASCADE, related_name="items", verbose_name="trụ cột mức độ số"
    )
    number = models.PositiveSmallIntegerField("số thứ tự")
    title = models.CharField("mục", max_length=250)
    points = models.DecimalField("điểm", max_digits=5, decimal_places=2)
    evidence = models.CharField("minh chứng cần có", max_length=250, blank=True)
    proof_item = models.CharField(
        "minh chứng ứng dụng số dùng được", max_length=2, choices=DigitalItem.choices(), blank=True
    )

    objects = MaturityRubricQuerySet.as_manager()

    class Meta:
        verbose_name = "mục mức độ số"
        ordering = ("pillar__number", "number")
        constraints = [
            models.UniqueConstraint(
                fields=["pillar", "number"],
                name="maturity_item_once",
                violation_error_message="Mục này đã có.",
            ),
            models.CheckConstraint(
                condition=Q(points__gt=0, points__lte=100),
                name="maturity_points_in_bounds",
                violation_error_message="Điểm của mục phải trên 0 và không quá 100.",
            ),
        ]
        triggers: ClassVar = [_frozen("item")]

    def __str__(self) -> str:
        return f"{self.pillar.number}.{self.number}. {self.title}"

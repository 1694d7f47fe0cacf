"""What a year is to bring, by the lines of the table of figures."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from cooperatives.models.scope import WHOLE
from lmhtx.base.models import Signed, Versioned
from lmhtx.people.roles import Role

FIRST_YEAR, LAST_YEAR = 2000, 2100


class FigurePlanQuerySet(models.QuerySet[Any]):
    """Questions asked of the plans of figures."""

    def visible_to(self, user: Any) -> Self:
        """All of them for whoever sees the table of figures: a plan is a public paper."""
        return self if user.has_role(*WHOLE, Role.AGENCY_OFFICER) else self.none()


class FigurePlan(Signed, Versioned):
    """Kế hoạch năm của các chỉ tiêu: what the paper of a year sets for lines of the table of figures."""

    year = models.PositiveSmallIntegerField("năm", unique=True)
    document = models.CharField("văn bản giao kế hoạch (số, ngày)", max_length=250)
    # By the code of a line, in its own unit, as text: a decimal loses nothing in it.
    values = models.JSONField("chỉ tiêu", default=dict)

    objects = FigurePlanQuerySet.as_manager()

    class Meta:
        verbose_name = "kế hoạch năm của các chỉ tiêu"
        ordering = ("-year",)
        constraints = [
            models.CheckConstraint(
                condition=Q(year__range=(FIRST_YEAR, LAST_YEAR)),
                name="figure_plan_year",
                violation_error_message=f"Năm kế hoạch từ {FIRST_YEAR} đến {LAST_YEAR}.",
            ),
            models.CheckConstraint(
                condition=~Q(document=""),
                name="figure_plan_has_paper",
                violation_error_message="Kế hoạch năm phải ghi văn bản giao.",
            ),
        ]

    def __str__(self) -> str:
        return f"Kế hoạch chỉ tiêu kinh tế tập thể, HTX năm {self.year}"

    def get_absolute_url(self) -> str:
        """Where it is changed."""
        return reverse("figure_plan_update", args=[self.pk])

    @property
    def numbers(self) -> dict[str, Decimal]:
        """What is set, by the code of the line."""
        return {code: Decimal(text) for code, text in self.values.items()}

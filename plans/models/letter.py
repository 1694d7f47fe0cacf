"""Draft letters that urge an outside agency to do what is late."""

from __future__ import annotations

from typing import Any

from django.db import models

from lmhtx.base.models import Signed
from lmhtx.people.roles import STAFF


class UrgingLetterQuerySet(models.QuerySet["UrgingLetter"]):
    """Questions asked of urging letters."""

    def visible_to(self, user: Any) -> UrgingLetterQuerySet:
        """The Alliance's own staff only: until issued, a draft is an inner paper."""
        return self if user.is_authenticated and user.has_role(*STAFF) else self.none()


class UrgingLetter(Signed):
    """Dự thảo công văn đôn đốc: one draft for each agency whose tasks of a plan are late."""

    plan = models.ForeignKey(
        "plans.Plan", models.CASCADE, related_name="urging_letters", verbose_name="kế hoạch"
    )
    agency = models.ForeignKey(
        "directory.Agency", models.PROTECT, related_name="urging_letters", verbose_name="cơ quan"
    )
    drafted_on = models.DateField("dự thảo ngày")
    tasks = models.ManyToManyField("plans.Task", related_name="urging_letters", verbose_name="nhiệm vụ")
    is_closed = models.BooleanField("đã dùng hoặc bỏ", default=False)

    objects = UrgingLetterQuerySet.as_manager()

    class Meta:
        verbose_name = "dự thảo công văn đôn đốc"
        ordering = ("-drafted_on", "agency")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "agency"],
                condition=models.Q(is_closed=False),
                name="one_open_urging_letter",
                violation_error_message="Cơ quan này đã có một dự thảo đôn đốc cho kế hoạch.",
            )
        ]

    def __str__(self) -> str:
        return f"Đôn đốc {self.agency}: {self.plan}"

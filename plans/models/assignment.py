"""Who leads a task and who takes part in it."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import Q

from plans.enums import AssignmentRole
from plans.models import seers


@pghistory.track()
class Assignment(models.Model):
    """Phân công: an agency, unit or group that leads a task or takes part in it."""

    task = models.ForeignKey(
        "plans.Task", models.CASCADE, related_name="assignments", verbose_name="nhiệm vụ"
    )
    agency = models.ForeignKey(
        "directory.Agency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name="cơ quan, đơn vị",
    )
    role = models.CharField("vai trò", max_length=8, choices=AssignmentRole.choices())
    written = models.CharField("tên như in", max_length=500, blank=True)
    contact = models.CharField("người nêu tên", max_length=250, blank=True)
    position = models.PositiveSmallIntegerField("thứ tự", default=0)

    class Meta:
        verbose_name = "phân công"
        ordering = ("role", "position", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["task", "agency", "role"],
                name="assignment_once",
                violation_error_message="Cơ quan này đã có trong nhiệm vụ.",
            ),
            models.CheckConstraint(
                condition=Q(agency__isnull=False) | ~Q(written=""),
                name="assignment_names_somebody",
                violation_error_message="Hãy chọn cơ quan hoặc ghi tên như trong văn bản.",
            ),
        ]
        indexes = [models.Index(fields=["agency", "role", "task"], name="assignment_agency_role")]
        triggers: ClassVar = seers.of_assignments()

    def __str__(self) -> str:
        return str(self.agency or self.written)

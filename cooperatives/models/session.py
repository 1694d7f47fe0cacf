"""The sessions of a class, and who came to each."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cooperatives.enums.training import DayPart
from cooperatives.models.training import Learner, TrainingClass, TrainingQuerySet
from lmhtx.base.models import Signed


class ClassSession(Signed):
    """Buổi học: a morning, an afternoon or an evening of a class, on what and how long."""

    training = models.ForeignKey(
        TrainingClass, models.PROTECT, related_name="sessions", verbose_name="lớp tập huấn"
    )
    held_on = models.DateField("ngày")
    part = models.CharField("buổi", max_length=12, choices=DayPart.choices())
    topic = models.CharField("nội dung", max_length=200, blank=True)
    minutes = models.PositiveSmallIntegerField("số phút")

    objects = TrainingQuerySet.as_manager()

    class Meta:
        verbose_name = "buổi học"
        ordering = ("held_on", "part")
        constraints = [
            models.UniqueConstraint(
                fields=["training", "held_on", "part"],
                name="session_once",
                violation_error_message="Buổi này của lớp đã có.",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=720),
                name="session_minutes_in_bounds",
                violation_error_message="Số phút từ 1 đến 720.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.held_on:%d/%m/%Y} {self.get_part_display().lower()}"

    def get_absolute_url(self) -> str:
        """Where it is shown: in its class."""
        return self.training.get_absolute_url()


class Attendance(models.Model):
    """Có mặt: a learner came to a session; who did not has no row."""

    session = models.ForeignKey(
        ClassSession, models.PROTECT, related_name="attendances", verbose_name="buổi học"
    )
    learner = models.ForeignKey(Learner, models.CASCADE, related_name="attended", verbose_name="học viên")

    objects = TrainingQuerySet.as_manager()

    class Meta:
        verbose_name = "lượt có mặt"
        ordering = ("session", "learner")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "learner"],
                name="attendance_once",
                violation_error_message="Người này đã ghi có mặt.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.learner}, {self.session}"

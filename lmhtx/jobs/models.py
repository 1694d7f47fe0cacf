"""Jobs: one row for each piece of work behind the page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from lmhtx.base.constraints import in_order
from lmhtx.people.roles import Role


class JobState(models.TextChoices):
    """Where a job stands."""

    QUEUED = "queued", "đang chờ"
    RUNNING = "running", "đang chạy"
    DONE = "done", "đã xong"
    FAILED = "failed", "không xong"


OPEN = (JobState.QUEUED, JobState.RUNNING)


class JobQuerySet(models.QuerySet["Job"]):
    """Questions asked of jobs."""

    def visible_to(self, user: Any) -> JobQuerySet:
        """A person sees what he asked for; the system administrator sees all."""
        if not user.is_authenticated:
            return self.none()
        return self if user.has_role(Role.ADMIN) else self.filter(asked_by__in=user.hands)

    def still_open(self) -> JobQuerySet:
        """Those that wait or run."""
        return self.filter(state__in=OPEN)

    def ended(self) -> JobQuerySet:
        """Those that will not run again."""
        return self.exclude(state__in=OPEN)


class Job(models.Model):
    """Việc chạy nền: work that a worker does while people go on; its moments are the machine's."""

    name = models.CharField("tên việc", max_length=100)
    arguments = models.JSONField("tham số", default=dict, blank=True)
    state = models.CharField("trạng thái", max_length=10, choices=JobState, default=JobState.QUEUED)
    progress_done = models.PositiveIntegerField("đã làm", default=0)
    progress_total = models.PositiveIntegerField("tổng số", default=0)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    result = models.JSONField("kết quả", null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người yêu cầu",
    )
    is_scheduled = models.BooleanField("theo lịch", default=False)
    # The database's clock: workers and web may stand on machines that disagree by seconds, and a fixed
    # demonstration day must not make a running job look lost.
    created_at = models.DateTimeField("tạo lúc", db_default=Now())
    run_after_at = models.DateTimeField("không chạy trước", db_default=Now())
    claimed_at = models.DateTimeField("bắt đầu lúc", null=True, blank=True)
    heartbeat_at = models.DateTimeField("còn chạy lúc", null=True, blank=True)
    ended_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("số lần thử", default=0)
    error_text = models.TextField("lỗi kỹ thuật", blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = "việc chạy nền"
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=("name", "-id"), name="job_by_name"),
            models.Index(fields=("state",), condition=Q(state__in=OPEN), name="job_open"),
        ]
        constraints = [
            in_order(
                "claimed_at",
                "ended_at",
                name="job_moments_in_order",
                message="Việc không thể kết thúc trước khi bắt đầu.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} #{self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it waits or runs."""
        return self.state in OPEN

    @property
    def percent(self) -> int | None:
        """How far it is, 0 to 100; None while its size is not known."""
        if not self.progress_total:
            return None
        return min(100, 100 * self.progress_done // self.progress_total)

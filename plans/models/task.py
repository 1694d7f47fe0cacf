"""Tasks, who leads and takes part in them, their targets, check-points and talk."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse

from lmhtx.base import clock
from lmhtx.base.constraints import both_or_neither, in_order, positive
from lmhtx.base.fields import FoldedField
from lmhtx.base.models import Signed, Versioned
from lmhtx.people.hands import InNameOf
from lmhtx.people.models import User
from plans.enums import DeadlineKind, TaskHold
from plans.models import seers
from plans.models.task_queries import TaskQuerySet
from plans.rules import TaskFacts


@pghistory.track(exclude=["seen_by"])
class Task(Signed, Versioned):
    """Nhiệm vụ: something to be done, by whom, until when, with what result.

    Its identity is its own id: number and group are where it stands in the paper of the moment.
    """

    plan = models.ForeignKey(
        "plans.Plan", models.PROTECT, null=True, blank=True, related_name="tasks", verbose_name="kế hoạch"
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="nhiệm vụ cha"
    )
    position = models.PositiveIntegerField("thứ tự", default=0)
    group = models.CharField("nhóm", max_length=500, blank=True)
    stt = models.CharField("số thứ tự in", max_length=20, blank=True)
    text = models.TextField("nội dung")
    product = models.TextField("sản phẩm, kết quả cần đạt", blank=True)
    kind = models.CharField(
        "loại hạn", max_length=12, choices=DeadlineKind.choices(), default=DeadlineKind.NONE
    )
    deadline_text = models.CharField("thời hạn như in", max_length=500, blank=True)
    start_on = models.DateField("bắt đầu", null=True, blank=True)
    due_on = models.DateField("hạn", null=True, blank=True)
    due_time = models.TimeField("giờ hạn", null=True, blank=True)
    original_due_on = models.DateField("hạn gốc", null=True, blank=True)
    original_due_time = models.TimeField("giờ hạn gốc", null=True, blank=True)
    counted_from_on = models.DateField("tính từ ngày", null=True, blank=True)
    counted_days = models.PositiveSmallIntegerField("số ngày làm việc", null=True, blank=True)
    is_urgent = models.BooleanField("hỏa tốc", default=False)
    person = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="tasks", verbose_name="người phụ trách"
    )
    helpers = models.ManyToManyField(
        User, blank=True, related_name="helped_tasks", verbose_name="người phối hợp"
    )
    followed_by = models.ForeignKey(
        "directory.Agency", models.PROTECT, related_name="followed_tasks", verbose_name="đơn vị đầu mối"
    )
    assigner = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="assigned_tasks", verbose_name="người giao"
    )
    hold = models.CharField(
        "quyết định chung", max_length=10, choices=TaskHold.choices(), default=TaskHold.NONE
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name="đã gộp vào"
    )
    percent = models.PositiveSmallIntegerField("tiến độ (%)", default=0)
    submitted_at = models.DateTimeField("nộp kết quả lúc", null=True, blank=True)
    accepted_at = models.DateTimeField("xác nhận lúc", null=True, blank=True)
    accepted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người xác nhận"
    )
    returned_at = models.DateTimeField("trả lại lúc", null=True, blank=True)
    folded = FoldedField("chữ để tìm", of=("text", "product", "stt"))
    seen_by: ArrayField[list[int], list[int]] = ArrayField(
        models.BigIntegerField(), verbose_name="cơ quan được xem", default=list, blank=True, editable=False
    )

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = "nhiệm vụ"
        ordering = ("plan", "position", "id")
        constraints = [
            in_order(
                "start_on", "due_on", name="task_days_in_order", message="Hạn không được trước ngày bắt đầu."
            ),
            both_or_neither(
                "accepted_at",
                "accepted_by",
                name="task_accepted_by_whom",
                message="Người xác nhận và lúc xác nhận phải cùng có.",
            ),
            both_or_neither(
                "counted_from_on",
                "counted_days",
                name="task_counted_from_when",
                message="Hạn tính theo ngày làm việc phải có cả ngày bắt đầu tính và số ngày.",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(submitted_at__isnull=False),
                name="task_accepted_after_submission",
                violation_error_message="Chỉ xác nhận được nhiệm vụ đã nộp kết quả.",
            ),
            models.CheckConstraint(
                condition=Q(percent__lte=100),
                name="task_percent_within_hundred",
                violation_error_message="Tiến độ từ 0 đến 100 %.",
            ),
            models.CheckConstraint(
                condition=Q(due_time__isnull=True) | Q(due_on__isnull=False),
                name="task_hour_needs_day",
                violation_error_message="Có giờ hạn thì phải có ngày hạn.",
            ),
        ]
        indexes = [
            models.Index(fields=["due_on", "id"], name="task_due"),
            # Desks, boards and reminders read what is still to do from this index alone.
            models.Index(
                fields=["due_on", "id"],
                name="task_to_do",
                include=["due_time", "kind", "person", "followed_by", "returned_at"],
                condition=Q(accepted_at__isnull=True, hold=TaskHold.NONE.value, submitted_at__isnull=True),
            ),
            # The desk of an agency starts from what it has to do, not from all that is to do.
            GinIndex(
                fields=["seen_by"],
                name="task_to_do_seers",
                condition=Q(accepted_at__isnull=True, hold=TaskHold.NONE.value, submitted_at__isnull=True),
            ),
            models.Index(
                fields=["person"],
                name="task_returned",
                condition=Q(accepted_at__isnull=True, submitted_at__isnull=True, returned_at__isnull=False),
            ),
            models.Index(fields=["person", "due_on"], name="task_person_due"),
            models.Index(fields=["followed_by", "due_on"], name="task_follower_due"),
            models.Index(fields=["plan", "position"], name="task_plan_position"),
            # Words and agencies in one index: an agency's search looks at its own hits only.
            GinIndex(
                fields=["folded", "seen_by"],
                name="task_words_and_seers",
                opclasses=["gin_trgm_ops", "array_ops"],
            ),
        ]
        triggers: ClassVar = [seers.of_task()]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 160 else f"{self.text[:157]}…"

    def get_absolute_url(self) -> str:
        """The task's own page."""
        return reverse("task_detail", args=[self.pk])

    @property
    def facts(self) -> TaskFacts:
        """What the rules must know to say where the task stands."""
        submitted = None if self.submitted_at is None else clock.local(self.submitted_at)
        return TaskFacts(
            kind=DeadlineKind(self.kind),
            due_on=self.due_on,
            due_time=self.due_time,
            original_due_on=self.original_due_on,
            original_due_time=self.original_due_time,
            has_progress=self.percent > 0,
            submitted_on=submitted.date() if submitted else None,
            submitted_time=submitted.time() if submitted else None,
            is_accepted=self.accepted_at is not None,
            hold=TaskHold(self.hold),
        )

    @property
    def is_open(self) -> bool:
        """Whether there is still something to do."""
        return self.accepted_at is None and self.hold == TaskHold.NONE

    @property
    def has_moved(self) -> bool:
        """Whether the deadline is no longer the first one."""
        return self.original_due_on is not None and (self.due_on, self.due_time) != (
            self.original_due_on,
            self.original_due_time,
        )

    def set_first_due(self, day: date | None, hour: time | None = None) -> None:
        """Set the deadline for the first time: it is the original one as well."""
        self.due_on = self.original_due_on = day
        self.due_time = self.original_due_time = hour


class Target(models.Model):
    """Chỉ tiêu số lượng: a quantity that a task must reach; children's are never added to a parent's."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="targets", verbose_name="nhiệm vụ")
    quantity = models.DecimalField("số lượng", max_digits=14, decimal_places=2)
    unit = models.CharField("đơn vị tính", max_length=60)
    qualifier = models.CharField("mức", max_length=30, blank=True)
    done = models.DecimalField("đã đạt", max_digits=14, decimal_places=2, default=Decimal(0))
    source_key = models.CharField("đếm từ", max_length=60, blank=True)
    typed_note = models.CharField("lý do ghi tay", max_length=250, blank=True)

    class Meta:
        verbose_name = "chỉ tiêu số lượng"
        constraints = [
            positive("quantity", name="target_above_zero", message="Số lượng phải lớn hơn 0."),
            models.CheckConstraint(
                condition=Q(done__gte=0),
                name="target_done_not_negative",
                violation_error_message="Không được âm.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity.normalize():f} {self.unit}"


class CheckPoint(models.Model):
    """Mốc kiểm tra: an inner day of a long task that asks for one line of progress."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="check_points", verbose_name="nhiệm vụ")
    on = models.DateField("ngày")
    line = models.CharField("tình hình", max_length=500, blank=True)
    told_at = models.DateTimeField("báo lúc", null=True, blank=True)
    told_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người báo"
    )

    class Meta:
        verbose_name = "mốc kiểm tra"
        ordering = ("on",)
        constraints = [
            models.UniqueConstraint(
                fields=["task", "on"],
                name="check_point_once",
                violation_error_message="Đã có mốc vào ngày này.",
            ),
            both_or_neither(
                "told_at",
                "told_by",
                name="check_point_told_by_whom",
                message="Người báo và lúc báo phải cùng có.",
            ),
        ]
        indexes = [models.Index(fields=["on"], name="check_point_open", condition=Q(told_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.task}: {self.on:%d/%m/%Y}"


class Comment(models.Model):
    """Trao đổi: a remark in the talk about a task."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="comments", verbose_name="nhiệm vụ")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người viết")
    at = models.DateTimeField("lúc", default=clock.now)
    text = models.TextField("nội dung", max_length=4000)
    written_for = InNameOf("by", verbose_name="viết thay cho")

    class Meta:
        verbose_name = "trao đổi"
        ordering = ("at",)

    def __str__(self) -> str:
        return self.text[:80]

"""Standard processes as the office writes them down, and the processes that run by them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from lmhtx.base.constraints import both_or_neither
from lmhtx.base.fields import FoldedField
from lmhtx.base.models import Signed, Versioned
from lmhtx.people.models import User
from lmhtx.people.roles import STAFF, Role
from plans.enums import StepBase
from plans.models.task import Task

FOLLOWS = Q(base=StepBase.START.value, after__isnull=True) | (
    ~Q(base=StepBase.START.value) & Q(after__isnull=False)
)
FOLLOWS_WORDS = "Bước tính từ bước trước thì phải chọn bước trước; bước tính từ ngày bắt đầu thì để trống."


class ProcessTemplateQuerySet(models.QuerySet["ProcessTemplate"]):
    """Questions asked of templates."""

    def visible_to(self, user: Any) -> ProcessTemplateQuerySet:
        """The Alliance's staff see them all."""
        return self if user.is_authenticated and user.has_role(*STAFF) else self.none()

    def bumped(self, pk: int) -> None:
        """The template has another version: running processes keep the one they were started with."""
        self.filter(pk=pk).update(version=F("version") + 1)


class ProcessTemplate(Signed, Versioned):
    """Quy trình mẫu: the steps in which the office does something that comes again and again."""

    title = models.CharField("tên quy trình", max_length=250, unique=True)
    note = models.TextField("ghi chú, căn cứ", blank=True)
    unit = models.ForeignKey(
        "directory.Agency", models.PROTECT, related_name="process_templates", verbose_name="đơn vị chủ trì"
    )
    valid_from = models.DateField("áp dụng từ")
    is_active = models.BooleanField("đang dùng", default=True)
    folded = FoldedField("chữ để tìm", of=("title", "note"))

    objects = ProcessTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = "quy trình mẫu"
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The template's own page."""
        return reverse("process_template_detail", args=[self.pk])


class StepQuerySet(models.QuerySet["ProcessStep"]):
    """Questions asked of steps."""

    def visible_to(self, user: Any) -> StepQuerySet:
        """As far as their templates are seen."""
        return self.filter(template__in=ProcessTemplate.objects.visible_to(user))


class ProcessStep(models.Model):
    """Bước mẫu: one step of a template; those counted from the start run side by side."""

    template = models.ForeignKey(
        ProcessTemplate, models.CASCADE, related_name="steps", verbose_name="quy trình mẫu"
    )
    position = models.PositiveSmallIntegerField("thứ tự")
    text = models.CharField("nội dung", max_length=500)
    product = models.CharField("sản phẩm", max_length=500, blank=True)
    base = models.CharField(
        "cách tính hạn", max_length=10, choices=StepBase.choices(), default=StepBase.START
    )
    after = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="following", verbose_name="sau bước"
    )
    offset_days = models.PositiveSmallIntegerField("số ngày làm việc")
    lead_unit = models.ForeignKey(
        "directory.Agency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="đơn vị thực hiện",
    )
    lead_role = models.CharField("người có vai trò", max_length=20, choices=Role, blank=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = "bước mẫu"
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(
                fields=["template", "position"],
                name="step_position_once",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Hai bước cùng một thứ tự; hãy tải lại trang.",
            ),
            models.CheckConstraint(
                condition=FOLLOWS, name="step_follows_or_starts", violation_error_message=FOLLOWS_WORDS
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.text}"


class ProcessQuerySet(models.QuerySet["Process"]):
    """Questions asked of running processes."""

    def visible_to(self, user: Any) -> ProcessQuerySet:
        """As far as their tasks are seen."""
        return self.filter(task__in=Task.objects.visible_to(user))

    def running(self) -> ProcessQuerySet:
        """Not ended as a whole."""
        return self.filter(task__in=Task.objects.open())


class Process(Signed):
    """Quy trình đang chạy: a template at work from a day on, as one task with a sub-task for each step."""

    template = models.ForeignKey(
        ProcessTemplate, models.PROTECT, related_name="processes", verbose_name="quy trình mẫu"
    )
    template_version = models.PositiveIntegerField("lần sửa của mẫu")
    started_on = models.DateField("ngày bắt đầu")
    task = models.OneToOneField(Task, models.PROTECT, related_name="process", verbose_name="nhiệm vụ chung")

    objects = ProcessQuerySet.as_manager()

    class Meta:
        verbose_name = "quy trình đang chạy"
        ordering = ("-started_on", "-id")

    def __str__(self) -> str:
        return str(self.task)

    def get_absolute_url(self) -> str:
        """Where its progress is shown."""
        return reverse("process_detail", args=[self.pk])


class StepTaskQuerySet(models.QuerySet["StepTask"]):
    """Questions asked of the steps of running processes."""

    def visible_to(self, user: Any) -> StepTaskQuerySet:
        """As far as their processes are seen."""
        return self.filter(process__in=Process.objects.visible_to(user))


class StepTask(models.Model):
    """Bước đang chạy: a step of a running process; what its template says later no longer touches it."""

    process = models.ForeignKey(
        Process, models.CASCADE, related_name="steps", verbose_name="quy trình đang chạy"
    )
    task = models.OneToOneField(Task, models.PROTECT, related_name="step", verbose_name="nhiệm vụ")
    number = models.PositiveSmallIntegerField("thứ tự")
    base = models.CharField("cách tính hạn", max_length=10, choices=StepBase.choices())
    after = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="following", verbose_name="sau bước"
    )
    offset_days = models.PositiveSmallIntegerField("số ngày làm việc")
    opened_at = models.DateTimeField("mở lúc", null=True, blank=True)
    skipped_at = models.DateTimeField("bỏ qua lúc", null=True, blank=True)
    skipped_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người bỏ qua"
    )
    skip_reason = models.CharField("lý do bỏ qua", max_length=500, blank=True)

    objects = StepTaskQuerySet.as_manager()

    class Meta:
        verbose_name = "bước đang chạy"
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(
                fields=["process", "number"],
                name="step_task_number_once",
                violation_error_message="Hai bước cùng một thứ tự.",
            ),
            models.CheckConstraint(
                condition=FOLLOWS, name="step_task_follows_or_starts", violation_error_message=FOLLOWS_WORDS
            ),
            both_or_neither(
                "skipped_at",
                "skipped_by",
                name="step_task_skipped_by_whom",
                message="Người bỏ qua và lúc bỏ qua phải cùng có.",
            ),
            models.CheckConstraint(
                condition=Q(skipped_at__isnull=True) | ~Q(skip_reason=""),
                name="step_task_skipped_why",
                violation_error_message="Bỏ qua một bước thì phải ghi lý do.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.task}"

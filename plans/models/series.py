"""Tasks that come back every week, month, quarter, half year or year."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from lmhtx.base import clock
from lmhtx.base.constraints import both_or_neither, in_order
from lmhtx.base.fields import FoldedField
from lmhtx.base.models import Signed, Versioned
from lmhtx.people.models import User
from lmhtx.people.roles import STAFF
from plans.enums import DayRule, Rhythm
from plans.models.task import Task
from plans.rhythms import Pattern

WEEKDAYS = {2: "thứ Hai", 3: "thứ Ba", 4: "thứ Tư", 5: "thứ Năm", 6: "thứ Sáu", 7: "thứ Bảy", 8: "Chủ nhật"}


class SeriesQuerySet(models.QuerySet["TaskSeries"]):
    """Questions asked of repeating tasks."""

    def visible_to(self, user: Any) -> SeriesQuerySet:
        """The Alliance's staff see them all."""
        return self if user.is_authenticated and user.has_role(*STAFF) else self.none()

    def not_ended(self) -> SeriesQuerySet:
        """Not past their last day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=clock.today()))

    def running(self) -> SeriesQuerySet:
        """Neither paused nor past their last day."""
        return self.not_ended().filter(paused_at__isnull=True)

    def without_person(self) -> SeriesQuerySet:
        """Running, their person in charge no longer at work."""
        working = User.objects.at_work(clock.today())
        return self.running().filter(person__isnull=False).exclude(person__in=working)


class TaskSeries(Signed, Versioned):
    """Việc định kỳ: something to be done once in every period; each period gets a task of its own ahead of time."""

    text = models.TextField("nội dung", max_length=2000)
    product = models.CharField("sản phẩm cần có", max_length=500, blank=True)
    rhythm = models.CharField("nhịp", max_length=8, choices=Rhythm.choices(), default=Rhythm.MONTH)
    day_rule = models.CharField(
        "cách tính hạn", max_length=12, choices=DayRule.choices(), default=DayRule.DAY
    )
    number = models.PositiveSmallIntegerField(
        "ngày, thứ hoặc số ngày",
        default=25,
        help_text="Ngày trong tháng (25), thứ trong tuần (2 đến 7), hoặc số ngày làm việc sau mốc; "
        "với “ngày làm việc cuối” để 0.",
    )
    ahead_days = models.PositiveSmallIntegerField(
        "lập trước (ngày)", default=14, validators=[MaxValueValidator(120)]
    )
    unit = models.ForeignKey(
        "directory.Agency", models.PROTECT, related_name="series", verbose_name="đơn vị thực hiện"
    )
    person = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="series", verbose_name="người phụ trách"
    )
    source = models.OneToOneField(
        Task,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="series",
        verbose_name="từ nhiệm vụ",
    )
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)
    paused_at = models.DateTimeField("tạm dừng lúc", null=True, blank=True, editable=False)
    paused_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="người tạm dừng",
    )
    folded = FoldedField("chữ để tìm", of=("text", "product"))

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = "việc định kỳ"
        ordering = ("text",)
        constraints = [
            in_order(
                "starts_on",
                "ends_on",
                name="series_days_in_order",
                message="Ngày kết thúc không được trước ngày bắt đầu.",
            ),
            both_or_neither(
                "paused_at",
                "paused_by",
                name="series_paused_by_whom",
                message="Người tạm dừng và lúc tạm dừng phải cùng có.",
            ),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 160 else f"{self.text[:157]}…"

    def get_absolute_url(self) -> str:
        """The page of the series."""
        return reverse("series_detail", args=[self.pk])

    @property
    def pattern(self) -> Pattern:
        """How it comes back, for the rules."""
        return Pattern(
            rhythm=Rhythm(self.rhythm),
            day_rule=DayRule(self.day_rule),
            number=self.number,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            ahead_days=self.ahead_days,
        )

    @property
    def when(self) -> str:
        """When it comes back, in words: "Hằng tháng, ngày 25"."""
        words = {
            DayRule.DAY: f"ngày {self.number}"
            + ("" if self.rhythm == Rhythm.MONTH else " của tháng cuối kỳ"),
            DayRule.WEEKDAY: WEEKDAYS.get(self.number, ""),
            DayRule.LAST_WORKING: "ngày làm việc cuối",
            DayRule.AFTER_WINDOW: f"{self.number} ngày làm việc sau ngày chốt số liệu (ngày 14)",
            DayRule.AFTER_PERIOD: f"{self.number} ngày làm việc sau khi hết kỳ",
        }
        return f"{Rhythm(self.rhythm).label}, {words[DayRule(self.day_rule)]}"


class SeriesRunQuerySet(models.QuerySet["SeriesRun"]):
    """Questions asked of the periods of repeating tasks."""

    def visible_to(self, user: Any) -> SeriesRunQuerySet:
        """As far as their series are seen."""
        return self.filter(series__in=TaskSeries.objects.visible_to(user))


class SeriesRun(models.Model):
    """Kỳ của việc định kỳ: a period that had its turn, with its task; without one when it was missed long ago."""

    series = models.ForeignKey(TaskSeries, models.CASCADE, related_name="runs", verbose_name="việc định kỳ")
    first_on = models.DateField("ngày đầu kỳ")
    label = models.CharField("kỳ", max_length=60)
    due_on = models.DateField("hạn")
    task = models.OneToOneField(
        Task, models.PROTECT, null=True, blank=True, related_name="series_run", verbose_name="nhiệm vụ"
    )
    made_at = models.DateTimeField("lập lúc", default=clock.now)
    is_missed = models.BooleanField("kỳ bị lỡ", default=False)
    note = models.CharField("lưu ý", max_length=250, blank=True)

    objects = SeriesRunQuerySet.as_manager()

    class Meta:
        verbose_name = "kỳ của việc định kỳ"
        ordering = ("-first_on",)
        constraints = [
            models.UniqueConstraint(
                fields=["series", "first_on"],
                name="series_run_once",
                violation_error_message="Kỳ này đã được lập.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.series}: {self.label}"

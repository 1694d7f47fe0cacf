"""Periods in which figures are called for, and the forms that cooperatives hand in."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from cooperatives import year_form
from cooperatives.enums.forms import (
    NOT_RECEIVED,
    OPEN_TO_FILL,
    TO_REVIEW,
    FormSource,
    FormState,
    PeriodState,
    Rhythm,
)
from cooperatives.enums.register import Kind, Status
from cooperatives.models.cooperative import Cooperative
from cooperatives.models.scope import OfCooperative
from lmhtx.base.constraints import in_order
from lmhtx.base.fields import year_field
from lmhtx.base.models import Signed, Versioned
from lmhtx.vn import dates


class PeriodQuerySet(models.QuerySet["Period"]):
    """Questions asked of periods."""

    def visible_to(self, user: Any) -> Self:
        """Whoever sees a cooperative sees what is called for of it; nothing of a period is secret."""
        return self if Cooperative.objects.visible_to(user).exists() else self.none()


class Period(Signed):
    """Đợt thu số liệu: a call for the figures of a year, half year, quarter or of once, in one form, until a day.

    `number` counts halves and quarters within the year, 0 for the others; `questions` are those of a one-off call as
    they stood when it was opened.
    """

    rhythm = models.CharField("kỳ số liệu", max_length=8, choices=Rhythm.choices(), default=Rhythm.YEAR)
    year = year_field("năm số liệu")
    number = models.PositiveSmallIntegerField("kỳ thứ", default=0)
    starts_on = models.DateField("số liệu từ ngày")
    ends_on = models.DateField("số liệu đến hết ngày")
    questions = models.JSONField("câu hỏi riêng", default=list, blank=True, editable=False)
    title = models.CharField("tên đợt", max_length=120)
    due_on = models.DateField("hạn nộp")
    version = models.CharField("bản mẫu phiếu", max_length=12, editable=False)
    kinds = ArrayField(
        models.CharField(max_length=8, choices=Kind.choices()), verbose_name="loại hình phải nộp"
    )
    statuses = ArrayField(
        models.CharField(max_length=20, choices=Status.choices()), verbose_name="tình trạng phải nộp"
    )
    communes = models.ManyToManyField(
        "directory.Commune", blank=True, related_name="+", verbose_name="chỉ ở xã, phường"
    )
    state = models.CharField(
        "trạng thái", max_length=8, choices=PeriodState.choices(), default=PeriodState.OPEN, editable=False
    )
    state_note = models.CharField("lý do khóa, mở", max_length=300, blank=True, editable=False)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "đợt thu số liệu"
        ordering = ("-ends_on", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["rhythm", "year", "number"],
                condition=~Q(rhythm=Rhythm.ONCE),
                name="period_once_for_its_time",
                violation_error_message="Kỳ này đã có đợt thu số liệu.",
            ),
            models.UniqueConstraint(
                fields=["title"],
                condition=Q(rhythm=Rhythm.ONCE),
                name="period_once_by_title",
                violation_error_message="Đã có đợt đột xuất cùng tên; hãy đặt tên khác.",
            ),
            models.CheckConstraint(
                condition=Q(rhythm__in=[Rhythm.YEAR, Rhythm.ONCE], number=0)
                | Q(rhythm=Rhythm.HALF, number__gte=1, number__lte=2)
                | Q(rhythm=Rhythm.QUARTER, number__gte=1, number__lte=4),
                name="period_number_fits",
                violation_error_message="6 tháng có kỳ 1, 2; quý có kỳ 1 đến 4; năm và đột xuất không ghi kỳ.",
            ),
            models.CheckConstraint(
                condition=Q(rhythm=Rhythm.ONCE) ^ Q(questions=[]),
                name="period_questions_of_once",
                violation_error_message="Đợt đột xuất phải có câu hỏi; đợt khác dùng mẫu chung.",
            ),
            in_order(
                "starts_on",
                "ends_on",
                name="period_days_in_order",
                message="Ngày cuối của số liệu phải sau ngày đầu.",
            ),
            models.CheckConstraint(
                condition=Q(kinds__len__gt=0, statuses__len__gt=0),
                name="period_has_audience",
                violation_error_message="Hãy chọn loại hình và tình trạng phải nộp.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its board."""
        return reverse("period_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether forms may be handed in."""
        return self.state == PeriodState.OPEN

    @property
    def is_yearly(self) -> bool:
        """Whether what is verified becomes the figures of a year."""
        return self.rhythm == Rhythm.YEAR

    @property
    def span(self) -> str:
        """The time asked about in a word: Năm 2025, Quý III/2026, 6 tháng đầu năm 2026, or Kỳ này."""
        if self.rhythm == Rhythm.ONCE:
            return "Kỳ này"
        return dates.Period(self.year, dates.PeriodKind(self.rhythm), self.number or 1).label

    def figures_for(self, kind: str = "") -> tuple[year_form.Figure, ...]:
        """What it asks, of a kind of cooperative or of all."""
        if self.rhythm == Rhythm.ONCE:
            return year_form.from_frozen(self.questions)
        return year_form.figures_of(self.version, kind)


class SubmissionQuerySet(OfCooperative):
    """Questions asked of forms."""

    def to_review(self) -> Self:
        """Those that wait for staff."""
        return self.filter(state__in=TO_REVIEW)

    def received(self) -> Self:
        """Those that count as handed in."""
        return self.exclude(state__in=NOT_RECEIVED)


class Submission(Signed, Versioned):
    """Phiếu số liệu: what one cooperative declares for a period; it never touches the verified figures by itself.

    `typed` keeps what was written, readable or not; `values` what it means once handed in; `notes` why a doubted
    figure is right; `asks` what staff want put right, by figure; `applied` which figures became verified ones.
    """

    period = models.ForeignKey(
        Period, models.PROTECT, related_name="submissions", verbose_name="đợt thu số liệu"
    )
    cooperative = models.ForeignKey(
        Cooperative, models.PROTECT, related_name="submissions", verbose_name="hợp tác xã"
    )
    state = models.CharField(
        "trạng thái", max_length=12, choices=FormState.choices(), default=FormState.DRAFT, editable=False
    )
    source = models.CharField("ai khai", max_length=10, choices=FormSource.choices(), default=FormSource.SELF)
    ground = models.CharField("căn cứ nhập hộ", max_length=300, blank=True)
    typed = models.JSONField("đã gõ", default=dict)
    notes = models.JSONField("giải thích", default=dict)
    values = models.JSONField("số tự khai", default=dict)
    asks = models.JSONField("yêu cầu bổ sung", default=dict)
    applied = ArrayField(
        models.CharField(max_length=30), verbose_name="số đã áp dụng", default=list, blank=True
    )
    declared_by = models.CharField("người khai", max_length=150, blank=True)
    submitted_at = models.DateTimeField("nộp lúc", null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người nộp",
    )
    first_submitted_at = models.DateTimeField("nộp lần đầu lúc", null=True, blank=True)
    asked_at = models.DateTimeField("yêu cầu bổ sung lúc", null=True, blank=True)
    paused_seconds = models.PositiveBigIntegerField("thời gian chờ bổ sung (giây)", default=0)
    judged_at = models.DateTimeField("xem xong lúc", null=True, blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người xem",
    )
    judge_note = models.CharField("ý kiến người xem", max_length=500, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = "phiếu số liệu"
        ordering = ("-submitted_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["period", "cooperative"],
                name="submission_once_in_period",
                violation_error_message="Hợp tác xã đã có phiếu trong đợt này.",
            ),
            models.CheckConstraint(
                condition=Q(state=FormState.DRAFT)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="submission_submitted_by_whom",
                violation_error_message="Phiếu đã nộp phải ghi ai nộp, lúc nào.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[str(FormState.ACCEPTED), str(FormState.REFUSED)])
                | Q(judged_at__isnull=False, judged_by__isnull=False),
                name="submission_judged_by_whom",
                violation_error_message="Phiếu đã xem phải ghi ai xem, lúc nào.",
            ),
            models.CheckConstraint(
                condition=Q(source=FormSource.SELF) | Q(state=FormState.DRAFT) | ~Q(ground=""),
                name="submission_on_behalf_has_ground",
                violation_error_message="Phiếu nhập hộ phải ghi căn cứ: cuộc gọi hoặc bản giấy.",
            ),
        ]
        indexes = [models.Index(fields=["period", "state", "submitted_at"], name="submission_queue")]

    def __str__(self) -> str:
        return f"{self.cooperative} – {self.period}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("submission_detail", args=[self.pk])

    @property
    def figures(self) -> tuple[year_form.Figure, ...]:
        """The questions that it answers."""
        return self.period.figures_for(self.cooperative.kind)

    @property
    def is_open_to_fill(self) -> bool:
        """Whether its figures may be written now."""
        return self.state in OPEN_TO_FILL and self.period.is_open

    @property
    def waits(self) -> bool:
        """Whether staff have to look at it."""
        return self.state in TO_REVIEW

"""Periods in which yearly figures are called for, and the forms that cooperatives hand in."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from cooperatives import year_form
from cooperatives.enums.forms import NOT_RECEIVED, OPEN_TO_FILL, TO_REVIEW, FormSource, FormState, PeriodState
from cooperatives.enums.register import Kind, Status
from cooperatives.models.cooperative import Cooperative
from cooperatives.models.scope import OfCooperative
from lmhtx.base.fields import year_field
from lmhtx.base.models import Signed, Versioned


class PeriodQuerySet(models.QuerySet["Period"]):
    """Questions asked of periods."""

    def visible_to(self, user: Any) -> Self:
        """Whoever sees a cooperative sees what is called for of it; nothing of a period is secret."""
        return self if Cooperative.objects.visible_to(user).exists() else self.none()


class Period(Signed):
    """Đợt thu số liệu: a call for the figures of a year, in one edition of the form, until a day."""

    year = year_field("năm số liệu", unique=True, error_messages={"unique": "Năm này đã có đợt thu số liệu."})
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
        ordering = ("-year",)
        constraints = [
            models.CheckConstraint(
                condition=Q(kinds__len__gt=0, statuses__len__gt=0),
                name="period_has_audience",
                violation_error_message="Hãy chọn loại hình và tình trạng phải nộp.",
            )
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


class SubmissionQuerySet(OfCooperative):
    """Questions asked of forms."""

    def to_review(self) -> Self:
        """Those that wait for staff."""
        return self.filter(state__in=TO_REVIEW)

    def received(self) -> Self:
        """Those that count as handed in."""
        return self.exclude(state__in=NOT_RECEIVED)


class Submission(Signed, Versioned):
    """Phiếu số liệu năm: what one cooperative declares for a period; it never touches the verified figures by itself.

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
        verbose_name = "phiếu số liệu năm"
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
        return year_form.figures_of(self.period.version, self.cooperative.kind)

    @property
    def is_open_to_fill(self) -> bool:
        """Whether its figures may be written now."""
        return self.state in OPEN_TO_FILL and self.period.is_open

    @property
    def waits(self) -> bool:
        """Whether staff have to look at it."""
        return self.state in TO_REVIEW

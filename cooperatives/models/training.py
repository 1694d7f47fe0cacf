"""Classes for people of cooperatives, and who learned in them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Count, Q, Sum
from django.urls import reverse

from cooperatives.enums.training import ClassForm, LearnerKind, Topic
from cooperatives.models.cooperative import Cooperative
from cooperatives.models.person import Member, Person
from cooperatives.models.scope import WHOLE
from lmhtx.base.constraints import both_or_neither, in_order
from lmhtx.base.fields import FoldedField, year_field
from lmhtx.base.models import Signed, Versioned


class TrainingQuerySet(models.QuerySet[Any]):
    """Questions asked of classes and learners."""

    def visible_to(self, user: Any) -> Self:
        """All for staff of the register; lists of people are nobody else's."""
        return self if user.has_role(*WHOLE) else self.none()


class LearnerQuerySet(TrainingQuerySet):
    """Questions asked of learners."""

    def trained_by(self, day: date, topic: Topic) -> Self:
        """Those who have come to a class on the topic that was over, and on record, by the end of the day."""
        rows = self.filter(training__topic=topic, training__ends_on__lte=day, recorded_on__lte=day)
        return rows.filter(session_count__gt=0)

    def passed_by(self, day: date, topic: Topic) -> Self:
        """Of these the ones who have passed the test."""
        return self.trained_by(day, topic).filter(passed=True)

    def counts(self) -> dict[str, int]:
        """How many lines, attendances, distinct persons, and distinct persons who passed."""
        found = self.aggregate(
            enrolled=Count("pk"),
            attendances=Sum("session_count"),
            persons=Count("identity", distinct=True),
            passed=Count("identity", filter=Q(passed=True), distinct=True),
        )
        return {name: number or 0 for name, number in found.items()}


class TrainingClass(Signed, Versioned):
    """Lớp tập huấn: a class on a topic, from when to when, where, by which decision, at what cost."""

    topic = models.CharField("chủ đề", max_length=10, choices=Topic.choices(), default=Topic.DIGITAL)
    title = models.CharField("tên lớp", max_length=250)
    form = models.CharField("hình thức", max_length=8, choices=ClassForm.choices(), default=ClassForm.ON_SITE)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày")
    place = models.CharField("địa điểm", max_length=250, blank=True)
    commune = models.ForeignKey(
        "directory.Commune",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="xã, phường",
    )
    decision = models.CharField("quyết định mở lớp", max_length=120, blank=True)
    budget_vnd = models.PositiveBigIntegerField("kinh phí", null=True, blank=True)
    passing_mark = models.DecimalField(
        "điểm đạt",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="Có điểm đạt thì kết quả đạt, không đạt tính từ điểm kiểm tra.",
    )
    top_mark = models.DecimalField("thang điểm", max_digits=5, decimal_places=2, default=Decimal(10))
    note = models.CharField("ghi chú", max_length=300, blank=True)

    objects = TrainingQuerySet.as_manager()

    class Meta:
        verbose_name = "lớp tập huấn"
        ordering = ("-starts_on", "-id")
        constraints = [
            in_order(
                "starts_on",
                "ends_on",
                name="training_class_in_order",
                message="Ngày kết thúc không được trước ngày bắt đầu.",
            ),
            models.CheckConstraint(
                condition=Q(passing_mark__isnull=True)
                | Q(passing_mark__gt=0, passing_mark__lte=models.F("top_mark")),
                name="training_class_mark_within_top",
                violation_error_message="Điểm đạt phải trên 0 và không quá thang điểm.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("training_detail", args=[self.pk])


class Learner(Signed):
    """Học viên: a person in a class, once; `identity` is by what the same person is known in other classes."""

    training = models.ForeignKey(
        TrainingClass, models.PROTECT, related_name="learners", verbose_name="lớp tập huấn"
    )
    cooperative = models.ForeignKey(
        Cooperative,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="learners",
        verbose_name="hợp tác xã",
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="learned", verbose_name="người"
    )
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="learned", verbose_name="thành viên"
    )
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="learned",
        verbose_name="người dùng của cổng",
    )
    kind = models.CharField(
        "đối tượng", max_length=12, choices=LearnerKind.choices(), default=LearnerKind.COOPERATIVE
    )
    full_name = models.CharField("họ và tên", max_length=150)
    birth_year = year_field("năm sinh", null=True, blank=True)
    citizen_mark = models.CharField("dấu của số định danh", max_length=64, blank=True, editable=False)
    identity = models.CharField("dấu nhận ra người", max_length=250, editable=False)
    session_count = models.PositiveSmallIntegerField("số buổi đã học", default=0)
    passed = models.BooleanField("đạt bài kiểm tra", null=True, blank=True)
    score = models.DecimalField("điểm kiểm tra", max_digits=5, decimal_places=2, null=True, blank=True)
    certificate = models.CharField("số chứng nhận", max_length=60, blank=True)
    certificate_year = models.PositiveSmallIntegerField("năm của số", null=True, blank=True, editable=False)
    certificate_number = models.PositiveIntegerField("số thứ tự", null=True, blank=True, editable=False)
    certified_on = models.DateField("cấp chứng nhận ngày", null=True, blank=True, editable=False)
    recorded_on = models.DateField("ghi ngày", editable=False)
    folded = FoldedField("chữ để tìm", of=("full_name",))

    objects = LearnerQuerySet.as_manager()

    class Meta:
        verbose_name = "học viên"
        ordering = ("full_name", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["training", "identity"],
                name="learner_once_in_class",
                violation_error_message="Người này đã có trong lớp.",
            ),
            models.CheckConstraint(
                condition=~Q(passed=True) | Q(session_count__gt=0),
                name="learner_passed_has_come",
                violation_error_message="Đạt bài kiểm tra thì phải có buổi học.",
            ),
            models.UniqueConstraint(
                fields=["certificate_year", "certificate_number"],
                name="certificate_number_once",
                violation_error_message="Số chứng nhận này đã cấp.",
            ),
            both_or_neither(
                "certificate_year",
                "certificate_number",
                name="certificate_number_has_year",
                message="Số chứng nhận phải có năm.",
            ),
            models.CheckConstraint(
                condition=Q(staff__isnull=True) | Q(kind=LearnerKind.STAFF),
                name="learner_staff_is_staff",
                violation_error_message="Người dùng của cổng là cán bộ Liên minh.",
            ),
        ]
        indexes = [
            models.Index(fields=["identity"], name="learner_identity"),
            models.Index(fields=["citizen_mark"], name="learner_by_mark", condition=~Q(citizen_mark="")),
            GinIndex(fields=["folded"], name="learner_folded_trigrams", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        """Where it is shown: in its class."""
        return self.training.get_absolute_url()

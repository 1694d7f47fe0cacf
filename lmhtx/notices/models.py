"""What people were told: notices, the digest of a day, and what each person wants to hear."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from lmhtx.base import clock


class MineQuerySet(models.QuerySet[Any]):
    """Rows that nobody but their person may see."""

    def visible_to(self, user: Any) -> MineQuerySet:
        """The person's own rows."""
        return self.filter(person=user) if user.is_authenticated else self.none()

    def unread(self) -> MineQuerySet:
        """Those that stand in the portal and have not been read."""
        return self.filter(is_in_portal=True, read_at__isnull=True)


class Digest(models.Model):
    """Bản tin ngày: all that one person is told in one morning."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="người nhận"
    )
    day = models.DateField("ngày")
    created_at = models.DateTimeField("tạo lúc", default=clock.now)

    objects = MineQuerySet.as_manager()

    class Meta:
        verbose_name = "bản tin ngày"
        ordering = ("-day",)
        constraints = [
            models.UniqueConstraint(
                fields=("person", "day"),
                name="digest_once_a_day",
                violation_error_message="Mỗi người mỗi ngày chỉ có một bản tin.",
            )
        ]

    def __str__(self) -> str:
        return f"Bản tin {self.day:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("digest_detail", args=[self.pk])


class Notice(models.Model):
    """Thông báo: one thing told to one person once, for one stage of one due day."""

    reminder = models.CharField("loại", max_length=80)
    stage = models.CharField("mốc", max_length=120)
    subject_id = models.BigIntegerField("mã đối tượng", default=0)
    due_on = models.DateField("hạn", null=True, blank=True)
    # The unique constraint begins with the person: an index of its own would only slow the morning.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="+",
        db_index=False,
        verbose_name="người nhận",
    )
    line = models.CharField("nội dung", max_length=500)
    url = models.CharField("đường dẫn", max_length=300, blank=True)
    is_in_portal = models.BooleanField("hiện trong cổng", default=True)
    is_immediate = models.BooleanField("báo ngay", default=False)
    created_on = models.DateField("ngày báo", default=clock.today)
    created_at = models.DateTimeField("tạo lúc", default=clock.now)
    read_at = models.DateTimeField("đọc lúc", null=True, blank=True)
    mailed_in = models.ForeignKey(
        Digest, models.SET_NULL, null=True, blank=True, related_name="notices", verbose_name="trong bản tin"
    )

    objects = MineQuerySet.as_manager()

    class Meta:
        verbose_name = "thông báo"
        ordering = ("-pk",)
        indexes = [
            models.Index(
                fields=("person",), condition=Q(is_in_portal=True, read_at__isnull=True), name="notice_unread"
            ),
            models.Index(
                fields=("created_on", "person"),
                condition=Q(mailed_in__isnull=True, is_immediate=False),
                name="notice_waiting",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=("person", "reminder", "stage", "subject_id", "due_on"),
                nulls_distinct=False,
                name="notice_once",
                violation_error_message="Người này đã được báo việc này.",
            )
        ]

    def __str__(self) -> str:
        return self.line


class Preference(models.Model):
    """Lựa chọn nhận tin: whether a person wants one kind of notice in the portal, by mail and by calls."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="người nhận"
    )
    reminder = models.CharField("loại", max_length=80)
    is_on_portal = models.BooleanField("trong cổng", default=True)
    is_on_mail = models.BooleanField("qua thư", default=True)
    is_on_push = models.BooleanField("thông báo đẩy", default=False)
    is_on_sms = models.BooleanField("qua SMS", default=False)
    is_on_zalo = models.BooleanField("qua Zalo", default=False)

    objects = MineQuerySet.as_manager()

    class Meta:
        verbose_name = "lựa chọn nhận tin"
        constraints = [
            models.UniqueConstraint(
                fields=("person", "reminder"),
                name="preference_once",
                violation_error_message="Đã có lựa chọn cho loại này.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.reminder}: {self.person}"


class NudgeQuerySet(models.QuerySet["Nudge"]):
    """Questions asked of reminders by hand."""

    def visible_to(self, user: Any) -> NudgeQuerySet:
        """The Alliance's staff see who has reminded whom."""
        return self if user.is_authenticated and user.is_staff_member else self.none()


class Nudge(models.Model):
    """Lần nhắc tay: somebody copied a text to remind one person, or a group that something is missing."""

    topic = models.CharField("về việc", max_length=80)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="nhắc người",
    )
    group = models.CharField("nhắc nhóm", max_length=120, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người nhắc"
    )
    at = models.DateTimeField("lúc", default=clock.now)

    objects = NudgeQuerySet.as_manager()

    class Meta:
        verbose_name = "lần nhắc tay"
        ordering = ("-at", "-pk")
        indexes = [models.Index(fields=("topic", "at"), name="nudge_of_topic")]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, group="") | (Q(person__isnull=True) & ~Q(group="")),
                name="nudge_of_person_or_group",
                violation_error_message="Mỗi lần nhắc là nhắc một người hoặc một nhóm.",
            )
        ]

    def __str__(self) -> str:
        return f"Nhắc {self.person or self.group}"


class DailyRun(models.Model):
    """Lần nhắc trong ngày: a morning whose reminders have all been told."""

    day = models.DateField("ngày", unique=True)
    ended_at = models.DateTimeField("xong lúc", default=clock.now)

    class Meta:
        verbose_name = "lần nhắc trong ngày"
        ordering = ("-day",)

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"

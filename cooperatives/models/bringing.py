"""A workbook with cooperatives that somebody has brought, and what the columns of its source hold."""

from __future__ import annotations

from typing import Any, Self, cast

from django.db import models
from django.db.models import Q
from django.urls import reverse

from cooperatives.enums.imports import BringState
from lmhtx.base.fields import year_field
from lmhtx.base.models import Signed
from lmhtx.people.models import User


class OwnBooks(models.QuerySet[Any]):
    """Brought workbooks are their owner's alone: they hold what nobody has looked at yet."""

    def visible_to(self, user: Any) -> Self:
        """One's own."""
        return self.filter(created_by=user) if user.is_authenticated else self.none()


class BroughtRegister(Signed):
    """Lần nhập sổ: a strange workbook, read first, settled by its owner, then written all or not at all.

    `rows` are what the reader made of it, `columns` what it took each column for; `left` the kinds of questions whose
    cells stay as read, `answers` which of two that look alike are one.
    """

    name = models.CharField("tên tệp", max_length=200)
    year = year_field("số liệu của năm")
    state = models.CharField(
        "trạng thái", max_length=10, choices=BringState.choices(), default=BringState.CHECKING
    )
    job = models.ForeignKey(
        "jobs.Job", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="việc chạy nền"
    )
    rows = models.JSONField("các dòng", default=list, blank=True)
    columns = models.JSONField("các cột", default=list, blank=True)
    skipped = models.JSONField("dòng bỏ qua", default=list, blank=True)
    left = models.JSONField("để như đã đọc", default=list, blank=True)
    answers = models.JSONField("trả lời về dòng giống nhau", default=dict, blank=True)
    counts = models.JSONField("số dòng đã ghi", default=dict, blank=True)
    failure = models.CharField("lý do không nhận", max_length=500, blank=True)
    written_at = models.DateTimeField("ghi lúc", null=True, blank=True)

    objects = OwnBooks.as_manager()

    class Meta:
        verbose_name = "lần nhập sổ hợp tác xã"
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=BringState.UNREAD) | ~Q(failure=""),
                name="brought_register_unread_says_why",
                violation_error_message="Không đọc được thì phải nói vì sao.",
            ),
            models.CheckConstraint(
                condition=~Q(state=BringState.WRITTEN) | Q(written_at__isnull=False),
                name="brought_register_written_when",
                violation_error_message="Đã ghi thì phải có lúc ghi.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where it is waited for, settled and confirmed."""
        return reverse("brought_detail", args=[self.pk])

    @property
    def owner(self) -> User:
        """Whoever brought it."""
        return cast("User", self.created_by)


class StaffQuerySet(models.QuerySet[Any]):
    """What the staff of the Alliance share."""

    def visible_to(self, user: Any) -> Self:
        """All, for the staff."""
        return self if user.is_authenticated and user.is_staff_member else self.none()


class SourceLayout(Signed):
    """Cách đọc cột của một nguồn: what a person said its columns hold, by their headings, used when it comes again."""

    source = models.CharField("nguồn", max_length=64, unique=True)
    name = models.CharField("tên tệp", max_length=200)
    facts = models.JSONField("cột đọc thành", default=dict)

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = "cách đọc cột của một nguồn"
        ordering = ("-changed_at", "-id")

    def __str__(self) -> str:
        return self.name

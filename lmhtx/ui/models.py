"""What pages remember for one person: saved views of lists, drafts of forms, keys of acts already done."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models

from lmhtx.base import clock


class OwnQuerySet(models.QuerySet[Any]):
    """Rows that nobody but their owner may see."""

    def visible_to(self, user: Any) -> OwnQuerySet:
        """The person's own rows."""
        return self.filter(user=user) if user.is_authenticated else self.none()

    def older_than(self, moment: datetime) -> OwnQuerySet:
        """Those last touched before the moment."""
        return self.filter(at__lt=moment)


class Own(models.Model):
    """A row that belongs to one person and is forgotten with time."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", editable=False, verbose_name="của người"
    )
    at = models.DateTimeField("lúc", default=clock.now, editable=False)

    objects = OwnQuerySet.as_manager()

    class Meta:
        abstract = True


class SavedView(Own):
    """Cách xem đã lưu: the filters, search and order of a list that a person keeps as a tab."""

    page = models.CharField("danh sách", max_length=100)
    name = models.CharField("tên cách xem", max_length=60)
    query = models.TextField("điều kiện lọc", blank=True)

    class Meta:
        verbose_name = "cách xem đã lưu"
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(
                fields=("user", "page", "name"),
                name="saved_view_name_once",
                violation_error_message="Anh/chị đã có một cách xem tên này.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Draft(Own):
    """Bản nháp: what a person had typed into a form and not yet sent."""

    form = models.CharField("biểu mẫu", max_length=200)
    values = models.JSONField("nội dung đã gõ", default=dict)

    class Meta:
        verbose_name = "bản nháp"
        constraints = [models.UniqueConstraint(fields=("user", "form"), name="draft_once_per_form")]

    def __str__(self) -> str:
        return f"Bản nháp lúc {self.at:%H:%M}"


class ActKey(Own):
    """Mã một lần: proof that an act was done, and what its first answer was."""

    key = models.UUIDField("mã")
    path = models.CharField("địa chỉ", max_length=300)
    digest = models.CharField("dấu của nội dung", max_length=64)
    location = models.TextField("nơi đến", blank=True)
    message = models.TextField("lời báo", blank=True)

    class Meta:
        verbose_name = "mã một lần"
        constraints = [models.UniqueConstraint(fields=("user", "path", "key"), name="act_key_once")]

    def __str__(self) -> str:
        return str(self.key)

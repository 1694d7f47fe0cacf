"""Where people are signed in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from lmhtx.account.devices import words_of
from lmhtx.base.constraints import both_or_neither


class PresenceQuerySet(models.QuerySet["Presence"]):
    """Questions asked of the places where people are signed in."""

    def visible_to(self, user: Any) -> PresenceQuerySet:
        """A person's own."""
        return self.filter(user=user) if user.is_authenticated else self.none()

    def alive(self, now: datetime) -> PresenceQuerySet:
        """Those whose session still opens a page."""
        session = Session.objects.filter(pk=OuterRef("session_key"), expire_date__gt=now)
        return self.filter(Exists(session), ended_at=None)


class Presence(models.Model):
    """Nơi đang đăng nhập: one browser in which a person is or was signed in; true time, whatever the office's day."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="presences", verbose_name="người"
    )
    session_key = models.CharField("khóa phiên", max_length=40, unique=True)
    device = models.CharField("dấu của máy", max_length=64, db_index=True)
    agent = models.CharField("trình duyệt tự khai", max_length=300, blank=True)
    address = models.CharField("địa chỉ mạng", max_length=50, blank=True)
    started_at = models.DateTimeField("đăng nhập lúc", default=timezone.now)
    seen_at = models.DateTimeField("dùng gần nhất lúc", default=timezone.now)
    ended_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người kết thúc",
    )

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = "nơi đang đăng nhập"
        ordering = ("-seen_at", "-pk")
        indexes = [models.Index(fields=("user", "device"), name="presence_of_device")]
        constraints = [
            both_or_neither(
                "ended_at", "ended_by", name="presence_ended", message="Kết thúc phải có lúc và người."
            )
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """The machine in words: "Chrome trên Windows"."""
        return words_of(self.agent)

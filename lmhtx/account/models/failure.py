"""Wrong tries, kept so that guessing is slowed even while the cache is away."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils import timezone

WINDOW = timedelta(minutes=15)
TRIES_PER_NAME = 5
TRIES_PER_ADDRESS = 30


class Door(models.TextChoices):
    """At what a try was made."""

    PASSWORD = "password", "mật khẩu"
    SECOND = "second", "lớp xác minh thứ hai"
    CODE = "code", "mã cấp tại chỗ"
    MAIL = "mail", "thư đặt lại mật khẩu"


class SignInFailureQuerySet(models.QuerySet["SignInFailure"]):
    """Questions asked of wrong tries."""

    def visible_to(self, user: Any) -> SignInFailureQuerySet:
        """Shown on no page."""
        del user
        return self.none()

    def recent(self, now: datetime) -> SignInFailureQuerySet:
        """Those that still count."""
        return self.filter(at__gt=now - WINDOW)


class SignInFailure(models.Model):
    """Lần đăng nhập sai: one wrong try, for a name, from an address; forgotten after a day.

    A letter asked for counts as a try too, so that nobody floods another's mailbox.
    """

    door = models.CharField("cửa", max_length=10, choices=Door, default=Door.PASSWORD)
    name = models.CharField("tên đã gõ", max_length=150)
    address = models.CharField("địa chỉ mạng", max_length=50)
    at = models.DateTimeField("lúc", default=timezone.now)

    objects = SignInFailureQuerySet.as_manager()

    class Meta:
        verbose_name = "lần đăng nhập sai"
        indexes = [
            models.Index(fields=["name", "door", "at"], name="sign_in_failure_name"),
            models.Index(fields=["address", "at"], name="sign_in_failure_address"),
        ]

    def __str__(self) -> str:
        return f"{self.name} lúc {self.at:%H:%M}"

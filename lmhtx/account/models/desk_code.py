"""Codes given at the desk to whoever has no mail address."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import models
from django.db.models import Q
from django.utils import timezone

LIFE = timedelta(minutes=20)
TRIES = 5
LENGTH = 8
# Neither 0 and O nor 1, I and L: what is read out over the telephone is heard once.
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


class DeskCodeQuerySet(models.QuerySet["DeskCode"]):
    """Questions asked of codes."""

    def visible_to(self, user: Any) -> DeskCodeQuerySet:
        """Shown on no page; who gave one to whom stands in the trail."""
        del user
        return self.none()

    def open(self, now: datetime) -> DeskCodeQuerySet:
        """Those that still open the door."""
        return self.filter(used_at=None, withdrawn_at=None, expires_at__gt=now, tries__lt=TRIES)


class DeskCode(models.Model):
    """Mã cấp tại chỗ: a short-lived code by which a person sets a new password or loses the second factor.

    True time counts here, whatever the office's day.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="desk_codes", verbose_name="cấp cho"
    )
    digest = models.CharField("dấu của mã", max_length=200)
    is_for_password = models.BooleanField("đặt lại mật khẩu", default=True)
    is_for_second_factor = models.BooleanField("gỡ lớp xác minh thứ hai", default=False)
    given_at = models.DateTimeField("cấp lúc", default=timezone.now)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người cấp"
    )
    expires_at = models.DateTimeField("hết hạn lúc")
    tries = models.PositiveSmallIntegerField("số lần thử sai", default=0)
    used_at = models.DateTimeField("dùng lúc", null=True, blank=True)
    withdrawn_at = models.DateTimeField("hết hiệu lực lúc", null=True, blank=True)

    objects = DeskCodeQuerySet.as_manager()

    class Meta:
        verbose_name = "mã cấp tại chỗ"
        constraints = [
            models.CheckConstraint(
                condition=Q(is_for_password=True) | Q(is_for_second_factor=True),
                name="desk_code_has_purpose",
                violation_error_message="Hãy chọn mã dùng để làm gì.",
            ),
            models.CheckConstraint(
                condition=~Q(user=models.F("given_by")),
                name="desk_code_for_another",
                violation_error_message="Không ai tự cấp mã cho mình.",
            ),
            models.UniqueConstraint(
                fields=("user",),
                condition=Q(used_at=None, withdrawn_at=None),
                name="desk_code_one_open",
                violation_error_message="Người này đang có một mã chưa dùng.",
            ),
        ]

    def __str__(self) -> str:
        return f"Mã của {self.user}"

    def draw(self) -> str:
        """A fresh code, of which only the digest is kept."""
        code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
        self.digest = make_password(code)
        self.expires_at = self.given_at + LIFE
        return code

    def is_opened_by(self, typed: str) -> bool:
        """Whether what was typed is the code; spaces, dashes and small letters do not matter."""
        return check_password(plain(typed), self.digest)


def plain(typed: str) -> str:
    """The letters of a code as they are drawn."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def in_groups(code: str) -> str:
    """A code as it is printed and read out: two groups of four."""
    return f"{code[:4]}-{code[4:]}"

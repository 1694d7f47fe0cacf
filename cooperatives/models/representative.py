"""Who works for a cooperative here, and the codes by which such people come in."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from cooperatives.models.cooperative import Cooperative
from cooperatives.models.scope import DatedQuerySet, OfCooperative
from lmhtx.account.models.desk_code import LETTERS, plain
from lmhtx.base.constraints import both_or_neither, in_order

LIFE = timedelta(days=60)
# Twelve of 31 letters: too many to be guessed, so a plain fingerprint finds the row without naming its cooperative.
LENGTH, GROUP = 12, 4


class Representative(models.Model):
    """Người khai của hợp tác xã: a person who fills in forms for a cooperative between two days."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="representations", verbose_name="người dùng"
    )
    cooperative = models.ForeignKey(
        Cooperative, models.PROTECT, related_name="representatives", verbose_name="hợp tác xã"
    )
    post = models.CharField("chức vụ", max_length=100)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "người khai của hợp tác xã"
        ordering = ("user__sort_name",)
        constraints = [
            in_order(
                "valid_from",
                "valid_to",
                name="representative_in_order",
                message="Ngày thôi phải sau ngày bắt đầu.",
            ),
            models.UniqueConstraint(
                fields=["user", "cooperative"],
                name="representative_once",
                violation_error_message="Người này đã khai cho hợp tác xã này.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.post})"


class InvitationQuerySet(OfCooperative):
    """Questions asked of invitations."""

    def open(self, now: datetime) -> Self:
        """Those that still let somebody in."""
        return self.filter(used_at=None, withdrawn_at=None, expires_at__gt=now)

    def by_code(self, typed: str) -> Self:
        """The one whose code was typed; spaces, dashes and small letters do not matter."""
        return self.filter(digest=digest_of(typed))


class Invitation(models.Model):
    """Thư mời khai số liệu: a code by which one person of a cooperative comes in; only its fingerprint is kept.

    True time counts here, whatever the office's day.
    """

    cooperative = models.ForeignKey(
        Cooperative, models.PROTECT, related_name="invitations", verbose_name="hợp tác xã"
    )
    digest = models.CharField("dấu của mã", max_length=64, unique=True, editable=False)
    given_at = models.DateTimeField("cấp lúc", default=timezone.now)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người cấp"
    )
    expires_at = models.DateTimeField("hết hạn lúc")
    used_at = models.DateTimeField("dùng lúc", null=True, blank=True)
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người dùng mã",
    )
    withdrawn_at = models.DateTimeField("hết hiệu lực lúc", null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "thư mời khai số liệu"
        ordering = ("-given_at", "-pk")
        constraints = [
            both_or_neither(
                "used_at",
                "used_by",
                name="invitation_used_by_whom",
                message="Lúc dùng và người dùng mã phải cùng có.",
            )
        ]

    def __str__(self) -> str:
        return f"Thư mời {self.cooperative}"

    def draw(self) -> str:
        """A fresh code, of which only the fingerprint is kept."""
        code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
        self.digest, self.expires_at = digest_of(code), self.given_at + LIFE
        return code


def digest_of(typed: Any) -> str:
    """The fingerprint of a code as it was typed."""
    return hashlib.sha256(plain(str(typed)).encode()).hexdigest()


def in_groups(code: str) -> str:
    """A code as it is printed and read out: three groups of four."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))

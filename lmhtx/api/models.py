"""Tokens by which a program acts for a person."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from lmhtx.api.access import Perm
from lmhtx.base.constraints import both_or_neither, in_order
from lmhtx.people.models import User

LONGEST_LIFE = timedelta(days=366)
HINT_LENGTH = 4


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    """Questions asked of tokens."""

    def visible_to(self, user: Any) -> ApiTokenQuerySet:
        """A person's own, and all for whoever keeps them; nobody sees the secret itself again."""
        if not user.is_authenticated:
            return self.none()
        return self if user.has_perm(Perm.KEEP_TOKENS) else self.filter(user=user.pk)

    def live(self, now: datetime) -> ApiTokenQuerySet:
        """Those that open something now."""
        return self.filter(revoked_at=None, expires_at__gt=now, user__is_active=True)


class ApiToken(models.Model):
    """Mã truy cập API: lets a program act for its owner within the scopes, never beyond the owner's rights of the day.

    Only the hash of the secret is kept; moments are true time, whatever the office's day.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="api_tokens", verbose_name="chủ mã")
    name = models.CharField("tên mã", max_length=80)
    scopes = ArrayField(models.CharField(max_length=60), verbose_name="phạm vi")
    token_hash = models.CharField("dấu của mã", max_length=64, unique=True, editable=False)
    hint = models.CharField("bốn ký tự cuối", max_length=HINT_LENGTH, editable=False)
    created_at = models.DateTimeField("tạo lúc", default=timezone.now, editable=False)
    expires_at = models.DateTimeField("hết hạn lúc")
    last_used_at = models.DateTimeField("dùng lần cuối lúc", null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField("thu hồi lúc", null=True, blank=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="người thu hồi",
    )

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = "mã truy cập API"
        ordering = ("-created_at", "-pk")
        constraints = [
            both_or_neither(
                "revoked_at",
                "revoked_by",
                name="api_token_revoked_by_whom",
                message="Người thu hồi và lúc thu hồi phải cùng có.",
            ),
            in_order(
                "created_at",
                "expires_at",
                name="api_token_ends_after_it_begins",
                message="Mã phải hết hạn sau khi tạo.",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__lte=F("created_at") + LONGEST_LIFE),
                name="api_token_one_year_at_most",
                violation_error_message="Mã dùng được nhiều nhất một năm.",
            ),
            models.CheckConstraint(
                condition=Q(scopes__len__gt=0),
                name="api_token_has_scope",
                violation_error_message="Hãy chọn ít nhất một phạm vi.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} (…{self.hint})"

    @property
    def is_live(self) -> bool:
        """Whether it opens something now."""
        return self.revoked_at is None and self.expires_at > timezone.now() and self.user.is_active

"""Personal links of people of partner agencies."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from lmhtx.base.constraints import both_or_neither, in_order
from lmhtx.people.models import User

LINK_LIFE = timedelta(days=30)


class PersonalLinkQuerySet(models.QuerySet["PersonalLink"]):
    """Questions asked of personal links."""

    def visible_to(self, user: Any) -> PersonalLinkQuerySet:
        """The Alliance's staff and its keepers see whose link is out; nobody sees the link itself again."""
        is_ours = user.is_authenticated and (user.is_staff_member or user.is_staff)
        return self if is_ours else self.none()

    def live(self, now: datetime) -> PersonalLinkQuerySet:
        """Those that open a session now."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=now, user__is_active=True)


class PersonalLink(models.Model):
    """Liên kết cá nhân: lets one person of a partner agency in without a password; only its hash is kept."""

    user = models.ForeignKey(User, models.PROTECT, related_name="personal_links", verbose_name="người")
    token_hash = models.CharField("dấu của liên kết", max_length=64, unique=True, editable=False)
    issued_at = models.DateTimeField("cấp lúc", default=timezone.now)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người cấp"
    )
    expires_at = models.DateTimeField("hết hạn lúc")
    introduced_at = models.DateTimeField("tự giới thiệu lúc", null=True, blank=True)
    last_used_at = models.DateTimeField("dùng lần cuối lúc", null=True, blank=True)
    revoked_at = models.DateTimeField("thu hồi lúc", null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người thu hồi",
    )

    objects = PersonalLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "liên kết cá nhân"
        ordering = ("-issued_at", "-pk")
        constraints = [
            both_or_neither(
                "revoked_at",
                "revoked_by",
                name="link_revoked_by_whom",
                message="Người thu hồi và lúc thu hồi phải cùng có.",
            ),
            in_order(
                "issued_at",
                "expires_at",
                name="link_ends_after_it_begins",
                message="Liên kết phải hết hạn sau khi cấp.",
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(revoked_at__isnull=True),
                name="one_open_link",
                violation_error_message="Người này đã có một liên kết; hãy thu hồi trước khi cấp liên kết khác.",
            ),
        ]

    def __str__(self) -> str:
        return f"Liên kết của {self.user}"

    @property
    def is_live(self) -> bool:
        """Whether it opens a session now."""
        return self.revoked_at is None and self.expires_at > timezone.now() and self.user.is_active

"""The secret address from which a person's own calendar program reads his deadlines."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import models

from lmhtx.base import clock
from lmhtx.people.models import User


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    """Questions asked of feeds."""

    def visible_to(self, user: Any) -> CalendarFeedQuerySet:
        """Everyone sees his own."""
        return self.filter(user=user) if user.is_authenticated else self.none()

    def of_token(self, token: str) -> CalendarFeedQuerySet:
        """The feed whose address holds the secret."""
        return self.filter(token_hash=hash_of(token))


class CalendarFeed(models.Model):
    """Địa chỉ lịch: a person's secret address for calendar programs; the secret itself is not kept."""

    user = models.OneToOneField(User, models.CASCADE, related_name="calendar_feed", verbose_name="người")
    token_hash = models.CharField("dấu của mã bí mật", max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField("lập lúc", default=clock.now)
    used_at = models.DateTimeField("đọc lần cuối lúc", null=True, blank=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = "địa chỉ lịch"

    def __str__(self) -> str:
        return f"lịch của {self.user}"


def hash_of(token: str) -> str:
    """What is kept of a secret; it is long and random, so no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()

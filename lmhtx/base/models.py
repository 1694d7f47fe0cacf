"""What every model shares: when and by whom a row came, and the version that guards against lost edits."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F

from lmhtx.base import clock


class Dated(models.Model):
    """When a row came and when it last changed, by the clock of the house."""

    created_at = models.DateTimeField("tạo lúc", default=clock.now, editable=False)
    changed_at = models.DateTimeField("sửa lúc", default=clock.now, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Note the moment of the change beside the fields that change."""
        self.changed_at = clock.now()
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "changed_at"}
        super().save(*args, **kwargs)


class Signed(Dated):
    """A dated row that names who made it."""

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="người tạo",
    )

    class Meta:
        abstract = True


class Stale(Exception):
    """Somebody saved the row since this person opened it."""


class Versioned(models.Model):
    """A row that two people may edit: a save of an older version is refused, never silently lost."""

    version = models.PositiveIntegerField("lần sửa", default=1, editable=False)

    class Meta:
        abstract = True

    def claim_version(self, seen: int) -> None:
        """Take the next version, or raise Stale when the row is no longer as the person saw it."""
        taken = type(self)._default_manager.filter(pk=self.pk, version=seen).update(version=F("version") + 1)
        if not taken:
            raise Stale
        self.version = seen + 1

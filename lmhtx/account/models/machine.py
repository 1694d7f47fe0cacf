"""Machines at which several people sit."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from lmhtx.account.access import PeoplePerm
from lmhtx.base import clock
from lmhtx.base.constraints import both_or_neither


class SharedMachineQuerySet(models.QuerySet["SharedMachine"]):
    """Questions asked of shared machines."""

    def visible_to(self, user: Any) -> SharedMachineQuerySet:
        """The keepers see all, others those that they have marked."""
        if not user.is_authenticated:
            return self.none()
        return self if user.has_perm(PeoplePerm.KEEP_MACHINES) else self.filter(marked_by=user)

    def active(self) -> SharedMachineQuerySet:
        """Those still marked."""
        return self.filter(released_at=None)


class SharedMachine(models.Model):
    """Máy dùng chung: a browser that locks itself when nobody works at it, and says who acts."""

    name = models.CharField("tên máy", max_length=80)
    device = models.CharField("dấu của máy", max_length=64, editable=False)
    marked_at = models.DateTimeField("đánh dấu lúc", default=clock.now, editable=False)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name="người đánh dấu",
    )
    released_at = models.DateTimeField("bỏ đánh dấu lúc", null=True, blank=True, editable=False)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name="người bỏ đánh dấu",
    )

    objects = SharedMachineQuerySet.as_manager()

    class Meta:
        verbose_name = "máy dùng chung"
        ordering = ("name", "pk")
        constraints = [
            both_or_neither(
                "released_at",
                "released_by",
                name="shared_machine_released",
                message="Bỏ đánh dấu phải có lúc và người.",
            ),
            models.UniqueConstraint(
                fields=("device",),
                condition=Q(released_at=None),
                name="shared_machine_once",
                violation_error_message="Máy này đã được đánh dấu dùng chung.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

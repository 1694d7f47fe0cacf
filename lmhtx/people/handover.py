"""What was handed over when somebody left or a unit ended: the record from which the paper is printed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from lmhtx.base.models import Signed
from lmhtx.directory.models import Agency

PERSON = settings.AUTH_USER_MODEL


class HandoverQuerySet(models.QuerySet["Handover"]):
    """Questions asked of handovers."""

    def visible_to(self, user: Any) -> HandoverQuerySet:
        """Those who may hand over see all, others those in which they gave, took or acted."""
        if not user.is_authenticated:
            return self.none()
        if user.has_perm("people.hand_over"):
            return self
        mine = Q(person=user) | Q(created_by__in=user.hands) | Q(lines__to_person=user)
        return self.filter(pk__in=Handover.objects.filter(mine).values("pk"))


class Handover(Signed):
    """Biên bản bàn giao: all that one person or unit held, given to others in one act."""

    person = models.ForeignKey(
        PERSON, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người bàn giao"
    )
    unit = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị bàn giao"
    )
    note = models.CharField("lý do, quyết định", max_length=300)
    is_leaving = models.BooleanField("thôi sử dụng tài khoản", default=False)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = "biên bản bàn giao"
        ordering = ("-created_at",)
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, unit__isnull=True)
                | Q(person__isnull=True, unit__isnull=False),
                name="handover_of_one",
                violation_error_message="Bàn giao của một người hoặc của một đơn vị.",
            )
        ]

    def __str__(self) -> str:
        return f"Biên bản bàn giao của {self.person or self.unit}"

    def get_absolute_url(self) -> str:
        """The paper."""
        return reverse("handover_detail", args=[self.pk])


class HandoverLine(models.Model):
    """Mục bàn giao: one thing and who took it, in the words of that day."""

    handover = models.ForeignKey(
        Handover, models.CASCADE, related_name="lines", verbose_name="biên bản bàn giao"
    )
    title = models.CharField("loại việc", max_length=120)
    label = models.CharField("nội dung", max_length=400)
    to_person = models.ForeignKey(
        PERSON, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người nhận"
    )
    to_unit = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị nhận"
    )

    class Meta:
        verbose_name = "mục bàn giao"
        ordering = ("id",)

    def __str__(self) -> str:
        return self.label

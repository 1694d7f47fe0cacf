"""Blank forms of superiors that the register fills in."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.urls import reverse

from cooperatives.models.scope import WHOLE
from lmhtx.base.models import Signed, Versioned


class SuperiorFormQuerySet(models.QuerySet[Any]):
    """Questions asked of forms."""

    def visible_to(self, user: Any) -> Self:
        """All for staff of the register."""
        return self if user.has_role(*WHOLE) else self.none()


class SuperiorForm(Signed, Versioned):
    """Biểu mẫu cấp trên: a blank workbook of a superior, and what a person has said its rows and columns ask for.

    `columns` and `rows` hold what was read with the role and the line chosen for each; the same form of another year
    is known by its fingerprint.
    """

    name = models.CharField("tên biểu", max_length=200)
    fingerprint = models.CharField("dấu của biểu", max_length=64, unique=True, editable=False)
    columns = models.JSONField("các cột", default=list, blank=True)
    rows = models.JSONField("các dòng", default=list, blank=True)
    learned_at = models.DateTimeField("xác nhận lúc", null=True, blank=True, editable=False)

    objects = SuperiorFormQuerySet.as_manager()

    class Meta:
        verbose_name = "biểu mẫu cấp trên"
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where it is settled and filled."""
        return reverse("superior_form_detail", args=[self.pk])

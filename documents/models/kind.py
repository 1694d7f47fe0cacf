"""Types of papers with the abbreviations that their symbols bear."""

from __future__ import annotations

from typing import Any

import pghistory
from django.db import models
from django.urls import reverse

from documents.enums.numbers import TypeGroup
from lmhtx.base.fields import FoldedField
from lmhtx.base.models import Versioned
from lmhtx.directory.models.scope import OpenQuerySet


class DocumentTypeQuerySet(OpenQuerySet):
    """Questions asked of types of papers."""

    def administrative(self) -> Any:
        """Those that the Alliance itself may issue."""
        return self.filter(group=TypeGroup.ADMINISTRATIVE, is_active=True)


@pghistory.track()
class DocumentType(Versioned):
    """Loại văn bản: what kind of paper it is, as the decree or its issuer names it."""

    code = models.SlugField("mã", max_length=20, unique=True)
    name = models.CharField("tên loại", max_length=100, unique=True)
    abbreviation = models.CharField("viết tắt", max_length=10, blank=True)
    group = models.CharField("nhóm", max_length=10, choices=TypeGroup.choices())
    position = models.PositiveSmallIntegerField("thứ tự", default=100)
    resolve_days = models.PositiveSmallIntegerField(
        "số ngày làm việc để giải quyết",
        null=True,
        blank=True,
        help_text="Để trống thì dùng thời hạn chung trong bảng tham số.",
    )
    source = models.CharField("căn cứ", max_length=200, blank=True)
    is_active = models.BooleanField("đang dùng", default=True)
    folded = FoldedField("chữ để tìm", of=("name", "abbreviation"))

    objects = DocumentTypeQuerySet.as_manager()

    class Meta:
        verbose_name = "loại văn bản"
        ordering = ("position", "name")
        constraints = [
            models.UniqueConstraint(
                fields=["abbreviation"],
                condition=~models.Q(abbreviation=""),
                name="document_type_abbreviation_once",
                violation_error_message="Chữ viết tắt này đã là của loại văn bản khác.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where it is changed."""
        return reverse("document_type_update", args=[self.pk])

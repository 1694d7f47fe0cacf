"""Who may sign in whose name, as it was written down."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from documents.enums.outgoing import Prefix
from documents.models.body import IssuingBody
from documents.models.kind import DocumentType
from documents.models.scope import DatedQuerySet
from lmhtx.base.constraints import in_order
from lmhtx.base.models import Signed, Versioned

PERSON = settings.AUTH_USER_MODEL


class SigningAuthorityQuerySet(DatedQuerySet):
    """Questions asked of authorities to sign."""

    def for_type(self, kind: Any) -> Self:
        """Those that reach papers of the type: of that type, or of all."""
        return self.filter(Q(types=kind) | Q(types__isnull=True)).distinct()

    def covering(self, *, person: Any, body: Any, prefix: str, kind: Any, on: date) -> Self:
        """Those by which the person may sign such a paper on the day."""
        return self.on(on).filter(person=person, body=body, prefix=prefix).for_type(kind)


@pghistory.track()
class SigningAuthority(Signed, Versioned):
    """Thẩm quyền ký: by which paper somebody may sign for a body with TM., Q., KT., TL. or TUQ. between two days."""

    person = models.ForeignKey(
        PERSON, models.PROTECT, related_name="signing_authorities", verbose_name="người được ký"
    )
    body = models.ForeignKey(
        IssuingBody, models.PROTECT, related_name="signing_authorities", verbose_name="chủ thể ban hành"
    )
    prefix = models.CharField(
        "quyền hạn ký",
        max_length=8,
        choices=[(one.value, one.label) for one in Prefix if one != Prefix.NONE],
    )
    post = models.CharField(
        "chức vụ in trên văn bản",
        max_length=100,
        blank=True,
        help_text="Để trống thì lấy chức vụ người ký đang giữ vào ngày ký.",
    )
    types = models.ManyToManyField(
        DocumentType,
        blank=True,
        related_name="+",
        verbose_name="loại văn bản",
        help_text="Để trống là mọi loại.",
    )
    scope = models.CharField("phạm vi, lĩnh vực", max_length=300, blank=True)
    given_by_head = models.ForeignKey(
        PERSON,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người ủy quyền",
        help_text="Bắt buộc với TUQ.; người được ủy quyền không ủy quyền lại.",
    )
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    document = models.CharField("căn cứ", max_length=200, help_text="Ví dụ Giấy ủy quyền số 12/GUQ-LM.")

    objects = SigningAuthorityQuerySet.as_manager()

    class Meta:
        verbose_name = "thẩm quyền ký"
        ordering = ("person__sort_name", "-valid_from")
        constraints = [
            in_order(
                "valid_from",
                "valid_to",
                name="signing_authority_days_in_order",
                message="Ngày cuối phải từ ngày đầu trở đi.",
            ),
            models.CheckConstraint(
                condition=~Q(prefix=Prefix.TUQ)
                | (Q(given_by_head__isnull=False, valid_to__isnull=False) & ~Q(scope="")),
                name="signing_authority_tuq_limited",
                violation_error_message=(
                    "Ủy quyền ký (TUQ.) phải ghi người ủy quyền, phạm vi và ngày kết thúc."
                ),
            ),
            models.CheckConstraint(
                condition=Q(given_by_head__isnull=True) | ~Q(given_by_head=F("person")),
                name="signing_authority_to_another",
                violation_error_message="Không ai ủy quyền ký cho chính mình.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_prefix_display()}"

    def get_absolute_url(self) -> str:
        """Where it is changed."""
        return reverse("authority_update", args=[self.pk])

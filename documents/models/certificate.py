"""Whose certificate is whose: the people who sign and the agency whose seal it is."""

from __future__ import annotations

from typing import Any, Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from documents.models.body import IssuingBody
from lmhtx.base import clock
from lmhtx.base.constraints import both_or_neither
from lmhtx.base.models import Signed
from lmhtx.people.roles import STAFF

PERSON = settings.AUTH_USER_MODEL
PICTURE_FILE = "picture"


class SigningCertificateQuerySet(models.QuerySet["SigningCertificate"]):
    """Questions asked of certificates."""

    def visible_to(self, user: Any) -> Self:
        """The Alliance's staff see whose signature is whose."""
        return self if user.is_authenticated and user.has_role(*STAFF) else self.none()

    def in_force(self) -> Self:
        """Those that the office has not ended and whose own days are not over."""
        day = clock.today()
        return self.filter(ended_at__isnull=True, valid_from__lte=day, valid_to__gte=day)

    def usable(self) -> Self:
        """Those whose key the portal reaches by itself."""
        return self.in_force().exclude(key_name="")


@pghistory.track()
class SigningCertificate(Signed):
    """Chứng thư số: the certificate of one person, or of an issuing body, and by which key the portal signs with it."""

    person = models.ForeignKey(
        PERSON,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="signing_certificates",
        verbose_name="người ký",
    )
    body = models.ForeignKey(
        IssuingBody,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="signing_certificates",
        verbose_name="cơ quan (con dấu)",
    )
    name = models.CharField("tên trên chứng thư", max_length=300, editable=False)
    issuer = models.CharField("nơi cấp", max_length=300, editable=False)
    serial = models.CharField("số hiệu", max_length=64, editable=False)
    sha256 = models.CharField("dấu vân tay SHA-256", max_length=64, editable=False)
    valid_from = models.DateField("có hạn từ ngày", editable=False)
    valid_to = models.DateField("có hạn đến ngày", editable=False)
    key_name = models.CharField(
        "tên khóa trên máy chủ",
        max_length=60,
        blank=True,
        help_text="Tên khóa đã khai trong cấu hình SIGNING_KEYS; để trống khi chỉ ký bằng thiết bị của người ký.",
    )
    ended_at = models.DateTimeField("thôi dùng lúc", null=True, blank=True, editable=False)
    ended_by = models.ForeignKey(
        PERSON,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="người ghi thôi dùng",
    )
    end_reason = models.CharField("lý do thôi dùng", max_length=300, blank=True, editable=False)

    objects = SigningCertificateQuerySet.as_manager()

    class Meta:
        verbose_name = "chứng thư số"
        ordering = ("-valid_to", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["sha256"],
                condition=Q(ended_at__isnull=True),
                name="signing_certificate_once",
                violation_error_message="Chứng thư này đã được ghi.",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, body__isnull=True)
                | Q(person__isnull=True, body__isnull=False),
                name="signing_certificate_of_one",
                violation_error_message="Chứng thư là của một người, hoặc của một cơ quan; hãy chọn đúng một.",
            ),
            both_or_neither(
                "ended_at",
                "ended_by",
                name="signing_certificate_ended_by_whom",
                message="Người ghi thôi dùng và lúc thôi dùng phải cùng có.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | ~Q(end_reason=""),
                name="signing_certificate_ended_why",
                violation_error_message="Thôi dùng chứng thư phải ghi lý do.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.body}: {self.name}"

    def get_absolute_url(self) -> str:
        """The list in which it stands."""
        return reverse("certificate_list")

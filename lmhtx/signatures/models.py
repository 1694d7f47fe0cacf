"""Whom the office trusts, and what each look at a signed file came to."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse

from lmhtx.base import clock
from lmhtx.base.constraints import both_or_neither, in_order
from lmhtx.files.models import Blob
from lmhtx.signatures.access import Perm
from lmhtx.signatures.outcomes import VERDICT_LABELS, Item, Verdict

VERDICTS = [(verdict.value, label) for verdict, label in VERDICT_LABELS.items()]
LOOKS = {
    Verdict.VALID: ("done", "shield-check"),
    Verdict.INVALID: ("danger", "shield-x"),
    Verdict.ALTERED: ("danger", "file-warning"),
    Verdict.UNKNOWN: ("soon", "shield-question"),
    Verdict.UNSIGNED: ("grey", "shield-off"),
}


class AnchorKind(models.TextChoices):
    """For what a root is trusted."""

    STATE = "state", "chuyên dùng công vụ"
    PUBLIC = "public", "công cộng"
    TIMESTAMP = "timestamp", "dấu thời gian"


class TrustAnchorQuerySet(models.QuerySet["TrustAnchor"]):
    """Questions asked of trusted roots."""

    def visible_to(self, user: Any) -> TrustAnchorQuerySet:
        """The whole list is for whoever may look at it."""
        return self if user.has_perm(Perm.VIEW_ANCHORS.value) else self.none()

    def in_force(self) -> TrustAnchorQuerySet:
        """Those that are trusted today."""
        return self.filter(ended_at__isnull=True)


@pghistory.track()
class TrustAnchor(models.Model):
    """Chứng thư gốc tin cậy: a certificate that the office trusts to vouch for signers or for time."""

    name = models.CharField("tên nơi cấp", max_length=300)
    kind = models.CharField("dùng cho", max_length=10, choices=AnchorKind)
    pem = models.TextField("chứng thư")
    sha256 = models.CharField("dấu vân tay SHA-256", max_length=64)
    serial = models.CharField("số hiệu", max_length=64)
    valid_from = models.DateField("có hạn từ ngày")
    valid_to = models.DateField("có hạn đến ngày")
    source = models.CharField("nguồn", max_length=300)
    added_at = models.DateTimeField("thêm lúc", default=clock.now)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người thêm"
    )
    ended_at = models.DateTimeField("thôi tin cậy lúc", null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người thôi tin cậy",
    )
    end_reason = models.CharField("lý do thôi tin cậy", max_length=500, blank=True)

    objects = TrustAnchorQuerySet.as_manager()

    class Meta:
        verbose_name = "chứng thư gốc tin cậy"
        ordering = ("kind", "name", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["sha256", "kind"],
                condition=Q(ended_at__isnull=True),
                name="trust_anchor_once",
                violation_error_message="Chứng thư này đã có trong danh sách tin cậy.",
            ),
            both_or_neither(
                "ended_at",
                "ended_by",
                name="trust_anchor_ended_by_whom",
                message="Người thôi tin cậy và lúc thôi tin cậy phải cùng có.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, end_reason="")
                | (Q(ended_at__isnull=False) & ~Q(end_reason="")),
                name="trust_anchor_ended_why",
                violation_error_message="Thôi tin cậy thì phải có lý do.",
            ),
            in_order(
                "valid_from",
                "valid_to",
                name="trust_anchor_days",
                message="Ngày hết hạn không được trước ngày bắt đầu.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The root's own page."""
        return reverse("anchor_detail", args=[self.pk])

    @property
    def is_in_force(self) -> bool:
        """Whether it is trusted today."""
        return self.ended_at is None

    @property
    def is_past(self) -> bool:
        """Whether its own days are over."""
        return self.valid_to < clock.today()


class SignatureCheckQuerySet(models.QuerySet["SignatureCheck"]):
    """Questions asked of checks."""

    def visible_to(self, user: Any) -> SignatureCheckQuerySet:
        """Those of contents that the person may see."""
        return self.filter(blob__in=Blob.objects.visible_to(user))

    def newest(self) -> SignatureCheckQuerySet:
        """The newest of every content."""
        newest = SignatureCheck.objects.filter(blob=OuterRef("blob")).order_by("-pk").values("pk")[:1]
        return self.filter(pk=Subquery(newest))

    def of(self, blob: Blob) -> SignatureCheck | None:
        """The newest of one content, with its signatures."""
        return self.filter(blob=blob).prefetch_related("signatures").order_by("-pk").first()

    def of_each(self, blobs: Any) -> dict[int, SignatureCheck]:
        """The newest of several contents by the contents' ids, in two queries."""
        newest = self.filter(blob__in=blobs).newest().prefetch_related("signatures")
        return {check.blob_id: check for check in newest}


class SignatureCheck(models.Model):
    """Lần kiểm tra chữ ký: what one look at a content's signatures came to; a later look is a new row."""

    blob = models.ForeignKey(Blob, models.CASCADE, related_name="signature_checks", verbose_name="nội dung")
    checked_at = models.DateTimeField("kiểm tra lúc", default=clock.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người yêu cầu"
    )
    verdict = models.CharField("kết luận", max_length=10, choices=VERDICTS)
    engine = models.CharField("bộ kiểm tra", max_length=100, blank=True)
    fault = models.CharField("trở ngại khi đọc", max_length=500, blank=True)
    is_open = models.BooleanField("kiểm tra lại có thể rõ hơn", default=False)
    anchors_on = models.DateField("danh sách tin cậy ngày", null=True)

    objects = SignatureCheckQuerySet.as_manager()

    class Meta:
        verbose_name = "lần kiểm tra chữ ký"
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=["blob", "-id"], name="check_of_blob"),
            models.Index(
                fields=["checked_at"], condition=Q(is_open=True, verdict="unknown"), name="check_open"
            ),
        ]
        triggers = [pgtrigger.Protect(name="check_unchangeable", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()} ({clock.local(self.checked_at):%d/%m/%Y %H:%M})"

    def get_absolute_url(self) -> str:
        """The check's own page."""
        return reverse("check_detail", args=[self.pk])

    @property
    def tone(self) -> str:
        """Its colour."""
        return LOOKS[Verdict(self.verdict)][0]

    @property
    def icon(self) -> str:
        """Its sign."""
        return LOOKS[Verdict(self.verdict)][1]

    @property
    def is_valid(self) -> bool:
        """Whether every signature is good."""
        return self.verdict == Verdict.VALID


class CheckedSignatureQuerySet(models.QuerySet["CheckedSignature"]):
    """Questions asked of signatures."""

    def visible_to(self, user: Any) -> CheckedSignatureQuerySet:
        """Those of checks that the person may see."""
        return self.filter(check_run__in=SignatureCheck.objects.visible_to(user))


class CheckedSignature(models.Model):
    """Chữ ký đã kiểm tra: one signature as a check found it, with each item and its outcome."""

    check_run = models.ForeignKey(
        SignatureCheck, models.CASCADE, related_name="signatures", verbose_name="lần kiểm tra"
    )
    number = models.PositiveSmallIntegerField("thứ tự")
    field_name = models.CharField("ô chữ ký", max_length=200, blank=True)
    signer_name = models.CharField("người ký", max_length=300)
    organization = models.CharField("tổ chức của người ký", max_length=300, blank=True)
    title = models.CharField("chức danh trên chứng thư", max_length=300, blank=True)
    serial = models.CharField("số hiệu chứng thư", max_length=64)
    issuer = models.CharField("nơi cấp chứng thư", max_length=300)
    fingerprint = models.CharField("dấu vân tay chứng thư", max_length=64)
    covered_bytes = models.PositiveBigIntegerField("số byte được ký")
    is_whole_file = models.BooleanField("ký toàn bộ tệp")
    claimed_at = models.DateTimeField("ký lúc (theo máy ký)", null=True)
    proven_at = models.DateTimeField("ký trước lúc (có xác nhận)", null=True)
    items = models.JSONField("các mục kiểm tra")
    verdict = models.CharField("kết luận", max_length=10, choices=VERDICTS)

    objects = CheckedSignatureQuerySet.as_manager()

    class Meta:
        verbose_name = "chữ ký đã kiểm tra"
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(
                fields=["check_run", "number"],
                name="checked_signature_once",
                violation_error_message="Chữ ký này đã có trong lần kiểm tra.",
            )
        ]
        triggers = [pgtrigger.Protect(name="signature_unchangeable", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return self.signer_name

    @property
    def told_items(self) -> list[Item]:
        """The items as they were found."""
        return [Item.told(item) for item in self.items]

    @property
    def tone(self) -> str:
        """Its colour."""
        return LOOKS[Verdict(self.verdict)][0]

    @property
    def icon(self) -> str:
        """Its sign."""
        return LOOKS[Verdict(self.verdict)][1]


RECHECKED_FOR = timedelta(days=30)

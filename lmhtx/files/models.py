"""Stored content and the attachments that give things a hold on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from lmhtx.base import clock
from lmhtx.base.constraints import both_or_neither
from lmhtx.files.rights import visible_owners

# Shown in the browser itself; everything else is only saved, so that no uploaded page ever runs as ours.
SHOWN_INLINE = frozenset({"application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp"})

# Of which pictures of the pages are made.
DRAWN = SHOWN_INLINE | {"image/tiff"}


def _holders() -> list[tuple[type[models.Model], str]]:
    """Besides attachments: whatever points at a content and protects it, pictures of pages and the archive alike."""
    fields = [
        field
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey) and field.related_model is Blob
    ]
    protecting = [field for field in fields if field.remote_field.on_delete is models.PROTECT]
    return [(field.model, field.name) for field in protecting if field.model is not Attachment]


class BlobQuerySet(models.QuerySet["Blob"]):
    """Questions asked of contents."""

    def visible_to(self, user: Any) -> BlobQuerySet:
        """Whatever hangs on an attachment that the person may see."""
        return self.filter(Exists(Attachment.objects.visible_to(user).filter(blob=OuterRef("pk"))))

    def forsaken_since(self, moment: datetime) -> BlobQuerySet:
        """Those that no attachment has held since the moment."""
        held = Attachment.objects.filter(blob=OuterRef("pk")).filter(
            Q(removed_at__isnull=True) | Q(removed_at__gte=moment)
        )
        rows = self.filter(~Exists(held), created_at__lt=moment)
        for model, name in _holders():
            rows = rows.filter(~Exists(model._base_manager.filter(**{name: OuterRef("pk")})))
        return rows


class Blob(models.Model):
    """Nội dung tệp: one content, kept once however often it comes in."""

    sha256 = models.CharField("mã nội dung", max_length=64, unique=True)
    size_bytes = models.PositiveBigIntegerField("dung lượng (byte)")
    mime = models.CharField("kiểu", max_length=120)
    stored_name = models.CharField("tên trong kho", max_length=200)
    created_at = models.DateTimeField("tạo lúc", default=clock.now)

    objects = BlobQuerySet.as_manager()

    class Meta:
        verbose_name = "nội dung tệp"

    def __str__(self) -> str:
        return self.sha256[:12]


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    """Questions asked of attachments."""

    def visible_to(self, user: Any) -> AttachmentQuerySet:
        """Those whose owner the person may see, as the owner's app says."""
        if not user.is_authenticated:
            return self.none()
        within = Q(pk__in=())
        for kind, owners in visible_owners(user).items():
            within |= Q(owner_kind=kind, owner_id__in=owners.values("pk"))
        return self.filter(within)

    def of(self, owner: models.Model) -> AttachmentQuerySet:
        """Those of one thing that have not been removed, oldest first."""
        mine = self.filter(owner_kind=owner._meta.label_lower, owner_id=owner.pk)
        return mine.held().select_related("blob", "added_by").order_by("pk")

    def of_each(self, owners: Sequence[models.Model]) -> dict[int, list[Attachment]]:
        """Those of several things of one kind, by the things' ids, in one query."""
        if not owners:
            return {}
        kind = owners[0]._meta.label_lower
        mine = self.filter(owner_kind=kind, owner_id__in=[owner.pk for owner in owners]).held()
        found: dict[int, list[Attachment]] = {}
        for attachment in mine.select_related("blob").order_by("pk"):
            found.setdefault(attachment.owner_id, []).append(attachment)
        return found

    def held(self) -> AttachmentQuerySet:
        """Those that have not been removed."""
        return self.filter(removed_at__isnull=True)


class Attachment(models.Model):
    """Tệp đính kèm: the hold of one thing on one content, under the name it came with; rights hang on it."""

    blob = models.ForeignKey(Blob, models.PROTECT, related_name="attachments", verbose_name="nội dung")
    owner_kind = models.CharField("loại đối tượng", max_length=100)
    owner_id = models.BigIntegerField("mã đối tượng")
    kind = models.CharField("loại tệp", max_length=40)
    name = models.CharField("tên tệp", max_length=200)
    is_derived = models.BooleanField("bản chuyển đổi", default=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người thêm"
    )
    added_at = models.DateTimeField("thêm lúc", default=clock.now)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người gỡ",
    )
    removed_at = models.DateTimeField("gỡ lúc", null=True, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "tệp đính kèm"
        ordering = ("pk",)
        indexes = [models.Index(fields=("owner_kind", "owner_id"), name="attachment_of_owner")]
        constraints = [
            both_or_neither(
                "removed_at",
                "removed_by",
                name="attachment_removed_by_whom",
                message="Người gỡ và lúc gỡ phải cùng có.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where it is fetched, rights checked."""
        return reverse("attachment_download", args=[self.pk])

    @property
    def view_url(self) -> str:
        """Where the browser shows it; for other types the same as fetching."""
        return f"{self.get_absolute_url()}?xem=1"

    @property
    def is_shown_inline(self) -> bool:
        """Whether a browser may show it in place."""
        return self.blob.mime in SHOWN_INLINE


class PageCopyQuerySet(models.QuerySet["PageCopy"]):
    """Questions asked of pictures of pages."""

    def visible_to(self, user: Any) -> PageCopyQuerySet:
        """Those of the contents that the person may see."""
        return self.filter(source__in=Blob.objects.visible_to(user))

    def of_each(self, sources: Sequence[Blob]) -> dict[int, list[PageCopy]]:
        """Those of several contents by the contents' ids, in the order of the pages, in one query."""
        found: dict[int, list[PageCopy]] = {}
        for copy in self.filter(source__in=sources).order_by("number"):
            found.setdefault(copy.source_id, []).append(copy)
        return found


class PageCopy(models.Model):
    """Bản chụp trang: a small picture of one page of a content, made once; or why none could be made."""

    source = models.ForeignKey(Blob, models.CASCADE, related_name="page_copies", verbose_name="của nội dung")
    number = models.PositiveSmallIntegerField("trang số")
    page_count = models.PositiveSmallIntegerField("tổng số trang")
    blob = models.ForeignKey(
        Blob, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="nội dung của ảnh"
    )
    fault = models.CharField("vì sao không có ảnh", max_length=500, blank=True)

    objects = PageCopyQuerySet.as_manager()

    class Meta:
        verbose_name = "bản chụp trang"
        constraints = [
            models.UniqueConstraint(
                fields=["source", "number"],
                name="page_copy_once",
                violation_error_message="Trang này đã có ảnh.",
            ),
            models.CheckConstraint(
                condition=Q(blob__isnull=False, fault="") | (Q(blob__isnull=True) & ~Q(fault="")),
                name="page_copy_or_fault",
                violation_error_message="Có ảnh của trang, hoặc có lý do không dựng được; không cả hai.",
            ),
        ]

    def __str__(self) -> str:
        return f"trang {self.number}/{self.page_count}"

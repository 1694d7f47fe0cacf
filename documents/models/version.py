"""Versions of a draft, what people said of them, and who answered for one."""

from __future__ import annotations

from typing import Any, ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from documents.enums.outgoing import ApprovalKind
from documents.models.outgoing import Outgoing
from documents.models.recipient import OfOutgoing
from lmhtx.base import clock
from lmhtx.base.constraints import both_or_neither
from lmhtx.people.hands import InNameOf

PERSON = settings.AUTH_USER_MODEL


class OutgoingVersion(models.Model):
    """Phiên bản dự thảo: the text, or the uploaded file, as somebody left it; what was written never changes."""

    outgoing = models.ForeignKey(Outgoing, models.CASCADE, related_name="versions", verbose_name="văn bản đi")
    number = models.PositiveSmallIntegerField("phiên bản")
    text = models.TextField("nội dung", blank=True)
    note = models.CharField("thay đổi gì", max_length=300, blank=True)
    made_at = models.DateTimeField("lúc", default=clock.now)
    made_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name="người soạn")
    made_for = InNameOf("made_by", verbose_name="soạn thay")
    replaced_at = models.DateTimeField("có bản mới lúc", null=True, blank=True)

    objects = OfOutgoing.as_manager()

    class Meta:
        verbose_name = "phiên bản dự thảo"
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(
                fields=["outgoing", "number"],
                name="outgoing_version_once",
                violation_error_message="Phiên bản này đã có.",
            ),
            models.UniqueConstraint(
                fields=["outgoing"],
                condition=Q(replaced_at__isnull=True),
                name="outgoing_version_one_open",
                violation_error_message="Mỗi văn bản chỉ có một phiên bản hiện hành.",
            ),
        ]
        triggers: ClassVar[list[Any]] = [
            pgtrigger.ReadOnly(
                name="never_altered", fields=["outgoing", "number", "text", "note", "made_at"]
            ),
        ]

    def __str__(self) -> str:
        return f"Phiên bản {self.number}"


class OfVersion(OfOutgoing):
    """Rows that are seen as far as the paper of their version is."""

    path = "version__outgoing"


class Approval(models.Model):
    """Phê duyệt dự thảo: somebody answers for the content or the form of one version, and of no other."""

    version = models.ForeignKey(
        OutgoingVersion, models.CASCADE, related_name="approvals", verbose_name="phiên bản"
    )
    kind = models.CharField("duyệt", max_length=8, choices=ApprovalKind.choices())
    given_at = models.DateTimeField("duyệt lúc", default=clock.now)
    given_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name="người duyệt")
    given_for = InNameOf("given_by", verbose_name="duyệt thay")
    note = models.CharField("ý kiến", max_length=500, blank=True)
    withdrawn_at = models.DateTimeField("hết giá trị lúc", null=True, blank=True)

    objects = OfVersion.as_manager()

    class Meta:
        verbose_name = "phê duyệt dự thảo"
        ordering = ("given_at", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "kind"],
                condition=Q(withdrawn_at__isnull=True),
                name="approval_kind_once",
                violation_error_message="Phiên bản này đã được duyệt phần ấy.",
            ),
            models.UniqueConstraint(
                fields=["version", "given_by"],
                condition=Q(withdrawn_at__isnull=True),
                name="approval_by_two",
                violation_error_message="Người duyệt nội dung và người kiểm tra thể thức phải là hai người.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.given_by}"


class OutgoingComment(models.Model):
    """Góp ý dự thảo: a remark on an outgoing paper, bound to the version that it was made on."""

    outgoing = models.ForeignKey(Outgoing, models.CASCADE, related_name="comments", verbose_name="văn bản đi")
    version = models.ForeignKey(
        OutgoingVersion, models.CASCADE, related_name="comments", verbose_name="phiên bản"
    )
    text = models.TextField("góp ý", max_length=2000)
    said_at = models.DateTimeField("lúc", default=clock.now)
    said_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name="người góp ý")
    said_for = InNameOf("said_by", verbose_name="góp ý thay")

    objects = OfOutgoing.as_manager()

    class Meta:
        verbose_name = "góp ý dự thảo"
        ordering = ("said_at", "pk")

    def __str__(self) -> str:
        return f"{self.said_by}: {self.text[:80]}"


class Consultation(models.Model):
    """Lấy ý kiến đơn vị: another unit is asked about a draft, and what it answers."""

    outgoing = models.ForeignKey(
        Outgoing, models.CASCADE, related_name="consultations", verbose_name="văn bản đi"
    )
    unit = models.ForeignKey(
        "directory.Agency", models.PROTECT, related_name="+", verbose_name="đơn vị được hỏi"
    )
    question = models.CharField("cần ý kiến về", max_length=500, blank=True)
    due_on = models.DateField("trả lời trước", null=True, blank=True)
    asked_at = models.DateTimeField("hỏi lúc", default=clock.now)
    asked_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name="người hỏi")
    answer = models.TextField("ý kiến", max_length=4000, blank=True)
    answered_at = models.DateTimeField("trả lời lúc", null=True, blank=True)
    answered_by = models.ForeignKey(
        PERSON, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người trả lời"
    )

    objects = OfOutgoing.as_manager()

    class Meta:
        verbose_name = "lấy ý kiến đơn vị"
        ordering = ("asked_at", "pk")
        constraints = [
            both_or_neither(
                "answered_at",
                "answered_by",
                name="consultation_answered_by_whom",
                message="Người trả lời và lúc trả lời phải cùng có.",
            ),
            models.UniqueConstraint(
                fields=["outgoing", "unit"],
                condition=Q(answered_at__isnull=True),
                name="consultation_open_once",
                violation_error_message="Đơn vị này đang được hỏi ý kiến về văn bản này.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.outgoing}"

"""Codes of agencies on the document axis, and every message that came or went."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar, Self

import pghistory
from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from documents.enums.exchange import CodeScheme, Flow, MessageKind, MessageState, StatusCode
from documents.enums.incoming import IncomingState
from documents.models.incoming import Incoming
from documents.models.outgoing import Outgoing
from documents.models.recipient import Recipient
from documents.models.scope import WHOLE_OFFICE, DatedQuerySet
from lmhtx.base.constraints import both_or_neither, in_order
from lmhtx.base.models import Signed, Versioned

PERSON = settings.AUTH_USER_MODEL
STUCK_AFTER = timedelta(minutes=15)


@pghistory.track()
class OrganCode(Versioned):
    """Mã định danh cơ quan: by which code an agency sends and receives on the axis, between two days."""

    scheme = models.CharField(
        "theo chuẩn", max_length=8, choices=CodeScheme.choices(), default=CodeScheme.QCVN102
    )
    agency = models.ForeignKey(
        "directory.Agency", models.PROTECT, related_name="organ_codes", verbose_name="cơ quan"
    )
    code = models.CharField(
        "mã",
        max_length=35,
        validators=[RegexValidator(r"^[A-Z0-9.]{1,35}$", "Mã chỉ gồm chữ in không dấu, chữ số và dấu chấm.")],
    )
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    source = models.CharField("căn cứ", max_length=250)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "mã định danh cơ quan"
        ordering = ("agency", "-valid_from")
        constraints = [
            in_order(
                "valid_from",
                "valid_to",
                name="organ_code_days_in_order",
                message="Ngày cuối phải từ ngày đầu trở đi.",
            ),
            models.UniqueConstraint(
                fields=["scheme", "code", "valid_from"],
                name="organ_code_once",
                violation_error_message="Mã này đã ghi từ ngày ấy.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} – {self.agency}"

    def get_absolute_url(self) -> str:
        """Where it is mended."""
        return reverse("organ_code_update", args=[self.pk])


class ExchangeMessageQuerySet(models.QuerySet["ExchangeMessage"]):
    """Questions asked of messages."""

    def visible_to(self, user: Any) -> Self:
        """For the office alone: papers show to others what concerns them."""
        return self if user.is_authenticated and user.has_role(*WHOLE_OFFICE) else self.none()

    def with_files(self) -> Self:
        """Those whose file may still be had: none of a paper that its sender has taken back."""
        return self.exclude(incoming__state=IncomingState.RECALLED)

    def due(self) -> Self:
        """Those whose moment to leave has come, oldest first."""
        return self.filter(flow=Flow.OUT, state=MessageState.QUEUED, not_before__lte=Now()).order_by("pk")

    def stuck(self) -> Self:
        """Those that a killed sender left half sent."""
        return self.filter(state=MessageState.SENDING, settled_at__lt=Now() - STUCK_AFTER)

    def dead(self) -> Self:
        """Those that could not be sent."""
        return self.filter(flow=Flow.OUT, state=MessageState.DEAD)

    def waiting(self) -> Self:
        """Requests of senders that the clerk has to answer."""
        return self.filter(flow=Flow.IN, state=MessageState.WAITING)

    def statuses(self) -> Self:
        """What was told of papers, oldest first."""
        return self.filter(kind=MessageKind.STATUS).order_by("pk")


@pghistory.track()
class ExchangeMessage(Signed):
    """Thông điệp liên thông: one edXML message that came or goes, a paper or a status; what follows is a new one."""

    flow = models.CharField("chiều", max_length=3, choices=Flow.choices())
    kind = models.CharField("loại", max_length=8, choices=MessageKind.choices())
    status_code = models.CharField("mã trạng thái", max_length=2, choices=StatusCode.choices(), blank=True)
    document_id = models.CharField("mã văn bản trên trục", max_length=250)
    partner_code = models.CharField("mã bên kia", max_length=35)
    partner_name = models.CharField("tên bên kia", max_length=250, blank=True)
    incoming = models.ForeignKey(
        Incoming,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="messages",
        verbose_name="văn bản đến",
    )
    outgoing = models.ForeignKey(
        Outgoing,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="messages",
        verbose_name="văn bản đi",
    )
    recipient = models.ForeignKey(
        Recipient,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="messages",
        verbose_name="nơi nhận",
    )
    reason = models.CharField("lý do, mô tả", max_length=500, blank=True)
    told_at = models.DateTimeField("bên gửi ghi lúc", null=True, blank=True)
    sha256 = models.CharField("mã nội dung", max_length=64)
    changes = models.JSONField("nội dung cập nhật", default=dict, blank=True)
    state = models.CharField("tình trạng", max_length=10, choices=MessageState.choices(), editable=False)
    attempts = models.PositiveSmallIntegerField("số lần thử", default=0)
    error = models.CharField("lỗi", max_length=500, blank=True)
    not_before = models.DateTimeField("gửi từ lúc", db_default=Now())
    settled_at = models.DateTimeField("cập nhật lúc", db_default=Now())
    answered_at = models.DateTimeField("trả lời lúc", null=True, blank=True)
    answered_by = models.ForeignKey(
        PERSON, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người trả lời"
    )

    objects = ExchangeMessageQuerySet.as_manager()

    class Meta:
        verbose_name = "thông điệp liên thông"
        ordering = ("-pk",)
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["partner_code", "document_id"],
                condition=Q(flow=Flow.IN, kind=MessageKind.NEW),
                name="exchange_document_once",
                violation_error_message="Văn bản này đã nhận từ nơi gửi ấy.",
            ),
            models.UniqueConstraint(
                fields=["partner_code", "document_id", "sha256"],
                condition=Q(flow=Flow.IN),
                name="exchange_message_once",
                violation_error_message="Thông điệp này đã nhận.",
            ),
            models.CheckConstraint(
                condition=(Q(kind=MessageKind.STATUS) & ~Q(status_code=""))
                | (~Q(kind=MessageKind.STATUS) & Q(status_code="")),
                name="exchange_status_has_code",
                violation_error_message="Thông điệp trạng thái phải có mã trạng thái.",
            ),
            models.CheckConstraint(
                condition=~Q(status_code=StatusCode.REFUSED) | ~Q(reason=""),
                name="exchange_refusal_says_why",
                violation_error_message="Từ chối tiếp nhận phải ghi lý do.",
            ),
            both_or_neither(
                "answered_at",
                "answered_by",
                name="exchange_answered_by_whom",
                message="Người trả lời và lúc trả lời phải cùng có.",
            ),
        ]
        indexes = [
            models.Index(fields=["document_id"], name="exchange_document_id"),
            models.Index(
                fields=["not_before"],
                name="exchange_to_send",
                condition=Q(flow=Flow.OUT, state=MessageState.QUEUED),
            ),
        ]

    def __str__(self) -> str:
        what = self.get_status_code_display() if self.status_code else self.get_kind_display()
        return f"{what}: {self.document_id}"

    def get_absolute_url(self) -> str:
        """Its own page."""
        return reverse("exchange_detail", args=[self.pk])

    @property
    def paper(self) -> Incoming | Outgoing | None:
        """The paper that it speaks of."""
        return self.incoming or self.outgoing

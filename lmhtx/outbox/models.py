"""Messages on their way out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count, Q, Subquery
from django.db.models.functions import Now

from lmhtx.base import clock


class Channel(models.TextChoices):
    """By which way a message leaves."""

    MAIL = "mail", "thư điện tử"


class MessageState(models.TextChoices):
    """Where a message stands."""

    QUEUED = "queued", "chờ gửi"
    SENDING = "sending", "đang gửi"
    SENT = "sent", "đã gửi"
    FAILED = "failed", "gửi không được"
    DEAD = "dead", "không gửi nữa"


WAITING = (MessageState.QUEUED, MessageState.SENDING)
MESSAGES_AN_HOUR = 20


class MessageQuerySet(models.QuerySet["Message"]):
    """Questions asked of messages."""

    def visible_to(self, user: Any) -> MessageQuerySet:
        """A person sees what was sent to him."""
        return self.filter(person=user) if user.is_authenticated else self.none()

    def due(self) -> MessageQuerySet:
        """Those to be sent now, oldest first; a person who got many within the hour waits."""
        flooded = (
            Message.objects.filter(state=MessageState.SENT, settled_at__gt=Now() - timedelta(hours=1))
            .values("person")
            .annotate(count=Count("pk"))
            .filter(count__gte=MESSAGES_AN_HOUR)
            .values("person")
        )
        queued = self.filter(state=MessageState.QUEUED, not_before__lte=Now())
        return queued.exclude(person__in=Subquery(flooded)).order_by("pk")


class Message(models.Model):
    """Tin gửi đi: one message to one person, with one link and nothing personal in it."""

    channel = models.CharField("kênh", max_length=10, choices=Channel, default=Channel.MAIL)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người nhận"
    )
    address = models.CharField("địa chỉ", max_length=254)
    subject = models.CharField("tiêu đề", max_length=200)
    text = models.TextField("nội dung")
    link = models.CharField("đường dẫn", max_length=300, blank=True)
    dedupe_key = models.CharField("khóa chống trùng", max_length=200, unique=True)
    state = models.CharField("trạng thái", max_length=10, choices=MessageState, default=MessageState.QUEUED)
    attempts = models.PositiveSmallIntegerField("số lần thử", default=0)
    created_at = models.DateTimeField("tạo lúc", default=clock.now)
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    error = models.TextField("lỗi kỹ thuật", blank=True)
    # The database's clock decides when to send, so that a fixed demonstration day holds nothing back.
    not_before = models.DateTimeField("không gửi trước", db_default=Now())
    settled_at = models.DateTimeField("đổi trạng thái lúc", db_default=Now())

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = "tin gửi đi"
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=("not_before",), condition=Q(state="queued"), name="message_due"),
            models.Index(fields=("settled_at",), condition=Q(state="sent"), name="message_sent"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="message_sent_when",
                violation_error_message="Tin đã gửi phải có lúc gửi.",
            )
        ]

    def __str__(self) -> str:
        return self.subject

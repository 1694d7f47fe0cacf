"""Messages on their way out."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Lower, Now

from lmhtx.base import clock

if TYPE_CHECKING:
    from lmhtx.people.models import User


class Channel(models.TextChoices):
    """By which way a message leaves."""

    MAIL = "mail", "thư điện tử"
    PUSH = "push", "thông báo đẩy"
    SMS = "sms", "tin nhắn SMS"
    ZALO = "zalo", "Zalo OA"


# What tells that there is something to see and leaves the words in the portal.
CALLS = (Channel.PUSH, Channel.SMS, Channel.ZALO)


class MessageState(models.TextChoices):
    """Where a message stands."""

    QUEUED = "queued", "chờ gửi"
    SENDING = "sending", "đang gửi"
    SENT = "sent", "đã gửi"
    FAILED = "failed", "gửi không được"
    DEAD = "dead", "không gửi nữa"


UNDELIVERED = (MessageState.FAILED, MessageState.DEAD)
WITHDRAWN = "withdrawn"
WAITING = (MessageState.QUEUED, MessageState.SENDING)
MESSAGES_AN_HOUR = 20


class MessageQuerySet(models.QuerySet["Message"]):
    """Questions asked of messages."""

    def visible_to(self, user: Any) -> MessageQuerySet:
        """A person sees what was sent to him; who keeps the outbox sees what did not arrive, without its words."""
        if not user.is_authenticated:
            return self.none()
        if user.has_perm("outbox.resend_message"):
            return self.filter(Q(person=user) | Q(state__in=UNDELIVERED))
        return self.filter(person=user)

    def undelivered(self) -> MessageQuerySet:
        """Those that did not arrive and are not tried again by themselves."""
        return self.filter(state__in=UNDELIVERED).exclude(error=WITHDRAWN)

    def due(self, *, without: Collection[str] = ()) -> MessageQuerySet:
        """Those to be sent now, oldest first; a person who got many by one channel within the hour waits."""
        hour = Message.objects.filter(state=MessageState.SENT, settled_at__gt=Now() - timedelta(hours=1))
        hour = hour.filter(channel=OuterRef("channel")).order_by()
        queued = self.filter(state=MessageState.QUEUED, not_before__lte=Now()).exclude(channel__in=without)
        for whom in ("person", "contact"):
            counts = hour.filter(**{whom: OuterRef(whom)}).values(whom).annotate(count=Count("pk"))
            queued = queued.filter(~Exists(counts.filter(count__gte=MESSAGES_AN_HOUR)))
        return queued.order_by("pk")


class ContactQuerySet(models.QuerySet["Contact"]):
    """Questions asked of addresses without an account."""

    def visible_to(self, user: Any) -> ContactQuerySet:
        """All for whoever keeps the outbox, none for others."""
        is_keeper = user.is_authenticated and user.has_perm("outbox.resend_message")
        return self if is_keeper else self.none()

    def reachable(self) -> ContactQuerySet:
        """Those that take mail: not refused by their server, nor by whoever reads there."""
        return self.filter(bounced_at__isnull=True, refused_at__isnull=True)


class Contact(models.Model):
    """Địa chỉ liên hệ: a mail address of an organisation that has no account here.

    What holds of the address is kept on it, so that it holds for whoever writes there: that its server refused it for
    good, or that its reader wants no more mail.
    """

    address = models.EmailField("địa chỉ", max_length=254, unique=True)
    bounced_at = models.DateTimeField("thư bị trả lại lúc", null=True, blank=True)
    refused_at = models.DateTimeField("xin thôi nhận lúc", null=True, blank=True)
    created_at = models.DateTimeField("tạo lúc", default=clock.now)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = "địa chỉ liên hệ"
        ordering = ("address",)
        constraints = [
            models.CheckConstraint(
                condition=Q(address=Lower("address")) & ~Q(address=""),
                name="contact_address_lower_case",
                violation_error_message="Địa chỉ liên hệ viết bằng chữ thường.",
            )
        ]

    def __str__(self) -> str:
        return self.address

    @property
    def is_reachable(self) -> bool:
        """Whether mail to it makes sense."""
        return self.bounced_at is None and self.refused_at is None


class Message(models.Model):
    """Tin gửi đi: one message to one person or contact address, with one link and nothing personal in it."""

    channel = models.CharField("kênh", max_length=10, choices=Channel, default=Channel.MAIL)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người nhận",
    )
    contact = models.ForeignKey(
        Contact,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="messages",
        verbose_name="địa chỉ liên hệ",
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
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, contact__isnull=True)
                | Q(person__isnull=True, contact__isnull=False, channel="mail"),
                name="message_to_one",
                violation_error_message="Tin gửi cho một người, hoặc bằng thư cho một địa chỉ liên hệ.",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def reader(self) -> User:
        """The person of a message that is not for a contact address."""
        return cast("User", self.person)

    @property
    def recipient(self) -> Any:
        """Whom it is addressed to: a person, or a contact address."""
        return self.person or self.contact


class OwnQuerySet(models.QuerySet[Any]):
    """Rows that nobody but their person may see."""

    def visible_to(self, user: Any) -> OwnQuerySet:
        """The person's own rows."""
        return self.filter(person=user) if user.is_authenticated else self.none()


class PushSubscription(models.Model):
    """Máy nhận thông báo đẩy: a browser on which a person has allowed messages, dropped once it is gone."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="người nhận"
    )
    endpoint = models.URLField("địa chỉ đẩy", max_length=600, unique=True)
    p256dh = models.CharField("khóa của máy", max_length=120)
    auth = models.CharField("mã của máy", max_length=60)
    device = models.CharField("máy", max_length=200, blank=True)
    created_at = models.DateTimeField("tạo lúc", default=clock.now)

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = "máy nhận thông báo đẩy"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.device or "Trình duyệt"


class Bounce(models.Model):
    """Kênh không tới: an address that a channel refused for good; a changed address is tried again."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="bounces", verbose_name="người nhận"
    )
    channel = models.CharField("kênh", max_length=10, choices=Channel)
    address = models.CharField("địa chỉ", max_length=254)
    at = models.DateTimeField("lúc", default=clock.now)

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = "kênh không tới"
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("person", "channel", "address"),
                name="bounce_once",
                violation_error_message="Kênh này đã được đánh dấu là không tới.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()}: {self.person}"


class PushKey(models.Model):
    """Khóa thông báo đẩy: the office's own pair, made once, by which push services know it is us who send."""

    private_pem = models.TextField("khóa riêng", editable=False)
    created_at = models.DateTimeField("tạo lúc", default=clock.now)

    class Meta:
        verbose_name = "khóa thông báo đẩy"

    def __str__(self) -> str:
        return f"Khóa tạo {self.created_at:%d/%m/%Y}"

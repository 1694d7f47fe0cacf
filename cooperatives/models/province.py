"""What of the register goes to the database of the province, and the line by which it goes."""

from __future__ import annotations

from typing import Any, ClassVar, Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.urls import reverse

from cooperatives.enums.province import UNSETTLED, WAITING, DeliveryState
from cooperatives.looks import DELIVERY_TONES
from cooperatives.models.cooperative import Cooperative
from lmhtx.base import clock, personal
from lmhtx.base.models import Signed


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Questions asked of sendings."""

    def visible_to(self, user: Any) -> Self:
        """All for whoever looks after the connection, none for others."""
        may_see = user.is_authenticated and user.has_perm("cooperatives.view_delivery", Delivery())
        return self if may_see else self.none()

    def due(self) -> Self:
        """Those to be sent now, the oldest first: of each cooperative only the first that is not settled."""
        before = Delivery.objects.filter(
            cooperative=OuterRef("cooperative"), number__lt=OuterRef("number"), state__in=UNSETTLED
        )
        return self.filter(~Exists(before), state__in=WAITING, not_before__lte=Now()).order_by("pk")

    def newest(self) -> Self:
        """Of each cooperative the last one."""
        later = Delivery.objects.filter(cooperative=OuterRef("cooperative"), number__gt=OuterRef("number"))
        return self.filter(~Exists(later))


class Delivery(models.Model):
    """Lượt gửi CSDL tỉnh: a cooperative as it stood after a change, on its way to the database of the province.

    Written with the change itself; `key` is the same at every try, so that what was taken once is not taken twice.
    """

    cooperative = models.ForeignKey(
        Cooperative, models.PROTECT, related_name="deliveries", verbose_name="hợp tác xã"
    )
    number = models.PositiveIntegerField("lượt thứ")
    key = models.CharField("mã giao dịch", max_length=80, unique=True)
    mapping = models.CharField("bản ánh xạ", max_length=20)
    payload = models.JSONField("nội dung gửi")
    payload_hash = models.CharField("dấu của nội dung", max_length=64)
    changes = ArrayField(
        models.CharField(max_length=60), verbose_name="mục thay đổi", default=list, blank=True
    )
    state = models.CharField(
        "trạng thái", max_length=12, choices=DeliveryState.choices(), default=DeliveryState.QUEUED
    )
    attempts = models.PositiveSmallIntegerField("số lần thử", default=0)
    answer_status = models.PositiveSmallIntegerField("mã trả lời", null=True, blank=True)
    answer_text = models.CharField("lời trả lời", max_length=1000, blank=True)
    answered_at = models.DateTimeField("trả lời lúc", null=True, blank=True)
    acknowledgement = models.CharField("số biên nhận", max_length=120, blank=True)
    acknowledged_at = models.DateTimeField("tỉnh nhận lúc", null=True, blank=True)
    created_at = models.DateTimeField("tạo lúc", default=clock.now)
    # The database's clock decides when to send, so that a fixed demonstration day holds nothing back.
    not_before = models.DateTimeField("không gửi trước", db_default=Now())
    settled_at = models.DateTimeField("đổi trạng thái lúc", db_default=Now())

    objects = DeliveryQuerySet.as_manager()
    # Where it stood when a sender claimed it.
    state_before: str = DeliveryState.QUEUED

    class Meta:
        verbose_name = "lượt gửi CSDL tỉnh"
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative", "number"],
                name="delivery_once_in_order",
                violation_error_message="Lượt gửi này đã có.",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state=DeliveryState.ACKNOWLEDGED, acknowledged_at__isnull=False)
                    & ~Q(acknowledgement="")
                )
                | (
                    ~Q(state=DeliveryState.ACKNOWLEDGED) & Q(acknowledged_at__isnull=True, acknowledgement="")
                ),
                name="delivery_acknowledged_by_paper",
                violation_error_message="Tỉnh đã nhận thì phải có số biên nhận và lúc nhận.",
            ),
        ]
        indexes = [
            models.Index(fields=["not_before"], condition=Q(state__in=WAITING), name="delivery_waiting"),
            models.Index(
                fields=["cooperative", "number"], condition=Q(state__in=UNSETTLED), name="delivery_unsettled"
            ),
            models.Index(fields=["state", "-id"], name="delivery_state"),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(
                name="receipt_stays",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__acknowledgement="")
                & pgtrigger.Q(old__acknowledgement__df=pgtrigger.F("new__acknowledgement")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.cooperative}, lượt {self.number}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("delivery_detail", args=[self.pk])

    @property
    def tone(self) -> str:
        """In which colour its state is shown."""
        return str(DELIVERY_TONES[DeliveryState(self.state)])


class ConnectionQuerySet(models.QuerySet["ProvinceConnection"]):
    """Questions asked of the connection."""

    def visible_to(self, user: Any) -> Self:
        """For whoever looks after it."""
        return self if user.is_authenticated and user.has_perm("cooperatives.view_delivery") else self.none()

    def standing(self) -> ProvinceConnection:
        """The one connection; off as long as nobody has set it."""
        return self.first() or ProvinceConnection()


class ProvinceConnection(Signed):
    """Kết nối CSDL tỉnh: where sendings go and with which token; there is one, and it is off until somebody sets it."""

    is_on = models.BooleanField("đang bật", default=False)
    address = models.CharField("địa chỉ nhận", max_length=300, blank=True)
    token_sealed = models.TextField("mã truy cập (niêm kín)", blank=True, editable=False)
    job = models.ForeignKey(
        "jobs.Job",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="lần đưa cả sổ vào hàng chờ",
    )

    objects = ConnectionQuerySet.as_manager()

    class Meta:
        verbose_name = "kết nối CSDL tỉnh"
        constraints = [
            models.CheckConstraint(
                condition=Q(pk=1),
                name="province_connection_only_one",
                violation_error_message="Chỉ có một kết nối CSDL tỉnh.",
            ),
            models.CheckConstraint(
                condition=Q(is_on=False) | ~Q(address=""),
                name="province_connection_on_has_address",
                violation_error_message="Bật kết nối thì phải có địa chỉ nhận.",
            ),
        ]

    def __str__(self) -> str:
        return "Kết nối CSDL tỉnh"

    @property
    def token(self) -> str:
        """The token as it is sent."""
        return personal.unseal(self.token_sealed)

"""Invitations in bulk: one act of the staff, and what each cooperative got by it."""

from __future__ import annotations

from typing import Self, cast

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from cooperatives.enums.inviting import InviteChannel, Invitee
from cooperatives.models.bringing import StaffQuerySet
from cooperatives.models.cooperative import Cooperative
from cooperatives.models.form import Period
from cooperatives.models.representative import Invitation, in_groups
from cooperatives.models.scope import OfCooperative
from lmhtx.base import clock
from lmhtx.base.constraints import both_or_neither
from lmhtx.base.models import Signed
from lmhtx.base.personal import seal, unseal
from lmhtx.people.models import User


class InviteSet(Signed):
    """Lần mời hàng loạt: the cooperatives of a call for figures are invited, or reminded, by the ways that were chosen.

    It goes through them in the order of their numbers; up to `reached` they are dealt with, so that a run that died
    goes on there. `total` is how many there were when it was asked for.
    """

    period = models.ForeignKey(
        Period, models.PROTECT, related_name="invite_sets", verbose_name="đợt thu số liệu"
    )
    channels = ArrayField(
        models.CharField(max_length=8, choices=InviteChannel.choices()), verbose_name="mời bằng"
    )
    invitee = models.CharField("mời ai", max_length=8, choices=Invitee.choices(), default=Invitee.MISSING)
    communes = models.ManyToManyField(
        "directory.Commune", blank=True, related_name="+", verbose_name="chỉ ở xã, phường"
    )
    is_again = models.BooleanField("mời cả nơi đã mời hôm nay", default=False)
    total = models.PositiveIntegerField("số hợp tác xã", default=0)
    done = models.PositiveIntegerField("đã xét", default=0)
    reached = models.BigIntegerField("đã xét đến", default=0)
    job = models.ForeignKey(
        "jobs.Job", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="việc chạy nền"
    )
    finished_at = models.DateTimeField("xong lúc", null=True, blank=True)
    forgotten_at = models.DateTimeField("xóa tệp và mã lúc", null=True, blank=True)

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = "lần mời hàng loạt"
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(channels__len__gt=0),
                name="invite_set_has_channel",
                violation_error_message="Hãy chọn ít nhất một cách mời.",
            ),
            models.CheckConstraint(
                condition=Q(forgotten_at__isnull=True) | Q(finished_at__isnull=False),
                name="invite_set_forgotten_after",
                violation_error_message="Lần mời xong rồi mới xóa tệp.",
            ),
        ]

    def __str__(self) -> str:
        return f"Lần mời {self.created_at:%d/%m/%Y} – {self.period}"

    def get_absolute_url(self) -> str:
        """Where it is waited for and its files lie."""
        return reverse("invite_set_detail", args=[self.pk])

    @property
    def owner(self) -> User:
        """Whoever asked for it."""
        return cast("User", self.created_by)

    @property
    def channel_labels(self) -> str:
        """Its ways in words."""
        return ", ".join(InviteChannel(one).label.lower() for one in self.channels)


class InviteQuerySet(OfCooperative):
    """Questions asked of single invitations."""

    def in_place_order(self) -> Self:
        """As they are handed out: by commune, then by name."""
        return self.order_by(
            "cooperative__commune__name", "cooperative__commune_id", "cooperative__name", "cooperative_id"
        )


class Invite(models.Model):
    """Lượt mời: one cooperative was invited by one way; its code stays sealed for as long as the files are kept."""

    invite_set = models.ForeignKey(
        InviteSet, models.PROTECT, related_name="invites", verbose_name="lần mời hàng loạt"
    )
    period = models.ForeignKey(Period, models.PROTECT, related_name="invites", verbose_name="đợt thu số liệu")
    cooperative = models.ForeignKey(
        Cooperative, models.PROTECT, related_name="invites", verbose_name="hợp tác xã"
    )
    channel = models.CharField("mời bằng", max_length=8, choices=InviteChannel.choices())
    invited_on = models.DateField("mời ngày", default=clock.today)
    is_again = models.BooleanField("mời lại trong ngày", default=False)
    address = models.CharField("gửi tới", max_length=254, blank=True)
    invitation = models.ForeignKey(
        Invitation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="mã"
    )
    sealed_code = models.TextField("mã đã niêm phong", blank=True, editable=False)
    sent_at = models.DateTimeField("đã gửi lúc", null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người gửi",
    )

    objects = InviteQuerySet.as_manager()

    class Meta:
        verbose_name = "lượt mời"
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(
                fields=["invite_set", "cooperative", "channel"],
                name="invite_once_in_set",
                violation_error_message="Lần mời này đã có hợp tác xã đó.",
            ),
            models.UniqueConstraint(
                fields=["period", "cooperative", "channel", "invited_on"],
                condition=Q(is_again=False),
                name="invite_once_a_day",
                violation_error_message="Hôm nay đã mời hợp tác xã này bằng cách đó.",
            ),
            models.CheckConstraint(
                condition=Q(sealed_code="") | Q(invitation__isnull=False),
                name="invite_code_of_invitation",
                violation_error_message="Mã giữ lại phải là của một thư mời.",
            ),
            both_or_neither(
                "sent_at",
                "sent_by",
                name="invite_sent_by_whom",
                message="Lúc gửi và người gửi phải cùng có.",
            ),
        ]
        indexes = [models.Index(fields=["period", "channel", "cooperative"], name="invite_of_period")]

    def __str__(self) -> str:
        return f"{self.get_channel_display()}: {self.cooperative}"

    def keep_code(self, code: str) -> None:
        """Seal the code, so that a letter printed twice says the same."""
        self.sealed_code = seal(code)

    @property
    def code(self) -> str:
        """The code in groups, "" once it is forgotten or where none was needed."""
        return in_groups(unseal(self.sealed_code))

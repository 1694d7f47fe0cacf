"""Who acts for whom between two days: the model, and what of it holds today."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse

from lmhtx.base import clock
from lmhtx.base.constraints import both_or_neither, in_order
from lmhtx.base.models import Signed

PERSON = settings.AUTH_USER_MODEL


class DelegationKind(models.TextChoices):
    """How far the other person may go."""

    ABSENCE = "absence", "Thay khi vắng mặt"
    ASSISTANT = "assistant", "Trợ lý thường trực (chỉ nhập thay)"


class Days(Func):
    """The days from the first to the last, both within."""

    function = "DATERANGE"
    output_field = DateRangeField()


class DelegationQuerySet(models.QuerySet["Delegation"]):
    """Questions asked of delegations."""

    def visible_to(self, user: Any) -> DelegationQuerySet:
        """Staff see all, for everyone must know who acts for whom; others see those they are part of."""
        if not user.is_authenticated:
            return self.none()
        if user.is_staff_member or user.is_staff:
            return self
        return self.filter(Q(person=user) | Q(substitute=user))

    def on(self, day: date) -> DelegationQuerySet:
        """Those that hold on the day."""
        return self.filter(valid_from__lte=day, valid_to__gte=day, revoked_at__isnull=True)

    def overlapping(self, first: date, last: date) -> DelegationQuerySet:
        """Those not revoked that share a day with the span."""
        return self.filter(valid_from__lte=last, valid_to__gte=first, revoked_at__isnull=True)

    def absences(self) -> DelegationQuerySet:
        """Those whose person is away."""
        return self.filter(kind=DelegationKind.ABSENCE)


@pghistory.track()
class Delegation(Signed):
    """Giấy ủy quyền: one person acts for another between two days, within the rights named here."""

    person = models.ForeignKey(
        PERSON, models.PROTECT, related_name="delegations", verbose_name="người ủy quyền"
    )
    substitute = models.ForeignKey(
        PERSON, models.PROTECT, related_name="delegations_to_me", verbose_name="người làm thay"
    )
    kind = models.CharField("loại", max_length=10, choices=DelegationKind, default=DelegationKind.ABSENCE)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày")
    permissions = ArrayField(models.CharField(max_length=80), verbose_name="quyền được giao", default=list)
    ground = models.CharField("căn cứ", max_length=300)
    revoked_at = models.DateTimeField("thu hồi lúc", null=True, blank=True, editable=False)
    revoked_by = models.ForeignKey(
        PERSON,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="người thu hồi",
    )

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = "ủy quyền"
        ordering = ("-valid_from", "-id")
        constraints = [
            in_order(
                "valid_from",
                "valid_to",
                name="delegation_days_in_order",
                message="Ngày cuối phải từ ngày đầu trở đi.",
            ),
            models.CheckConstraint(
                condition=~Q(person=F("substitute")),
                name="delegation_to_another",
                violation_error_message="Không ai ủy quyền cho chính mình.",
            ),
            both_or_neither(
                "revoked_at",
                "revoked_by",
                name="delegation_revoked_by_whom",
                message="Người thu hồi và lúc thu hồi phải cùng có.",
            ),
            ExclusionConstraint(
                name="delegation_pair_once",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("substitute", RangeOperators.EQUAL),
                    (
                        Days("valid_from", "valid_to", RangeBoundary(inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(revoked_at__isnull=True),
                violation_error_message="Hai người này đã có ủy quyền trùng ngày.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["valid_to", "valid_from"],
                condition=Q(revoked_at__isnull=True),
                name="delegation_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.substitute} thay {self.person}"

    def get_absolute_url(self) -> str:
        """Its page in the register."""
        return reverse("delegation_detail", args=[self.pk])

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Also where no form shows the moment of revoking: the constraint on pairs leans on it."""
        super().validate_constraints(exclude=set(exclude or ()) - {"revoked_at"})

    @property
    def is_assistant(self) -> bool:
        """Whether the other person only enters what the person says."""
        return self.kind == DelegationKind.ASSISTANT

    @property
    def is_open(self) -> bool:
        """Whether it holds today or will."""
        return self.revoked_at is None and self.valid_to >= clock.today()

    @property
    def absence(self) -> str:
        """What stands beside the name of somebody who is away: "vắng mặt đến 20/9, Lan thay"."""
        last = self.valid_to
        day = f"{last.day}/{last.month}" if last.year == clock.today().year else f"{last:%d/%m/%Y}"
        return f"vắng mặt đến {day}, {self.substitute} thay"

    def allows(self, permission: str) -> bool:
        """Whether the right is among those given; who acts for somebody may look at whatever that one may."""
        return permission in self.permissions or permission.partition(".")[2].startswith("view_")


_remembered: ContextVar[dict[date, list[Delegation]] | None] = ContextVar("delegations_today", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Read the delegations of the day once within: a page asks of every name it shows."""
    token = _remembered.set({})
    try:
        yield
    finally:
        _remembered.reset(token)


def delegations_today() -> list[Delegation]:
    """All that hold today, with both people; few rows in any office."""
    day, known = clock.today(), _remembered.get()
    if known is not None and day in known:
        return known[day]
    rows = Delegation.objects.on(day).filter(person__is_active=True, substitute__is_active=True)
    found = list(rows.select_related("person", "substitute").order_by("id"))
    if known is not None:
        known[day] = found
    return found


def forget_today() -> None:
    """Something has changed: read again when asked next."""
    if (known := _remembered.get()) is not None:
        known.clear()


def absence_of(person_id: int | None) -> Delegation | None:
    """The delegation because of which the person is away today."""
    away = (one for one in delegations_today() if one.person_id == person_id and not one.is_assistant)
    return next(away, None)


def substitutes() -> dict[int, Delegation]:
    """Today's absences by the person who is away."""
    return {one.person_id: one for one in reversed(delegations_today()) if not one.is_assistant}

"""What cooperatives ask and tell out of season; nothing of it is in the register before somebody has accepted it."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, IntegerField, Q, Value, When
from django.urls import reverse
from django.utils import timezone

from cooperatives.enums.forms import FormSource
from cooperatives.enums.petitions import (
    ANSWERED,
    ON_THE_WAY,
    OPEN_TO_WRITE,
    TO_ANSWER,
    PetitionKind,
    PetitionState,
)
from cooperatives.models.cooperative import Cooperative
from cooperatives.models.paper import CooperativePaper
from cooperatives.models.scope import OfCooperative
from cooperatives.models.support import SupportRecord
from cooperatives.petition_contents import FIELDS, Field
from lmhtx.base.constraints import both_or_neither
from lmhtx.base.models import Signed, Versioned

UNSENT = (PetitionState.DRAFT, PetitionState.WITHDRAWN)


class PetitionQuerySet(OfCooperative):
    """Questions asked of petitions."""

    def to_answer(self) -> Self:
        """Those that wait for staff."""
        return self.filter(state__in=TO_ANSWER)

    def on_the_way(self) -> Self:
        """Those sent and not yet answered, whoever is waited for."""
        return self.filter(state__in=ON_THE_WAY)

    def told(self) -> Self:
        """Those that were sent: a draft, also one that was dropped, is nobody's business but its writer's."""
        return self.filter(first_sent_at__isnull=False)

    def waiting_first(self) -> Self:
        """The queue: corrected ones first, then new ones as they came, then the rest, newest first."""
        place = Case(
            When(state=PetitionState.RESENT, then=Value(0)),
            When(state=PetitionState.SENT, then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        )
        return self.annotate(place=place).order_by("place", "sent_at", "pk")


class Petition(Signed, Versioned):
    """Đề nghị của hợp tác xã: a change, request or paper that one cooperative sends in to be looked at.

    `typed` keeps what was written, readable or not; `values` what it means once sent; `before` what the register said
    when it was sent, and when it was answered; `asks` what is to be put right, by field; `applied` what was accepted.
    """

    kind = models.CharField("loại đề nghị", max_length=12, choices=PetitionKind.choices())
    cooperative = models.ForeignKey(
        Cooperative, models.PROTECT, related_name="petitions", verbose_name="hợp tác xã"
    )
    state = models.CharField(
        "trạng thái",
        max_length=10,
        choices=PetitionState.choices(),
        default=PetitionState.DRAFT,
        editable=False,
    )
    source = models.CharField("ai gửi", max_length=10, choices=FormSource.choices(), default=FormSource.SELF)
    ground = models.CharField("căn cứ nhập hộ", max_length=300, blank=True)
    typed = models.JSONField("đã gõ", default=dict)
    values = models.JSONField("nội dung", default=dict)
    before = models.JSONField("đang ghi trong sổ", default=dict)
    asks = models.JSONField("yêu cầu bổ sung", default=dict)
    applied = ArrayField(
        models.CharField(max_length=30), verbose_name="phần đã chấp nhận", default=list, blank=True
    )
    declared_by = models.CharField("người đề nghị", max_length=150, blank=True)
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người gửi",
    )
    first_sent_at = models.DateTimeField("gửi lần đầu lúc", null=True, blank=True)
    asked_at = models.DateTimeField("yêu cầu bổ sung lúc", null=True, blank=True)
    paused_days = models.PositiveSmallIntegerField("ngày làm việc chờ bổ sung", default=0)
    judged_at = models.DateTimeField("trả lời lúc", null=True, blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người trả lời",
    )
    judge_note = models.CharField("ý kiến người xem", max_length=500, blank=True)
    support = models.OneToOneField(
        SupportRecord,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="petition",
        verbose_name="khoản hỗ trợ",
    )
    paper = models.ForeignKey(
        CooperativePaper,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="petitions",
        verbose_name="giấy tờ đã ghi",
    )

    objects = PetitionQuerySet.as_manager()

    class Meta:
        verbose_name = "đề nghị của hợp tác xã"
        ordering = ("-first_sent_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative", "kind"],
                # Papers are many: a draft for each.
                condition=Q(state=PetitionState.DRAFT) & ~Q(kind=PetitionKind.PAPER),
                name="petition_one_draft",
                violation_error_message="Hợp tác xã đang soạn một đề nghị loại này.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[str(state) for state in UNSENT])
                | Q(sent_at__isnull=False, sent_by__isnull=False, first_sent_at__isnull=False),
                name="petition_sent_by_whom",
                violation_error_message="Đề nghị đã gửi phải ghi ai gửi, lúc nào.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(str(state) for state in ANSWERED))
                | Q(judged_at__isnull=False, judged_by__isnull=False),
                name="petition_answered_by_whom",
                violation_error_message="Đề nghị đã trả lời phải ghi ai trả lời, lúc nào.",
            ),
            models.CheckConstraint(
                condition=~Q(state=PetitionState.REFUSED) | ~Q(judge_note=""),
                name="petition_refused_why",
                violation_error_message="Không chấp nhận phải ghi lý do.",
            ),
            models.CheckConstraint(
                condition=Q(source=FormSource.SELF) | Q(first_sent_at__isnull=True) | ~Q(ground=""),
                name="petition_on_behalf_has_ground",
                violation_error_message="Đề nghị gửi hộ phải ghi căn cứ: cuộc gọi hoặc bản giấy.",
            ),
            both_or_neither(
                "sent_at",
                "sent_by",
                name="petition_sent_whole",
                message="Lúc gửi và người gửi phải cùng có.",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "sent_at"], name="petition_queue"),
            models.Index(fields=["cooperative", "state"], name="petition_of"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, đề nghị số {self.pk}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("petition_detail", args=[self.pk])

    @property
    def fields(self) -> tuple[Field, ...]:
        """What is asked."""
        return FIELDS[PetitionKind(self.kind)]

    @property
    def is_open_to_write(self) -> bool:
        """Whether it may be written on now."""
        return self.state in OPEN_TO_WRITE

    @property
    def waits(self) -> bool:
        """Whether staff have to look at it."""
        return self.state in TO_ANSWER

    @property
    def may_be_withdrawn(self) -> bool:
        """Whether the cooperative may take it back."""
        return self.state in ON_THE_WAY or self.state == PetitionState.DRAFT

    @property
    def first_sent_on(self) -> date | None:
        """On which day it first came."""
        return timezone.localdate(self.first_sent_at) if self.first_sent_at else None

    @property
    def told(self) -> str:
        """How rows of the register name it as their source."""
        day = self.first_sent_on
        return f"Đề nghị số {self.pk} ngày {day:%d/%m/%Y}" if day else f"Đề nghị số {self.pk}"

    def value(self, key: str) -> Any:
        """What was written of a field, None where nothing was."""
        return self.values.get(key)

    def day(self, key: str) -> date | None:
        """A field that is a day."""
        kept = self.values.get(key)
        return date.fromisoformat(kept) if kept else None

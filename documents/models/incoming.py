"""Papers that come in, and each copy of them."""

from __future__ import annotations

from typing import Any, Self

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from documents.enums.incoming import (
    ENDED_STATES,
    OPEN_STATES,
    Circulation,
    Closing,
    IncomingState,
    Urgency,
)
from documents.models.inspection import Inspection
from documents.models.kind import DocumentType
from documents.models.scope import WHOLE_OFFICE
from documents.models.series import Series
from documents.rules.numbers import number_text
from lmhtx.base import clock
from lmhtx.base.constraints import both_or_neither
from lmhtx.base.fields import FoldedField, year_field
from lmhtx.base.models import Signed, Versioned
from lmhtx.people.roles import STAFF, Role

PERSON = settings.AUTH_USER_MODEL
# Only what waits may end without a number: dropped, sent back or taken back before it stood in the book.
UNNUMBERED = (
    IncomingState.RECEIVED,
    IncomingState.DROPPED,
    IncomingState.RETURNED,
    IncomingState.RECALLED,
)


class IncomingQuerySet(models.QuerySet["Incoming"]):
    """Questions asked of incoming papers."""

    def visible_to(self, user: Any) -> Self:
        """The office sees all; others what was passed to their unit or to themselves; an inspector his years."""
        if user.is_authenticated and user.has_role(Role.INSPECTOR):
            years = {"first_year__lte": OuterRef("year"), "last_year__gte": OuterRef("year")}
            return self.filter(Exists(Inspection.objects.open_to(user).filter(**years)))
        if not user.is_authenticated or not user.has_role(*STAFF):
            return self.none()
        if user.has_role(*WHOLE_OFFICE):
            return self
        mine = Q(people__contains=[user.pk])
        if heads := sorted(user.headed_ids):
            mine |= Q(units__overlap=heads)
        return self.filter(mine)

    def in_book(self) -> Self:
        """Those that bear a number of the book."""
        return self.filter(arrival_number__isnull=False)

    def waiting(self) -> Self:
        """Those brought in and not yet registered."""
        return self.filter(state=IncomingState.RECEIVED)

    def open(self) -> Self:
        """Those that somebody still has to deal with."""
        return self.filter(state__in=OPEN_STATES)

    def overdue(self, on: Any) -> Self:
        """Those whose day to be resolved is over."""
        return self.open().filter(due_on__lt=on)


@pghistory.track(exclude=["content", "content_folded", "proposal", "units", "people"])
class Incoming(Signed, Versioned):
    """Văn bản đến: a paper received from another body or person, paper and electronic in one book."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="incoming", verbose_name="sổ")
    year = year_field("năm của sổ", null=True, blank=True)
    arrival_number = models.PositiveIntegerField("số đến", null=True, blank=True)
    arrived_at = models.DateTimeField("đến lúc", default=clock.now)
    registered_at = models.DateTimeField("vào sổ lúc", null=True, blank=True, editable=False)
    registered_by = models.ForeignKey(
        PERSON,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="người vào sổ",
    )
    type = models.ForeignKey(
        DocumentType,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="incoming",
        verbose_name="loại văn bản",
    )
    number = models.CharField("số", max_length=20, blank=True)
    symbol = models.CharField("ký hiệu", max_length=80, blank=True)
    issued_on = models.DateField("ngày văn bản", null=True, blank=True)
    issuer = models.ForeignKey(
        "directory.Agency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sent_papers",
        verbose_name="cơ quan ban hành",
    )
    issuer_written = models.CharField("tác giả", max_length=250, blank=True)
    issuer_folded = FoldedField("tác giả không dấu", of=("issuer_written",))
    subject = models.CharField("trích yếu", max_length=1000, blank=True)
    urgency = models.CharField("độ khẩn", max_length=12, choices=Urgency.choices(), default=Urgency.ORDINARY)
    circulation = models.CharField(
        "phạm vi lưu hành", max_length=10, choices=Circulation.choices(), default=Circulation.NONE
    )
    deliver_at = models.DateTimeField("hẹn giờ", null=True, blank=True)
    demanded_on = models.DateField("hạn trả lời ghi trong văn bản", null=True, blank=True)
    signer = models.CharField("người ký", max_length=150, blank=True)
    signer_post = models.CharField("chức vụ người ký", max_length=150, blank=True)
    pages = models.PositiveSmallIntegerField("số trang", null=True, blank=True)
    copies = models.PositiveSmallIntegerField("số bản", null=True, blank=True)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    state = models.CharField(
        "tình trạng",
        max_length=12,
        choices=IncomingState.choices(),
        default=IncomingState.RECEIVED,
        editable=False,
    )
    present_until_at = models.DateTimeField("phải trình trước", null=True, blank=True, editable=False)
    presented_at = models.DateTimeField("trình lúc", null=True, blank=True, editable=False)
    presented_to = models.ForeignKey(
        PERSON,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="presented_papers",
        verbose_name="trình ai",
    )
    due_on = models.DateField("hạn giải quyết", null=True, blank=True, editable=False)
    lead_unit = models.ForeignKey(
        "directory.Agency",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="led_papers",
        verbose_name="đơn vị chủ trì",
    )
    lead_person = models.ForeignKey(
        PERSON,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="led_papers",
        verbose_name="người giải quyết",
    )
    task = models.ForeignKey(
        "plans.Task",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="incoming_papers",
        verbose_name="nhiệm vụ",
    )
    cooperatives = models.ManyToManyField(
        "cooperatives.Cooperative",
        blank=True,
        related_name="incoming_papers",
        verbose_name="hợp tác xã liên quan",
    )
    closing = models.CharField(
        "kết thúc bằng", max_length=10, choices=Closing.choices(), blank=True, editable=False
    )
    answer = models.CharField("văn bản trả lời", max_length=120, blank=True, editable=False)
    closing_reason = models.CharField("vì sao không phải trả lời", max_length=500, blank=True, editable=False)
    ended_at = models.DateTimeField("kết thúc lúc", null=True, blank=True, editable=False)
    ended_by = models.ForeignKey(
        PERSON,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="người kết thúc",
    )
    twin_reason = models.CharField("vì sao không phải văn bản trùng", max_length=300, blank=True)
    proposal = models.JSONField("máy đọc đề nghị", default=dict, blank=True, editable=False)
    content = models.TextField("chữ trong tệp", blank=True, editable=False)
    content_folded = FoldedField("chữ trong tệp không dấu", of=("content",))
    folded = FoldedField(
        "chữ để tìm", of=("arrival_number", "number", "symbol", "subject", "issuer_written", "signer", "note")
    )
    units: ArrayField[list[int], list[int]] = ArrayField(
        models.BigIntegerField(), verbose_name="đơn vị được xem", default=list, blank=True, editable=False
    )
    people: ArrayField[list[int], list[int]] = ArrayField(
        models.BigIntegerField(), verbose_name="người được xem", default=list, blank=True, editable=False
    )

    objects = IncomingQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản đến"
        ordering = ("-year", "-arrival_number", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["series", "year", "arrival_number"],
                name="incoming_number_once",
                violation_error_message="Số đến này đã có trong sổ của năm.",
            ),
            both_or_neither(
                "year", "arrival_number", name="incoming_number_of_year", message="Số đến phải có năm của sổ."
            ),
            both_or_neither(
                "registered_at",
                "registered_by",
                name="incoming_registered_by_whom",
                message="Người vào sổ và lúc vào sổ phải cùng có.",
            ),
            both_or_neither(
                "ended_at",
                "ended_by",
                name="incoming_ended_by_whom",
                message="Người kết thúc và lúc kết thúc phải cùng có.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[str(state) for state in UNNUMBERED])
                | (Q(arrival_number__isnull=False, registered_at__isnull=False) & ~Q(subject="")),
                name="incoming_in_book_is_numbered",
                violation_error_message="Văn bản đã vào sổ phải có số đến, ngày vào sổ và trích yếu.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(str(state) for state in ENDED_STATES))
                | Q(ended_at__isnull=False),
                name="incoming_ended_when",
                violation_error_message="Văn bản đã kết thúc phải có lúc kết thúc.",
            ),
            models.CheckConstraint(
                condition=~Q(state=IncomingState.COMPLETED)
                | (Q(closing=Closing.ANSWERED) & ~Q(answer=""))
                | (Q(closing=Closing.NO_ANSWER) & ~Q(closing_reason="")),
                name="incoming_completed_with_evidence",
                violation_error_message="Giải quyết xong phải có văn bản trả lời, hoặc lý do không phải trả lời.",
            ),
        ]
        indexes = [
            GinIndex(fields=["folded"], name="incoming_folded_trigrams", opclasses=["gin_trgm_ops"]),
            GinIndex(fields=["content_folded"], name="incoming_content_trigrams", opclasses=["gin_trgm_ops"]),
            GinIndex(fields=["people"], name="incoming_people"),
            GinIndex(fields=["units"], name="incoming_units"),
            # The same paper twice is asked at each registration.
            models.Index(fields=["number", "issued_on"], name="incoming_number_and_day"),
            models.Index(
                fields=["due_on", "id"],
                name="incoming_to_resolve",
                condition=Q(state__in=sorted(str(state) for state in OPEN_STATES)),
            ),
        ]

    def __str__(self) -> str:
        return (
            f"{self.reference} – {self.subject}" if self.reference else self.subject or "Văn bản chờ đăng ký"
        )

    def get_absolute_url(self) -> str:
        """The paper's own page."""
        return reverse("incoming_detail", args=[self.pk])

    @property
    def reference(self) -> str:
        """Number and symbol as the paper bears them."""
        sign = "-" if self.symbol.upper().endswith("/TW") or "/TU" in self.symbol.upper() else "/"
        return (
            f"{self.number}{sign}{self.symbol}" if self.number and self.symbol else self.number or self.symbol
        )

    @property
    def arrival_text(self) -> str:
        """The number of the book as written."""
        return "" if self.arrival_number is None else number_text(self.arrival_number)

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to deal with it."""
        return self.state in OPEN_STATES

    @property
    def author(self) -> str:
        """Who issued it, as the book writes."""
        return self.issuer_written or (str(self.issuer) if self.issuer else "")

"""Evidence of the digital tools that a cooperative uses."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from cooperatives.enums.digital import DigitalItem, ProofState
from cooperatives.models.cooperative import Cooperative
from cooperatives.models.scope import OfCooperative
from cooperatives.rules.digital import Proof
from lmhtx.base.constraints import both_or_neither
from lmhtx.base.models import Signed
from lmhtx.vn.dates import add_months


class DigitalEvidenceQuerySet(OfCooperative):
    """Questions asked of evidence; what the rule `proof_state` says of one piece, said of all."""

    def not_withdrawn(self, day: date) -> Self:
        """Those that nobody has taken back by the end of the day."""
        return self.filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=day))

    def in_state(self, state: ProofState, day: date, months: int) -> Self:
        """Those that stand so at the end of the day."""
        if state == ProofState.WITHDRAWN:
            return self.filter(withdrawn_on__lte=day)
        held, oldest = self.not_withdrawn(day), add_months(day, -months)
        if state == ProofState.OLD:
            return held.filter(evidenced_on__lt=oldest)
        fresh = held.filter(evidenced_on__gte=oldest)
        seen = Q(verified_on__lte=day, evidenced_on__lte=day)
        return fresh.filter(seen) if state == ProofState.COUNTS else fresh.exclude(seen)


class DigitalEvidence(Signed):
    """Minh chứng ứng dụng số: that a cooperative had a digital tool in use on a day, and who has verified it."""

    cooperative = models.ForeignKey(
        Cooperative, models.PROTECT, related_name="digital_evidence", verbose_name="hợp tác xã"
    )
    item = models.CharField("mục", max_length=2, choices=DigitalItem.choices())
    evidenced_on = models.DateField("ngày của minh chứng")
    note = models.CharField("mô tả", max_length=300)
    verified_on = models.DateField("xác minh ngày", null=True, blank=True, editable=False)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="người xác minh",
    )
    withdrawn_on = models.DateField("rút ngày", null=True, blank=True, editable=False)
    withdrawn_reason = models.CharField("lý do rút", max_length=250, blank=True, editable=False)

    objects = DigitalEvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "minh chứng ứng dụng số"
        ordering = ("item", "-evidenced_on", "-id")
        constraints = [
            both_or_neither(
                "verified_on",
                "verified_by",
                name="digital_evidence_verified_by_someone",
                message="Đã xác minh thì phải có ngày và người xác minh.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawn_reason="")),
                name="digital_evidence_withdrawn_for_reason",
                violation_error_message="Rút minh chứng phải có ngày và lý do.",
            ),
            models.UniqueConstraint(
                fields=["cooperative", "item", "evidenced_on"],
                condition=Q(withdrawn_on__isnull=True),
                name="digital_evidence_once_a_day",
                violation_error_message="Mục này đã có minh chứng của ngày đó.",
            ),
        ]
        indexes = [
            models.Index(fields=["cooperative", "item", "evidenced_on"], name="digital_evidence_of"),
            models.Index(fields=["evidenced_on"], name="digital_evidence_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.get_item_display()} ({self.evidenced_on:%d/%m/%Y})"

    def get_absolute_url(self) -> str:
        """Where it is shown: in its cooperative's file."""
        return f"{self.cooperative.get_absolute_url()}#digital"

    @property
    def facts(self) -> Proof:
        """What the rules must know of it."""
        return Proof(
            item=DigitalItem(self.item),
            evidenced_on=self.evidenced_on,
            verified_on=self.verified_on,
            withdrawn_on=self.withdrawn_on,
        )

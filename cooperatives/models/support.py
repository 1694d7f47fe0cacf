"""What has been confirmed of cooperatives, and what they were given under which policy."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from cooperatives.enums.support import Known, Money, SupportState, Verdict
from cooperatives.models.cooperative import Cooperative
from cooperatives.models.policy import SupportPolicy
from cooperatives.models.scope import DatedQuerySet, OfCooperative
from lmhtx.base.constraints import both_or_neither, in_order
from lmhtx.base.fields import FoldedField
from lmhtx.base.models import Signed

STATES_BEFORE = (SupportState.PLANNED, SupportState.WITHDRAWN)


class ConfirmedFact(Signed):
    """Xác nhận điều kiện: what somebody found in papers of a cooperative that no figure of the register tells."""

    cooperative = models.ForeignKey(
        Cooperative, models.PROTECT, related_name="confirmed_facts", verbose_name="hợp tác xã"
    )
    known = models.CharField("điều được xác nhận", max_length=14, choices=Known.choices())
    holds = models.BooleanField("đúng")
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("có giá trị đến hết ngày", null=True, blank=True)
    ground = models.CharField("căn cứ", max_length=250)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "xác nhận điều kiện"
        ordering = ("known", "-valid_from", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative", "known"],
                condition=Q(valid_to__isnull=True),
                name="confirmed_fact_one_open",
                violation_error_message="Điều này đang có một xác nhận không thời hạn.",
            ),
            in_order(
                "valid_from",
                "valid_to",
                name="confirmed_fact_in_order",
                message="Ngày hết giá trị không được trước ngày bắt đầu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_known_display()}: {'có' if self.holds else 'không'}"


class SupportRecordQuerySet(OfCooperative):
    """Questions asked of support."""

    def standing(self) -> Self:
        """Those not taken back."""
        return self.exclude(state=SupportState.WITHDRAWN)


class SupportRecord(Signed):
    """Khoản hỗ trợ: what a cooperative is to be given or was given, under which policy, by which decision.

    `judged` keeps how the cooperative stood to the policy on the day of the decision; it is never judged anew.
    """

    cooperative = models.ForeignKey(
        Cooperative, models.PROTECT, related_name="support_records", verbose_name="hợp tác xã"
    )
    policy = models.ForeignKey(
        SupportPolicy, models.PROTECT, related_name="records", verbose_name="chính sách hỗ trợ"
    )
    content = models.CharField("nội dung hỗ trợ", max_length=250)
    money = models.CharField("nguồn kinh phí", max_length=10, choices=Money.choices())
    giver = models.CharField("cơ quan, đơn vị hỗ trợ", max_length=200)
    amount_vnd = models.PositiveBigIntegerField("số tiền hỗ trợ")
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày")
    state = models.CharField(
        "trạng thái",
        max_length=10,
        choices=SupportState.choices(),
        default=SupportState.PLANNED,
        editable=False,
    )
    decision = models.CharField("số quyết định", max_length=60, blank=True, editable=False)
    decided_on = models.DateField("ngày quyết định", null=True, blank=True, editable=False)
    verdict = models.CharField(
        "điều kiện khi quyết định", max_length=8, choices=Verdict.choices(), blank=True, editable=False
    )
    judged = models.JSONField("lý do khi quyết định", default=list, editable=False)
    exception = models.CharField("vì sao vẫn hỗ trợ", max_length=300, blank=True, editable=False)
    given_on = models.DateField("hỗ trợ ngày", null=True, blank=True, editable=False)
    given_vnd = models.PositiveBigIntegerField("đã hỗ trợ", null=True, blank=True, editable=False)
    ended_on = models.DateField("kết thúc, rút ngày", null=True, blank=True, editable=False)
    end_note = models.CharField("kết quả, lý do", max_length=300, blank=True, editable=False)
    folded = FoldedField("chữ để tìm", of=("content", "giver", "decision"))

    objects = SupportRecordQuerySet.as_manager()

    class Meta:
        verbose_name = "khoản hỗ trợ"
        ordering = ("-starts_on", "-id")
        constraints = [
            in_order(
                "starts_on",
                "ends_on",
                name="support_record_in_order",
                message="Ngày kết thúc không được trước ngày bắt đầu.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[str(state) for state in STATES_BEFORE])
                | (Q(decided_on__isnull=False) & ~Q(decision="") & ~Q(verdict="")),
                name="support_record_decided",
                violation_error_message="Đã phê duyệt thì phải có số, ngày quyết định và kết luận điều kiện.",
            ),
            models.CheckConstraint(
                condition=~Q(verdict=Verdict.FAILS) | ~Q(exception=""),
                name="support_record_exception",
                violation_error_message="Không đủ điều kiện mà vẫn hỗ trợ thì phải ghi vì sao.",
            ),
            both_or_neither(
                "given_on",
                "given_vnd",
                name="support_record_given",
                message="Đã hỗ trợ thì phải ghi ngày và số tiền.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[SupportState.GIVEN, SupportState.ENDED]) | Q(given_on__isnull=False),
                name="support_record_given_when",
                violation_error_message="Đã hỗ trợ thì phải ghi ngày và số tiền.",
            ),
            models.UniqueConstraint(
                fields=["cooperative", "policy", "money", "content", "starts_on"],
                condition=~Q(state=SupportState.WITHDRAWN),
                name="support_record_once",
                violation_error_message="Khoản hỗ trợ này đã ghi.",
            ),
        ]
        indexes = [
            models.Index(fields=["given_on"], name="support_record_given_on"),
            models.Index(fields=["state", "-starts_on"], name="support_record_state"),
        ]

    def __str__(self) -> str:
        return f"{self.content} – {self.cooperative}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("support_detail", args=[self.pk])

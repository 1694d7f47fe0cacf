"""Policies of support with their conditions, what has been confirmed of cooperatives, and what they were given."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from cooperatives.enums.register import Kind, Sector
from cooperatives.enums.support import (
    COUNTED,
    LISTED,
    WITH_BOUND,
    Asked,
    ConditionPart,
    Known,
    Money,
    PolicyGroup,
    SupportState,
    Verdict,
)
from cooperatives.models.cooperative import Cooperative
from cooperatives.models.scope import WHOLE, DatedQuerySet, OfCooperative
from cooperatives.rules.support import Condition
from lmhtx.base import clock
from lmhtx.base.constraints import both_or_neither, in_order
from lmhtx.base.fields import FoldedField
from lmhtx.base.models import Signed, Versioned
from lmhtx.people.roles import Role

STATES_BEFORE = (SupportState.PLANNED, SupportState.WITHDRAWN)


class PolicyQuerySet(models.QuerySet[Any]):
    """Questions asked of policies."""

    def visible_to(self, user: Any) -> Self:
        """All of them for whoever sees cooperatives; what a decree says is no secret."""
        return self if user.has_role(*WHOLE, Role.AGENCY_OFFICER, Role.COOPERATIVE) else self.none()

    def on(self, day: date) -> Self:
        """Those in force on the day."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)


class SupportPolicy(Signed, Versioned):
    """Chính sách hỗ trợ: what may be given to cooperatives by which text, from one day to another."""

    key = models.CharField("ký hiệu", max_length=30)
    name = models.CharField("tên chính sách", max_length=250)
    group = models.CharField("nhóm chính sách", max_length=10, choices=PolicyGroup.choices())
    legal_basis = models.CharField("căn cứ", max_length=300)
    valid_from = models.DateField("áp dụng từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    is_verified = models.BooleanField("đã đối chiếu nguyên văn", default=False)
    doubt = models.CharField("điểm chưa chắc", max_length=500, blank=True)
    folded = FoldedField("chữ để tìm", of=("key", "name", "legal_basis"))

    objects = PolicyQuerySet.as_manager()

    class Meta:
        verbose_name = "chính sách hỗ trợ"
        ordering = ("group", "name", "-valid_from", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(valid_to__isnull=True),
                name="support_policy_one_open",
                violation_error_message="Ký hiệu này đã có một bản đang áp dụng; hãy lập bản mới từ bản đó.",
            ),
            in_order(
                "valid_from",
                "valid_to",
                name="support_policy_in_order",
                message="Ngày hết áp dụng không được trước ngày bắt đầu.",
            ),
            models.UniqueConstraint(
                fields=["key", "valid_from"],
                name="support_policy_once_a_day",
                violation_error_message="Ký hiệu này đã có bản áp dụng từ ngày đó.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("policy_detail", args=[self.pk])

    @property
    def picker_label(self) -> str:
        """The name with the text it rests on."""
        return f"{self.name} · {self.legal_basis}"

    @property
    def day_judged(self) -> date:
        """The day on which cooperatives are held against it: today, or the nearest day on which it was in force."""
        today = clock.today()
        return max(self.valid_from, min(today, self.valid_to or today))

    def is_on(self, day: date) -> bool:
        """Whether it is in force on the day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class SupportCondition(models.Model):
    """Điều kiện hỗ trợ: one line of a policy, with its number or its list."""

    policy = models.ForeignKey(
        SupportPolicy, models.CASCADE, related_name="conditions", verbose_name="chính sách hỗ trợ"
    )
    part = models.CharField("phần", max_length=6, choices=ConditionPart.choices(), default=ConditionPart.MUST)
    test = models.CharField("xét", max_length=20, choices=Asked.choices())
    bound = models.PositiveIntegerField("mức", default=0)
    allowed = ArrayField(
        models.CharField(max_length=10), verbose_name="trong các loại", default=list, blank=True
    )
    place = models.CharField("điểm, khoản", max_length=120, blank=True)

    objects = PolicyQuerySet.as_manager()

    class Meta:
        verbose_name = "điều kiện hỗ trợ"
        ordering = ("part", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["policy", "test"],
                name="support_condition_once",
                violation_error_message="Chính sách đã xét điều kiện này.",
            ),
            models.CheckConstraint(
                condition=Q(test__in=[str(test) for test in COUNTED], bound__gt=0)
                | (~Q(test__in=[str(test) for test in COUNTED]) & Q(bound=0)),
                name="support_condition_bound",
                violation_error_message="Điều kiện so với mức thì mức phải trên 0; điều kiện khác thì không có mức.",
            ),
            models.CheckConstraint(
                condition=Q(test__in=[str(test) for test in LISTED], allowed__len__gt=0)
                | (~Q(test__in=[str(test) for test in LISTED]) & Q(allowed__len=0)),
                name="support_condition_allowed",
                violation_error_message="Điều kiện về loại hình, lĩnh vực phải chọn loại; điều kiện khác thì không.",
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """What it asks for, with its number or list."""
        test = Asked(self.test)
        if test in LISTED:
            words = Kind if test == Asked.KIND else Sector
            return f"{test.label}: {', '.join(words(one).label for one in self.allowed)}"
        return WITH_BOUND[test].format(self.bound) if test in COUNTED else test.label

    @property
    def facts(self) -> Condition:
        """What the rules must know of it."""
        return Condition(
            test=Asked(self.test),
            part=ConditionPart(self.part),
            bound=self.bound,
            allowed=frozenset(self.allowed),
        )


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

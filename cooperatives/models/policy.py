"""Policies of support with their conditions: what may be given, by which text, to whom, from when to when."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from cooperatives.enums.register import Kind, Sector
from cooperatives.enums.support import COUNTED, LISTED, WITH_BOUND, Asked, ConditionPart, PolicyGroup
from cooperatives.models.scope import WHOLE
from cooperatives.rules.support import Condition
from lmhtx.base import clock
from lmhtx.base.constraints import in_order
from lmhtx.base.fields import FoldedField
from lmhtx.base.models import Signed, Versioned
from lmhtx.people.roles import Role


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

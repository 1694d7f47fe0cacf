"""The people of a cooperative: who they are, what posts they hold, what they put in."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from cooperatives.enums.register import Education, MemberForm, MemberKind, Post, Sex
from cooperatives.models.cooperative import Cooperative
from cooperatives.models.scope import DatedQuerySet, OfCooperative
from lmhtx.base import personal
from lmhtx.base.constraints import in_order
from lmhtx.base.fields import FoldedField, year_field
from lmhtx.base.models import Signed, Versioned


class OfPerson(DatedQuerySet):
    """Rows of a person of a cooperative."""

    path = "person__cooperative__"


class OfMember(OfCooperative):
    """Rows of a member of a cooperative."""

    path = "member__cooperative__"


@pghistory.track(exclude=["citizen_sealed", "citizen_mark", "citizen_end", "folded"])
class Person(Signed, Versioned):
    """Người của hợp tác xã: a person who manages, controls, keeps the books of, or belongs to a cooperative.

    The citizen number is sealed; its keyed mark tells whether two rows are one person, its last figures are shown.
    """

    cooperative = models.ForeignKey(
        Cooperative, models.PROTECT, related_name="people", verbose_name="hợp tác xã"
    )
    full_name = models.CharField("họ và tên", max_length=150)
    sex = models.CharField("giới tính", max_length=6, choices=Sex.choices(), blank=True)
    born_on = models.DateField("ngày sinh", null=True, blank=True)
    birth_year = year_field("năm sinh", null=True, blank=True)
    phone = models.CharField("điện thoại", max_length=30, blank=True)
    education = models.CharField("trình độ", max_length=12, choices=Education.choices(), blank=True)
    is_trained = models.BooleanField("đã qua bồi dưỡng", null=True, blank=True)
    citizen_sealed = models.TextField("số định danh đã niêm", blank=True, editable=False)
    citizen_mark = models.CharField("dấu của số định danh", max_length=64, blank=True, editable=False)
    citizen_end = models.CharField("ba số cuối", max_length=3, blank=True, editable=False)
    folded = FoldedField("chữ để tìm", of=("full_name",))

    objects = OfCooperative.as_manager()

    class Meta:
        verbose_name = "người của hợp tác xã"
        ordering = ("full_name", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative", "citizen_mark"],
                condition=~Q(citizen_mark=""),
                name="person_once_in_cooperative",
                violation_error_message="Số định danh này đã có ở một người của hợp tác xã.",
            )
        ]
        indexes = [
            models.Index(fields=["citizen_mark"], name="person_by_mark", condition=~Q(citizen_mark="")),
            GinIndex(fields=["folded"], name="person_folded_trigrams", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def citizen_masked(self) -> str:
        """The citizen number as lists show it."""
        return personal.masked("•" * 9 + self.citizen_end) if self.citizen_end else ""

    def set_citizen(self, number: str) -> None:
        """Seal a checked number; "" takes it away."""
        self.citizen_sealed = personal.seal(number)
        self.citizen_mark = personal.mark(number)
        self.citizen_end = number[-personal.SHOWN :]

    def citizen_number(self) -> str:
        """The number in full, for the one act that logs why."""
        return personal.unseal(self.citizen_sealed)


class Office(models.Model):
    """Chức danh trong hợp tác xã: the post a person holds for a term."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="offices", verbose_name="người")
    post = models.CharField("chức danh", max_length=18, choices=Post.choices())
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    term_ends_on = models.DateField("hết nhiệm kỳ ngày", null=True, blank=True)
    ground = models.CharField("căn cứ", max_length=200, blank=True)

    objects = OfPerson.as_manager()

    class Meta:
        verbose_name = "chức danh trong hợp tác xã"
        ordering = ("post", "-valid_from")
        constraints = [
            in_order(
                "valid_from", "valid_to", name="office_in_order", message="Ngày thôi phải sau ngày giữ chức."
            ),
            models.UniqueConstraint(
                fields=["person", "post"],
                condition=Q(valid_to__isnull=True),
                name="office_once_open",
                violation_error_message="Người này đang giữ chức danh đó.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_post_display()}: {self.person}"


class Member(models.Model):
    """Thành viên hợp tác xã: a person, household or organisation that belongs to a cooperative between two days."""

    cooperative = models.ForeignKey(
        Cooperative, models.PROTECT, related_name="members", verbose_name="hợp tác xã"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name="người"
    )
    name = models.CharField("tên thành viên", max_length=200)
    kind = models.CharField(
        "loại thành viên", max_length=18, choices=MemberKind.choices(), default=MemberKind.OFFICIAL
    )
    form = models.CharField("là", max_length=12, choices=MemberForm.choices(), default=MemberForm.PERSON)
    is_foreign = models.BooleanField("nhà đầu tư nước ngoài", default=False)
    valid_from = models.DateField("vào ngày", null=True, blank=True)
    valid_to = models.DateField("ra ngày", null=True, blank=True)
    is_legacy = models.BooleanField("dữ liệu cũ", default=False)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "thành viên hợp tác xã"
        ordering = ("name", "id")
        constraints = [
            in_order("valid_from", "valid_to", name="member_in_order", message="Ngày ra phải sau ngày vào."),
            models.UniqueConstraint(
                fields=["cooperative", "person"],
                condition=Q(person__isnull=False, valid_to__isnull=True),
                name="member_once_open",
                violation_error_message="Người này đang là thành viên.",
            ),
        ]
        indexes = [
            # Few members are legal persons, and each table of figures counts them.
            models.Index(
                fields=["cooperative"],
                name="member_legal_persons",
                condition=Q(form=MemberForm.LEGAL_PERSON),
            )
        ]

    def __str__(self) -> str:
        return self.name


class MemberCapital(models.Model):
    """Vốn góp của thành viên: what a member has put in, from a day on."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="capitals", verbose_name="thành viên")
    valid_from = models.DateField("từ ngày")
    capital_vnd = models.PositiveBigIntegerField("vốn góp")
    note = models.CharField("ghi chú", max_length=200, blank=True)

    objects = OfMember.as_manager()

    class Meta:
        verbose_name = "vốn góp của thành viên"
        ordering = ("-valid_from",)
        constraints = [
            models.UniqueConstraint(
                fields=["member", "valid_from"],
                name="member_capital_once_a_day",
                violation_error_message="Ngày này đã ghi vốn góp.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.capital_vnd} đồng"

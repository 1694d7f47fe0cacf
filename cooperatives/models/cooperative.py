"""The cooperative: its identity, and what holds of it now."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

import pghistory
import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse

from cooperatives.enums.register import ENDED, Governance, Kind, Model2020, OtherNumber, Sector, Size, Status
from cooperatives.models.scope import OfCooperative
from cooperatives.workbooks.names import name_key
from lmhtx.base import clock
from lmhtx.base.fields import FoldedField
from lmhtx.base.models import Signed, Versioned
from lmhtx.vn.identity import BadNumber, tax_code


def check_code(value: str) -> None:
    """Ten figures with their check digit; the message names the digit it should be."""
    try:
        found = tax_code(value)
    except BadNumber as bad:
        raise ValidationError(str(bad), code="code") from bad
    if "-" in found:
        raise ValidationError("Mã số hợp tác xã gồm 10 chữ số; mã 13 chữ số là của chi nhánh.", code="code")


class NameKeyField(FoldedField):
    """A name as names are compared: abbreviations written out, no accents."""

    words_of = staticmethod(name_key)


class CooperativeQuerySet(OfCooperative):
    """Questions asked of cooperatives."""

    path = ""

    def visible_to(self, user: Any) -> Self:
        """Those within reach, without rows that were found to be another one's double."""
        return super().visible_to(user).filter(merged_into__isnull=True)

    def run_out(self, day: date | None = None) -> Self:
        """Suspended ones whose time is over and who have said nothing since."""
        return self.filter(status=Status.SUSPENDED, suspended_until_on__lt=day or clock.today())


@pghistory.track(exclude=["found_by", "folded", "name_key"])
class Cooperative(Signed, Versioned):
    """Hợp tác xã: a group, cooperative, union or credit fund that the register follows through its life.

    Name, address, status, capital, sector and size repeat the newest of their dated rows, so that lists need no joins.
    """

    kind = models.CharField("loại hình", max_length=8, choices=Kind.choices(), default=Kind.COOPERATIVE)
    code = models.CharField(
        "mã số",
        max_length=10,
        unique=True,
        null=True,
        blank=True,
        validators=[check_code],
        error_messages={"unique": "Mã số này đã có trong sổ."},
    )
    name = models.CharField("tên", max_length=250)
    short_name = models.CharField("tên viết tắt", max_length=120, blank=True)
    foreign_name = models.CharField("tên tiếng nước ngoài", max_length=250, blank=True)
    address = models.CharField("địa chỉ", max_length=300, blank=True)
    commune = models.ForeignKey(
        "directory.Commune",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cooperatives",
        verbose_name="xã, phường",
    )
    phone = models.CharField("điện thoại", max_length=30, blank=True)
    email = models.EmailField("thư điện tử", blank=True)
    website = models.URLField("trang mạng", blank=True)
    first_registered_on = models.DateField("đăng ký lần đầu", null=True, blank=True)
    change_number = models.PositiveSmallIntegerField("lần thay đổi đăng ký", default=0)
    changed_registration_on = models.DateField("thay đổi gần nhất", null=True, blank=True)
    registered_by = models.ForeignKey(
        "directory.Agency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="registered_cooperatives",
        verbose_name="cơ quan đăng ký",
    )
    registered_by_written = models.CharField("cơ quan đăng ký như ghi trên giấy", max_length=200, blank=True)
    governance = models.CharField("mô hình quản trị", max_length=8, choices=Governance.choices(), blank=True)
    model_2020 = models.CharField(
        "loại theo nhu cầu thành viên", max_length=10, choices=Model2020.choices(), blank=True
    )
    last_assembly_on = models.DateField("đại hội thành viên gần nhất", null=True, blank=True)
    status = models.CharField("tình trạng", max_length=20, choices=Status.choices(), default=Status.ACTIVE)
    status_since_on = models.DateField("tình trạng từ ngày", null=True, blank=True)
    suspended_until_on = models.DateField("tạm ngừng đến hết ngày", null=True, blank=True)
    sector = models.CharField("lĩnh vực", max_length=10, choices=Sector.choices(), default=Sector.UNKNOWN)
    size = models.CharField("quy mô", max_length=8, choices=Size.choices(), default=Size.UNKNOWN)
    size_because = models.CharField("quy mô tính từ", max_length=300, blank=True)
    size_by_hand = models.CharField("quy mô nhập tay", max_length=8, choices=Size.choices(), blank=True)
    size_ground = models.CharField("căn cứ của quy mô nhập tay", max_length=250, blank=True)
    charter_vnd = models.PositiveBigIntegerField("vốn điều lệ", null=True, blank=True)
    contributed_vnd = models.PositiveBigIntegerField("vốn thực góp", null=True, blank=True)
    is_member = models.BooleanField("thành viên Liên minh", default=False)
    representative = models.CharField("người đại diện", max_length=150, blank=True)
    source = models.CharField("nguồn dữ liệu", max_length=200, blank=True)
    verified_on = models.DateField("xác minh ngày", null=True, blank=True)
    note = models.TextField("ghi chú", blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="doubles",
        verbose_name="trùng với hồ sơ",
    )
    found_by = models.TextField("chữ khác để tìm", blank=True, default="", editable=False)
    folded = FoldedField("chữ để tìm", of=("name", "short_name", "foreign_name", "code", "found_by"))
    name_key = NameKeyField("tên để so trùng", of=("name",))

    objects = CooperativeQuerySet.as_manager()

    class Meta:
        verbose_name = "hợp tác xã"
        ordering = ("name", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(code__isnull=True) | Q(code__regex=r"^\d{10}$"),
                name="cooperative_code_ten_figures",
                violation_error_message="Mã số gồm đúng 10 chữ số.",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="cooperative_has_name",
                violation_error_message="Hợp tác xã phải có tên.",
            ),
            models.CheckConstraint(
                condition=Q(size_by_hand="", size_ground="") | (~Q(size_by_hand="") & ~Q(size_ground="")),
                name="cooperative_size_by_hand_has_ground",
                violation_error_message="Quy mô nhập tay phải kèm căn cứ.",
            ),
            models.CheckConstraint(
                condition=Q(suspended_until_on__isnull=True) | Q(status=Status.SUSPENDED),
                name="cooperative_suspended_until",
                violation_error_message="Chỉ hợp tác xã đang tạm ngừng mới có ngày hết hạn tạm ngừng.",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=models.F("id")),
                name="cooperative_no_double_of_itself",
                violation_error_message="Một hồ sơ không trùng với chính nó.",
            ),
        ]
        indexes = [
            GinIndex(fields=["folded"], name="cooperative_folded_trigrams", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["name", "id"], name="cooperative_name"),
            models.Index(fields=["name_key"], name="cooperative_name_key"),
            models.Index(fields=["commune", "status"], name="cooperative_commune_status"),
            models.Index(fields=["status", "name", "id"], name="cooperative_status_name"),
            models.Index(
                fields=["suspended_until_on"],
                name="cooperative_suspended",
                condition=Q(status=Status.SUSPENDED),
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(
                name="code_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__code__isnull=False)
                & pgtrigger.Q(old__code__df=pgtrigger.F("new__code")),
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its file."""
        return reverse("cooperative_detail", args=[self.pk])

    @property
    def picker_label(self) -> str:
        """The name with what tells namesakes apart: commune and code."""
        return " · ".join(str(part) for part in (self.name, self.commune, self.code) if part)

    @property
    def is_ended(self) -> bool:
        """Whether its life is over."""
        return self.status in ENDED

    @property
    def has_run_out(self) -> bool:
        """Whether it is suspended and the time of the suspension is over."""
        until = self.suspended_until_on
        return self.status == Status.SUSPENDED and until is not None and until < clock.today()


class OtherCode(models.Model):
    """Số cũ: an old certificate's number, or the code of a double, under which a cooperative is still looked for."""

    cooperative = models.ForeignKey(
        Cooperative, models.CASCADE, related_name="other_codes", verbose_name="hợp tác xã"
    )
    kind = models.CharField("loại số", max_length=12, choices=OtherNumber.choices())
    number = models.CharField("số", max_length=60)
    issued_on = models.DateField("cấp ngày", null=True, blank=True)
    issuer = models.CharField("nơi cấp", max_length=200, blank=True)

    objects = OfCooperative.as_manager()

    class Meta:
        verbose_name = "số cũ"
        ordering = ("issued_on", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative", "kind", "number"],
                name="other_code_once",
                violation_error_message="Số này đã ghi cho hợp tác xã.",
            )
        ]
        indexes = [models.Index(fields=["number"], name="other_code_number")]

    def __str__(self) -> str:
        return self.number


class AllianceMembership(models.Model):
    """Thành viên Liên minh: that a cooperative belongs to the Alliance from one decision to another."""

    cooperative = models.ForeignKey(
        Cooperative, models.CASCADE, related_name="memberships", verbose_name="hợp tác xã"
    )
    admitted_on = models.DateField("kết nạp ngày")
    decision = models.CharField("quyết định kết nạp", max_length=120)
    left_on = models.DateField("ra ngày", null=True, blank=True)
    left_decision = models.CharField("quyết định cho ra", max_length=120, blank=True)
    left_reason = models.CharField("lý do ra", max_length=250, blank=True)

    objects = OfCooperative.as_manager()

    class Meta:
        verbose_name = "thành viên Liên minh"
        ordering = ("-admitted_on",)
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative"],
                condition=Q(left_on__isnull=True),
                name="alliance_membership_one_open",
                violation_error_message="Hợp tác xã đang là thành viên Liên minh.",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=models.F("admitted_on")),
                name="alliance_membership_in_order",
                violation_error_message="Ngày ra không được trước ngày kết nạp.",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True, left_decision="")
                | (Q(left_on__isnull=False) & ~Q(left_decision="")),
                name="alliance_membership_left_by_decision",
                violation_error_message="Ra khỏi Liên minh phải có ngày và quyết định.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cooperative}: từ {self.admitted_on:%d/%m/%Y}"

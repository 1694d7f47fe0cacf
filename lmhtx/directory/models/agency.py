"""Agencies: the Alliance, its units, outside agencies and groups of them, with names that change."""

from __future__ import annotations

from datetime import date
from typing import Any

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse

from lmhtx.base import clock
from lmhtx.base.constraints import in_order
from lmhtx.base.fields import FoldedField
from lmhtx.base.models import Dated, Versioned
from lmhtx.directory.models.scope import OpenQuerySet
from lmhtx.vn.agency_names import normal_name


class AgencyKind(models.TextChoices):
    """What an agency is to the Alliance."""

    ALLIANCE = "alliance", "Liên minh Hợp tác xã"
    UNIT = "unit", "phòng, đơn vị của Liên minh"
    OUTSIDE = "outside", "cơ quan ngoài"
    GROUP = "group", "nhóm cơ quan"


OURS = (AgencyKind.ALLIANCE, AgencyKind.UNIT)


class AgencyQuerySet(OpenQuerySet):
    """Questions asked of agencies."""

    def valid_on(self, day: date) -> AgencyQuerySet:
        """Those that exist on the day."""
        began = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
        return self.filter(began, Q(valid_to__isnull=True) | Q(valid_to__gte=day))

    def units(self) -> AgencyQuerySet:
        """The Alliance's own units."""
        return self.filter(kind=AgencyKind.UNIT)


@pghistory.track()
class Agency(Dated, Versioned):
    """Cơ quan, đơn vị: whoever a paper can name as leading, taking part or issuing."""

    code = models.CharField(
        "mã trong danh bạ gốc", max_length=40, unique=True, null=True, blank=True, editable=False
    )
    kind = models.CharField("loại", max_length=10, choices=AgencyKind)
    name = models.CharField("tên hiện nay", max_length=250)
    short_name = models.CharField("tên ngắn", max_length=80, blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="trực thuộc",
    )
    commune = models.ForeignKey(
        "directory.Commune",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agencies",
        verbose_name="xã, phường",
    )
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name="cơ quan kế tiếp",
    )
    phone = models.CharField("điện thoại", max_length=30, blank=True)
    email = models.EmailField("thư điện tử", blank=True)
    is_notified = models.BooleanField(
        "gửi nhắc tự động",
        default=False,
        help_text="Cơ quan ngoài chỉ nhận nhắc tự động khi đã bật tại đây.",
    )
    note = models.TextField("ghi chú", blank=True)
    folded = FoldedField("tên không dấu", of=("name", "short_name"))

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = "cơ quan, đơn vị"
        ordering = ("name",)
        constraints = [
            in_order(
                "valid_from",
                "valid_to",
                name="agency_days_in_order",
                message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(kind=AgencyKind.ALLIANCE),
                name="one_alliance",
                violation_error_message="Chỉ có một Liên minh trong danh bạ.",
            ),
        ]
        indexes = [GinIndex(fields=["folded"], name="agency_folded_trigrams", opclasses=["gin_trgm_ops"])]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page in the directory."""
        return reverse("agency_detail", args=[self.pk])

    @property
    def is_ours(self) -> bool:
        """Whether it is the Alliance or one of its units."""
        return self.kind in OURS

    def name_on(self, day: date | None) -> str:
        """The name it bore on a day; the present one where history is silent."""
        if day is None:
            return self.name
        for past in self.names.all():
            if (past.valid_from is None or past.valid_from <= day) and (
                past.valid_to is None or day <= past.valid_to
            ):
                return past.name
        return self.name


class AgencyName(models.Model):
    """Tên theo thời gian: what an agency was called between two days."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="names", verbose_name="cơ quan")
    name = models.CharField("tên", max_length=250)
    short_name = models.CharField("tên ngắn", max_length=80, blank=True)
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    source = models.CharField("căn cứ", max_length=250, blank=True)
    is_doubtful = models.BooleanField("chưa kiểm chứng", default=False)

    objects = OpenQuerySet.as_manager()

    class Meta:
        verbose_name = "tên theo thời gian"
        ordering = ("valid_from",)
        constraints = [
            in_order(
                "valid_from",
                "valid_to",
                name="agency_name_days_in_order",
                message="Ngày kết thúc phải sau ngày bắt đầu.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class AgencyAlias(models.Model):
    """Cách viết khác: another way in which papers write an agency's name."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="aliases", verbose_name="cơ quan")
    alias = models.CharField("cách viết", max_length=250)
    normal = models.CharField("cách viết chuẩn hóa", max_length=250, unique=True, editable=False)

    objects = OpenQuerySet.as_manager()

    class Meta:
        verbose_name = "cách viết khác"

    def __str__(self) -> str:
        return self.alias

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the normal form beside the words."""
        self.normal = normal_name(self.alias)
        super().save(*args, **kwargs)


class GroupMember(models.Model):
    """Thành viên nhóm: an agency that belongs to a group between two days."""

    group = models.ForeignKey(Agency, models.CASCADE, related_name="memberships", verbose_name="nhóm")
    member = models.ForeignKey(Agency, models.PROTECT, related_name="groups", verbose_name="thành viên")
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    objects = OpenQuerySet.as_manager()

    class Meta:
        verbose_name = "thành viên nhóm"
        constraints = [
            models.UniqueConstraint(
                fields=["group", "member", "valid_from"],
                nulls_distinct=False,
                name="group_member_once",
                violation_error_message="Cơ quan này đã có trong nhóm.",
            ),
            in_order(
                "valid_from",
                "valid_to",
                name="group_member_days_in_order",
                message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} – {self.group}"


class UnknownName(models.Model):
    """Tên chưa rõ: a name in a paper that the directory does not know, waiting for a person to map it once."""

    written = models.CharField("tên trong văn bản", max_length=500)
    normal = models.CharField("tên chuẩn hóa", max_length=500, unique=True, editable=False)
    seen_in = models.CharField("gặp ở", max_length=300, blank=True)
    seen_count = models.PositiveIntegerField("số lần gặp", default=1)
    first_seen_at = models.DateTimeField("gặp lần đầu lúc", default=clock.now)
    agency = models.ForeignKey(
        Agency, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="là cơ quan"
    )
    is_set_aside = models.BooleanField("không phải cơ quan", default=False)

    objects = OpenQuerySet.as_manager()

    class Meta:
        verbose_name = "tên chưa rõ"
        ordering = ("-seen_count", "written")

    def __str__(self) -> str:
        return self.written

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the normal form beside the words."""
        self.normal = normal_name(self.written)
        super().save(*args, **kwargs)

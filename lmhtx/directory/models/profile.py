"""The Alliance's own letterhead through time, and the posts its people hold."""

from __future__ import annotations

from datetime import date

from django.db import models

from lmhtx.base.constraints import in_order
from lmhtx.directory.models.scope import OpenQuerySet


class OrganizationProfileQuerySet(OpenQuerySet):
    """Questions asked of the letterhead."""

    def on(self, day: date) -> OrganizationProfile | None:
        """The letterhead in force on the day."""
        return (
            self.filter(models.Q(valid_from__isnull=True) | models.Q(valid_from__lte=day))
            .filter(models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=day))
            .order_by(models.F("valid_from").desc(nulls_last=True))
            .first()
        )


class OrganizationProfile(models.Model):
    """Tên và nơi đặt của Liên minh: what papers of a day print at their head and at the foot of their first page."""

    name = models.CharField("tên", max_length=250)
    superior = models.CharField("cơ quan chủ quản", max_length=250, blank=True)
    place = models.CharField("địa danh", max_length=100)
    address = models.CharField("địa chỉ", max_length=250, blank=True)
    email = models.EmailField("thư điện tử", blank=True)
    website = models.CharField("trang thông tin điện tử", max_length=120, blank=True)
    phone = models.CharField("điện thoại", max_length=60, blank=True)
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    source = models.CharField("căn cứ", max_length=250, blank=True)
    is_doubtful = models.BooleanField("chưa kiểm chứng", default=False)

    objects = OrganizationProfileQuerySet.as_manager()

    class Meta:
        verbose_name = "tên và nơi đặt của Liên minh"
        ordering = ("valid_from",)
        constraints = [
            in_order(
                "valid_from",
                "valid_to",
                name="profile_days_in_order",
                message="Ngày kết thúc phải sau ngày bắt đầu.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """Chức vụ: a post that a person may hold."""

    name = models.CharField("tên chức vụ", max_length=120, unique=True)
    rank = models.PositiveSmallIntegerField("thứ bậc", default=50, help_text="Số nhỏ đứng trước.")

    objects = OpenQuerySet.as_manager()

    class Meta:
        verbose_name = "chức vụ"
        ordering = ("rank", "name")

    def __str__(self) -> str:
        return self.name

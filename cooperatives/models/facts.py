"""What holds of a cooperative from one day to another: names, addresses, capital, figures of a year, activities."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cooperatives import vsic
from cooperatives.models.cooperative import Cooperative
from cooperatives.models.scope import DatedQuerySet, OfCooperative
from lmhtx.base import clock
from lmhtx.base.constraints import in_order
from lmhtx.base.fields import year_field


class Dated(models.Model):
    """A fact with its first and last day and the paper it rests on; one of them at most has no end."""

    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    ground = models.CharField("căn cứ", max_length=200, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True


class CooperativeName(Dated):
    """Tên của hợp tác xã: what a cooperative was called between two days."""

    cooperative = models.ForeignKey(
        Cooperative, models.CASCADE, related_name="names", verbose_name="hợp tác xã"
    )
    name = models.CharField("tên", max_length=250)
    short_name = models.CharField("tên viết tắt", max_length=120, blank=True)
    foreign_name = models.CharField("tên tiếng nước ngoài", max_length=250, blank=True)

    class Meta:
        verbose_name = "tên của hợp tác xã"
        ordering = ("-valid_from", "-id")
        constraints = [
            in_order(
                "valid_from",
                "valid_to",
                name="cooperative_name_in_order",
                message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
            models.UniqueConstraint(
                fields=["cooperative"],
                condition=Q(valid_to__isnull=True),
                name="cooperative_name_one_open",
                violation_error_message="Đã có tên hiện nay; hãy ghi ngày đổi tên.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CooperativeAddress(Dated):
    """Địa chỉ của hợp tác xã: where a cooperative was seated, as the paper says and in the commune of today."""

    cooperative = models.ForeignKey(
        Cooperative, models.CASCADE, related_name="addresses", verbose_name="hợp tác xã"
    )
    text = models.CharField("địa chỉ", max_length=300)
    old_text = models.CharField("địa chỉ như ghi trên giấy", max_length=300, blank=True)
    old_commune = models.ForeignKey(
        "directory.Commune",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="xã, phường cũ",
    )
    commune = models.ForeignKey(
        "directory.Commune",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="xã, phường hiện nay",
    )

    class Meta:
        verbose_name = "địa chỉ của hợp tác xã"
        ordering = ("-valid_from", "-id")
        constraints = [
            in_order(
                "valid_from",
                "valid_to",
                name="cooperative_address_in_order",
                message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
            models.UniqueConstraint(
                fields=["cooperative"],
                condition=Q(valid_to__isnull=True),
                name="cooperative_address_one_open",
                violation_error_message="Đã có địa chỉ hiện nay; hãy ghi ngày chuyển.",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Capital(models.Model):
    """Vốn của hợp tác xã: charter and paid-in capital from a day on."""

    cooperative = models.ForeignKey(
        Cooperative, models.CASCADE, related_name="capitals", verbose_name="hợp tác xã"
    )
    valid_from = models.DateField("từ ngày")
    charter_vnd = models.PositiveBigIntegerField("vốn điều lệ")
    contributed_vnd = models.PositiveBigIntegerField("vốn thực góp", null=True, blank=True)
    ground = models.CharField("căn cứ", max_length=200, blank=True)

    objects = OfCooperative.as_manager()

    class Meta:
        verbose_name = "vốn của hợp tác xã"
        ordering = ("-valid_from",)
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative", "valid_from"],
                name="capital_once_a_day",
                violation_error_message="Ngày này đã ghi vốn.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.charter_vnd} đồng từ {self.valid_from:%d/%m/%Y}"


class YearFigures(models.Model):
    """Số liệu năm: the verified figures of a year, from which size follows and thin membership is seen."""

    cooperative = models.ForeignKey(
        Cooperative, models.CASCADE, related_name="year_figures", verbose_name="hợp tác xã"
    )
    year = year_field("năm")
    official_members = models.PositiveIntegerField("thành viên chính thức", null=True, blank=True)
    revenue_vnd = models.PositiveBigIntegerField("doanh thu (đồng)", null=True, blank=True)
    capital_vnd = models.PositiveBigIntegerField("tổng nguồn vốn", null=True, blank=True)
    new_members = models.PositiveIntegerField("thành viên mới trong năm", null=True, blank=True)
    female_members = models.PositiveIntegerField("thành viên là nữ", null=True, blank=True)
    workers = models.PositiveIntegerField("lao động thường xuyên", null=True, blank=True)
    member_workers = models.PositiveIntegerField("lao động là thành viên", null=True, blank=True)
    managers = models.PositiveIntegerField("cán bộ quản lý", null=True, blank=True)
    trained_managers = models.PositiveIntegerField("cán bộ quản lý có bằng", null=True, blank=True)
    equity_vnd = models.PositiveBigIntegerField("vốn chủ sở hữu", null=True, blank=True)
    debts_vnd = models.PositiveBigIntegerField("nợ phải trả (đồng)", null=True, blank=True)
    member_revenue_vnd = models.PositiveBigIntegerField(
        "doanh thu từ thành viên (đồng)", null=True, blank=True
    )
    profit_vnd = models.BigIntegerField("lợi nhuận sau thuế (đồng)", null=True, blank=True)
    wage_vnd = models.PositiveBigIntegerField("thu nhập một lao động mỗi tháng (đồng)", null=True, blank=True)
    tax_vnd = models.PositiveBigIntegerField("thuế đã nộp (đồng)", null=True, blank=True)
    funds_vnd = models.PositiveBigIntegerField("các quỹ đã trích (đồng)", null=True, blank=True)
    source = models.CharField("nguồn", max_length=200, blank=True)

    objects = OfCooperative.as_manager()

    class Meta:
        verbose_name = "số liệu năm"
        ordering = ("-year",)
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative", "year"],
                name="year_figures_once",
                violation_error_message="Năm này đã có số liệu.",
            )
        ]
        indexes = [models.Index(fields=["year", "cooperative"], name="year_figures_by_year")]

    def __str__(self) -> str:
        return f"Năm {self.year}"


class Activity(models.Model):
    """Ngành nghề đăng ký: a line of business by its code in one edition of the system, one of them the main one."""

    cooperative = models.ForeignKey(
        Cooperative, models.CASCADE, related_name="activities", verbose_name="hợp tác xã"
    )
    version = models.CharField("bản danh mục", max_length=4)
    code = models.CharField("mã ngành", max_length=5)
    detail = models.CharField("chi tiết", max_length=300, blank=True)
    is_main = models.BooleanField("ngành chính", default=False)
    added_on = models.DateField("đăng ký ngày", default=clock.today)

    objects = OfCooperative.as_manager()

    class Meta:
        verbose_name = "ngành nghề đăng ký"
        ordering = ("-is_main", "code")
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative", "version", "code"],
                name="activity_once",
                violation_error_message="Ngành này đã đăng ký.",
            ),
            models.UniqueConstraint(
                fields=["cooperative"],
                condition=Q(is_main=True),
                name="activity_one_main",
                violation_error_message="Chỉ có một ngành chính.",
            ),
            models.CheckConstraint(
                condition=Q(code__regex=r"^\d{4,5}$"),
                name="activity_code_of_figures",
                violation_error_message="Mã ngành gồm 4 hoặc 5 chữ số.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} – {self.words}"

    @property
    def words(self) -> str:
        """What the line is: its detail, else the name in its edition."""
        return self.detail or vsic.name_of(self.version, self.code) or "chưa có tên trong danh mục"

"""What the national registration system says, read from its exports, beside what the register says."""

from __future__ import annotations

from datetime import date
from typing import Any, Self, cast

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from cooperatives.enums.imports import BringState
from cooperatives.enums.national import DIFFERENT, Legal, NewcomerState, Origin, Standing
from cooperatives.looks import STANDING_TONES
from cooperatives.models.cooperative import Cooperative, check_code
from cooperatives.models.scope import OfCooperative
from lmhtx.base.fields import FoldedField
from lmhtx.base.models import Signed
from lmhtx.people.models import User


class KeptQuerySet(models.QuerySet[Any]):
    """Rows that the keepers of the register share."""

    def visible_to(self, user: Any) -> Self:
        """All for whoever keeps the register, none for others."""
        may_see = user.is_authenticated and user.has_perm("cooperatives.edit_cooperative", Cooperative())
        return self if may_see else self.none()


class NationalExportQuerySet(KeptQuerySet):
    """Questions asked of exports that were read."""

    def newest(self) -> NationalExport | None:
        """The written one whose data stand at the latest day."""
        found: NationalExport | None = (
            self.filter(state=BringState.WRITTEN).order_by("-stands_on", "-written_at", "-pk").first()
        )
        return found


class NationalExport(Signed):
    """Lần đối chiếu: an export of the national registration system, read first, then compared all or not at all."""

    name = models.CharField("tên tệp", max_length=200)
    source = models.CharField("nguồn", max_length=120)
    stands_on = models.DateField("số liệu đến ngày", null=True, blank=True)
    digest = models.CharField("dấu của tệp", max_length=64, blank=True)
    state = models.CharField(
        "trạng thái", max_length=10, choices=BringState.choices(), default=BringState.CHECKING
    )
    job = models.ForeignKey(
        "jobs.Job", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="việc chạy nền"
    )
    rows = models.JSONField("các dòng", default=list, blank=True)
    faults = models.JSONField("dòng không đọc được", default=list, blank=True)
    remarks = models.JSONField("điều cần biết về các cột", default=list, blank=True)
    counts = models.JSONField("số liệu đối chiếu", default=dict, blank=True)
    failure = models.CharField("lý do không nhận", max_length=500, blank=True)
    written_at = models.DateTimeField("ghi lúc", null=True, blank=True)

    objects = NationalExportQuerySet.as_manager()

    class Meta:
        verbose_name = "lần đối chiếu đăng ký quốc gia"
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=BringState.UNREAD) | ~Q(failure=""),
                name="national_export_unread_says_why",
                violation_error_message="Không đọc được thì phải nói vì sao.",
            ),
            models.CheckConstraint(
                condition=~Q(state=BringState.WRITTEN) | Q(written_at__isnull=False, stands_on__isnull=False),
                name="national_export_written_when",
                violation_error_message="Đã ghi thì phải có lúc ghi và ngày của số liệu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}, số liệu đến {self.stands_on:%d/%m/%Y}" if self.stands_on else self.name

    def get_absolute_url(self) -> str:
        """Where it is waited for and confirmed."""
        return reverse("national_detail", args=[self.pk])

    @property
    def owner(self) -> User:
        """Whoever brought it."""
        return cast("User", self.created_by)


class LegalFactQuerySet(OfCooperative):
    """Questions asked of legal facts."""

    def different(self) -> Self:
        """Those of which the two systems say different things."""
        return self.filter(standing__in=DIFFERENT, cooperative__merged_into__isnull=True)


class LegalFact(models.Model):
    """Dữ kiện pháp lý: one fact of registration, what we say and whence, what the national system says beside it.

    Our side is noted whenever the register changes; the other side whenever an export is read.
    """

    cooperative = models.ForeignKey(
        Cooperative, models.CASCADE, related_name="legal_facts", verbose_name="hợp tác xã"
    )
    fact = models.CharField("mục", max_length=20, choices=Legal.choices())
    value = models.JSONField("số của Liên minh", null=True, blank=True)
    origin = models.CharField("nguồn", max_length=10, choices=Origin.choices())
    told = models.CharField("nguồn cụ thể", max_length=250, blank=True)
    stands_on = models.DateField("của ngày", null=True, blank=True)
    theirs = models.JSONField("số của đăng ký quốc gia", null=True, blank=True)
    theirs_on = models.DateField("số của họ đến ngày", null=True, blank=True)
    changed_on = models.DateField("họ đổi từ ngày", null=True, blank=True)
    national = models.ForeignKey(
        NationalExport,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="facts",
        verbose_name="lần đối chiếu",
    )
    standing = models.CharField(
        "so với đăng ký quốc gia", max_length=10, choices=Standing.choices(), default=Standing.SILENT
    )
    hindrance = models.CharField("vì sao chưa tự ghi", max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người quyết định",
    )
    decided_at = models.DateTimeField("quyết định lúc", null=True, blank=True)
    reason = models.CharField("lý do", max_length=300, blank=True)

    objects = LegalFactQuerySet.as_manager()

    class Meta:
        verbose_name = "dữ kiện pháp lý"
        ordering = ("cooperative__name", "cooperative_id", "fact")
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative", "fact"],
                name="legal_fact_once",
                violation_error_message="Mục này đã ghi cho hợp tác xã.",
            ),
            models.CheckConstraint(
                condition=~Q(standing=Standing.REPORTED)
                | (Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(reason="")),
                name="legal_fact_reported_with_reason",
                violation_error_message="Đã báo cơ quan đăng ký thì phải có người, lúc và lý do.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["standing", "fact"], condition=Q(standing__in=DIFFERENT), name="legal_fact_different"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_fact_display()} của {self.cooperative}"

    @property
    def export(self) -> NationalExport:
        """The export that was read; of one that was never compared there is none."""
        return cast("NationalExport", self.national)

    @property
    def their_day(self) -> date:
        """The day their data stand at; of one that was never compared there is none."""
        return cast("date", self.theirs_on)

    @property
    def whence(self) -> str:
        """Whence our value came, in words: the national system by the name of its export, others also by their kind."""
        if self.origin == Origin.NATIONAL and self.told:
            return self.told
        return " · ".join(part for part in (self.get_origin_display(), self.told) if part)

    @property
    def tone(self) -> str:
        """In which colour it is shown how the two stand."""
        return str(STANDING_TONES[Standing(self.standing)])


class NewcomerQuerySet(KeptQuerySet):
    """Questions asked of newcomers."""

    def waiting(self) -> Self:
        """Those nobody has decided on and whose code no file of ours has got meanwhile."""
        known = Cooperative.objects.filter(code=OuterRef("code"))
        return self.filter(~Exists(known), state=NewcomerState.OPEN)


class Newcomer(models.Model):
    """Hợp tác xã chưa có trong sổ: one that only the national system knows, as its export tells it."""

    code = models.CharField("mã số", max_length=10, unique=True, validators=[check_code])
    name = models.CharField("tên", max_length=250)
    commune = models.ForeignKey(
        "directory.Commune",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="xã, phường",
    )
    values = models.JSONField("nội dung", default=dict)
    stands_on = models.DateField("số liệu đến ngày")
    national = models.ForeignKey(
        NationalExport, models.PROTECT, related_name="newcomers", verbose_name="lần đối chiếu"
    )
    state = models.CharField(
        "trạng thái", max_length=8, choices=NewcomerState.choices(), default=NewcomerState.OPEN
    )
    cooperative = models.ForeignKey(
        Cooperative, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="hợp tác xã"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người quyết định",
    )
    decided_at = models.DateTimeField("quyết định lúc", null=True, blank=True)
    folded = FoldedField("chữ để tìm", of=("name", "code"))

    objects = NewcomerQuerySet.as_manager()

    class Meta:
        verbose_name = "hợp tác xã chưa có trong sổ"
        ordering = ("name", "id")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=NewcomerState.ADDED) | Q(cooperative__isnull=False),
                name="newcomer_added_has_file",
                violation_error_message="Đã thêm thì phải có hồ sơ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

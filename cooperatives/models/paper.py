"""The papers of a cooperative's file, and its certificates and codes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Self

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When
from django.urls import reverse

from cooperatives.enums.papers import ANNUAL, SINGLE, CopyKind, DigitalState, PaperEnd, PaperKind, PaperState
from cooperatives.models.cooperative import Cooperative
from cooperatives.models.scope import OfCooperative
from cooperatives.rules.papers import SOON_DAYS, HeldPaper, paper_state
from lmhtx.base import clock
from lmhtx.base.constraints import both_or_neither, in_order, positive
from lmhtx.base.fields import FoldedField
from lmhtx.base.models import Signed, Versioned
from lmhtx.files.models import Attachment

KIND = "cooperatives.cooperativepaper"


class PaperQuerySet(OfCooperative):
    """Questions asked of papers."""

    def in_file(self, day: date) -> Self:
        """Those that nothing has replaced or taken back by the end of the day."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))

    def counting(self, day: date) -> Self:
        """Those that count at the end of the day, as the rule `missing_papers` says of one."""
        holds = Q(through_on__isnull=True) | Q(through_on__gte=day)
        return self.in_file(day).filter(holds, digitised_on__lte=day)

    def with_state(self, day: date) -> Self:
        """The rule `paper_state` as an expression, and the steps of `digital_state`."""
        files = Attachment.objects.held().filter(owner_kind=KIND, owner_id=OuterRef("pk"))
        return self.annotate(
            state=Case(
                When(ended_on__lte=day, then=F("end")),
                When(through_on__isnull=True, then=Value(PaperState.VALID)),
                When(through_on__lt=day, then=Value(PaperState.EXPIRED)),
                When(through_on__lte=day + timedelta(days=SOON_DAYS), then=Value(PaperState.SOON)),
                default=Value(PaperState.VALID),
                output_field=CharField(),
            ),
            digital=Case(
                When(digitised_on__isnull=False, then=Value(DigitalState.DIGITISED)),
                When(Exists(files), then=Value(DigitalState.WAITING)),
                default=Value(DigitalState.NO_FILE),
                output_field=CharField(),
            ),
        )


@pghistory.track(exclude=["folded"])
class CooperativePaper(Signed, Versioned):
    """Giấy tờ của hợp tác xã: a paper of its legal file, or a certificate or code, with its copy in files."""

    cooperative = models.ForeignKey(
        Cooperative, models.PROTECT, related_name="papers", verbose_name="hợp tác xã"
    )
    kind = models.CharField("loại giấy tờ", max_length=20, choices=PaperKind.choices())
    year = models.PositiveSmallIntegerField(
        "của năm",
        null=True,
        blank=True,
        validators=[MinValueValidator(1990), MaxValueValidator(2100)],
    )
    number = models.CharField("số, mã", max_length=80, blank=True)
    title = models.CharField("nội dung, phạm vi", max_length=250, blank=True)
    issuer = models.CharField("nơi cấp, nơi lập", max_length=200, blank=True)
    issued_on = models.DateField("ngày cấp, ngày lập")
    through_on = models.DateField("có giá trị đến hết ngày", null=True, blank=True)
    page_count = models.PositiveSmallIntegerField("số trang", null=True, blank=True)
    area_ha = models.DecimalField("diện tích (ha)", max_digits=10, decimal_places=2, null=True, blank=True)
    output_tonnes = models.DecimalField(
        "sản lượng (tấn/năm)", max_digits=12, decimal_places=2, null=True, blank=True
    )
    link = models.URLField("liên kết tra cứu", blank=True)
    copy_kind = models.CharField("loại bản số", max_length=10, choices=CopyKind.choices(), blank=True)
    digitised_on = models.DateField("xác nhận số hóa ngày", null=True, blank=True, editable=False)
    digitised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="người xác nhận số hóa",
    )
    ended_on = models.DateField("thôi dùng từ ngày", null=True, blank=True, editable=False)
    end = models.CharField("vì", max_length=10, choices=PaperEnd.choices(), blank=True, editable=False)
    end_reason = models.CharField("lý do", max_length=250, blank=True, editable=False)
    replaced_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="replaces",
        verbose_name="giấy thay thế",
    )
    folded = FoldedField("chữ để tìm", of=("number", "title", "issuer"))

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = "giấy tờ của hợp tác xã"
        ordering = ("kind", "-issued_on", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative", "kind"],
                condition=Q(ended_on__isnull=True, kind__in=[str(kind) for kind in SINGLE]),
                name="paper_one_of_a_kind",
                violation_error_message="Hợp tác xã đang có một giấy loại này chưa thay thế.",
            ),
            models.UniqueConstraint(
                fields=["cooperative", "kind", "year"],
                condition=Q(ended_on__isnull=True, year__isnull=False),
                name="paper_one_a_year",
                violation_error_message="Hợp tác xã đang có giấy loại này của năm đó.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[str(kind) for kind in ANNUAL], year__isnull=False)
                | (~Q(kind__in=[str(kind) for kind in ANNUAL]) & Q(year__isnull=True)),
                name="paper_of_a_year",
                violation_error_message="Giấy tờ hằng năm phải ghi của năm nào; giấy tờ khác thì không.",
            ),
            in_order(
                "issued_on",
                "through_on",
                name="paper_days_in_order",
                message="Ngày hết giá trị không được trước ngày cấp.",
            ),
            in_order(
                "issued_on",
                "digitised_on",
                name="paper_digitised_after_issue",
                message="Ngày số hóa không được trước ngày cấp.",
            ),
            both_or_neither(
                "digitised_on",
                "digitised_by",
                name="paper_digitised_by_someone",
                message="Đã số hóa thì phải có ngày và người xác nhận.",
            ),
            models.CheckConstraint(
                condition=Q(digitised_on__isnull=True, copy_kind="")
                | (Q(digitised_on__isnull=False) & ~Q(copy_kind="")),
                name="paper_digitised_as_what",
                violation_error_message="Đã số hóa thì phải ghi bản ký số hay bản quét đã đối chiếu.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, end="") | (Q(ended_on__isnull=False) & ~Q(end="")),
                name="paper_end_says_why",
                violation_error_message="Thôi dùng phải có cả ngày và vì sao.",
            ),
            models.CheckConstraint(
                condition=Q(end="", end_reason="", replaced_by__isnull=True)
                | Q(end=PaperEnd.REPLACED)
                | (
                    Q(end__in=[str(PaperEnd.REVOKED), str(PaperEnd.MISTAKEN)], replaced_by__isnull=True)
                    & ~Q(end_reason="")
                ),
                name="paper_end_is_whole",
                violation_error_message="Thu hồi, rút phải ghi lý do; chỉ giấy đã thay thế mới có giấy mới.",
            ),
            positive("page_count", name="paper_page_count", message="Số trang phải lớn hơn 0."),
            positive("area_ha", name="paper_area", message="Diện tích phải lớn hơn 0."),
            positive("output_tonnes", name="paper_output", message="Sản lượng phải lớn hơn 0."),
        ]
        indexes = [
            models.Index(fields=["cooperative", "kind", "digitised_on"], name="paper_of"),
            models.Index(fields=["through_on"], name="paper_through"),
        ]

    def __str__(self) -> str:
        named = PaperKind(self.kind).label
        year = f" {self.year}" if self.year else ""
        return f"{named}{year} số {self.number}" if self.number else f"{named}{year}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("paper_detail", args=[self.pk])

    @property
    def facts(self) -> HeldPaper:
        """What the rules must know of it."""
        return HeldPaper(
            kind=PaperKind(self.kind),
            year=self.year,
            through_on=self.through_on,
            digitised_on=self.digitised_on,
            ended_on=self.ended_on,
            end=PaperEnd(self.end) if self.end else None,
        )

    @property
    def state_today(self) -> PaperState:
        """Where it stands today."""
        return paper_state(self.facts, day=clock.today())


def same_papers(paper: CooperativePaper) -> Any:
    """What stands in the file in the place that this paper would take: of its kind, and of its year."""
    rows = CooperativePaper.objects.filter(cooperative=paper.cooperative_id, kind=paper.kind)
    rows = rows.filter(ended_on__isnull=True).exclude(pk=paper.pk)
    if paper.kind in ANNUAL:
        return rows.filter(year=paper.year)
    return rows if paper.kind in SINGLE else rows.none()

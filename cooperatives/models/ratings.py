"""Rubrics as data, rounds of a year, and the rating of each cooperative in them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from cooperatives.enums.forms import FormSource
from cooperatives.enums.ratings import Band, RatingState, Unrated
from cooperatives.models.cooperative import Cooperative
from cooperatives.models.scope import WHOLE, OfCooperative
from lmhtx.base.fields import year_field
from lmhtx.base.models import Signed, Versioned
from lmhtx.people.roles import Role


class RubricQuerySet(models.QuerySet[Any]):
    """Questions asked of rubrics and rounds."""

    def visible_to(self, user: Any) -> Self:
        """All of them for staff; what a circular says is no secret among them."""
        return self if user.has_role(*WHOLE, Role.ADMIN) else self.none()


class Rubric(Signed):
    """Bộ tiêu chí đánh giá: criteria with their highest points and the bands of the total, in one edition of a text."""

    key = models.CharField("ký hiệu", max_length=30)
    edition = models.PositiveSmallIntegerField("lần", default=1)
    title = models.CharField("tên", max_length=250)
    legal_basis = models.CharField("căn cứ", max_length=250)
    valid_from = models.DateField("áp dụng từ ngày")
    doubt = models.CharField("điểm chưa chắc", max_length=500, blank=True)
    good_from = models.DecimalField("tốt từ", max_digits=5, decimal_places=2, default=Decimal(80))
    fair_from = models.DecimalField("khá từ", max_digits=5, decimal_places=2, default=Decimal(65))
    average_from = models.DecimalField("trung bình từ", max_digits=5, decimal_places=2, default=Decimal(50))

    objects = RubricQuerySet.as_manager()

    class Meta:
        verbose_name = "bộ tiêu chí đánh giá"
        ordering = ("key", "-edition")
        constraints = [
            models.UniqueConstraint(
                fields=["key", "edition"],
                name="rubric_edition_once",
                violation_error_message="Lần này của bộ tiêu chí đã có.",
            ),
            models.CheckConstraint(
                condition=Q(good_from__gt=models.F("fair_from"), fair_from__gt=models.F("average_from")),
                name="rubric_bands_in_order",
                violation_error_message="Ngưỡng tốt, khá, trung bình phải giảm dần.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}, lần {self.edition}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("rubric_detail", args=[self.pk])

    @property
    def lowest(self) -> tuple[Decimal, Decimal, Decimal]:
        """The least totals of tốt, khá, trung bình."""
        return self.good_from, self.fair_from, self.average_from


FROZEN = """
IF EXISTS (SELECT 1 FROM cooperatives_ratinground WHERE rubric_id = COALESCE(NEW.rubric_id, OLD.rubric_id)) THEN
    RAISE EXCEPTION 'the rubric is in use';
END IF;
RETURN COALESCE(NEW, OLD);
"""


class Criterion(models.Model):
    """Tiêu chí đánh giá: one line of a rubric; frozen once a round rests on it."""

    rubric = models.ForeignKey(
        Rubric, models.CASCADE, related_name="criteria", verbose_name="bộ tiêu chí đánh giá"
    )
    number = models.PositiveSmallIntegerField("số thứ tự")
    part = models.CharField("nhóm", max_length=120)
    title = models.CharField("tiêu chí", max_length=250)
    detail = models.CharField("chi tiết", max_length=500, blank=True)
    max_points = models.DecimalField("điểm tối đa", max_digits=5, decimal_places=2, null=True, blank=True)

    objects = RubricQuerySet.as_manager()

    class Meta:
        verbose_name = "tiêu chí đánh giá"
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(
                fields=["rubric", "number"],
                name="criterion_number_once",
                violation_error_message="Số thứ tự này đã có.",
            ),
            models.CheckConstraint(
                condition=Q(max_points__isnull=True) | Q(max_points__gt=0, max_points__lte=100),
                name="criterion_points_within_hundred",
                violation_error_message="Điểm tối đa phải trên 0 và không quá 100.",
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="frozen_in_use",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=FROZEN,
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class RatingRound(Signed):
    """Đợt đánh giá: the rating of all cooperatives for one year, on one rubric."""

    year = year_field("năm", unique=True, error_messages={"unique": "Năm này đã có đợt đánh giá."})
    rubric = models.ForeignKey(
        Rubric, models.PROTECT, related_name="rounds", verbose_name="bộ tiêu chí đánh giá"
    )
    opened_on = models.DateField("mở ngày")
    closes_on = models.DateField("hạn tự chấm")
    closed_on = models.DateField("đóng ngày", null=True, blank=True)

    objects = RubricQuerySet.as_manager()

    class Meta:
        verbose_name = "đợt đánh giá"
        ordering = ("-year",)

    def __str__(self) -> str:
        return f"Đợt đánh giá năm {self.year}"

    def get_absolute_url(self) -> str:
        """The ratings in it."""
        return f"{reverse('rating_list')}?round={self.pk}"


class RatingQuerySet(OfCooperative):
    """Questions asked of ratings."""

    def visible_to(self, user: Any) -> Self:
        """People of a commune see what is approved; a cooperative its own sheet, whose page hides what is not final."""
        rows = super().visible_to(user)
        is_own = user.has_role(Role.COOPERATIVE) and not user.has_role(Role.AGENCY_OFFICER)
        return rows if is_own or user.has_role(*WHOLE) else rows.filter(state=RatingState.APPROVED)

    def newest(self) -> Self:
        """Of each cooperative in a round the last edition."""
        later = Rating.objects.filter(
            round=OuterRef("round"), cooperative=OuterRef("cooperative"), edition__gt=OuterRef("edition")
        )
        return self.filter(~Exists(later))


class Rating(Signed, Versioned):
    """Phiếu đánh giá: the points of a cooperative for a year; once approved it stays, a change is a new edition.

    `typed` keeps what the cooperative is writing, readable or not; it becomes points when the sheet is handed in.
    """

    round = models.ForeignKey(
        RatingRound, models.PROTECT, related_name="ratings", verbose_name="đợt đánh giá"
    )
    cooperative = models.ForeignKey(
        Cooperative, models.PROTECT, related_name="ratings", verbose_name="hợp tác xã"
    )
    edition = models.PositiveSmallIntegerField("lần", default=1)
    state = models.CharField(
        "trạng thái", max_length=10, choices=RatingState.choices(), default=RatingState.DRAFT
    )
    source = models.CharField(
        "ai chấm", max_length=10, choices=FormSource.choices(), default=FormSource.ON_BEHALF, editable=False
    )
    typed = models.JSONField("đã gõ", default=dict, editable=False)
    is_estimate = models.BooleanField("số liệu ước", default=True)
    unrated = models.CharField("không đánh giá", max_length=12, choices=Unrated.choices(), blank=True)
    total = models.DecimalField("tổng điểm", max_digits=6, decimal_places=2, null=True, blank=True)
    band = models.CharField("xếp loại", max_length=8, choices=Band.choices(), blank=True)
    reason = models.CharField("lý do lập lần mới", max_length=300, blank=True)
    approved_on = models.DateField("phê duyệt ngày", null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người phê duyệt",
    )

    objects = RatingQuerySet.as_manager()

    class Meta:
        verbose_name = "phiếu đánh giá"
        ordering = ("-round__year", "cooperative__name", "-edition")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "cooperative", "edition"],
                name="rating_edition_once",
                violation_error_message="Lần này của phiếu đã có.",
            ),
            models.CheckConstraint(
                condition=~Q(state=RatingState.APPROVED)
                | (Q(total__isnull=False, approved_on__isnull=False) & ~Q(band="")),
                name="rating_approved_is_whole",
                violation_error_message="Phiếu đã phê duyệt phải có tổng điểm, xếp loại, ngày phê duyệt.",
            ),
            models.CheckConstraint(
                condition=Q(unrated="") | Q(state=RatingState.DRAFT, band=""),
                name="rating_unrated_has_no_band",
                violation_error_message="Hợp tác xã không đánh giá thì không có xếp loại.",
            ),
            models.CheckConstraint(
                condition=Q(edition=1) | ~Q(reason=""),
                name="rating_new_edition_has_reason",
                violation_error_message="Lần đánh giá mới phải có lý do.",
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(
                name="approved_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state=RatingState.APPROVED.value),
            )
        ]
        indexes = [models.Index(fields=["round", "state"], name="rating_by_state")]

    def __str__(self) -> str:
        return f"{self.cooperative}, đánh giá năm {self.round.year}" + (
            f" (lần {self.edition})" if self.edition > 1 else ""
        )

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("rating_detail", args=[self.pk])


class OfRating(OfCooperative):
    """Points, seen with their rating."""

    path = "rating__cooperative__"

    def visible_to(self, user: Any) -> Self:
        """As the rating is."""
        return self.filter(rating__in=Rating.objects.visible_to(user).values("pk"))


class Score(models.Model):
    """Điểm của tiêu chí: what a cooperative gave itself for a criterion, and what was found on looking into it."""

    rating = models.ForeignKey(Rating, models.CASCADE, related_name="scores", verbose_name="phiếu đánh giá")
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, related_name="scores", verbose_name="tiêu chí đánh giá"
    )
    self_points = models.DecimalField("điểm tự chấm", max_digits=5, decimal_places=2)
    points = models.DecimalField("điểm thẩm định", max_digits=5, decimal_places=2, null=True, blank=True)
    reason = models.CharField("lý do khác điểm tự chấm", max_length=300, blank=True)
    note = models.CharField("minh chứng", max_length=300, blank=True)

    objects = OfRating.as_manager()

    class Meta:
        verbose_name = "điểm của tiêu chí"
        ordering = ("criterion__number",)
        constraints = [
            models.UniqueConstraint(
                fields=["rating", "criterion"],
                name="score_once",
                violation_error_message="Tiêu chí này đã chấm.",
            ),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | Q(points=models.F("self_points")) | ~Q(reason=""),
                name="score_differs_for_a_reason",
                violation_error_message="Điểm thẩm định khác điểm tự chấm phải có lý do.",
            ),
            models.CheckConstraint(
                condition=Q(self_points__gte=0) & (Q(points__isnull=True) | Q(points__gte=0)),
                name="score_not_below_nought",
                violation_error_message="Điểm không được âm.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.points if self.points is not None else self.self_points}"

"""How rubrics, rounds and ratings are shown."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cooperatives.enums.ratings import Band, RatingState, Unrated
from cooperatives.looks import RATING_TONES
from cooperatives.models import Rating, RatingRound, Rubric
from lmhtx.ui.listing import SheetCell
from lmhtx.ui.tables import DateColumn, HouseTable, NumberColumn
from lmhtx.ui.templatetags.ui import badge


class RubricTable(HouseTable):
    """Rubrics."""

    title = tables.Column(verbose_name="Bộ tiêu chí", linkify=True)
    key = tables.Column(verbose_name="Ký hiệu")
    edition = NumberColumn(verbose_name="Lần")
    valid_from = DateColumn(verbose_name="Áp dụng từ")
    doubt = tables.Column(verbose_name="Điểm chưa chắc", orderable=False)

    class Meta(HouseTable.Meta):
        model = Rubric
        fields: ClassVar[tuple[str, ...]] = ("title", "key", "edition", "valid_from", "doubt")


class RoundTable(HouseTable):
    """Rounds."""

    year = tables.Column(verbose_name="Đợt đánh giá", linkify=True)
    rubric = tables.Column(verbose_name="Bộ tiêu chí", order_by=("rubric__key", "id"))
    opened_on = DateColumn(verbose_name="Mở ngày")
    closes_on = DateColumn(verbose_name="Hạn tự chấm")
    closed_on = DateColumn(verbose_name="Đóng ngày")
    approved = NumberColumn(verbose_name="Đã phê duyệt", orderable=False)
    rated = NumberColumn(verbose_name="Thuộc diện", orderable=False)

    in_sheet: ClassVar[Any] = {"rubric": SheetCell(of="rubric__key")}

    class Meta(HouseTable.Meta):
        model = RatingRound
        fields: ClassVar[tuple[str, ...]] = (
            "year",
            "rubric",
            "opened_on",
            "closes_on",
            "closed_on",
            "approved",
            "rated",
        )

    def render_year(self, record: RatingRound) -> str:
        """In words."""
        return str(record)


class RatingTable(HouseTable):
    """Ratings."""

    cooperative = tables.Column(verbose_name="Hợp tác xã", order_by=("cooperative__name", "id"))
    round = tables.Column(verbose_name="Năm", order_by=("round__year", "id"))
    state = tables.Column(verbose_name="Trạng thái")
    total = NumberColumn(verbose_name="Tổng điểm")
    band = tables.Column(verbose_name="Xếp loại")
    approved_on = DateColumn(verbose_name="Phê duyệt")

    in_sheet: ClassVar[Any] = {
        "cooperative": (
            SheetCell(of="cooperative__name", width=50),
            SheetCell(of="cooperative__code", heading="Mã số", width=14),
            SheetCell(of="cooperative__commune__name", heading="Xã, phường"),
        ),
        "round": SheetCell(of="round__year"),
        "state": (
            SheetCell(of="state", turn=dict(RatingState.choices()).get),
            SheetCell(of="unrated", heading="Không đánh giá", turn=dict(Unrated.choices()).get),
            SheetCell(of="is_estimate", heading="Số liệu ước", turn=lambda value: "Có" if value else "Không"),
        ),
        "band": SheetCell(of="band", turn=dict(Band.choices()).get),
    }

    class Meta(HouseTable.Meta):
        model = Rating
        fields: ClassVar[tuple[str, ...]] = (
            "cooperative",
            "round",
            "state",
            "total",
            "band",
            "approved_on",
        )

    def render_cooperative(self, record: Rating) -> SafeString:
        """The name as a link to its sheet."""
        told = f"lần {record.edition}" if record.edition > 1 else ""
        return format_html(
            '<a href="{}">{}</a> <span class="sub">{}</span>',
            record.get_absolute_url(),
            record.cooperative.name,
            told,
        )

    def render_round(self, record: Rating) -> str:
        """The year alone."""
        return str(record.round.year)

    def render_state(self, record: Rating) -> str:
        """Colour, drawing and word; why it is not rated comes first."""
        if record.unrated:
            return badge(Unrated(record.unrated).label, "grey")
        state = RatingState(record.state)
        return badge(state.label, RATING_TONES[state])

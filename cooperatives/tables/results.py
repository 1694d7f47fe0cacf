"""The answers of a period, one cooperative a row, one question a column."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cooperatives.enums.forms import FormSource, FormState
from cooperatives.models import Period, Submission
from cooperatives.queries.results import declared, verified
from cooperatives.year_form import Figure
from lmhtx.sheets.writing import Look
from lmhtx.ui.listing import SheetCell
from lmhtx.ui.tables import HouseTable


class AnswerColumn(tables.Column):
    """What was answered to one question, and whether it is verified."""

    def __init__(self, figure: Figure) -> None:
        """Numbers stand at the right."""
        self.figure = figure
        looks = {"class": "number"} if figure.is_counted else {}
        super().__init__(
            verbose_name=figure.label, accessor="values", orderable=False, attrs={"td": looks, "th": looks}
        )

    def render(self, value: Any, record: Submission) -> Any:
        """The declared value; what is not yet applied says so."""
        said = value.get(self.figure.key)
        if said is None or (record.state == FormState.ACCEPTED and self.figure.key in record.applied):
            return self.figure.told(said)
        return format_html('{} <span class="sub">chưa xác minh</span>', self.figure.told(said))


class AnswerTable(HouseTable):
    """Who answered what; Excel has the declared and the verified figure beside each other."""

    cooperative = tables.Column(
        verbose_name="Hợp tác xã",
        linkify=True,
        order_by=("cooperative__name", "id"),
        attrs={"td": {"class": "wordy"}},
    )

    in_sheet: ClassVar[Any] = {
        "cooperative": (
            SheetCell(of="cooperative__name", width=50),
            SheetCell(of="cooperative__code", heading="Mã số", width=14),
            SheetCell(of="cooperative__commune__name", heading="Xã, phường"),
            SheetCell(of="period__title", heading="Đợt"),
            SheetCell(of="period__version", heading="Bản mẫu"),
            SheetCell(of="source", heading="Ai khai", turn={one.value: one.label for one in FormSource}.get),
        ),
    }

    class Meta(HouseTable.Meta):
        model = Submission
        fields: ClassVar[tuple[str, ...]] = ("cooperative",)

    def __init__(self, *args: Any, period: Period, **options: Any) -> None:
        """A column for each question of the period."""
        figures = period.figures_for()
        extra = [(f"so_{one.key}", AnswerColumn(one)) for one in figures]
        options["extra_columns"] = [*options.get("extra_columns", ()), *extra]
        super().__init__(*args, **options)
        # For this period's table alone; the class is shared by all.
        self.__dict__["in_sheet"] = {
            **type(self).in_sheet,
            **{f"so_{one.key}": (_cell(one, "tự khai"), _cell(one, "đã xác minh")) for one in figures},
        }

    def render_cooperative(self, record: Submission) -> SafeString:
        """Who filled it in stands under the name, where it was not the cooperative."""
        is_helped = record.source == FormSource.ON_BEHALF
        told = f"{record.cooperative.commune or 'chưa rõ xã, phường'}{' · nhập hộ' if is_helped else ''}"
        return format_html('{} <span class="sub">{}</span>', record.cooperative.name, told)


def _cell(figure: Figure, layer: str) -> SheetCell:
    def said(value: Any) -> str:
        return "" if value is None else figure.told(value)

    return SheetCell(
        of=declared(figure) if layer == "tự khai" else verified(figure),
        heading=f"{figure.label} ({layer})",
        turn=_plain if figure.is_counted else said,
        look=Look.NUMBER if figure.is_counted else Look.TEXT,
        width=20,
    )


def _plain(value: Any) -> Any:
    return None if value is None else float(value)

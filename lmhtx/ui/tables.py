"""Base of registers as tables: rows open by click or Enter, sort by heading, become cards on a phone."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from typing import Any, ClassVar

import django_tables2 as tables
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django_tables2.data import TableQuerysetData

from lmhtx.ui.listing import SheetCell
from lmhtx.ui.templatetags.ui import badge
from lmhtx.ui.templatetags.vn_format import NOTHING, con_lai, dong, ngay, ngay_gio, phan_tram, sac_han, so


def told_apart(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows in the same order, those that are alike in it by their number: no row is on two pages, or on none."""
    keys = [*(rows.query.order_by or rows.model._meta.ordering or ())]
    if any(str(key).lstrip("-") in {"pk", "id"} for key in keys):
        return rows
    goes_down = bool(keys) and str(keys[-1]).startswith("-")
    return rows.order_by(*keys, "-pk" if goes_down else "pk")


def known(act: Callable[..., Any]) -> Callable[..., Any]:
    """The same act with its signature at hand: django-tables2 asks for it anew in every cell."""
    same = partial(act)
    same.__signature__ = inspect.signature(act)  # type: ignore[attr-defined]
    return same


class HouseTable(tables.Table):
    """A register; the first column should `linkify` so that rows open without scripts too.

    A table may define `row_tone(record)` answering a tone of `ui/badge.html` to colour the edge of the row.
    `in_sheet` says of its columns, by name, what they are in Excel (one cell or several); a plain field need not
    be told, and a column of which nothing is known leaves as it is drawn, which is slower.
    """

    in_sheet: ClassVar[Mapping[str, SheetCell | tuple[SheetCell, ...]]] = {}

    class Meta:
        empty_text = ""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Dress the table; a Meta of its own need not repeat the looks of the house."""
        options.setdefault("attrs", {"class": "table register"})
        options.setdefault("default", NOTHING)
        options.setdefault(
            "row_attrs",
            {"data-lmhtx-open": known(self._address), "data-tone": known(self.row_tone)},
        )
        super().__init__(*args, **options)
        for column in self.columns.iterall():
            column.render = known(column.render)
        if isinstance(self.data, TableQuerysetData):
            self.data.data = told_apart(self.data.data)

    @cached_property
    def _openings(self) -> list[tuple[str, SafeString]]:
        """Of each column its name and the attributes of its cells, which do not vary from row to row."""
        return [
            (
                column.name,
                format_html(
                    'data-label="{}" {}', capfirst(column.verbose_name), column.attrs["td"].as_html()
                ),
            )
            for column in self.columns
        ]

    def drawn_rows(self) -> Iterator[tuple[SafeString, list[tuple[SafeString, Any]]]]:
        """The rows of the page: attributes of the row, and of each cell its attributes and what stands in it."""
        for row in self.paginated_rows:
            cells = [(attributes, row.get_cell(name)) for name, attributes in self._openings]
            yield row.attrs.as_html(), cells

    def row_tone(self, record: Any) -> str | None:
        """The tone of a row's edge; none unless the register says so."""
        del record
        return None

    def _address(self, record: Any) -> str | None:
        return str(record.get_absolute_url()) if hasattr(record, "get_absolute_url") else None


class TickColumn(tables.Column):
    """The box that ticks a row for an act on many; belongs to the form of the bulk bar."""

    def __init__(self, **options: Any) -> None:
        """Stand before the first column, out of order and export."""
        super().__init__(
            verbose_name="Chọn",
            accessor="pk",
            orderable=False,
            exclude_from_export=True,
            attrs={"td": {"class": "tick"}, "th": {"class": "tick"}},
            **options,
        )

    @property
    def header(self) -> SafeString:
        """The box that ticks the whole page."""
        return format_html(
            '<input type="checkbox" class="form-check-input" data-lmhtx-tick-all aria-label="{}">',
            "Chọn cả trang",
        )

    def render(self, value: Any, record: Any) -> SafeString:
        """One box, named after its row."""
        return format_html(
            '<input type="checkbox" class="form-check-input" name="ids" form="bulk-form" value="{}" '
            'aria-label="{}">',
            value,
            f"Chọn {record}",
        )


class DateColumn(tables.Column):
    """dd/mm/yyyy."""

    def __init__(self, **options: Any) -> None:
        """Keep the day on one line."""
        super().__init__(**{"attrs": {"td": {"class": "day"}}, **options})

    def render(self, value: Any) -> str:
        """The day."""
        return ngay(value)


class MomentColumn(DateColumn):
    """hh:mm ngày dd/mm/yyyy."""

    def render(self, value: Any) -> str:
        """The moment."""
        return ngay_gio(value)


class DueColumn(DateColumn):
    """A due day with how far it is, in colour and words."""

    def render(self, value: Any) -> SafeString:
        """The day and what is left; a table that knows of closed cases overrides `render_<name>`."""
        return format_html(
            '{} <span class="due" data-tone="{}">{}</span>', ngay(value), sac_han(value), con_lai(value)
        )


class NumberColumn(tables.Column):
    """A figure at the right, its digits under each other."""

    def __init__(self, **options: Any) -> None:
        """Align heading and cells alike."""
        super().__init__(**{"attrs": {"td": {"class": "number"}, "th": {"class": "number"}}, **options})

    def render(self, value: Any) -> str:
        """The number."""
        return so(value)


class MoneyColumn(NumberColumn):
    """1.250.000 đ."""

    def render(self, value: Any) -> str:
        """The amount."""
        return dong(value)


class PercentColumn(NumberColumn):
    """62,9 %."""

    def render(self, value: Any) -> str:
        """The share."""
        return phan_tram(value)


class StateColumn(tables.Column):
    """A state as colour, icon and word; `tones` maps states to tones of `ui/badge.html`."""

    def __init__(self, *, tones: dict[str, str] | None = None, **options: Any) -> None:
        """Remember the tones."""
        self.tones = tones or {}
        super().__init__(**options)

    def render(self, value: Any, record: Any, bound_column: Any) -> str:
        """The state's words in its colour."""
        label = getattr(record, f"get_{bound_column.accessor}_display", lambda: value)()
        state = getattr(record, str(bound_column.accessor), value)
        return badge(str(label), self.tones.get(str(state), "grey"))

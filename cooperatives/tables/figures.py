"""The table of figures as a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cooperatives.queries.figure_table import UNKNOWN, Row, Table
from cooperatives.queries.figure_ways import Figure
from lmhtx.sheets.writing import Head, Look, Written
from lmhtx.ui.books import Book

SHEET = "Bảng chỉ tiêu"


def figure_book(table: Table, title: str) -> Book:
    """Its lines with both periods; what is not known says so and is never nought."""
    reach = table.reach
    heads = [
        Head("TT", width=7),
        Head("Chỉ tiêu", width=52),
        Head("Đơn vị tính", width=16),
        Head(f"{reach.label} (đến {reach.last_on:%d/%m/%Y})", Look.NUMBER, 20),
        Head(f"Cùng kỳ năm trước (đến {reach.base_last_on:%d/%m/%Y})", Look.NUMBER, 20),
        Head("Tăng, giảm", Look.NUMBER, 14),
        Head("Tăng, giảm (%)", Look.NUMBER, 12),
        Head(f"Lũy kế từ {table.year_first_on:%d/%m/%Y}", Look.NUMBER, 14),
        Head(f"Kế hoạch năm {reach.last_on.year}", Look.NUMBER, 14),
        Head("So kế hoạch (%)", Look.NUMBER, 12),
        Head("Số hồ sơ có số liệu", Look.WHOLE, 12),
        Head("Trên tổng số", Look.WHOLE, 12),
        Head("Ghi chú", width=60),
    ]
    period = [
        ("Kỳ", f"{reach.label}, từ {reach.first_on:%d/%m/%Y} đến hết {reach.last_on:%d/%m/%Y}"),
        ("Cùng kỳ", f"từ {reach.base_first_on:%d/%m/%Y} đến hết {reach.base_last_on:%d/%m/%Y}"),
        ("Số liệu năm", f"{table.year}; cùng kỳ {table.base_year}"),
        ("Kế hoạch năm", table.plan_paper or "chưa ghi"),
    ]
    return Book(
        title=f"{title} {reach.label}",
        sheets=lambda: [Written(SHEET, heads, _rows(table))],
        total=lambda: len(table.rows),
        filters=period,
        order="Theo thứ tự chỉ tiêu",
    )


def _rows(table: Table) -> Iterator[Sequence[Any]]:
    for title, rows in table.parts:
        yield ["", title, *[None] * 11]
        for row in rows:
            yield _cells(row)


def _cells(row: Row) -> list[Any]:
    line = row.line
    year = _told(row.year) if row.year else None
    planned = [year, _number(row.plan), _number(row.done_percent)]
    compared = [_number(row.change), row.growth, *planned, row.now.n, row.now.of, row.remark]
    return [line.code, line.label, line.unit, _told(row.now), _told(row.base), *compared]


def _told(figure: Figure) -> Any:
    return UNKNOWN if figure.value is None else _number(figure.value)


def _number(value: Any) -> float | int | None:
    return value if value is None or isinstance(value, int) else float(value)

"""The report on how incoming papers were dealt with, as an official paper."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from documents.queries.figures import Handled, in_all
from lmhtx.base import clock
from lmhtx.people.roles import Role
from lmhtx.reports.letterhead import letterhead_on, signature_of
from lmhtx.reports.paper import Align, Block, Column, Heading, Paper, Paragraph, Row, Table
from lmhtx.vn.numbers import decimal_comma, grouped

if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMNS = (
    Column("Đơn vị, cá nhân", 30),
    Column("Tổng nhận", 10, Align.RIGHT),
    Column("Đúng hạn", 10, Align.RIGHT),
    Column("Quá hạn", 10, Align.RIGHT),
    Column("Đang, trong hạn", 10, Align.RIGHT),
    Column("Đang, quá hạn", 10, Align.RIGHT),
    Column("Không phải trả lời", 10, Align.RIGHT),
    Column("% đúng hạn", 10, Align.RIGHT),
)


def figures_paper(units: Sequence[Handled], people: Sequence[Handled], *, first: date, last: date) -> Paper:
    """The paper with both tables, counted at the moment it is made."""
    today = clock.today()
    blocks: list[Block] = [
        Paragraph(
            f"Số liệu đến {clock.now():%H:%M ngày %d/%m/%Y}, văn bản đến từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}."
        ),
        Heading("I. THEO ĐƠN VỊ"),
        Table(COLUMNS, [*map(_row, units), _row(in_all(units), is_bold=True)]),
        Heading("II. THEO NGƯỜI GIẢI QUYẾT"),
        Table(COLUMNS, list(map(_row, people))),
    ]
    return Paper(
        letterhead=letterhead_on(today),
        symbol="BC-LM",
        kind="BÁO CÁO",
        subject="Tình hình giải quyết văn bản đến",
        blocks=blocks,
        year=today.year,
        recipients=("Thường trực Liên minh", "Các phòng, đơn vị", "Lưu: VT, VP"),
        signature=signature_of(Role.OFFICE_CHIEF, today),
        is_draft=True,
    )


def _row(one: Handled, *, is_bold: bool = False) -> Row:
    figures = (one.total, one.on_time, one.late, one.open_in_time, one.open_late, one.no_answer)
    share = one.share_on_time
    told = "" if share is None else decimal_comma(share)
    return Row((one.name, *map(grouped, figures), told), is_bold=is_bold)

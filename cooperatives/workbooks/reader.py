"""A workbook of cooperatives, dirty as it is, turned into rows: sheets, headings, lines, cells, then the whole."""

from __future__ import annotations

from collections.abc import Sequence

from cooperatives.workbooks.choosing import choose
from cooperatives.workbooks.facts import Facts
from cooperatives.workbooks.headings import STT
from cooperatives.workbooks.layouts import seen_columns
from cooperatives.workbooks.lines import Around, LineKind, kind_of
from cooperatives.workbooks.outcome import Field, Reading, ReadRow, Skipped
from cooperatives.workbooks.peers import ask_slips
from cooperatives.workbooks.places import CommuneBook
from cooperatives.workbooks.row_reading import RowReader
from cooperatives.workbooks.sameness import find_same
from cooperatives.workbooks.sheets import Sheet
from cooperatives.workbooks.standing import Standing, wanted_by
from cooperatives.workbooks.tables import MONEY, Table
from lmhtx.sheets.headings import letter

TITLE = "Tiêu đề phía trên bảng."
HEADING = "Dòng tiêu đề của bảng."
BLANK = "Dòng trống."
UNUSED = "Cột {letter} “{heading}” không thuộc các dữ liệu được nhập nên không đọc."


def read_workbook(sheets: Sequence[Sheet], facts: Facts) -> Reading:
    """All rows with what was mended and what is asked; nothing is written anywhere."""
    tables, skipped = choose(sheets, facts.layouts)
    reading = Reading(skipped=skipped)
    book = CommuneBook(facts)
    for table in tables:
        reading.columns += seen_columns(table)
        rows = _read_table(table, facts, book, reading.skipped)
        for name in MONEY:
            ask_slips(rows, name, Field(name).label)
        reading.rows += rows
    find_same(reading.rows)
    standing = Standing(facts.known(wanted_by(reading.rows)))
    for row in reading.rows:
        standing.settle(row)
    return reading


def _read_table(table: Table, facts: Facts, book: CommuneBook, skipped: list[Skipped]) -> list[ReadRow]:
    sheet, around = table.sheet, Around()
    reader = RowReader(table, facts, book)
    _skip_top(table, skipped)
    rows = []
    for at in range(table.last_heading + 1, len(sheet.rows)):
        kind = kind_of(table, at)
        if kind is LineKind.DATA:
            rows.append(reader.read(at, around))
            continue
        if kind is LineKind.GROUP:
            around.hear(_first_words(table, at), book)
        skipped.append(Skipped(sheet.name, at + 1, kind.value))
    return rows


def _first_words(table: Table, row: int) -> str:
    """The words of a group row: the longest cell, for a number may stand before and sums behind."""
    return max((table.sheet.words(row, at) for at in table.sheet.filled(row)), key=len, default="")


def _skip_top(table: Table, skipped: list[Skipped]) -> None:
    sheet = table.sheet
    skipped += [
        Skipped(sheet.name, row + 1, TITLE if sheet.filled(row) else BLANK)
        for row in range(table.first_heading)
    ]
    headings = range(table.first_heading, table.last_heading + 1)
    skipped += [Skipped(sheet.name, row + 1, HEADING) for row in headings]
    for column in table.unused:
        if STT not in column.heading.lower():
            why = UNUSED.format(letter=letter(column.at), heading=column.heading)
            skipped.append(Skipped(sheet.name, table.last_heading + 1, why))

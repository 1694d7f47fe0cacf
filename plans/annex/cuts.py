"""Tables cut by the end of a page: rows and merged cells put together again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lmhtx.vn.text import fold
from plans.annex.columns import Columns, Role
from plans.annex.numbers import NumberForm, follows, read_number, take_number

if TYPE_CHECKING:
    from lmhtx.reading.paper import Cell
    from plans.annex.grid import GridRow

CARRIED = (Role.LEAD, Role.PARTNERS, Role.AGENCIES, Role.DEADLINE, Role.PRODUCT, Role.PERSON)
DUE = (Role.LEAD, Role.AGENCIES, Role.DEADLINE)
# Shorter words may well stand in both halves: "liên | quan" after "Cơ quan có".
LEAST_TWICE = 12
UNFINISHED = re.compile(
    r"(?:,|\s[-–]|\b(?:và|của|các|về|với|cho|theo|tại|thuộc|số|ngày|năm|tháng|quý|Quý|Tháng|Năm|Trước|trước|Trong))$"
)


def join_pages(before: list[GridRow], rows: list[GridRow], *, columns: Columns) -> list[GridRow]:
    """The rows of the new page that remain once a row cut in two is whole again."""
    if not before or not rows:
        return rows
    last, first = before[-1], rows[0]
    if _is_one_row(last, first, columns, is_numbered=_is_numbered([*before[:-1], *rows[1:]], columns)):
        _join(last, first)
        return rows[1:]
    first.opens_page = True
    _carry_over(before, rows, columns=columns)
    return rows


def _is_one_row(last: GridRow, first: GridRow, columns: Columns, *, is_numbered: bool) -> bool:
    """Whether the first row of a page is the rest of the last one before it."""
    if _is_heading(last) != _is_heading(first) and not _is_rest(_text(first, columns)):
        return False
    above, below = _text(last, columns), _text(first, columns)
    if take_number(below)[0].form is NumberForm.BULLET and not _number(first, columns):
        return False
    if _is_rest(below) or re.fullmatch(r"\W", _number(first, columns)):
        return not follows(read_number(_number(first, columns)), read_number(_number(last, columns)))
    if not is_numbered:
        return not below and _holds(first, columns) and not _reaches_into(first)
    if not _number(first, columns):
        if not below:
            return not _reaches_into(first)
        has_due = any(_own(first, column) for role in DUE for column in columns.of(role))
        is_head = _is_bold(first) or below.isupper()
        return not is_head and (
            not has_due or (not _has_due(last, columns) or bool(UNFINISHED.search(above)))
        )
    is_beginning = bool(above) and not _number(last, columns) and not _has_due(last, columns)
    is_bullet = take_number(above)[0].form is not NumberForm.NONE
    return (
        is_beginning
        and not is_bullet
        and not _is_bold(last)
        and not above.isupper()
        and not _is_heading(last)
    )


def _join(last: GridRow, first: GridRow) -> None:
    """Put the words of the second half behind those of the first."""
    for column, below in enumerate(first.cells):
        above = last.cells[column] if column < last.width else None
        if below is None or above is None or below.column != column:
            continue
        above.text = below.text = joined_text(above.text, below.text)
    first.cells = []


def _carry_over(before: list[GridRow], rows: list[GridRow], *, columns: Columns) -> None:
    """Give a merged cell cut by the end of a page its words on both sides of the cut."""
    for column in (column for role in CARRIED for column in columns.of(role)):
        above, below = before[-1].cells[column], rows[0].cells[column]
        if above is None or below is None or not above.text.strip() or above.column_span != below.column_span:
            continue
        if not (above.row_span > 1 or below.row_span > 1 or _has_merges([*before, *rows], column)):
            continue
        if not below.text.strip():
            below.text = above.text
            rows[0].carried.add(column)
        elif below.text.lstrip()[:1].islower() or _is_open(above.text):
            above.text = below.text = joined_text(above.text, below.text)


def joined_text(above: str, below: str) -> str:
    """Two halves of a cell; a half printed twice counts once."""
    first, second = fold(above), fold(below)
    if not second or second == first or (len(second) >= LEAST_TWICE and second in first):
        return above
    if not first or (len(first) >= LEAST_TWICE and first in second):
        return below
    is_one_word = re.search(r"[^\s\-–][\-–/]$", above) or re.fullmatch(r"\d+[\d.]*", below)
    mark = "" if is_one_word else " "
    return f"{above}{mark}{below}"


def _is_rest(text: str) -> bool:
    """Whether words begin in the middle of a sentence."""
    found = re.match(r"[\s\d(),;.:/%]*([^\W\d_])", text)
    return found is not None and found.group(1).islower() and not re.match(r"\s*\(?[a-zđ0-9]{1,2}[.)]", text)


def _is_open(text: str) -> bool:
    return text.count("(") > text.count(")") or bool(UNFINISHED.search(text.strip()))


def _text(row: GridRow, columns: Columns) -> str:
    if _is_heading(row):
        return row.own()[-1].text.strip()
    return " ".join(filter(None, (_own(row, column) for column in columns.of(Role.TEXT))))


def _number(row: GridRow, columns: Columns) -> str:
    return " ".join(filter(None, (_own(row, column) for column in columns.of(Role.NUMBER))))


def _own(row: GridRow, column: int) -> str:
    cell = row.cells[column] if column < row.width else None
    return cell.text.strip() if cell is not None and cell.row == row.index else ""


def _has_due(row: GridRow, columns: Columns) -> bool:
    held = (row.cells[column] for role in DUE for column in columns.of(role) if column < row.width)
    return any(cell is not None and cell.text.strip() for cell in held)


def _holds(row: GridRow, columns: Columns) -> bool:
    return any(_own(row, column) for role in CARRIED for column in columns.of(role))


def _reaches_into(row: GridRow) -> bool:
    """Whether blank cells of the row go on below it, so that it is a row of its own under a merged one."""
    return any(cell is not None and cell.row_span > 1 and not cell.text.strip() for cell in row.cells)


def _is_heading(row: GridRow) -> bool:
    own = row.own()
    return (
        bool(own) and len(own) <= 2 and own[-1].column_span * 10 >= row.width * 6 and own[-1].column_span > 1
    )


def _is_bold(row: GridRow) -> bool:
    return all(cell.is_bold for cell in row.own())


def _is_numbered(rows: list[GridRow], columns: Columns) -> bool:
    """Whether most rows of the table have a number of their own."""
    if not columns.of(Role.NUMBER) or not rows:
        return False
    held = [row for row in rows if row.own()]
    return sum(bool(_number(row, columns)) for row in held) * 10 >= len(held) * 6


def _has_merges(rows: list[GridRow], column: int) -> bool:
    """Whether the paper merges cells of this column downwards elsewhere."""
    cells: list[Cell | None] = [row.cells[column] for row in rows]
    return any(cell is not None and cell.row_span > 1 and cell.text.strip() for cell in cells)

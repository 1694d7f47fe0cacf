"""A paper turned into proposed tasks: its tables, or its running text when no table holds tasks."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from lmhtx.reading.paper import Paper, Paragraph, Table
from lmhtx.vn.text import fold
from plans.annex.columns import Columns, Role, why_no_task_table
from plans.annex.cuts import join_pages
from plans.annex.grid import lay_out
from plans.annex.head import read_head
from plans.annex.headings import (
    guess_columns,
    heading_at,
    is_labelled,
    is_repeat,
    is_timetable,
    settle_text_columns,
)
from plans.annex.proposal import ProposedTask, Reading
from plans.annex.prose import read_prose
from plans.annex.rows import view_row
from plans.annex.tables import Walk
from plans.annex.tasks import propose

if TYPE_CHECKING:
    from plans.annex.grid import GridRow

# A heading cut by a page's end lacks a word or two.
SAME_HEADINGS = 0.85
TITLE = re.compile(r"(?:phu luc|bieu|bang|danh muc|[ivx]+\.|phan [ivx\d]+|\d+\.\s)")
GUESSED = "Bảng {number} không có dòng tiêu đề; ý nghĩa các cột do máy đoán, cần xem lại."


class TableReader:
    """Walks the tables of one paper; a table broken by pages goes on under its first heading."""

    def __init__(self) -> None:
        self.walk = Walk(Columns())
        self.warnings: list[str] = []
        self.count = 0
        self._width = 0
        self._rows: list[GridRow] = []

    def read(self, table: Table, *, goes_on: bool) -> None:
        """Read one table, or, when nothing but a page's end stands between, one more piece of the one before."""
        self.count += 1
        if not goes_on:
            self.finish()
            self._width = 0
        rows = lay_out(table)
        found = _find_headings(rows)
        if not found or found[0][0] > 0:
            self._go_on(rows[: found[0][0]] if found else rows, table, has_heading=bool(found))
        for position, (place, height, columns) in enumerate(found):
            end = found[position + 1][0] if position + 1 < len(found) else len(rows)
            self._read_piece(columns, rows[place + height : end], table)

    def _go_on(self, rows: list[GridRow], table: Table, *, has_heading: bool) -> None:
        """Rows before any heading: the rest of the table on the page before, or a table without heading."""
        if self._width == table.column_count and self.walk.columns.roles:
            self._take(rows)
        elif not has_heading and table.row_count >= 3:
            columns = guess_columns(rows)
            if columns is not None:
                self.warnings.append(GUESSED.format(number=self.count))
                self._begin(columns, table)
                self._take(rows)

    def _read_piece(self, columns: Columns, body: list[GridRow], table: Table) -> None:
        settle_text_columns(columns, body)
        if _same_headings(columns, self.walk.columns) and self._width == table.column_count:
            self._take(body)
            return
        reason = why_no_task_table(columns)
        if reason and is_labelled(columns, body):
            reason = ""
        elif not reason and is_timetable(columns, body):
            reason = "là lịch theo giờ, không phải bảng nhiệm vụ"
        if reason:
            self.finish()
            self._width = 0
            self.walk.columns = Columns()
            if len(body) >= 2:
                self.warnings.append(f"Bỏ qua bảng {self.count} (trang {table.page}): {reason}.")
            return
        self._begin(columns, table)
        self._take(body)

    def _begin(self, columns: Columns, table: Table) -> None:
        self.finish()
        self.walk.columns = columns
        self.walk.begin_table(self.count)
        self._width = table.column_count

    def _take(self, rows: list[GridRow]) -> None:
        """Keep the rows of one more piece; a piece on a new page takes over the cells cut by the page's end."""
        if self._rows and rows and rows[0].page != self._rows[-1].page:
            rows = join_pages(self._rows, rows, columns=self.walk.columns)
        self._rows.extend(rows)

    def finish(self) -> None:
        """Walk the rows gathered so far."""
        self.walk.take([view_row(row, self.walk.columns) for row in self._rows if row.own()])
        self._rows = []


def read_annex(paper: Paper, *, year: int | None = None) -> Reading:
    """Read a paper into proposed tasks; `year` is the plan's, for deadlines that name none."""
    head = read_head(paper)
    head.year = year or head.year
    reader = TableReader()
    goes_on, name = False, ""
    for block in paper.blocks:
        if isinstance(block, Table):
            reader.read(block, goes_on=goes_on and block.name == name)
            goes_on, name = True, block.name
        elif _parts_tables(block):
            goes_on = False
    reader.finish()
    head.year = head.year or _year_of_deadlines(reader)
    tasks = [propose(draft, year=head.year, issued_on=head.issued_on) for draft in reader.walk.drafts]
    _doubt_numbers(tasks)
    reading = Reading(head, tasks, [*paper.warnings, *reader.warnings])
    if not tasks:
        reading.tasks = read_prose(paper, year=head.year, issued_on=head.issued_on)
    _warn(reading, reader)
    return reading


def _doubt_numbers(tasks: list[ProposedTask]) -> None:
    """Tell where a number does not follow the one before it under the same heading: 1, 2, 6."""
    before: ProposedTask | None = None
    for task in tasks:
        if not (task.stt or "").isdigit() or task.parent_stt:
            continue
        is_sibling = before is not None and (before.table, before.group) == (task.table, task.group)
        if before is not None and is_sibling and int(task.stt or 0) != int(before.stt or 0) + 1:
            task.doubts.append(
                f"Số thứ tự: sau {before.stt} lại là {task.stt}, có thể sót dòng hoặc đọc nhầm số"
            )
        before = task


def _parts_tables(paragraph: Paragraph) -> bool:
    """Whether words between two tables begin something new, unlike a page's number or foot line."""
    words = fold(paragraph.text)
    is_title = paragraph.is_bold or paragraph.is_centered or paragraph.text.isupper()
    return bool(TITLE.match(words)) or (is_title and len(words.split()) >= 3)


def _year_of_deadlines(reader: TableReader) -> int | None:
    """The one year that the deadlines of the table print, when they agree."""
    years = {
        year
        for draft in reader.walk.drafts
        for year in re.findall(r"\b20\d\d\b", draft.values.get(Role.DEADLINE, ""))
    }
    return int(years.pop()) if len(years) == 1 else None


def _find_headings(rows: list[GridRow]) -> list[tuple[int, int, Columns]]:
    """All headings of a table: where each begins, how many rows it takes, what it says."""
    found: list[tuple[int, int, Columns]] = []
    place = 0
    while place < len(rows):
        heading = heading_at(rows, place)
        if heading is None:
            place += 1
            continue
        columns, height = heading
        if found and not is_repeat(columns, found[0][2]):
            place += 1
            continue
        found.append((place, height, columns))
        place += height
    return found


def _same_headings(columns: Columns, others: Columns) -> bool:
    def letters(held: Columns) -> list[str]:
        return [re.sub(r"\W", "", fold(heading)) for heading in held.headings.values()]

    here, there = letters(columns), letters(others)
    if not here or len(here) != len(there):
        return False
    return SequenceMatcher(None, "|".join(here), "|".join(there), autojunk=False).ratio() >= SAME_HEADINGS


def _warn(reading: Reading, reader: TableReader) -> None:
    if not reading.tasks:
        reading.warnings.append(
            "Không tìm thấy nhiệm vụ nào: văn bản không có bảng hoặc đoạn phân công nhiệm vụ."
        )
    for note in dict.fromkeys(reader.walk.notes):
        reading.warnings.append(f"Ghi chú dưới bảng, không đưa vào nhiệm vụ: “{note[:200]}”")

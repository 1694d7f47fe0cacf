"""A table pasted from Word or Excel, as HTML or parted by tabs, made a paper like that of a file."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from html.parser import HTMLParser

from lmhtx.reading.paper import Cell, Paper, Paragraph, Table
from lmhtx.vn.text import squeeze

BREAKS = {"br", "p", "div", "li"}
WIDEST_SPAN = 1000


def paper_of(pasted: str) -> Paper:
    """The pasted tables and the lines around them; text without a table becomes paragraphs."""
    text = pasted.replace("\0", "")
    blocks = _from_html(text) if "<table" in text.lower() else _from_lines(text)
    return Paper(blocks=blocks, page_count=1, text_quality=1.0, is_ocr=False)


def _from_lines(text: str) -> list[Paragraph | Table]:
    """Lines with tabs are rows; what stands in quotation marks may run over several lines, as Excel copies it."""
    blocks: list[Paragraph | Table] = []
    rows: list[list[str]] = []
    for line in csv.reader(text.splitlines(keepends=True), dialect="excel-tab"):
        if len(line) > 1:
            rows.append(line)
            continue
        blocks += _closed(rows)
        rows = []
        blocks += [Paragraph(words) for words in map(squeeze, line) if words]
    return blocks + _closed(rows)


def _closed(rows: list[list[str]]) -> list[Table]:
    if not rows:
        return []
    cells = [
        Cell(text="\n".join(map(squeeze, words.splitlines())), row=row, column=column)
        for row, line in enumerate(rows)
        for column, words in enumerate(line)
    ]
    return [_table(cells, len(rows), max(map(len, rows)))]


def _table(cells: list[Cell], row_count: int, column_count: int) -> Table:
    return Table(cells=cells, row_count=row_count, column_count=column_count, row_pages=[1] * row_count)


def _from_html(text: str) -> list[Paragraph | Table]:
    reader = _Tables()
    reader.feed(text)
    reader.close()
    return reader.blocks


class _Tables(HTMLParser):
    """Collects tables cell by cell, merged cells with their spans, and the lines between tables."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Paragraph | Table] = []
        self._cells: list[Cell] = []
        self._taken: set[tuple[int, int]] = set()
        self._row = -1
        self._open: Cell | None = None
        self._words: list[str] = []
        self._depth = 0
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"style", "script"}:
            self._silent += 1
        elif tag == "table":
            self._line()
            self._depth += 1
        elif tag == "tr" and self._depth == 1:
            self._row += 1
        elif tag in {"td", "th"} and self._depth == 1:
            self._cell(dict(attrs), is_bold=tag == "th")
        elif tag in BREAKS:
            self._words.append("\n")
        elif tag in {"b", "strong"} and self._open is not None:
            self._open.is_bold = True

    def handle_endtag(self, tag: str) -> None:
        if tag in {"style", "script"}:
            self._silent = max(0, self._silent - 1)
        elif tag == "table" and self._depth:
            self._depth -= 1
            if not self._depth:
                self._close_table()
        elif tag in {"td", "th"} and self._depth == 1:
            self._close_cell()
        elif tag in BREAKS:
            self._words.append("\n")
            if not self._depth:
                self._line()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            # Line breaks of the source are only white space; those of the page come from tags.
            self._words.append(data.replace("\n", " ").replace("\r", " "))

    def close(self) -> None:
        """End what the pasted piece left open."""
        super().close()
        self._close_table()
        self._line()

    def _cell(self, attrs: dict[str, str | None], *, is_bold: bool) -> None:
        self._close_cell()
        self._row = max(self._row, 0)
        column = next(place for place in range(len(self._taken) + 1) if (self._row, place) not in self._taken)
        spans = (_span(attrs.get("rowspan")), _span(attrs.get("colspan")))
        self._taken |= set(_covered(self._row, column, *spans))
        self._open = Cell("", self._row, column, *spans, is_bold=is_bold)
        self._words = []

    def _close_cell(self) -> None:
        if self._open is not None:
            self._open.text = self._said()
            self._cells.append(self._open)
            self._open = None

    def _close_table(self) -> None:
        self._close_cell()
        if self._cells:
            columns = max(cell.column + cell.column_span for cell in self._cells)
            self.blocks.append(_table(self._cells, self._row + 1, columns))
        self._cells, self._taken, self._row, self._depth = [], set(), -1, 0

    def _line(self) -> None:
        if words := self._said():
            self.blocks += [Paragraph(line) for line in words.splitlines()]

    def _said(self) -> str:
        said, self._words = "".join(self._words), []
        return "\n".join(line for line in map(squeeze, said.splitlines()) if line)


def _span(value: str | None) -> int:
    return min(max(int(value), 1), WIDEST_SPAN) if value and value.isdigit() else 1


def _covered(row: int, column: int, rows: int, columns: int) -> Iterator[tuple[int, int]]:
    return ((row + down, column + right) for down in range(rows) for right in range(columns))

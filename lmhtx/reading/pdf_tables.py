"""Tables of a PDF page by their ruling lines, merged cells worked out from where lines are missing."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from lmhtx.reading.paper import Box, Cell, Table
from lmhtx.reading.pdf_lines import Word, lines_of, source_of, unwrapped

if TYPE_CHECKING:
    from collections.abc import Iterable

    Edges = tuple[float, float, float, float]

SAME_LINE = 3.0
LEAST_CELLS = 4
FEWEST_RULES = 3


def tables_of(page: Any, words: list[Word], *, number: int) -> list[tuple[Edges, Table]]:
    """The ruled tables of a page from the top down, each with its edges in points."""
    found: list[tuple[Edges, Table]] = []
    closing = _open_ends(page)
    strategy = {
        "vertical_strategy": "lines",
        "horizontal_strategy": "lines",
        "explicit_horizontal_lines": closing,
    }
    for ruled in page.find_tables(strategy):
        cells = [_as_edges(cell) for cell in ruled.cells if cell]
        if len(cells) < LEAST_CELLS:
            continue
        table = _table(cells, words, page=page, number=number)
        if table.column_count >= 2 and any(cell.text for cell in table.cells):
            found.append((_as_edges(ruled.bbox), table))
    return sorted(found, key=lambda pair: pair[0][1])


def _table(cells: list[Edges], words: list[Word], *, page: Any, number: int) -> Table:
    columns = _edges(edge for cell in cells for edge in (cell[0], cell[2]))
    rows = _edges(edge for cell in cells for edge in (cell[1], cell[3]))
    inside: dict[int, list[Word]] = {}
    for word in words:
        place = _cell_around(cells, word)
        if place is not None:
            inside.setdefault(place, []).append(word)
    table = Table(cells=[], row_count=len(rows) - 1, column_count=len(columns) - 1, page=number)
    table.row_pages = [number] * table.row_count
    for place, edges in enumerate(cells):
        table.cells.append(
            _cell(edges, inside.get(place, []), columns=columns, rows=rows, page=page, number=number)
        )
    table.cells.sort(key=lambda cell: (cell.row, cell.column))
    return table


def _cell(
    edges: Edges, words: list[Word], *, columns: list[float], rows: list[float], page: Any, number: int
) -> Cell:
    left, top, right, bottom = edges
    row, last_row = _nearest(rows, top), _nearest(rows, bottom)
    column, last_column = _nearest(columns, left), _nearest(columns, right)
    letters = sum(len(word.text) for word in words)
    bold = sum(len(word.text) for word in words if word.is_bold)
    return Cell(
        text=_text(words, left=left, right=right),
        row=row,
        column=column,
        row_span=max(1, last_row - row),
        column_span=max(1, last_column - column),
        is_bold=bool(letters) and bold * 10 >= letters * 8,
        box=Box(number, *(round(float(share), 4) for share in _shares(edges, page))),
        source=source_of(words),
    )


def _open_ends(page: Any) -> list[float]:
    """Heights at which upright rules end without a level one: a row cut by the page's end is often left open."""
    upright = [edge for edge in page.edges if edge["orientation"] == "v"]
    level = [edge["top"] for edge in page.edges if edge["orientation"] == "h"]
    ends: dict[int, set[int]] = {}
    for edge in upright:
        for end in (edge["top"], edge["bottom"]):
            ends.setdefault(round(end / SAME_LINE), set()).add(round(edge["x0"]))
    heights = [place * SAME_LINE for place, columns in ends.items() if len(columns) >= FEWEST_RULES]
    return [height for height in heights if all(abs(height - top) > 2 * SAME_LINE for top in level)]


def _as_edges(box: Iterable[float]) -> Edges:
    left, top, right, bottom = map(float, box)
    return left, top, right, bottom


def _shares(edges: Edges, page: Any) -> Edges:
    width, height = float(page.width), float(page.height)
    return edges[0] / width, edges[1] / height, edges[2] / width, edges[3] / height


def _text(words: list[Word], *, left: float, right: float) -> str:
    """The words of a cell; its inner width is told from how close the fullest line comes to the edges."""
    lines = lines_of(words)
    if not lines:
        return ""
    padding = min(max(1.0, min(line.left - left for line in lines)), 8.0)
    return unwrapped(lines, width=right - left - 2 * padding)


def _edges(values: Iterable[float]) -> list[float]:
    """Edges that are the same line counted once."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > SAME_LINE:
            edges.append(value)
    return edges


def _nearest(edges: list[float], value: float) -> int:
    place = bisect_left(edges, value - SAME_LINE)
    return min(place, len(edges) - 1)


def _cell_around(cells: list[Edges], word: Word) -> int | None:
    x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    for place, (left, top, right, bottom) in enumerate(cells):
        if left <= x <= right and top <= y <= bottom:
            return place
    return None

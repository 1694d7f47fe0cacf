"""Tables in the text of a draft: lines of cells between bars."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lmhtx.reports import legal
from lmhtx.reports.paper import Align, Column, Row, Table

BAR = re.compile(r"(?<!\\)\|")
# Dashes alone are cells without a figure; two of them, or a colon beside one, make a line that says how cells stand.
RULE = re.compile(r"(?=.*(?:--|:-|-:))\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?")
NUMBER = re.compile(r"-?[\d.,]+\s*%?")
NARROW, WIDEST = 7, 60
# How broad a letter of the table is, a wide one, and the room beside the words of a cell.
LETTER_MM, ROOM_MM, LONGEST_WORD = 2.6, 4.5, 24


def table_of(lines: Sequence[str], *, caption: str = "", unit: str = "") -> Table:
    """The table of the lines: the first names the columns, a line of dashes says how they stand, the rest are rows.

    A row with one cell goes across the table, a row that is too short is filled up, and one whose every cell stands
    between two stars is a sum.
    """
    rules = [line for line in lines[1:2] if RULE.fullmatch(line)]
    rows = [cells_of(line) for line in (lines[:1] if rules else [])] + [
        cells_of(line) for line in (lines[2:] if rules else lines)
    ]
    width = max(len(row) for row in rows)
    head, body = _filled(rows[0], width), rows[1:]
    aligns = _told(rules[0], width) if rules else [_seen(body, place) for place in range(width)]
    made = [_row(row, width) for row in body]
    shares = percents([head, *(row.cells for row in made if len(row.cells) == width)])
    columns = [Column(name, share, align) for name, share, align in zip(head, shares, aligns, strict=True)]
    return Table(columns, made, caption=caption, unit=unit)


def cells_of(line: str) -> list[str]:
    """The cells of a line; a bar that belongs to the words is written with a backslash before it."""
    inner = line.removeprefix("|")
    if BAR.search(inner[-1:]) and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [cell.strip().replace("\\|", "|") for cell in BAR.split(inner)]


def _filled(cells: Sequence[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]


def _row(cells: list[str], width: int) -> Row:
    if len(cells) == 1:
        return Row(cells)
    told = [cell for cell in cells if cell]
    is_sum = bool(told) and all(len(cell) > 4 and cell[:2] == cell[-2:] == "**" for cell in told)
    plain = [cell[2:-2].strip() for cell in cells] if is_sum else cells
    return Row(_filled(plain, width), is_bold=is_sum)


def _told(rule: str, width: int) -> list[Align]:
    aligns = []
    for mark in (cell.strip() for cell in BAR.split(rule.strip("|"))):
        if mark.endswith(":"):
            aligns.append(Align.CENTER if mark.startswith(":") else Align.RIGHT)
        else:
            aligns.append(Align.LEFT)
    return [*aligns, *[Align.LEFT] * width][:width]


def _seen(rows: Sequence[Sequence[str]], place: int) -> Align:
    """Without a line of dashes: figures stand at the right, short words in the middle."""
    cells = [row[place] for row in rows if len(row) > max(place, 1) and row[place]]
    if cells and all(len(cell) <= NARROW for cell in cells):
        return Align.CENTER
    return Align.RIGHT if cells and all(NUMBER.fullmatch(cell) for cell in cells) else Align.LEFT


def percents(rows: Sequence[Sequence[str]]) -> list[int]:
    """Shares of the width: first each column has room for its longest word, then the fullest ones take the rest."""
    needs, wishes = [], []
    for cells in zip(*rows, strict=True):
        longest = max(max((len(word) for word in cell.split()), default=1) for cell in cells)
        needs.append(ROOM_MM + LETTER_MM * min(longest, LONGEST_WORD))
        wishes.append(max(0, min(WIDEST, max(len(cell) for cell in cells)) - longest))
    left, wished = max(0.0, legal.TEXT_WIDTH_MM - sum(needs)), sum(wishes)
    given = [
        need + (left * wish / wished if wished else left / len(needs))
        for need, wish in zip(needs, wishes, strict=True)
    ]
    shares = [max(1, int(width * 100 / sum(given))) for width in given]
    widest = shares.index(max(shares))
    shares[widest] += 100 - sum(shares)
    return shares

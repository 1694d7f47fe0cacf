"""Row numbers of the first column, told from their neighbours where a letter or figure was misread."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lmhtx.reading.paper import Cell, Table

LIKE_A_NUMBER = re.compile(r"^(?P<figures>[\dlI|!Oo]{1,3}|\d?[SZTti]\d?)(?P<mark>[.)]?)$")
FIGURES_FOR_LETTERS = str.maketrans("OolI|!iTtSZ", "00111111152")
NO_LABELS = frozenset("SZOo|!t")
"""No annex numbers its rows by these signs: they are always a figure misread."""

LIKE_ONE_STROKE = frozenset("l|!")
LIKE_ROMAN = re.compile(r"^(?=.*[VX])[IVXHlU1| ]{2,7}[.)]?$")
ROMAN_NUMBER = re.compile(r"^X{0,2}(?:IX|IV|V?I{0,3})[.)]?$")
ROMAN_FOR_LETTERS = str.maketrans({"H": "II", "U": "II", "l": "I", "1": "I", "|": "I"})
ILLEGIBLE_CONFIDENCE = 0.4
DOUBTFUL_CONFIDENCE = 0.6
NEARLY_SURE_CONFIDENCE = 0.95


@dataclass(slots=True)
class _Place:
    """A cell of the number column: its number if it is one, and whether a heading stands right above."""

    cell: Cell
    number: int | None
    follows_heading: bool = False


def mend_row_numbers(tables: Sequence[Table]) -> None:
    """Mends in place; numbering runs on from table to table, for pages cut tables in pieces."""
    places = [place for table in tables for place in _places(table)]
    last = 0
    for index, place in enumerate(places):
        following = places[index + 1].number if index + 1 < len(places) else None
        if place.number is None or _must_be_changed(place, last, following):
            expected = _expected(place, last, following)
            if expected is not None:
                mark = place.cell.text.strip()[-1:]
                mark = mark if mark in {".", ")"} else ""
                place.cell.text, place.number = f"{expected}{mark}", expected
        last = place.number if place.number is not None else last


def _places(table: Table) -> list[_Place]:
    """The filled cells of the first column that may be numbers; headings only leave their trace."""
    places: list[_Place] = []
    follows_heading = False
    _mend_roman_numbers(table)
    for cell in sorted((cell for cell in table.cells if cell.column == 0), key=lambda cell: cell.row):
        found = LIKE_A_NUMBER.match(cell.text.strip())
        if _is_heading_row(table, cell):
            follows_heading = True
        elif found or _is_illegible(cell):
            number = int(found["figures"]) if found and found["figures"].isdigit() else None
            places.append(_Place(cell, number, follows_heading))
            follows_heading = False
    return places


def _is_heading_row(table: Table, cell: Cell) -> bool:
    beside = table.cell_at(cell.row, 1)
    return cell.column_span > 1 or (beside is not None and beside.column_span > 1)


def _mend_roman_numbers(table: Table) -> None:
    """VIII may come as "VH l": strokes run together or fall apart, but V and X are never figures."""
    for cell in table.cells:
        shape = cell.text.replace(" ", "").translate(ROMAN_FOR_LETTERS)
        if cell.column == 0 and LIKE_ROMAN.match(cell.text) and ROMAN_NUMBER.match(shape):
            cell.text = shape
        elif cell.column == 0 and cell.text in LIKE_ONE_STROKE and _is_heading_row(table, cell):
            cell.text = "I"


def _is_illegible(cell: Cell) -> bool:
    """Something stands there, but what was read means nothing."""
    return cell.confidence is not None and cell.confidence < ILLEGIBLE_CONFIDENCE


def _must_be_changed(place: _Place, last: int, following: int | None) -> bool:
    """A figure is doubted when it breaks the count on both sides, or on one and was hardly legible."""
    confidence = place.cell.confidence or 0.0
    if place.number == last + 1 or (place.follows_heading and place.number == 1):
        return False
    breaks_both = following is not None and following == last + 2
    return confidence < (NEARLY_SURE_CONFIDENCE if breaks_both else DOUBTFUL_CONFIDENCE)


def _expected(place: _Place, last: int, following: int | None) -> int | None:
    """The number that must have stood here, or None where the neighbours do not say."""
    if following is not None and following - 1 in {last + 1, 1}:
        return following - 1
    text = place.cell.text.strip().rstrip(".)")
    if _is_illegible(place.cell) and not LIKE_A_NUMBER.match(text):
        return None
    if place.number is None and not set(text) <= NO_LABELS:
        figures = text.translate(FIGURES_FOR_LETTERS)
        is_next = figures.isdigit() and int(figures) in {last + 1, 1 if place.follows_heading else last + 1}
        # "I" before 1 is a heading's number; alone at the end it may be either
        goes_on = following == int(figures) + 1 if is_next and following is not None else "I" not in text
        return int(figures) if is_next and goes_on else None
    return None if place.follows_heading else last + 1

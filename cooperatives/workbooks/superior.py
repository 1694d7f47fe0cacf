"""A superior's blank form: which of its rows asks for which figure, and in which column the period stands."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cooperatives.figure_lines import Line
from cooperatives.workbooks.headings import unit_of
from cooperatives.workbooks.names import name_key
from cooperatives.workbooks.sheets import Sheet, headings
from lmhtx.vn.text import fold, search_words

NOW, BASE, UNIT, BY_HAND = "now", "base", "unit", ""
# Which words of a heading tell what stands under it; the first that fits decides.
ROLES = (
    (UNIT, re.compile(r"don vi tinh|\bdvt\b")),
    (BY_HAND, re.compile(r"so sanh|so voi|so cung ky|tang giam|ty le|ke hoach|\bkh\b|uoc|ghi chu|luy ke")),
    (BASE, re.compile(r"cung ky|nam truoc")),
    (NOW, re.compile(r"thuc hien|ky nay|bao cao|so luong|gia tri|\bth\b|thang|quy \w|nam 20\d\d")),
)
KINDS = {"II": "lien hiep hop tac xa", "III": "to hop tac", "I": "hop tac xa"}
NUMBERED = re.compile(r"^\s*(?:[-–+•*]|\(?[\divxIVX]{1,4}[.)]|[a-zđ][.)])\s*")
BRACKETS = re.compile(r"\([^)]*\)")
EMPTY_WORDS = frozenset(
    ("cac", "so", "luong", "cua", "va", "trong", "do", "mot", "hien", "co", "la", "theo", "den", "duoc")
)
LEAST_SCORE = 0.62
DEEPEST = 5
YEARS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column with a heading: what stands in it as far as its words tell."""

    sheet: str
    at: int
    heading: str
    role: str


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row that asks for a figure: its words, the unit it wants in đồng, the line proposed, "" where none fits."""

    sheet: str
    at: int
    label: str
    unit_vnd: int | None
    code: str
    part: str


@dataclass(slots=True)
class Layout:
    """What was understood of a form."""

    columns: list[FormColumn] = field(default_factory=list)
    rows: list[FormRow] = field(default_factory=list)


@dataclass(slots=True)
class _Blank:
    """A sheet of the form: its words by place, and where formulas stand."""

    sheet: Sheet
    formulas: frozenset[tuple[int, int]]

    @classmethod
    def told(cls, told: Mapping[str, Any]) -> _Blank:
        height = max((cell[0] for cell in told["cells"]), default=-1) + 1
        width = max((cell[1] for cell in told["cells"]), default=-1) + 1
        rows: list[list[Any]] = [[None] * width for _ in range(height)]
        for row, column, words, is_formula in told["cells"]:
            rows[row][column] = None if is_formula else words
        formulas = frozenset((row, column) for row, column, _words, is_formula in told["cells"] if is_formula)
        merges = [tuple(merge) for merge in told["merges"]]
        return cls(Sheet(told["name"], rows, merges=merges), formulas)

    def may_fill(self, row: int, column: int) -> bool:
        """Whether a number may go there: nothing stands in it and no merge covers it."""
        is_own = self.sheet.shown_at(row, column) == (row, column)
        return is_own and (row, column) not in self.formulas and self.sheet.at(row, column) is None


def fingerprint(book: Sequence[Mapping[str, Any]]) -> str:
    """By what the same form is known again in another year: its words and places, numbers and years left out."""
    told = [
        [one["name"], [[row, column, YEARS.sub("", fold(words))] for row, column, words, _f in one["cells"]]]
        for one in book
    ]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def layout_of(
    book: Sequence[Mapping[str, Any]], lines: Sequence[Line], known: Mapping[str, str] | None = None
) -> Layout:
    """Columns and rows of all sheets; `known` are rows that people have settled before, by `row_key`."""
    found = Layout()
    for told in book:
        _read_sheet(_Blank.told(told), lines, known or {}, found)
    return found


def row_key(label: str, part: str) -> str:
    """By what a row is known again in another form."""
    return f"{part}|{search_words(label)}"


def _read_sheet(blank: _Blank, lines: Sequence[Line], known: Mapping[str, str], found: Layout) -> None:
    sheet = blank.sheet
    place = _label_column(sheet, lines)
    if place is None:
        return
    column, first = place
    top = _first_heading(sheet, first)
    told = headings(sheet, top, first - top) if first > top else []
    columns = [
        FormColumn(sheet.name, at, _heading(own, above), _role(f"{above} {own}"))
        for at, (own, above) in enumerate(told)
        if at != column and (own or above)
    ]
    found.columns += columns
    units = [one.at for one in columns if one.role == UNIT]
    fillable = [one for one in columns if one.role != UNIT]
    part = ""
    for at in range(first, len(sheet.rows)):
        label = sheet.words(at, column)
        if not label:
            continue
        if not any(blank.may_fill(at, one.at) for one in fillable):
            part = _part_of(label) or part
            continue
        unit = next((sheet.words(at, place) for place in units), "") or label
        is_head = _is_head(sheet, at, column)
        part = (_part_of(label) or part) if is_head else part
        code = known.get(row_key(label, part), "" if is_head else _matched(label, part, lines))
        found.rows.append(FormRow(sheet.name, at, label, unit_of(unit), code, part))


def _is_head(sheet: Sheet, row: int, column: int) -> bool:
    """Whether the row opens a part: a Roman number or a letter stands before it."""
    return any(re.fullmatch(r"[IVX]+|[A-E]", sheet.words(row, at).strip(". ")) for at in range(column))


def _label_column(sheet: Sheet, lines: Sequence[Line]) -> tuple[int, int] | None:
    """The column with the most words that ask for figures, and the first row of it that does."""
    best: tuple[int, int, int] | None = None
    for column in range(min(sheet.width(), 6)):
        rows = [
            row
            for row in range(len(sheet.rows))
            if not sheet.is_wide(row, column) and _matched(sheet.words(row, column), "", lines)
        ]
        if len(rows) > 1 and (best is None or len(rows) > best[0]):
            best = (len(rows), column, rows[0])
    if best is None:
        return None
    _count, column, first = best
    # What opens the table ("I. Hợp tác xã") may stand above the first row that was understood.
    while first and sheet.words(first - 1, column) and _is_head(sheet, first - 1, column):
        first -= 1
    return column, first


def _first_heading(sheet: Sheet, first: int) -> int:
    top = first
    while top and first - top < DEEPEST and len(sheet.filled(top - 1)) > 1:
        top -= 1
    return top


def _heading(own: str, above: str) -> str:
    return f"{above} – {own}" if above and own else above or own


def _role(heading: str) -> str:
    if "%" in heading:
        return BY_HAND
    words = search_words(heading)
    return next((role for role, pattern in ROLES if pattern.search(words)), BY_HAND)


def _part_of(label: str) -> str:
    words = name_key(label)
    return next((part for part, kind in KINDS.items() if kind in words), "")


def _words(label: str, part: str) -> frozenset[str]:
    words = name_key(BRACKETS.sub(" ", NUMBERED.sub("", label)))
    kind = KINDS.get(part, "")
    bare = words.replace(kind, " ") if kind else words
    chosen = frozenset(bare.split()) - EMPTY_WORDS
    return chosen or frozenset(words.split())


def _matched(label: str, part: str, lines: Sequence[Line]) -> str:
    """The line whose words are nearest; "" where none is near enough."""
    if not label:
        return ""
    best, code = LEAST_SCORE, ""
    for line in lines:
        if part and line.part in KINDS and line.part != part:
            continue
        title = line.title if part or line.part not in KINDS else _named(line)
        mine, theirs = _words(title, part), _words(label, part)
        score = 2 * len(mine & theirs) / (len(mine) + len(theirs))
        if score > best:
            best, code = score, line.code
    return code


def _named(line: Line) -> str:
    """A line outside its part: with the kind of which it tells."""
    kind = KINDS[line.part]
    return line.title if kind in name_key(line.title) else f"{line.title} {kind}"

"""The form of figures on paper: where its boxes stand, and the signed square code by which a page is known again.

Lengths are millimetres from the upper left corner of an A4 page; printing and reading share them.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cooperatives.enums.forms import Unit
from cooperatives.year_form import Figure
from lmhtx.vn.text import fold

WIDTH, HEIGHT = 210.0, 297.0
LEFT, RIGHT = 20.0, 190.0
# Black squares, by whose middles a photographed page is made straight again.
MARK = 7.0
MARKS = ((8.0, 8.0), (195.0, 8.0), (195.0, 282.0), (8.0, 282.0))
CODE_LEFT, CODE_TOP, CODE_SIDE = 158.0, 17.0, 34.0
FIRST_ROW, ROW, ROWS = 58.0, 20.0, 10
BOX_TOP, BOX_WIDTH, BOX_HEIGHT, GAP = 6.5, 8.0, 9.0, 2.0
FREE_WIDTH, TICK, TICK_STEP = 110.0, 9.0, 30.0
DIGITS = {Unit.MONEY: 12, Unit.PEOPLE: 6}
GROUP = 3
SIGN = ":dau"
KIND, PARTS = "LMHTX1", 7
SIGNATURE_LENGTH, PRINT_LENGTH = 20, 6
SPOILT = "Mã vuông này không phải của cổng, hoặc đã bị sửa."


@dataclass(frozen=True, slots=True)
class Cell:
    """A place on the page."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Row:
    """A question with its boxes: one for each digit, two to tick, one to write in; and one for a minus."""

    figure: Figure
    top: float
    cells: tuple[Cell, ...]
    sign: Cell | None

    @property
    def is_digits(self) -> bool:
        """Whether a digit stands in each box."""
        return self.figure.unit in DIGITS

    @property
    def around(self) -> Cell:
        """All of its boxes with a little room, as it is shown beside the field."""
        cells = [*self.cells, *([self.sign] if self.sign else [])]
        left, top = min(one.left for one in cells) - 2, self.top + BOX_TOP - 2
        right = max(one.left + one.width for one in cells) + 2
        return Cell(left, top, right - left, BOX_HEIGHT + 4)


def pages_of(figures: Sequence[Figure]) -> list[list[Row]]:
    """The questions page by page."""
    pages = [figures[start : start + ROWS] for start in range(0, len(figures), ROWS)]
    return [[_row(one, FIRST_ROW + place * ROW) for place, one in enumerate(page)] for page in pages]


def _row(figure: Figure, top: float) -> Row:
    start, sign = LEFT, None
    if figure.is_signed and figure.unit in DIGITS:
        sign = Cell(LEFT, top + BOX_TOP, BOX_WIDTH, BOX_HEIGHT)
        start = LEFT + BOX_WIDTH + 2 * GAP
    if figure.unit in DIGITS:
        return Row(figure, top, tuple(_digits(DIGITS[figure.unit], start, top + BOX_TOP)), sign)
    if figure.unit == Unit.YES_NO:
        ticks = tuple(Cell(LEFT + place * TICK_STEP, top + BOX_TOP, TICK, TICK) for place in range(2))
        return Row(figure, top, ticks, None)
    return Row(figure, top, (Cell(LEFT, top + BOX_TOP, FREE_WIDTH, BOX_HEIGHT),), None)


def _digits(count: int, start: float, top: float) -> Iterable[Cell]:
    for place in range(count):
        yield Cell(start + place * BOX_WIDTH + place // GROUP * GAP, top, BOX_WIDTH, BOX_HEIGHT)


def print_of(figures: Sequence[Figure]) -> str:
    """By what the same questions in the same order are known."""
    words = "|".join(f"{one.key}:{one.unit}:{one.is_signed}" for one in figures)
    return hashlib.sha256(words.encode()).hexdigest()[:PRINT_LENGTH].upper()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCode:
    """Of whom and what a page is: the numbers of period and cooperative, the edition with its print, page of pages."""

    period: int
    cooperative: int
    edition: str
    page: int
    pages: int

    def words(self, key: bytes) -> str:
        """What the square says, in the few letters that make it small, with its signature."""
        body = f"{KIND}/{self.period}/{self.cooperative}/{self.edition}/{self.page}/{self.pages}"
        return f"{body}/{_signature(body, key)}"


class ForeignCode(ValueError):
    """The square was not made here, or somebody has changed it."""


def edition_of(version: str, figures: Sequence[Figure]) -> str:
    """The edition of the form as the square says it: 2025.1:0A1B2C."""
    return f"{fold(version).upper()}:{print_of(figures)}"


def read_code(words: str, keys: Iterable[bytes]) -> PageCode:
    """What a square of ours says; ForeignCode for any other."""
    parts = words.strip().split("/")
    body = "/".join(parts[:-1])
    is_ours = len(parts) == PARTS and parts[0] == KIND
    if not is_ours or not any(hmac.compare_digest(parts[-1], _signature(body, key)) for key in keys):
        raise ForeignCode(SPOILT)
    period, cooperative, page, pages = (int(parts[place]) for place in (1, 2, 4, 5))
    return PageCode(period=period, cooperative=cooperative, edition=parts[3], page=page, pages=pages)


def _signature(body: str, key: bytes) -> str:
    secret = hashlib.sha256(b"lmhtx paper form " + key).digest()
    return hmac.new(secret, body.encode(), hashlib.sha256).hexdigest()[:SIGNATURE_LENGTH].upper()


def typed_from(row: Row, read: dict[str, dict[str, object]]) -> str:
    """What was surely read of a row, as somebody would type it; "" where a person must look."""
    found = read.get(row.figure.key, {})
    if row.figure.unit == Unit.YES_NO:
        inked = list(found.get("inked") or [])  # type: ignore[call-overload]
        return {(True, False): "Có", (False, True): "Không"}.get(tuple(inked), "")
    digits = str(found.get("digits") or "")
    if not row.is_digits or not digits:
        return ""
    has_minus = any(list(read.get(f"{row.figure.key}{SIGN}", {}).get("inked") or []))  # type: ignore[call-overload]
    grouped = f"{int(digits):,}".replace(",", ".")
    return f"-{grouped}" if has_minus else grouped

"""The printed form of one cooperative: its pages as lines, boxes and words, and the keys by which they are known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from cooperatives import paper_form as place
from cooperatives.enums.forms import Unit
from cooperatives.models import Cooperative, Period
from cooperatives.queries.before import before_of
from lmhtx.account.qr import squares

LABEL_LENGTH, HELP_LENGTH, NAME_LENGTH = 80, 70, 62
UNIT_WORDS = {Unit.MONEY: "đồng", Unit.PEOPLE: "người"}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle to be drawn."""

    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class Words:
    """A line of words to be drawn; `look` is the class of its letters."""

    x: str
    y: str
    text: str
    look: str = "small"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to be drawn."""

    boxes: list[Box]
    marks: list[Box]
    words: list[Words]
    code: str
    code_at: str


def keys() -> list[bytes]:
    """The keys of the house, the one that signs first."""
    return [key.encode() for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def edition_for(period: Period, cooperative: Cooperative) -> str:
    """Which edition of the form is the cooperative's, as a square says it."""
    return place.edition_of(period.version, period.figures_for(cooperative.kind))


def frame() -> dict[str, Any]:
    """What the reader must know of a page to make it straight."""
    half = place.MARK / 2
    return {
        "size": [place.WIDTH, place.HEIGHT],
        "mark": place.MARK,
        "marks": [[left + half, top + half] for left, top in place.MARKS],
        "code": [place.CODE_LEFT, place.CODE_TOP, place.CODE_SIDE],
    }


def boxes_of(rows: Iterable[place.Row]) -> dict[str, list[list[float]]]:
    """The boxes of a page by name, as the reader asks for them."""
    found: dict[str, list[list[float]]] = {}
    for row in rows:
        found[row.figure.key] = [_sides(one) for one in row.cells]
        if row.sign is not None:
            found[f"{row.figure.key}{place.SIGN}"] = [_sides(row.sign)]
    return found


def _sides(cell: place.Cell) -> list[float]:
    return [cell.left, cell.top, cell.width, cell.height]


def sheets_of(period: Period, cooperative: Cooperative) -> list[Sheet]:
    """The pages of the cooperative's form, last verified figures printed beside."""
    figures = period.figures_for(cooperative.kind)
    pages, before = place.pages_of(figures), before_of(period, cooperative.pk)
    edition = place.edition_of(period.version, figures)
    sheets = []
    for number, rows in enumerate(pages, start=1):
        code = place.PageCode(
            period=period.pk,
            cooperative=cooperative.pk,
            edition=edition,
            page=number,
            pages=len(pages),
        )
        count, path = squares(code.words(keys()[0]))
        words = _head(period, cooperative, number, len(pages))
        for row in rows:
            words += _around(row, before.since, before.values.get(row.figure.key))
        scale = place.CODE_SIDE / count
        sheets.append(
            Sheet(
                boxes=[_box(one) for row in rows for one in _cells(row)],
                marks=[_box(place.Cell(x, y, place.MARK, place.MARK)) for x, y in place.MARKS],
                words=words + _foot(),
                code=path,
                code_at=f"translate({place.CODE_LEFT} {place.CODE_TOP}) scale({scale:.5f})",
            )
        )
    return sheets


def _cells(row: place.Row) -> list[place.Cell]:
    return [*row.cells, *([row.sign] if row.sign else [])]


def _box(cell: place.Cell) -> Box:
    return Box(*(f"{side:g}" for side in _sides(cell)))


def _at(x: float, y: float, text: str, look: str = "small") -> Words:
    return Words(f"{x:g}", f"{y:g}", text, look)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"


def _head(period: Period, cooperative: Cooperative, number: int, count: int) -> list[Words]:
    commune = str(cooperative.commune or "chưa rõ xã, phường")
    name = cooperative.name
    lines = (
        [name] if len(name) <= NAME_LENGTH else [name[:NAME_LENGTH], _cut(name[NAME_LENGTH:], NAME_LENGTH)]
    )
    words = [_at(place.LEFT, 22, f"PHIẾU {str(period).upper()}", "title")]
    words += [_at(place.LEFT, 28 + 5 * line, text, "label") for line, text in enumerate(lines)]
    told = f"{commune} · mã số {cooperative.code or 'chưa có'} · hạn nộp {period.due_on:%d/%m/%Y}"
    words.append(_at(place.LEFT, 38, _cut(told, 90)))
    words.append(
        _at(
            place.LEFT,
            43,
            "Mỗi ô một chữ số, viết đậm, liền nhau từ ô bên trái. Không có thì ghi 0; không biết để trống.",
        )
    )
    words.append(
        _at(place.LEFT, 48, "Không gấp qua mã vuông và bốn ô đen ở góc. Nộp tại Liên minh hoặc xã, phường.")
    )
    words.append(_at(place.CODE_LEFT, 55, f"Trang {number}/{count}"))
    return words


def _around(row: place.Row, since: str, before: Any) -> list[Words]:
    figure, unit = row.figure, UNIT_WORDS.get(row.figure.unit, "")
    words = [_at(place.LEFT, row.top + 4.6, _cut(figure.label, LABEL_LENGTH), "label")]
    if figure.help:
        start = place.LEFT + 2.05 * min(len(figure.label), LABEL_LENGTH) + 3
        words.append(_at(start, row.top + 4.6, _cut(figure.help, max(10, round((188 - start) / 1.5)))))
    beside = row.cells[-1].left + row.cells[-1].width + 3
    line = row.top + place.BOX_TOP
    if figure.unit == Unit.YES_NO:
        named = zip(("Có", "Không"), row.cells, strict=True)
        words += [_at(cell.left + cell.width + 2, line + 6, told, "label") for told, cell in named]
        beside += 18
    elif unit:
        words.append(_at(beside, line + 6, unit))
        beside += 11
    if row.sign is not None:
        words.append(_at(row.sign.left, line + place.BOX_HEIGHT + 3, "dấu trừ nếu lỗ"))
    if before is not None:
        words.append(_at(beside, line + 3.6, f"{since}:"))
        words.append(_at(beside, line + 7.6, _cut(figure.told(before), 26), "label"))
    return words


def _foot() -> list[Words]:
    room = "." * 60
    return [
        _at(place.LEFT, 268, f"Người khai (họ tên, chức vụ): {room}{room[:30]}"),
        _at(place.LEFT, 276, f"Ngày ........ tháng ........ năm ............    Ký tên: {room}"),
    ]

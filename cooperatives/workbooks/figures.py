"""Numbers and sums in cells: dots or commas between thousands, units in the heading or in the cell, slips asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from enum import Enum
from typing import Any

from cooperatives.workbooks.outcome import NOTHING, Found, Mend, Trouble
from cooperatives.workbooks.texts import cleaned, formula_error, is_nothing
from lmhtx.vn.money import UNITS_VND, BadMoney, read_money
from lmhtx.vn.numbers import grouped
from lmhtx.vn.text import fold

MOST_PEOPLE = 200_000
MOST_VND = 10**14
NUMBER = re.compile(r"[-+]?\d[\d.,\s']*")
THREES = re.compile(r"\d{1,3}(?:([.,])\d{3})+")
ONE_MARK = re.compile(r"(\d+)([.,])(\d+)")
PEOPLE_WORDS = re.compile(r"\s*(?:thành viên|xã viên|lao động|người|hộ|tv|xv|lđ|ng|tvct)\.?$", re.IGNORECASE)
CURRENCY = re.compile(r"\s*\(?(?:đồng|vnđ|vnd|đ)\.?\)?$", re.IGNORECASE)
UNIT_WORD = re.compile(r"(\d)\s*(tỷ|tỉ|triệu|tr|nghìn|ngàn|k)\b\.?\s*(?:đồng|vnđ|vnd|đ)?\.?", re.IGNORECASE)
SUM_WITH_UNIT = re.compile(r"(\d[\d.,]*)\s*(tỷ|tỉ|triệu|tr|nghìn|ngàn)", re.IGNORECASE)


class Marks(Enum):
    """Which sign parts thousands."""

    DOTS = "."
    COMMAS = ","


def usual_marks(cells: Iterable[Any]) -> Marks | None:
    """The habit of a column, by those of its cells that can be read in one way only; None when nothing tells."""
    votes = {Marks.DOTS: 0, Marks.COMMAS: 0}
    for cell in cells:
        if isinstance(cell, str) and (shown := NUMBER.fullmatch(CURRENCY.sub("", cell).strip())):
            marks = _marks_of(re.sub(r"[\s']", "", shown.group()))
            if marks is not None:
                votes[marks] += 1
    if votes[Marks.DOTS] == votes[Marks.COMMAS]:
        return None
    return max(votes, key=lambda one: votes[one])


def _marks_of(figures: str) -> Marks | None:
    dots, commas = figures.count("."), figures.count(",")
    if dots and commas:
        return Marks.DOTS if figures.rfind(",") > figures.rfind(".") else Marks.COMMAS
    if dots > 1 or commas > 1:
        return Marks.DOTS if dots else Marks.COMMAS
    if (one := ONE_MARK.fullmatch(figures)) and (len(one[3]) != 3 or len(one[1]) > 3 or one[1] == "0"):
        return Marks.COMMAS if one[2] == "." else Marks.DOTS
    return None


def number_readings(words: str, marks: Marks | None) -> list[Decimal]:
    """What a written number may be, the likelier first; [] when it is none, two when only the habit could tell."""
    figures = re.sub(r"(?<=\d)[\s'](?=\d{3}(?!\d))", "", words.strip().lstrip("+"))
    sign, figures = (-1, figures[1:]) if figures.startswith("-") else (1, figures)
    if not re.fullmatch(r"\d[\d.,]*", figures) or figures[-1] in ".,":
        return []
    told = _marks_of(figures)
    if told is None and THREES.fullmatch(figures):
        sign_used = "." if "." in figures else ","
        decimal, whole = Decimal(figures.replace(",", ".")), Decimal(re.sub(r"\D", "", figures))
        if marks is not None:
            return [sign * (whole if marks.value == sign_used else decimal)]
        return [sign * whole, sign * decimal]
    told = told or Marks.DOTS
    whole_part, _mark, decimals = figures.partition("," if told is Marks.DOTS else ".")
    if not (whole_part.isdigit() or THREES.fullmatch(whole_part)) or (decimals and not decimals.isdigit()):
        return []
    return [sign * Decimal(f"{re.sub('[.,]', '', whole_part)}.{decimals or 0}")]


def _bad(what: str, words: str, how: str) -> Found:
    return Found(None, None, Trouble("bad_number", f"{what} “{words}” không phải là một con số.", how))


def read_people(raw: Any, what: str) -> Found:
    """A count of people: 12, "12 TV", "1.250 người"."""
    if isinstance(raw, str):
        words, _mend = cleaned(raw)
        if not words or is_nothing(words):
            return Found(None, Mend.NOTHING) if words else NOTHING
        if trouble := formula_error(words, what):
            return Found(None, None, trouble)
        bare = PEOPLE_WORDS.sub("", words).strip()
        # People are whole: of two readings of "1.250" the fraction is none, and nobody writes one as "1.000".
        readings = [one for one in number_readings(bare, None) if one == int(one)]
        if not readings:
            return _bad(what, words, "Chỉ ghi một số nguyên, ví dụ 125.")
        return _checked_people(int(readings[0]), what, None if words.isdigit() else Mend.NUMBER_TEXT)
    if raw is None:
        return NOTHING
    if isinstance(raw, bool) or not isinstance(raw, int | float) or raw != int(raw):
        return _bad(what, cleaned(raw)[0], "Chỉ ghi một số nguyên, ví dụ 125.")
    return _checked_people(int(raw), what, None)


def _checked_people(count: int, what: str, mend: Mend | None) -> Found:
    if 0 <= count <= MOST_PEOPLE:
        return Found(count, mend)
    why = "là số âm" if count < 0 else "lớn bất thường"
    return Found(
        None, None, Trouble("out_of_range", f"{what} {grouped(count)} {why}.", "Kiểm tra và ghi lại số đúng.")
    )


def read_sum(raw: Any, what: str, *, unit_vnd: int, marks: Marks | None) -> Found:
    """A sum in đồng; a unit in the cell goes before that of the heading."""
    match raw:
        case None:
            return NOTHING
        case bool():
            return _bad(what, cleaned(raw)[0], "Ghi số tiền, ví dụ 500.000.000.")
        case int() | float():
            return _checked_sum(Decimal(str(raw)) * unit_vnd, what, Mend.UNIT if unit_vnd > 1 else None)
        case str():
            return _read_written_sum(raw, what, unit_vnd, marks)
    return _bad(what, cleaned(raw)[0], "Ô đang định dạng là ngày; đổi thành số tiền, ví dụ 500.000.000.")


def _read_written_sum(raw: str, what: str, unit_vnd: int, marks: Marks | None) -> Found:
    words, _mend = cleaned(raw)
    if not words or is_nothing(words):
        return Found(None, Mend.NOTHING) if words else NOTHING
    if trouble := formula_error(words, what):
        return Found(None, None, trouble)
    if SUM_WITH_UNIT.search(words):
        return _read_sum_with_unit(words, what, marks)
    bare = CURRENCY.sub("", words)
    readings = number_readings(bare, marks)
    unit = 1 if bare != words else unit_vnd
    if unit == 1 and len(readings) > 1:
        readings = [one for one in readings if one == int(one)][:1]
    elif len(readings) > 1 and "," in bare:
        return _two_readings(words, what, [one * unit for one in readings])
    if not readings:
        return _bad(what, words, "Chỉ ghi một số tiền, ví dụ 500.000.000 hoặc 1,2 tỷ.")
    mend = None if words.isdigit() and unit == 1 else Mend.UNIT if unit > 1 else Mend.NUMBER_TEXT
    return _checked_sum(readings[0] * unit, what, mend)


def _read_sum_with_unit(words: str, what: str, marks: Marks | None) -> Found:
    """With tỷ, triệu or nghìn in the cell; a lone comma or dot before three digits is read by the column's habit."""
    told = UNIT_WORD.sub(r"\1 \2 ", words).strip()
    figures = [one[1] for one in SUM_WITH_UNIT.finditer(told)]
    if len(figures) == 1 and len(readings := number_readings(figures[0], marks)) > 1 and "," in figures[0]:
        unit = UNITS_VND[fold(SUM_WITH_UNIT.findall(told)[0][1])]
        return _two_readings(words, what, [one * unit for one in readings])
    if len(figures) == 1 and len(readings := number_readings(figures[0], marks)) == 1:
        told = told.replace(figures[0], _with_comma(readings[0]))
    try:
        return _checked_sum(Decimal(read_money(told)), what, Mend.UNIT)
    except BadMoney:
        return _bad(what, words, "Chỉ ghi một số tiền, ví dụ 500.000.000 hoặc 1,2 tỷ.")


def _with_comma(number: Decimal) -> str:
    return f"{int(number)}" if number == int(number) else f"{number.normalize():f}".replace(".", ",")


def _two_readings(words: str, what: str, sums: list[Decimal]) -> Found:
    said = " hay ".join(f"{grouped(int(one))} đồng" for one in sorted(set(sums)))
    return Found(
        None, None, Trouble("two_readings", f"{what} “{words}” đọc được hai cách.", f"Ghi rõ là {said}.")
    )


def _checked_sum(amount: Decimal, what: str, mend: Mend | None) -> Found:
    if amount < 0 or amount > MOST_VND:
        why = "là số âm" if amount < 0 else "lớn bất thường"
        return Found(
            None,
            None,
            Trouble(
                "out_of_range",
                f"{what} {grouped(int(amount))} đồng {why}.",
                "Kiểm tra số tiền và đơn vị tính.",
            ),
        )
    return Found(int(amount.to_integral_value()), mend)

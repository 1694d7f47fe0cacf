"""Money in đồng: as shown, in words, and read as people write it."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from lmhtx.vn.numbers import grouped
from lmhtx.vn.text import fold

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
SCALES = ("", "nghìn", "triệu")
BILLION = 10**9
SIX_ZEROS = 10**18
UNITS_VND = {
    "": 1,
    "d": 1,
    "dong": 1,
    "vnd": 1,
    "k": 10**3,
    "nghin": 10**3,
    "ngan": 10**3,
    "tr": 10**6,
    "trieu": 10**6,
    "t": BILLION,
    "ty": BILLION,
    "ti": BILLION,
}
PART = re.compile(r"(\d+(?:[.,\s]\d+)*)\s*([a-z]*)\s*")
CURRENCY = re.compile(r"\s*(?:dong|vnd|d)$")
THOUSANDS = re.compile(r"\d{1,3}(?:([.,\s])\d{3})(?:\1\d{3})*")


class BadMoney(ValueError):
    """A typed amount that is none; the message is a sentence fit for the user."""


def shown(amount_vnd: int) -> str:
    """1.250.000 đ."""
    return f"{grouped(amount_vnd)} đ"


def read_money(words: str) -> int:
    """Đồng as written: "1,2 tỷ", "350tr", "1 tỷ 250 triệu", "1tr250", "1.200.000.000"; else BadMoney."""
    text = CURRENCY.sub("", fold(words))
    sign = -1 if text.startswith("-") else 1
    parts = _parts(text.removeprefix("-").strip(), words)
    amount, last_unit = Decimal(0), 0
    for figures, unit in parts:
        is_tail = last_unit > 1 and not unit
        if last_unit and not is_tail and UNITS_VND[unit] >= last_unit:
            raise BadMoney(_not_understood(words))
        if is_tail:
            amount += _after_unit(figures, last_unit, words)
        else:
            amount += _figure(figures, has_unit=UNITS_VND[unit] > 1, words=words) * UNITS_VND[unit]
        last_unit = UNITS_VND[unit]
    if amount != int(amount):
        raise BadMoney(f"“{words}” có phần lẻ nhỏ hơn 1 đồng. Hãy kiểm tra lại số tiền.")
    return sign * int(amount)


def _parts(text: str, words: str) -> list[tuple[str, str]]:
    """Figures with their units, which together must be the whole text."""
    parts = PART.findall(text)
    if not parts or PART.sub("", text) or any(unit not in UNITS_VND for _figures, unit in parts):
        raise BadMoney(_not_understood(words))
    return parts


def _not_understood(words: str) -> str:
    return f"Chưa hiểu số tiền “{words}”. Hãy nhập ví dụ 1.250.000 hoặc 1,2 tỷ hoặc 350 triệu."


def _figure(figures: str, *, has_unit: bool, words: str) -> Decimal:
    """The number before the unit: dots part thousands, unless one lone mark before a unit parts decimals."""
    if THOUSANDS.fullmatch(figures) and not (has_unit and _is_decimal_comma(figures)):
        return Decimal(re.sub(r"\D", "", figures))
    if ("," in figures and "." in figures) or not has_unit:
        figures = _without_dots(figures, words)
    try:
        return Decimal(figures.replace(",", "."))
    except InvalidOperation:
        raise BadMoney(_not_understood(words)) from None


def _is_decimal_comma(figures: str) -> bool:
    """Whether the lone mark is a comma: before a unit "1,250" is 1,25 while "1.250" is 1250."""
    return figures.count(",") == 1 and "." not in figures


def _without_dots(figures: str, words: str) -> str:
    whole, comma, decimals = figures.partition(",")
    if not (whole.isdigit() or THOUSANDS.fullmatch(whole)) or "," in decimals:
        raise BadMoney(_not_understood(words))
    return f"{whole.replace('.', '')}{comma}{decimals}"


def _after_unit(after: str, unit_vnd: int, words: str) -> Decimal:
    """The figure behind the unit: in "1 tỷ 2" and "1tr250" it is tenths or thousandths of the unit."""
    if not after.isdigit() or len(after) > 3:
        raise BadMoney(_not_understood(words))
    return Decimal(f"0.{after}") * unit_vnd


def in_words(amount_vnd: int) -> str:
    """As contracts and slips write it: "Một triệu hai trăm năm mươi nghìn đồng"."""
    words = f"{number_in_words(amount_vnd)} đồng"
    return words[0].upper() + words[1:]


def number_in_words(number: int) -> str:
    """A whole number below a billion billions, with linh, mươi, mốt, lăm as they are spoken."""
    if number < 0:
        return f"âm {number_in_words(-number)}"
    if number >= SIX_ZEROS:
        raise ValueError("number too large to be written in words")
    billions, rest = divmod(number, BILLION)
    parts = [f"{_below_billion(billions, is_first=True)} tỷ"] if billions else []
    if rest or not billions:
        parts.append(_below_billion(rest, is_first=not billions))
    return " ".join(parts)


def _below_billion(number: int, *, is_first: bool) -> str:
    """Groups of three from millions down; groups after the first say their hundreds even when nought."""
    if number == 0:
        return DIGITS[0]
    words: list[str] = []
    for power in (2, 1, 0):
        group = number // 1000**power % 1000
        if group:
            words.append(f"{_group(group, is_first=is_first and not words)} {SCALES[power]}".strip())
    return " ".join(words)


def _group(group: int, *, is_first: bool) -> str:
    hundreds, rest = divmod(group, 100)
    words = [] if is_first and not hundreds else [DIGITS[hundreds], "trăm"]
    tens, ones = divmod(rest, 10)
    if tens == 0:
        return " ".join([*words, "linh", DIGITS[ones]] if words and ones else [*words, *_digit(ones)])
    words += ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    return " ".join([*words, *_after_tens(ones, tens)])


def _digit(ones: int) -> list[str]:
    return [DIGITS[ones]] if ones else []


def _after_tens(ones: int, tens: int) -> list[str]:
    if ones == 5:
        return ["lăm"]
    if ones == 1 and tens > 1:
        return ["mốt"]
    return _digit(ones)

"""Telephone numbers in cells: lost noughts, old numbering, several in one cell."""

from __future__ import annotations

import re
from typing import Any

from cooperatives.workbooks.outcome import NOTHING, Found, Mend, Trouble
from cooperatives.workbooks.texts import cleaned, formula_error, is_nothing
from lmhtx.vn.identity import BadNumber, phone

PARTS = re.compile(r"[/;,\n\\|&]|\s+[-–]\s+|\s+(?:hoặc|và|hay)\s+|\)\s*(?=\d{4})", re.IGNORECASE)
DASH = re.compile(r"\s*[-–]\s*")
GROUPED = re.compile(r"\+?\d[\d\s.\-()]{7,}\d")
WORDS_BEFORE = re.compile(
    r"(?:đt|đtdđ|điện thoại|sđt|số|di động|dđ|tel|phone|mobile|zalo|hotline|cố định|nr)", re.IGNORECASE
)
LETTER_O = re.compile(r"(?<=[\d.\s])[oO](?=[\d.\s]|$)|^[oO](?=\d)")
FLOAT = re.compile(r"^(\d{9,11})\.0+$")
HOW = "Ghi một số đủ 10 chữ số, ví dụ 0912345678, hoặc để trống."
# Renumbering of 2018: mobile numbers of eleven digits, by their first four.
OLD_MOBILE = {
    "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078", "0123": "083", "0124": "084",
    "0125": "085", "0127": "081", "0129": "082", "0162": "032", "0163": "033", "0164": "034", "0165": "035",
    "0166": "036", "0167": "037", "0168": "038", "0169": "039", "0186": "056", "0188": "058", "0199": "059",
}  # fmt: skip
# Renumbering of 2017: area codes of the two old provinces; seven digits stand behind them.
OLD_AREA = {"061": "0251", "0651": "0271"}
LOCAL_DIGITS = 7


def read_phone(raw: Any, what: str) -> Found:
    """The first number of the cell in digits; the others are kept behind it."""
    words, _mend = cleaned(raw)
    if isinstance(raw, str):
        words = FLOAT.sub(r"\1", words.strip("'’ "))
    if not words.strip("0 ") or is_nothing(words):
        return Found(None, Mend.NOTHING) if words else NOTHING
    if trouble := formula_error(words, what):
        return Found(None, None, trouble)
    numbers, was_lost = _numbers(words)
    if not numbers:
        return Found(None, None, Trouble("bad_phone", f"{what} “{words}” không phải số điện thoại.", HOW))
    number, mend = numbers[0]
    others = tuple(dict.fromkeys(other for other, _rule in numbers[1:] if other != number))
    if was_lost:
        others = (*others, words)
    if others:
        mend = Mend.FIRST_OF_SEVERAL
    elif mend is None and number != raw:
        mend = Mend.PUNCTUATION
    return Found(number, mend, None, others)


def _numbers(words: str) -> tuple[list[tuple[str, Mend | None]], bool]:
    """The numbers in order with how each was mended, and whether some part was none."""
    found: list[tuple[str, Mend | None]] = []
    was_lost = False
    for part in [words] if _one(words) else PARTS.split(words):
        if number := _one(part):
            found.append(number)
        elif inside := _inside(part):
            found += inside
        else:
            was_lost = was_lost or bool(re.search(r"\d{5}", part))
    return found, was_lost


def _inside(part: str) -> list[tuple[str, Mend | None]]:
    """Numbers with a dash between them, or among words."""
    pieces = DASH.split(part)
    found = [one for piece in pieces if (one := _one(piece))]
    if len(found) == len(pieces):
        return found
    return [one for match in GROUPED.findall(part) if (one := _one(match))]


def _one(part: str) -> tuple[str, Mend | None] | None:
    bare = WORDS_BEFORE.sub("", part).strip(" :.-–()")
    mended = LETTER_O.sub("0", bare)
    digits = re.sub(r"[\s.()\-–]", "", mended)
    rule = Mend.LETTERS_FOR_DIGITS if mended != bare else None
    for candidate, how in _candidates(digits):
        try:
            return phone(candidate), how or rule
        except BadNumber:
            continue
    return None


def _candidates(digits: str) -> list[tuple[str, Mend | None]]:
    """As written; by today's numbering; with the nought that was lost, in that order."""
    if not re.fullmatch(r"\+?\d+", digits):
        return []
    bare = re.sub(r"^(?:\+84|0084|84(?=\d{9,10}$))0?", "0", digits)
    tried: list[tuple[str, Mend | None]] = [(bare, None), *_renumbered(bare)]
    if not bare.startswith("0"):
        tried += [("0" + bare, Mend.LOST_ZERO), *_renumbered("0" + bare)]
    return tried


def _renumbered(number: str) -> list[tuple[str, Mend | None]]:
    if len(number) == 11 and number[:4] in OLD_MOBILE:
        return [(OLD_MOBILE[number[:4]] + number[4:], Mend.OLD_NUMBERING)]
    return [
        (new + number[len(old) :], Mend.OLD_NUMBERING)
        for old, new in OLD_AREA.items()
        if number.startswith(old) and len(number) == len(old) + LOCAL_DIGITS
    ]

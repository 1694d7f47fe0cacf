"""Slips that the recogniser makes in numbers, quarters and row numbers, mended where the place leaves no doubt."""

from __future__ import annotations

import re

LETTERS_FOR_DIGITS = str.maketrans("OoQlI|!", "0001111")
SLASHED_DATE = re.compile(r"(?<!\w)([\dOoQlI|!]{1,2})([/.-])([\dOoQlI|!]{1,2})\2([\dOoQlI|!]{4})(?!\w)")
QUARTER = re.compile(r"\b(Qu[ýíỷi])\s*([IVHlU1|!]{1,4})(?=[\s/,.;:)–-]|$)", re.IGNORECASE)
QUARTER_SHAPES = str.maketrans({"l": "I", "1": "I", "|": "I", "!": "I", "H": "II", "U": "II"})
DOUBLED_SLASH = re.compile(r"(?<=[\dIVX])[/⁄∕]{1,2}(?=\d)")
SPACED_SLASH = re.compile(r"(?<=\d)\s*/\s*(?=\d)")
"""Dates are printed without blanks round their slashes; the recogniser puts some in."""

COUNT_OF_UNITS = re.compile(r"(?<!\w)(\d{1,3})([Il|]?)(?=(?:HTX|THT|LHHTX)\b)")
"""A figure printed close to what it counts: "81HTX", "3IHTX"."""

ROW_OF_DOTS = re.compile(r"[.·…]{4}")
DOTS_CONFIDENCE = 0.3

SET_PHRASES = {
    "vệ tỉnh": "vệ tinh",
    "tập thế": "tập thể",
    "tố chức": "tổ chức",
    "chuyến đổi": "chuyển đổi",
    "chuyển đối": "chuyển đổi",
    "chuyến đối": "chuyển đổi",
    "tống thể": "tổng thể",
    "tổng thế": "tổng thể",
    "phát triên": "phát triển",
    "thúc đây": "thúc đẩy",
    "sán xuất": "sản xuất",
    "cơ chẽ": "cơ chế",
    "đối mới": "đổi mới",
    "hô trợ": "hỗ trợ",
    "hổ trợ": "hỗ trợ",
    "kiêm tra": "kiểm tra",
    "vê việc": "về việc",
    "quân lý": "quản lý",
    "triên khai": "triển khai",
    "triến khai": "triển khai",
    "hiệu quá": "hiệu quả",
}
"""Turns of phrase of every annex with the marks most often misread; what stands left is no Vietnamese."""

SET_PHRASE = re.compile("|".join(rf"\b{re.escape(slip)}\b" for slip in SET_PHRASES), re.IGNORECASE)

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def mend_text(text: str) -> str:
    """Dates and quarters in figures as they must have been printed; every other word stays as read."""
    text = SLASHED_DATE.sub(_mended_date, DOUBLED_SLASH.sub("/", text))
    text = SPACED_SLASH.sub("/", text)
    text = COUNT_OF_UNITS.sub(lambda found: f"{found[1]}{'1' if found[2] else ''} ", text)
    return SET_PHRASE.sub(_mended_phrase, QUARTER.sub(_mended_quarter, text))


def mend_cell(text: str, *, confidence: float) -> str:
    """The text of a cell mended; a row of dots, which marks rows left out, comes back as one sign."""
    if confidence < DOTS_CONFIDENCE and ROW_OF_DOTS.search(text):
        return "…"
    return mend_text(text)


def _mended_phrase(found: re.Match[str]) -> str:
    slip = found.group()
    right = SET_PHRASES[slip.lower()]
    return "".join(sign.upper() if model.isupper() else sign for sign, model in zip(right, slip, strict=True))


def _mended_date(found: re.Match[str]) -> str:
    day, slash, month, year = (part.translate(LETTERS_FOR_DIGITS) for part in found.groups())
    return (
        f"{day}{slash}{month}{slash}{year}"
        if any(sign.isdigit() for sign in found.group())
        else found.group()
    )


def _mended_quarter(found: re.Match[str]) -> str:
    word, number = found.groups()
    roman = number.translate(QUARTER_SHAPES)
    if number == "1" or roman not in ROMAN[:4]:
        return found.group()
    return f"{word} {roman}"

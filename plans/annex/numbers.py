"""Numbers before rows and headings: I, A, 1, 1.1, a), -, and what each stands under."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


class NumberForm(Enum):
    """The forms of numbers, as papers nest them."""

    NONE = auto()
    UPPER_LETTER = auto()
    ROMAN = auto()
    ARABIC = auto()
    DECIMAL = auto()
    LOWER_LETTER = auto()
    BULLET = auto()


@dataclass(frozen=True, slots=True)
class RowNumber:
    """A number as written, without its closing mark."""

    text: str = ""
    form: NumberForm = NumberForm.NONE

    @property
    def is_heading_form(self) -> bool:
        """Whether papers use this form for headings rather than tasks."""
        return self.form in (NumberForm.UPPER_LETTER, NumberForm.ROMAN)


NO_NUMBER = RowNumber()
ALONE = re.compile(
    r"[(\[]?\s*((?:[IVXLC]+|[A-ZĐ]|[a-zđ]|\d{1,3})(?:\s*[.\-]\s*\d{1,3})*)\s*[.)\]:]*\s*[.)\]:]*"
)
IN_FRONT = re.compile(
    r"\s*(?:[(\[]?(?P<number>(?:[IVXLC]+|[A-ZĐ]|\d{1,3})(?:\.\d{1,3})+|[IVXLC]+|[A-ZĐ]|[a-zđ]|\d{1,3})\s*[.)\]:/]+(?:\s+|(?=[A-ZĐÀ-Ỹ]))"
    r"|(?P<decimal>\d{1,2}(?:\.\d{1,2})+)\s+(?=[^\W\d])|(?P<bullet>[-–—+*•▪●])\s*(?=\w|[“\"(]))"
)
BULLETS = "-–—+*•▪●"


def read_number(text: str) -> RowNumber:
    """The number that fills a number cell; NO_NUMBER when the cell holds something else."""
    words = " ".join(text.split()).strip()
    if words and all(letter in BULLETS for letter in words):
        return RowNumber("", NumberForm.BULLET)
    found = ALONE.fullmatch(words) or ALONE.fullmatch(words.replace(" ", ""))
    return _number(found.group(1)) if found else NO_NUMBER


def take_number(text: str) -> tuple[RowNumber, str]:
    """The number written in front of a text, and the text without it."""
    found = IN_FRONT.match(text)
    if not found:
        return NO_NUMBER, text.strip()
    rest = text[found.end() :].strip()
    if found["bullet"]:
        return RowNumber("", NumberForm.BULLET), rest
    return _number(found["number"] or found["decimal"]), rest


def follows(number: RowNumber, previous: RowNumber) -> bool:
    """Whether the number is the next one after the previous of the same form."""
    here, before = value_of(number), value_of(previous)
    return number.form is previous.form and here is not None and before is not None and here == before + 1


def value_of(number: RowNumber) -> int | None:
    """The number's place among its siblings, counted from 1."""
    last = re.split(r"[.\-]", number.text)[-1].strip()
    if last.isdigit():
        return int(last)
    if number.form is NumberForm.ROMAN:
        return roman_value(last)
    return ord(last.lower()) - ord("a") + 1 if len(last) == 1 and last.isascii() and last.isalpha() else None


def roman_value(text: str) -> int:
    """The value of Roman figures."""
    values = [ROMAN_VALUES[letter] for letter in text]
    return sum(-v if v < max(values[i + 1 :], default=0) else v for i, v in enumerate(values))


def as_letter(number: RowNumber) -> RowNumber:
    """The same mark taken as a letter of the alphabet: C and D stand after B, not for 100 and 500."""
    return RowNumber(number.text, NumberForm.UPPER_LETTER)


def _number(raw: str) -> RowNumber:
    text = re.sub(r"\s+", "", raw)
    if re.search(r"\d[.\-]\d|[IVXLC][.\-]\d|[A-ZĐ][.\-]\d", text):
        return RowNumber(text, NumberForm.DECIMAL)
    if text.isdigit():
        return RowNumber(str(int(text)) if int(text) else text, NumberForm.ARABIC)
    if re.fullmatch(r"X{0,3}(?:IX|IV|V?I{0,3})", text):
        return RowNumber(text, NumberForm.ROMAN)
    if len(text) == 1 and text.isupper():
        return RowNumber(text, NumberForm.UPPER_LETTER)
    return RowNumber(text, NumberForm.LOWER_LETTER) if len(text) == 1 else NO_NUMBER

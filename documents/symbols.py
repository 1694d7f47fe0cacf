"""Number and symbol of a paper: read as people write them, and built as the decree prints them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lmhtx.vn.text import squeeze

# All dashes that keyboards, Word and OCR give for the one of the decree.
DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
WRITTEN = re.compile(r"(?P<number>\d{1,7}[A-Za-zĐđ]?)(?:(?P<sign>[/-])(?P<symbol>.+))?")
LABEL = re.compile(r"^(?:công văn|văn bản)?\s*số\s*[:.]?\s*", re.IGNORECASE)
AROUND = re.compile(r"\s*([/-])\s*")


@dataclass(frozen=True, slots=True)
class Reference:
    """Number and symbol as read; `sign` stands between them, "-" in papers of the Party ("57-NQ/TW").

    What has no number keeps its words in `symbol`, so that nothing that was written is lost.
    """

    number: str
    symbol: str
    sign: str = "/"

    def __str__(self) -> str:
        """As papers cite it."""
        return (
            f"{self.number}{self.sign}{self.symbol}"
            if self.number and self.symbol
            else self.number or self.symbol
        )


def read_reference(text: str) -> Reference:
    """Number and symbol out of "Số: 222/TB-UBND", "57-NQ/TW", "55/2025/QĐ-UBND", "12"; never refuses."""
    plain = AROUND.sub(r"\1", LABEL.sub("", squeeze(text).translate(DASHES)))
    found = WRITTEN.fullmatch(plain)
    if found is None:
        return Reference(number="", symbol=plain)
    return Reference(number=found["number"], symbol=found["symbol"] or "", sign=found["sign"] or "/")


def tidy_symbol(text: str) -> str:
    """A symbol with one kind of dash and without spaces round its signs."""
    return AROUND.sub(r"\1", squeeze(text).translate(DASHES))

"""Texts that a spreadsheet would take for a formula, made harmless on the way out and whole again on the way in."""

from __future__ import annotations

import re

MARK = "'"
# What Excel, LibreOffice and Google Sheets read as the beginning of a formula, directly or after a new line; the
# wide signs are what a Chinese or Japanese keyboard gives for the same.
BEGINS_FORMULA = re.compile("['\u2019]*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
SUSPECT = frozenset("'\u2019=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
# XML cannot carry these; a workbook with one of them does not open.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
LONGEST_CELL = 32_767


def harmless(text: str) -> str:
    """The text as a cell may hold it: never a formula, nothing that a workbook cannot carry, no longer than a cell."""
    # A long list asks this of every cell; nearly all are plain.
    plain = text if text.isprintable() else UNPRINTABLE.sub("", text)
    if plain[:1] in SUSPECT and BEGINS_FORMULA.match(plain):
        plain = f"{MARK}{plain}"
    return plain[:LONGEST_CELL]


def whole(text: str) -> str:
    """The text before `harmless` put its mark."""
    return text[1:] if text.startswith(MARK) and BEGINS_FORMULA.match(text[1:]) else text

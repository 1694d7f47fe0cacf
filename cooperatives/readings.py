"""What a figure of a form means as it was typed on a phone."""

from __future__ import annotations

import re

from cooperatives.enums.forms import Unit
from cooperatives.workbooks.figures import read_people
from cooperatives.year_form import Answer, Figure
from lmhtx.sheets.cells import NO, YES
from lmhtx.vn.money import BadMoney, read_money
from lmhtx.vn.text import fold

# 1.250 and 1.250,75 and 12,5; a point before one or two figures is taken for the comma.
GROUPED = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?")
PLAIN = re.compile(r"-?\d{1,15}(?:[.,]\d{1,2})?")
MOST_WORDS = 300


class BadFigure(ValueError):
    """A typed figure that is none; the message is a sentence fit for the user."""


def read_figure(figure: Figure, typed: str) -> Answer | None:
    """People as a whole number, money in đồng as it is written; None where nothing was typed."""
    words = typed.strip()
    if not words:
        return None
    match figure.unit:
        case Unit.PEOPLE:
            found = read_people(words, figure.label)
            if found.trouble is not None:
                raise BadFigure(f"{found.trouble.message} {found.trouble.suggestion}")
            return found.value
        case Unit.NUMBER:
            return _number(figure, words)
        case Unit.YES_NO:
            return _yes_or_no(figure, words)
        case Unit.WORDS:
            return words[:MOST_WORDS]
    try:
        return read_money(words)
    except BadMoney as bad:
        raise BadFigure(f"{figure.label}: {bad}") from bad


def _number(figure: Figure, words: str) -> int | float:
    if GROUPED.fullmatch(words):
        found = float(words.replace(".", "").replace(",", "."))
    elif PLAIN.fullmatch(words):
        found = float(words.replace(",", "."))
    else:
        raise BadFigure(f"{figure.label}: “{words}” không phải là số. Ghi như 125 hoặc 12,5.")
    return int(found) if found.is_integer() else found


def _yes_or_no(figure: Figure, words: str) -> bool:
    said = fold(words)
    if said in YES or said in NO:
        return said in YES
    raise BadFigure(f"{figure.label}: “{words}” không phải Có hoặc Không. Chọn Có hoặc Không.")

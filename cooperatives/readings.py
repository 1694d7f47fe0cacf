"""What a figure of a form means as it was typed on a phone."""

from __future__ import annotations

from cooperatives.workbooks.figures import read_people
from cooperatives.year_form import Figure
from lmhtx.vn.money import BadMoney, read_money


class BadFigure(ValueError):
    """A typed figure that is none; the message is a sentence fit for the user."""


def read_figure(figure: Figure, typed: str) -> int | None:
    """People as a whole number, money in đồng as it is written; None where nothing was typed."""
    words = typed.strip()
    if not words:
        return None
    if not figure.is_money:
        found = read_people(words, figure.label)
        if found.trouble is not None:
            raise BadFigure(f"{found.trouble.message} {found.trouble.suggestion}")
        return found.value
    try:
        return read_money(words)
    except BadMoney as bad:
        raise BadFigure(f"{figure.label}: {bad}") from bad

"""Frozen figures in words: on the page, on paper and in the workbook they read alike."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from lmhtx.vn.numbers import decimal_comma

NOTHING = "–"


def shown(figure: dict[str, Any] | None, kind: str) -> str:
    """1.250 or 62,9; a dash where there is nothing to say, and a sign before a growth."""
    if figure is None:
        return ""
    if "t" in figure:
        return str(figure["t"])
    worth = figure["v"]
    if worth is None:
        return NOTHING
    text = decimal_comma(Decimal(str(worth)) if isinstance(worth, str) else worth)
    return f"+{text}" if kind == "growth" and worth > 0 else text


def as_number(figure: dict[str, Any] | None) -> int | float | str | None:
    """What a cell of the workbook holds: a true number wherever there is one."""
    if figure is None:
        return None
    if "t" in figure:
        return str(figure["t"])
    worth = figure["v"]
    return float(worth) if isinstance(worth, str) else worth

"""Writes the value of a parameter as the office writes it."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

from django import template

from lmhtx.directory.parameters import ParameterState
from lmhtx.vn import dates, numbers

register = template.Library()


@register.filter
def worth(state: ParameterState, value: Any) -> str:
    """The value with its unit: "7 ngày", "Có", "07:00"."""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return dates.short(value)
    unit = "%" if state.parameter.unit == "percent" else state.parameter.unit
    if isinstance(value, int | Decimal):
        return f"{numbers.decimal_comma(value)} {unit}"
    return str(value)

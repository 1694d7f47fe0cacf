"""Until when the notice of what a meeting concluded goes out."""

from __future__ import annotations

from datetime import date

from documents.legal import meetings as legal
from lmhtx.legal import rule
from lmhtx.vn.working_days import Calendar


@rule(legal.ANNOUNCING, cases="notice_by.csv")
def notice_by(*, held_on: date, days: int, calendar: Calendar) -> date:
    """The last day on which the notice is issued: so many working days after the meeting."""
    return calendar.add_working_days(held_on, days)

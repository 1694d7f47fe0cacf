"""Numbers and symbols of the papers that the Alliance issues."""

from __future__ import annotations

from datetime import date

from documents.enums.numbers import DayFault
from documents.legal import register as legal
from lmhtx.legal import rule
from lmhtx.vn.working_days import Calendar

TWO_DIGITS = 2


@rule(legal.NUMBERING, cases="number_text.csv")
def number_text(number: int, suffix: str = "") -> str:
    """A number as printed: Arabic, with a nought before it below ten; a suffix follows without a space."""
    return f"{number:0{TWO_DIGITS}d}{suffix}"


@rule(legal.NUMBERING, cases="symbol.csv")
def symbol(*, type_abbreviation: str, body: str, unit: str = "") -> str:
    """The symbol: "KH-LM" of a paper with a name; of a công văn, which has none, "LM-VP" with the drafting unit."""
    parts = (type_abbreviation, body) if type_abbreviation else (body, unit)
    return "-".join(part for part in parts if part)


@rule(legal.NUMBERING, cases="number_day.csv")
def number_day_fault(*, dated_on: date, year: int, previous_on: date | None, today: date) -> DayFault | None:
    """Why the next number of a book may not bear the day; None where it may.

    Numbers follow the order of issuing: not before the day of the number before it, not after today, and within the
    year of the book.
    """
    if dated_on.year != year:
        return DayFault.OTHER_YEAR
    if dated_on > today:
        return DayFault.FUTURE
    if previous_on is not None and dated_on < previous_on:
        return DayFault.BACKWARD
    return None


@rule(legal.ISSUING_DAY, cases="issue_by.csv")
def issue_by(*, signed_on: date, calendar: Calendar) -> date:
    """The last day on which a paper is numbered and issued after it was signed: the next working day."""
    return calendar.add_working_days(signed_on, 1)

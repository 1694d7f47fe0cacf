"""Dates as papers write them, dates as people type them, and periods with their reporting windows."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from lmhtx.vn.labels import Labelled

TYPED = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})")
WRITTEN = re.compile(r"(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})\s*(?:,\s*)?năm\s+(\d{4})", re.IGNORECASE)
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
ROMAN = ("I", "II", "III", "IV")
FIRST_OF_WINDOW, LAST_OF_WINDOW = 15, 14


class BadDate(ValueError):
    """A typed date that is none; the message is a sentence fit for the user."""


def short(day: date) -> str:
    """dd/mm/yyyy, as lists and messages show it."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def in_words(day: date) -> str:
    """As papers write it, "ngày 05 tháng 9 năm 2026": days below 10 and months 1, 2 take a nought."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def read_date(words: str) -> date:
    """The date typed as 5/9/26, 05/09/2026, 5-9-2026, 5.9.2026, 2026-09-05 or in words; else BadDate."""
    text = " ".join(words.split())
    if match := ISO.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := TYPED.fullmatch(text) or WRITTEN.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
    else:
        raise BadDate(f"Chưa hiểu ngày “{text}”. Hãy nhập theo dạng ngày/tháng/năm, ví dụ 05/09/2026.")
    return checked_date(year + 2000 if year < 100 else year, month, day)


def checked_date(year: int, month: int, day: int) -> date:
    """The date of the three numbers; BadDate says which of them cannot be."""
    if not 1900 <= year <= 2199:
        raise BadDate(f"Năm {year} không hợp lệ. Hãy nhập năm gồm bốn chữ số, ví dụ 2026.")
    if not 1 <= month <= 12:
        raise BadDate(f"Không có tháng {month}. Hãy nhập ngày trước, tháng sau, ví dụ 05/09/2026.")
    if not 1 <= day <= last_day_of_month(year, month).day:
        raise BadDate(f"Tháng {month}/{year} không có ngày {day}. Hãy kiểm tra lại ngày.")
    return date(year, month, day)


def last_day_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def add_months(day: date, count: int) -> date:
    """The same day so many months on, or the month's last day where it has no such day."""
    months = day.year * 12 + day.month - 1 + count
    last = last_day_of_month(months // 12, months % 12 + 1)
    return last.replace(day=min(day.day, last.day))


class PeriodKind(Labelled):
    """The lengths of reporting periods."""

    MONTH = "month", "Tháng"
    QUARTER = "quarter", "Quý"
    HALF = "half", "6 tháng"
    NINE_MONTHS = "nine_months", "9 tháng"
    YEAR = "year", "Năm"


LENGTHS_MONTHS = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.HALF: 6,
    PeriodKind.NINE_MONTHS: 9,
    PeriodKind.YEAR: 12,
}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A month, quarter, half year, first nine months or year; `number` counts within the year from 1."""

    year: int
    kind: PeriodKind
    number: int = 1

    def __post_init__(self) -> None:
        """Refuse a number that the year does not have."""
        if not 1 <= self.number <= 12 // LENGTHS_MONTHS[self.kind]:
            raise ValueError(f"{self.kind.label} {self.number} không có trong năm.")

    @classmethod
    def around(cls, day: date, kind: PeriodKind) -> Period:
        """The calendar period of that kind in which the day lies (the first nine months for any day)."""
        if kind == PeriodKind.NINE_MONTHS:
            return cls(day.year, kind)
        return cls(day.year, kind, (day.month - 1) // LENGTHS_MONTHS[kind] + 1)

    @property
    def first(self) -> date:
        """First calendar day."""
        return date(self.year, (self.number - 1) * LENGTHS_MONTHS[self.kind] + 1, 1)

    @property
    def last(self) -> date:
        """Last calendar day."""
        return last_day_of_month(self.year, self.number * LENGTHS_MONTHS[self.kind])

    @property
    def window(self) -> tuple[date, date]:
        """The days whose data an administrative report of the period counts (NĐ 09/2019/NĐ-CP, Điều 12).

        From the 15th of the month before the period to the 14th of its last month.
        """
        before = self.first - timedelta(days=1)
        return before.replace(day=FIRST_OF_WINDOW), self.last.replace(day=LAST_OF_WINDOW)

    @property
    def label(self) -> str:
        """As papers name it: "Tháng 9/2026", "Quý II/2026", "6 tháng đầu năm 2026", "Năm 2026"."""
        if self.kind == PeriodKind.MONTH:
            return f"Tháng {self.number}/{self.year}"
        if self.kind == PeriodKind.QUARTER:
            return f"Quý {ROMAN[self.number - 1]}/{self.year}"
        if self.kind == PeriodKind.HALF:
            return f"6 tháng {'đầu' if self.number == 1 else 'cuối'} năm {self.year}"
        return f"9 tháng đầu năm {self.year}" if self.kind == PeriodKind.NINE_MONTHS else f"Năm {self.year}"

    def previous(self) -> Period:
        """The period of the same kind just before; for nine months, that of the year before."""
        if self.number > 1:
            return Period(self.year, self.kind, self.number - 1)
        return Period(self.year - 1, self.kind, 12 // LENGTHS_MONTHS[self.kind])

    def same_of_last_year(self) -> Period:
        """The period with which "cùng kỳ năm trước" compares."""
        return Period(self.year - 1, self.kind, self.number)

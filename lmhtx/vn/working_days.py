"""Working days: weekends, public holidays and swapped Saturdays, and counting in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from lmhtx.vn.labels import Labelled

ONE_DAY = timedelta(days=1)
SATURDAY = 5


class DayKind(Labelled):
    """What a row of the table says of its day."""

    OFF = "off", "Ngày nghỉ"
    WORKING = "working", "Ngày làm bù"
    PENDING = "pending", "Chờ xác nhận"


class YearStatus(Labelled):
    """How sure a year's table is."""

    SETTLED = "settled", "Đã chốt"
    EXPECTED = "expected", "Dự kiến"
    UNSETTLED = "unsettled", "Chưa chốt"


class Calendar:
    """The working days of the office, built once from the rows of holidays and swapped days.

    A PENDING row changes nothing until it is confirmed. A year that is not named is UNSETTLED: only
    its weekends are known.
    """

    def __init__(
        self, rows: Iterable[tuple[date, DayKind]], years: Mapping[int, YearStatus] | None = None
    ) -> None:
        """Take (day, kind) pairs in any order; of two rows for one day the later holds."""
        self._kinds = dict(rows)
        self._years = dict(years or {})

    def is_working(self, day: date) -> bool:
        """Whether the office works on that day."""
        kind = self._kinds.get(day)
        if kind in (DayKind.OFF, DayKind.WORKING):
            return kind == DayKind.WORKING
        return day.weekday() < SATURDAY

    def status_of(self, year: int) -> YearStatus:
        """Whether the year's table is settled, expected or not announced."""
        return self._years.get(year, YearStatus.UNSETTLED)

    def next_working(self, day: date) -> date:
        """The day itself when it is a working day, else the first one after it."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def previous_working(self, day: date) -> date:
        """The day itself when it is a working day, else the last one before it."""
        while not self.is_working(day):
            day -= ONE_DAY
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """The day that many working days on; the first counted is the working day after `day` itself.

        A negative count goes back; nought gives the day unchanged.
        """
        step = ONE_DAY if count >= 0 else -ONE_DAY
        for _ in range(abs(count)):
            day += step
            while not self.is_working(day):
                day += step
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie after `start`, up to and with `end`; negative when end is earlier."""
        if end < start:
            return -self.working_days_between(end, start)
        days = (start + ONE_DAY * offset for offset in range(1, (end - start).days + 1))
        return sum(1 for day in days if self.is_working(day))

    def last_working_of_week(self, day: date) -> date | None:
        """The last working day of the week (Monday to Sunday) around the day; None when it has none."""
        monday = day - ONE_DAY * day.weekday()
        week = [monday + ONE_DAY * offset for offset in range(7)]
        return next((one for one in reversed(week) if self.is_working(one)), None)

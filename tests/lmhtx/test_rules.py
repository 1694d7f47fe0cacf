"""Rules of the rooms, each against its table of worked cases."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from lmhtx.reports.enums import Window
from lmhtx.reports.rules import earliest_sending_day, report_window
from lmhtx.vn.dates import Period, PeriodKind
from lmhtx.vn.working_days import Calendar, DayKind

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("case", cases("report_window.csv"), ids=lambda c: f"{c['label']}-{c['window']}")
def test_report_window(case):
    period = Period(int(case["year"]), PeriodKind(case["kind"]), int(case["number"]))

    first, last = report_window(period, window=Window(case["window"]))

    assert (first.isoformat(), last.isoformat(), period.label) == (case["first"], case["last"], case["label"])


@pytest.mark.parametrize("case", cases("earliest_sending_day.csv"), ids=lambda c: c["why"])
def test_earliest_sending_day(case):
    rest = [(date.fromisoformat(day), DayKind.OFF) for day in case["holidays"].split()]

    day = earliest_sending_day(date.fromisoformat(case["close_on"]), calendar=Calendar(rest))

    assert day.isoformat() == case["expected"]

"""What the rules of work files say, case by case, against their tables."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from documents.rules import archive

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> pytest.MarkDecorator:
    """The rows of a table as cases of a test."""
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return pytest.mark.parametrize("row", list(csv.DictReader(file)))


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def whole(text: str) -> int | None:
    return int(text) if text else None


@cases("file_code.csv")
def test_file_code(row):
    assert archive.file_code(number=int(row["number"]), heading=row["heading"]) == row["expected"]


@cases("retention_text.csv")
def test_retention_text(row):
    assert archive.retention_text(whole(row["years"])) == row["expected"]


@cases("handover_from_date.csv")
def test_handover_from_date(row):
    found = archive.handover_from_date(ended_on=day(row["ended_on"]), months=int(row["months"]))

    assert found == day(row["expected"])


@cases("handover_from_year_end.csv")
def test_handover_from_year_end(row):
    assert archive.handover_from_year_end(ended_on=day(row["ended_on"])) == day(row["expected"])


@cases("warned_from.csv")
def test_warned_from(row):
    assert archive.warned_from(due_on=day(row["due_on"]), days=int(row["days"])) == day(row["expected"])


@cases("must_go.csv")
def test_must_go(row):
    found = archive.must_go(
        retention_years=whole(row["retention_years"]), least_years=int(row["least_years"])
    )

    assert found == (row["expected"] == "yes")


@cases("kept_longest.csv")
def test_kept_longest(row):
    found = archive.kept_longest(due_on=day(row["due_on"]), months=int(row["months"]))

    assert found == day(row["expected"])


@cases("kept_until.csv")
def test_kept_until(row):
    found = archive.kept_until(ended_on=day(row["ended_on"]), retention_years=whole(row["retention_years"]))

    assert found == day(row["expected"])

"""Deadline words: the table of phrases, and what holds for any words at all."""

from __future__ import annotations

import csv
import unicodedata
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.deadlines import read_deadline
from plans.enums import DeadlineKind

TABLE = Path(__file__).parent / "cases" / "deadline_phrases.csv"
PHRASES = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
PIECES = (
    "trước",
    "ngày",
    "15/6",
    "30/11/2025",
    "tháng",
    "quý",
    "II",
    "năm 2026",
    "-",
    "đến",
    "từ",
    ";",
    "và",
    "hằng",
    "cả năm",
    "16h30",
    "31/2/2026",
    "2030",
    "thường xuyên",
    "theo",
    "chậm nhất",
    "\n",
    "6 tháng đầu năm",
    "(1)",
)


@pytest.mark.parametrize("row", PHRASES, ids=[f"{row['words']!r}/{row['year']}" for row in PHRASES])
def test_phrase(row: dict[str, str]) -> None:
    deadline = read_deadline(row["words"], year=int(row["year"]) if row["year"] else None)
    assert deadline.kind.value == row["kind"]
    assert deadline.start == (date.fromisoformat(row["start"]) if row["start"] else None)
    assert deadline.end == (date.fromisoformat(row["end"]) if row["end"] else None)
    assert deadline.end_time == (time.fromisoformat(row["hour"]) if row["hour"] else None)
    assert bool(deadline.doubts) == (row["doubt"] == "1")


def test_table_is_large_enough() -> None:
    assert sum(not row["hour"] for row in PHRASES) >= 80
    assert sum(bool(row["hour"]) for row in PHRASES) >= 40


def test_day_of_issue_opens_a_span_and_gives_a_missing_year() -> None:
    issued_on = date(2025, 10, 24)
    assert read_deadline("Từ ngày ban hành đến hết năm 2030", issued_on=issued_on).start == issued_on
    inferred = read_deadline("Quý IV", issued_on=issued_on)
    assert inferred.end == date(2025, 12, 31)
    assert inferred.doubts


def test_lines_of_a_narrow_cell_are_one_deadline() -> None:
    for words in (
        "30/11/\n2025",
        "Quý IV/\n2025",
        "Từ 2024\nđến 2025",
        "2024 -\n2025",
        "Trước\nngày 01/01/2026",
    ):
        assert read_deadline(words).end is not None
        assert read_deadline(words).kind is not DeadlineKind.MULTIPLE


words = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=7).map(" ".join))


@given(words, st.one_of(st.none(), st.integers(2001, 2099)))
@settings(max_examples=300, deadline=None)
def test_never_raises_and_never_ends_before_it_starts(text: str, year: int | None) -> None:
    deadline = read_deadline(text, year=year)
    if deadline.start and deadline.end:
        assert deadline.end >= deadline.start
    if deadline.kind in (DeadlineKind.UNREADABLE, DeadlineKind.NONE):
        assert deadline.start is None
        assert deadline.end is None
    if deadline.kind is DeadlineKind.UNREADABLE:
        assert deadline.doubts


@given(st.lists(st.sampled_from(PIECES[:-2]), min_size=1, max_size=6).map(" ".join))
@settings(max_examples=200, deadline=None)
def test_spaces_case_and_composition_change_nothing(text: str) -> None:
    def days(words: str) -> tuple[object, ...]:
        found = read_deadline(words, year=2026)
        return found.kind, found.start, found.end, found.end_time

    plain = text.replace("\n", " ")
    assert days(plain) == days(plain.replace(" ", "  \u00a0")) == days(unicodedata.normalize("NFD", plain))
    assert days(plain) == days(plain.upper())

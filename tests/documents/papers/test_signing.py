"""The lines under which people sign, and the lines about those who get a paper."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from documents.papers.signing import archive_line, copies_mark, plain_name, signature

CASES = Path(__file__).parents[1] / "cases"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table."""
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows("plain_name.csv"), ids=lambda row: row["name"])
def test_a_name_is_printed_without_degrees(row):
    assert plain_name(row["name"]) == row["expected"]
    assert signature(("CHỦ TỊCH",), row["name"]).name == row["expected"]


def test_the_last_line_says_who_keeps_the_paper():
    assert archive_line(unit="VP", initials="MH") == "Lưu: VT, VP. MH"
    assert archive_line(unit="VP", copies=5) == "Lưu: VT, VP (05b)"
    assert archive_line() == "Lưu: VT"
    assert copies_mark(initials="PL", copies=300) == "PL.(300)"

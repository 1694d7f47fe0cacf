"""Rules of outgoing papers against their tables, and scans against approved texts."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from documents.comparing import differences
from documents.enums.numbers import BodyKind
from documents.enums.outgoing import Amending, AuthorityFault, Fault, Prefix
from documents.rules import outgoing as rules
from lmhtx.vn.working_days import Calendar, DayKind

CASES = Path(__file__).parent / "cases"
REST = ("2026-08-31", "2026-09-01", "2026-09-02")
CALENDAR = Calendar([(date.fromisoformat(day), DayKind.OFF) for day in REST])
FACTS = ("is_head", "is_deputy", "heads_unit", "is_at_work", "has_authority", "is_limited")


def cases(name: str) -> pytest.MarkDecorator:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return pytest.mark.parametrize("row", list(csv.DictReader(file)))


@cases("amendment.csv")
def test_amendment(row):
    found = rules.amendment_of(fault=Fault(row["fault"]), type_code=row["type_code"])

    assert found == (Amending(row["amending"]), row["expected"])


@cases("authority.csv")
def test_authority(row):
    facts = {name: row[name] == "1" for name in FACTS}
    found = rules.authority_fault(prefix=Prefix(row["prefix"]), body=BodyKind(row["body"]), **facts)

    assert found == (AuthorityFault(row["expected"]) if row["expected"] else None)


@cases("signature_lines.csv")
def test_signature_lines(row):
    names = ("body", "head", "post", "unit_head")
    found = rules.signature_lines(prefix=Prefix(row["prefix"]), **{name: row[name] for name in names})

    assert found == tuple(row["expected"].split("|"))


@cases("scan_by.csv")
def test_scan_by(row):
    found = rules.scan_by(
        sealed_on=date.fromisoformat(row["sealed_on"]), days=int(row["days"]), calendar=CALENDAR
    )

    assert found == date.fromisoformat(row["expected"])


@cases("scan_differences.csv")
def test_scan_differences(row):
    found = differences(row["approved"], row["scanned"])

    assert "|".join(f"{one.approved}→{one.scanned}" for one in found) == row["expected"]
    assert all(one.is_figure == any(sign.isdigit() for sign in row["expected"]) for one in found)

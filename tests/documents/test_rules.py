"""What the rules say, case by case, against their tables."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.comparing import differences
from documents.enums.numbers import BodyKind, DayFault
from documents.enums.outgoing import Amending, AuthorityFault, Fault, Prefix
from documents.rules import archive, incoming, meetings, numbers, outgoing
from documents.secret_marks import Line, MarkVerdict, judge_line, judge_lines
from documents.symbols import read_reference, tidy_symbol
from lmhtx.vn.working_days import Calendar, DayKind

CASES = Path(__file__).parent / "cases"
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
CALENDAR = Calendar(
    [(date(2026, 8, 31), DayKind.OFF), (date(2026, 9, 1), DayKind.OFF), (date(2026, 9, 2), DayKind.OFF)]
)


def cases(name: str) -> pytest.MarkDecorator:
    """The rows of a table as cases of a test."""
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return pytest.mark.parametrize("row", list(csv.DictReader(file)))


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


@cases("number_text.csv")
def test_number_text(row):
    assert numbers.number_text(int(row["number"]), row["suffix"]) == row["expected"]


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


@cases("symbol.csv")
def test_symbol(row):
    found = numbers.symbol(type_abbreviation=row["type_abbreviation"], body=row["body"], unit=row["unit"])

    assert found == row["expected"]


@cases("number_day.csv")
def test_number_day(row):
    found = numbers.number_day_fault(
        dated_on=date.fromisoformat(row["dated_on"]),
        year=int(row["year"]),
        previous_on=day(row["previous_on"]),
        today=date.fromisoformat(row["today"]),
    )

    assert found == (DayFault(row["expected"]) if row["expected"] else None)


@cases("issue_by.csv")
def test_issue_by(row):
    found = numbers.issue_by(signed_on=date.fromisoformat(row["signed_on"]), calendar=CALENDAR)

    assert found == date.fromisoformat(row["expected"])


@cases("present_by.csv")
def test_present_by(row):
    found = incoming.present_by(
        arrived_at=moment(row["arrived_at"]),
        minutes=int(row["minutes"]) if row["minutes"] else None,
        calendar=CALENDAR,
    )

    assert found == moment(row["expected"])


@cases("resolve_by.csv")
def test_resolve_by(row):
    found = incoming.resolve_by(
        directed_on=day(row["directed_on"]),
        demanded_on=day(row["demanded_on"]),
        days=int(row["days"]),
        counted_from=date.fromisoformat(row["counted_from"]),
        calendar=CALENDAR,
    )

    assert found == date.fromisoformat(row["expected"])


@cases("duplicate.csv")
def test_duplicate(row):
    found = incoming.years_of_paper(
        issued_on=day(row["issued_on"]), arrived_on=date.fromisoformat(row["arrived_on"])
    )

    assert found == (date.fromisoformat(row["first"]), date.fromisoformat(row["last"]))


@cases("secret_marks.csv")
def test_secret_marks(row):
    line = Line(
        row["text"],
        top=float(row["top"]) if row["top"] else None,
        left=float(row["left"]) if row["left"] else None,
        before=row["before"],
    )

    assert judge_line(line).verdict == MarkVerdict(row["expected"])


def test_the_surest_mark_of_a_page_counts():
    doubtful, sure = Line("Mật", top=0.1), Line("TỐI MẬT", top=0.1)

    assert judge_lines([Line("mật ong"), doubtful]).verdict == MarkVerdict.DOUBT
    assert judge_lines([doubtful, sure]).text == "TỐI MẬT"
    assert judge_lines([Line("mật ong")]).verdict == MarkVerdict.NONE


@cases("reference.csv")
def test_reference(row):
    found = read_reference(row["text"])

    assert (found.number, found.symbol, found.sign) == (row["number"], row["symbol"], row["sign"])


@given(st.text(max_size=60))
def test_no_reference_is_refused_and_its_letters_stay(text):
    found = read_reference(text)

    kept = set(f"{found.number}{found.sign}{found.symbol}")
    assert {letter for letter in tidy_symbol(text) if letter.isdigit()} <= kept


@given(
    st.integers(1, 9_999_999),
    st.sampled_from(["", "a", "đ"]),
    st.sampled_from(["KH-LM", "QĐ-HĐTĐKT", "TB-UBND"]),
)
def test_what_is_printed_is_read_back(number, suffix, symbol):
    printed = f"Số: {numbers.number_text(number, suffix)}/{symbol}"

    found = read_reference(printed)

    assert (found.number, found.symbol) == (numbers.number_text(number, suffix), symbol)


SIGNING_FACTS = ("is_head", "is_deputy", "heads_unit", "is_at_work", "has_authority", "is_limited")


@cases("amendment.csv")
def test_amendment(row):
    found = outgoing.amendment_of(fault=Fault(row["fault"]), type_code=row["type_code"])

    assert found == (Amending(row["amending"]), row["expected"])


@cases("authority.csv")
def test_authority(row):
    facts = {name: row[name] == "1" for name in SIGNING_FACTS}
    found = outgoing.authority_fault(prefix=Prefix(row["prefix"]), body=BodyKind(row["body"]), **facts)

    assert found == (AuthorityFault(row["expected"]) if row["expected"] else None)


@cases("signature_lines.csv")
def test_signature_lines(row):
    names = ("body", "head", "post", "unit_head", "collective")
    found = outgoing.signature_lines(prefix=Prefix(row["prefix"]), **{name: row[name] for name in names})

    assert found == tuple(row["expected"].split("|"))


@cases("scan_by.csv")
def test_scan_by(row):
    found = outgoing.scan_by(
        sealed_on=date.fromisoformat(row["sealed_on"]), days=int(row["days"]), calendar=CALENDAR
    )

    assert found == date.fromisoformat(row["expected"])


@cases("notice_by.csv")
def test_notice_by(row):
    found = meetings.notice_by(
        held_on=date.fromisoformat(row["held_on"]), days=int(row["days"]), calendar=CALENDAR
    )

    assert found == date.fromisoformat(row["expected"])


@cases("scan_differences.csv")
def test_scan_differences(row):
    found = differences(row["approved"], row["scanned"])

    assert "|".join(f"{one.approved}→{one.scanned}" for one in found) == row["expected"]
    assert all(one.is_figure == any(sign.isdigit() for sign in row["expected"]) for one in found)

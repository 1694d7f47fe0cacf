"""A whole dirty workbook against its key: everything read, mended, asked, left out; the copy goes back coloured."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from cooperatives.workbooks.choosing import HIDDEN, NO_TABLE
from cooperatives.workbooks.marks import faults
from cooperatives.workbooks.outcome import Action
from lmhtx.reading.whole_books import mark_copy
from tests.cooperatives.workbooks.offices import ASK, FIELDS, Office


def score(office, reading):
    """What went wrong, as (row, field, wanted, got)."""
    got = {row.row: row for row in reading.rows}
    wrong = [(row, "read", None, None) for row in office.key if row not in got]
    wrong += [(row, "noise", None, None) for row in office.noise if row in got]
    for row, want in office.key.items():
        for name in FIELDS:
            value, is_asked = got[row].values[name], got[row].has_trouble(name)
            if want[name] is ASK:
                wrong += [(row, name, "hỏi", value)] if not is_asked or value is not None else []
            elif is_asked or value != want[name]:
                wrong.append((row, name, want[name], value))
    wrong += [
        (one, "twin", other, got[one].same_as) for one, other in office.twins if other not in got[one].same_as
    ]
    return wrong


@pytest.mark.parametrize(("seed", "size"), [(1, 40), (2, 40), (3, 200), (4, 200)])
def test_every_cell_becomes_what_the_key_says(read, tmp_path, seed, size):
    office = Office(seed, size)

    reading = read(office.write(tmp_path / "so.xlsx"))

    assert score(office, reading) == []
    assert {one.why for one in reading.skipped if one.row == 0} == {
        HIDDEN,
        NO_TABLE,
    }


def test_every_mended_cell_says_what_stood_there(read, tmp_path):
    reading = read(Office(5, 60).write(tmp_path / "so.xlsx"))

    fixes = [fix for row in reading.rows for fix in row.fixes]
    assert fixes
    assert all(fix.raw != fix.value and fix.rule.label for fix in fixes)
    problems = [problem for row in reading.rows for problem in row.problems]
    assert all(problem.message.endswith(".") or problem.message.endswith(".)") for problem in problems)
    assert all(problem.suggestion and problem.kind.label for problem in problems)


def test_the_coloured_copy_mended_by_hand_goes_in_clean(read, tmp_path):
    office = Office(6, 40)
    source, marked = office.write(tmp_path / "so.xlsx"), tmp_path / "to_mau.xlsx"
    reading = read(source)
    mark_copy(source, marked, faults(reading))

    book = openpyxl.load_workbook(marked)
    sheet = book["Biểu 02-HTX"]
    asked = [(row.row, problem.field) for row in reading.rows for problem in row.problems]
    right = {"name": "HTX Sửa tay", "founded": date(2010, 1, 2), "ward": "Xã Trảng Bom", "status": "Đang hoạt động",
             "phone": None, "capital": 500, "revenue": 500, "members": 10, "workers": 10}  # fmt: skip
    codes = iter(
        ["3600123457", "3602987614", "3800456125", "3600987658", "3601543214", "3800123990", "0100047516"]
    )
    for number, name in asked:
        cell = sheet.cell(number, FIELDS[name] + 1)
        assert cell.fill.fgColor.rgb == "FFFFC7CE"
        assert cell.comment.text
        cell.value = right[name] if name != "tax_code" else next(codes, None)
    left = {row.row for row in reading.rows if row.same_as}
    for number in sorted(left, reverse=True):
        sheet.delete_rows(number)
    book.save(marked)

    again = read(marked)

    assert {problem.code for row in again.rows for problem in row.problems} <= {"missing_code"}
    assert {row.action for row in again.rows} == {Action.CREATE}


def test_the_command_prints_what_the_page_shows(db, tmp_path):
    office = Office(7, 30)
    path, told = office.write(tmp_path / "so.xlsx"), StringIO()

    call_command("import_cooperatives", str(path), "--dry-run", "--json", stdout=told)

    said = json.loads(told.getvalue())
    assert set(said) == {"rows", "skipped"}
    assert [row["row"] for row in said["rows"]] == sorted(office.key)
    first = said["rows"][0]
    assert [*first] == ["sheet", "row", "values", "fixes", "problems", "same_as", "action"]
    assert set(first["values"]) == set(FIELDS)
    assert all(isinstance(row["values"]["capital"], int | None) for row in said["rows"])


def test_the_command_tells_in_words_and_never_writes(db, tmp_path):
    path, told = Office(8, 30).write(tmp_path / "so.xlsx"), StringIO()

    call_command("import_cooperatives", str(path), "--dry-run", stdout=told)

    assert told.getvalue().startswith("32 dòng; ")
    with pytest.raises(CommandError, match="chỉ xem trước"):
        call_command("import_cooperatives", str(path))
    (tmp_path / "anh.xlsx").write_bytes(b"\x89PNG\0\0")
    with pytest.raises(CommandError, match="không phải bảng tính"):
        call_command("import_cooperatives", str(tmp_path / "anh.xlsx"), "--dry-run")

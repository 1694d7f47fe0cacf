"""Workbooks written and read: in constant memory, whole or not at all, back as they went."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lmhtx.reading.child import run_parser
from lmhtx.reading.filled_sheets import cells_of
from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.sheets import reading
from lmhtx.sheets.cells import plain
from lmhtx.sheets.headings import letter
from lmhtx.sheets.reading import BadSheet, coded, decoded, read_sheets
from lmhtx.sheets.writing import Head, Look, NoRoom, Written, write_workbook

CELLS = st.one_of(
    st.none(),
    st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), max_size=60),
    st.integers(-(2**40), 2**40),
    st.booleans(),
)


DAYS = st.one_of(st.none(), st.dates(date(1901, 1, 1), date(2199, 12, 31)))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(CELLS, DAYS), min_size=1, max_size=6))
def test_what_is_written_is_read_again(tmp_path, rows):
    path = tmp_path / "so.xlsx"
    write_workbook(path, [Written("Số", [Head("A"), Head("B", Look.DAY)], rows)])

    found = [[decoded(cell) for cell in row] for row in read_sheets(path)[0]["rows"]]

    assert found[0] == ["A", "B"]
    said = [[plain(cell) for cell in row] for row in rows]
    while said and said[-1] == [None, None]:
        said.pop()
    assert [row for row in found[1:] if row != [None, None]] == [row for row in said if row != [None, None]]


@given(st.one_of(st.none(), st.text(), st.integers(), st.dates(), st.datetimes(), st.times(), st.booleans()))
def test_a_cell_passes_through_json(cell):
    assert decoded(coded(cell)) == cell


@pytest.mark.parametrize(("place", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_named_as_excel_names_them(place, name):
    assert letter(place) == name


def test_headings_alike_are_told_apart(tmp_path):
    path = tmp_path / "so.xlsx"
    write_workbook(path, [Written("Số", [Head("A"), Head("A")], [])])

    assert read_sheets(path)[0]["rows"][0] == ["A", "A (2)"]


def test_a_full_disk_leaves_no_piece(tmp_path):
    path = tmp_path / "so.xlsx"
    path.symlink_to("/dev/full")

    with pytest.raises(NoRoom, match="đã đầy"):
        write_workbook(path, [Written("Số", [Head("A")], [("x",)] * 5000)])

    assert not path.is_symlink()


def test_rows_that_fail_on_the_way_leave_no_piece(tmp_path):
    path = tmp_path / "so.xlsx"

    def rows():
        yield ("a",)
        raise LookupError("hỏng")

    with pytest.raises(LookupError):
        write_workbook(path, [Written("Số", [Head("A")], rows())])

    assert not path.exists()


def test_hidden_sheets_are_not_read_and_places_are_absolute(tmp_path):
    book = openpyxl.Workbook()
    book.active["C4"], book.active["D5"], book.active["E5"] = "x", time(16, 30), datetime(2026, 9, 5, 8)
    book.create_sheet("Ẩn").sheet_state = "hidden"
    book.save(tmp_path / "so.xlsx")

    (sheet,) = read_sheets(tmp_path / "so.xlsx")

    assert sheet["rows"][3][2] == "x"
    assert decoded(sheet["rows"][4][3]) == time(16, 30)
    assert decoded(sheet["rows"][4][4]) == datetime(2026, 9, 5, 8)


def test_a_sheet_beyond_reason_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 2)
    path = tmp_path / "so.xlsx"
    write_workbook(path, [Written("Số", [Head("A")], [(1,), (2,), (3,)])])

    with pytest.raises(BadSheet, match="nhiều nhất là 2"):
        read_sheets(path)


def test_a_broken_workbook_is_told_through_the_child(tmp_path):
    path = Path(tmp_path / "so.xlsx")
    path.write_bytes(b"PK\x03\x04 khong phai")

    with pytest.raises(UnreadableFile, match="Tệp bị hỏng"):
        run_parser(cells_of, path, seconds=30)

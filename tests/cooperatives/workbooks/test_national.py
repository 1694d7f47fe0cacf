"""An export of the national registration system, read strictly."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.vn import mst

from cooperatives.enums.national import Legal
from cooperatives.workbooks.facts import Facts, Place
from cooperatives.workbooks.national import BadExport, read_export
from cooperatives.workbooks.sheets import Sheet

FACTS = Facts.of(
    date(2026, 9, 15),
    [Place("xã", "Xuân Lộc"), Place("phường", "Trấn Biên")],
    [],
    industries={"0118", "0119"},
)
COMMUNES = {"Xã Xuân Lộc": 1, "Phường Trấn Biên": 2, "26425": 1}
HEADINGS = (
    "STT", "Mã số", "Tên hợp tác xã", "Tình trạng", "Tình trạng từ ngày", "Tạm ngừng đến ngày", "Địa chỉ", "Xã, phường",
    "Người đại diện", "Vốn điều lệ", "Ngành chính", "Ngành nghề", "Ngày đăng ký", "Ngày thay đổi gần nhất", "Số GCN",
)  # fmt: skip
CODE, OTHER = "3600123457", "3602987614"


def line(code: str = CODE, **told: object) -> list[object]:
    said = {
        "name": "HTX Tân Tiến", "status": "Đang hoạt động", "since": None, "until": None, "address": "Ấp 1",
        "commune": "Xã Xuân Lộc", "head": "Ông Nguyễn Văn Bình", "capital": "1.500.000.000", "main": "0118",
        "lines": "0118; 0119", "registered": "15/03/2019", "changed": "01/09/2026", "number": "4707-0012", **told,
    }  # fmt: skip
    return [1, code, *said.values()]


def read(*rows: list[object], headings: tuple[str, ...] = HEADINGS, name: str = "DS"):
    return read_export([Sheet(name, [list(headings), *rows])], FACTS, COMMUNES)


def test_a_row_becomes_the_legal_facts_of_its_code():
    export = read(line())

    assert export.faults == []
    row = export.rows[0]
    assert (row["code"], row["row"], row["changed_on"]) == (CODE, 2, "2026-09-01")
    assert row["values"] == {
        Legal.NAME: "Hợp tác xã Tân Tiến",
        Legal.STATUS: {"status": "active", "since": None, "until": None},
        Legal.ADDRESS: {"text": "Ấp 1", "commune": 1},
        Legal.REPRESENTATIVE: "Nguyễn Văn Bình",
        Legal.CHARTER: 1_500_000_000,
        Legal.MAIN_ACTIVITY: "0118",
        Legal.ACTIVITIES: ["0118", "0119"],
        Legal.REGISTERED: "2019-03-15",
        Legal.CERTIFICATE: "4707-0012",
    }


def test_an_empty_cell_says_nothing():
    empty = dict.fromkeys(
        ("status", "address", "commune", "head", "capital", "main", "lines", "registered", "number")
    )

    assert read(line(**empty, changed=None)).rows[0]["values"] == {Legal.NAME: "Hợp tác xã Tân Tiến"}


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("TAM_NGUNG", "suspended"),
        ("Tạm ngừng hoạt động", "suspended"),
        ("Đã giải thể", "dissolved"),
        ("đã GIẢI THỂ năm 2020", "dissolved"),
        ("Giải thể tự nguyện", "dissolved_freely"),
        ("Bị thu hồi", "revoked"),
        ("đang làm thủ tục giải thể", "dissolving"),
    ],
)
def test_words_of_a_status(words, status):
    row = read(line(status=words, since="01/08/2026", until="31/12/2026")).rows[0]

    assert row["values"][Legal.STATUS] == {"status": status, "since": "2026-08-01", "until": "2026-12-31"}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("3600123458", "số kiểm tra phải là 7"),
        ("36O0123457", "không đúng dạng"),
        ("3600123457-001", "không đúng dạng"),
        ("123", "thiếu chữ số"),
        (None, "Chưa có mã số"),
    ],
)
def test_a_wrong_code_leaves_the_row_out_and_says_why(code, words):
    export = read(line(code), line(OTHER))

    assert [row["code"] for row in export.rows] == [OTHER]
    fault = export.faults[0]
    assert (fault.row, fault.fact, fault.name) == (2, "", "HTX Tân Tiến")
    assert words in fault.message
    assert fault.suggestion


def test_a_code_that_stands_twice_is_taken_from_neither_row():
    export = read(line(), line(OTHER), line())

    assert [row["code"] for row in export.rows] == [OTHER]
    assert [(fault.row, fault.message) for fault in export.faults] == [
        (2, f"Mã số {CODE} có ở các dòng 2, 4."),
        (4, f"Mã số {CODE} có ở các dòng 2, 4."),
    ]


@pytest.mark.parametrize(
    ("told", "fact"),
    [
        ({"status": "chẳng rõ"}, "Tình trạng"),
        ({"since": "32/13/2026"}, "Tình trạng"),
        ({"commune": "Xã Không Có"}, "Địa chỉ trụ sở"),
        ({"capital": "nhiều"}, "Vốn điều lệ"),
        ({"main": "9999"}, "Ngành chính"),
        ({"registered": "2019"}, "Ngày đăng ký lần đầu"),
        ({"address": "Ấp " * 200}, "Địa chỉ trụ sở"),
        ({"number": "4" * 61}, "Số giấy chứng nhận"),
    ],
)
def test_a_cell_that_cannot_be_read_is_left_out_alone(told, fact):
    export = read(line(**told))

    assert [fault.fact for fault in export.faults] == [fact]
    assert len(export.rows[0]["values"]) == len(Legal) - 1


def test_a_commune_by_its_code():
    headings = ("maSo", "diaChi", "maXa")

    export = read([CODE, "Ấp 1", 26425], [OTHER, "Ấp 2", "99999"], headings=headings)

    assert export.rows[0]["values"] == {Legal.ADDRESS: {"text": "Ấp 1", "commune": 1}}
    assert export.faults[0].message == "Không có xã, phường mã “99999”."


def test_the_day_stands_above_the_heading_or_beside_each_row():
    above = [["Hệ thống thông tin về đăng ký HTX"], ["Số liệu đến ngày: 31/08/2026", "Nguồn", "Sở Tài chính"]]
    export = read_export([Sheet("DS", [*above, list(HEADINGS), line()])], FACTS, COMMUNES)
    assert (export.stands_on, export.source) == (date(2026, 8, 31), "Sở Tài chính")

    beside = read([CODE, "HTX A", "2026-08-31"], headings=("ma_so", "ten", "as_of"))
    assert (beside.stands_on, beside.remarks[0][:16]) == (date(2026, 8, 31), "Tệp không có cột")
    with pytest.raises(BadExport, match="nhiều ngày số liệu khác nhau \\(31/08/2026, 01/09/2026\\)"):
        read(
            [CODE, "HTX A", "2026-08-31"], [OTHER, "HTX B", "2026-09-01"], headings=("ma_so", "ten", "as_of")
        )


def test_columns_that_are_missing_unknown_or_ours_are_told():
    headings = ("Mã số", "Tên HTX", "Thành viên Liên minh", "Số lao động", "Vốn điều lệ HTX", "Thời tiết")

    told = read([CODE, "HTX A", "Có", 12, 5, "nắng"], headings=headings).remarks

    assert told[0].startswith(
        "Tệp không có cột Tình trạng, Địa chỉ, Người đại diện, Vốn điều lệ, Ngành chính"
    )
    assert "Thành viên Liên minh, Số lao động là số liệu do Liên minh giữ" in told[1]
    assert told[2] == "Cột “Vốn điều lệ HTX” không nhận ra nên bỏ qua. Có phải là “Vốn điều lệ”?"
    assert told[3] == "Cột “Thời tiết” không nhận ra nên bỏ qua."


def test_what_is_no_such_export_is_refused():
    with pytest.raises(BadExport, match="Không tìm thấy dòng tiêu đề"):
        read([1, 2], headings=("Tên", "Địa chỉ"))
    with pytest.raises(BadExport, match="hai cột cùng là “Mã số”"):
        read([CODE, CODE, "HTX A"], headings=("Mã số", "MST", "Tên"))
    with pytest.raises(BadExport, match="Không tìm thấy"):
        read_export([Sheet("DS", [list(HEADINGS), line()], is_hidden=True)], FACTS, COMMUNES)


def test_rows_of_records_are_counted_from_the_first():
    export = read_export(
        [Sheet("JSON", [["nguon", "Sở"], [], list(HEADINGS), line(), line("1")])], FACTS, COMMUNES
    )

    assert (export.rows[0]["row"], export.faults[0].row, export.source) == (1, 2, "Sở")


cells = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=30)
    | st.dates()
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(cells, max_size=15), max_size=6))
def test_whatever_stands_in_the_cells_rows_are_sound_or_said_to_be_wrong(rows):
    export = read(*rows, line())

    read_or_told = {row["row"] for row in export.rows} | {fault.row for fault in export.faults}
    filled = {at for at, row in enumerate([*rows, line()], 2) if any(str(cell or "").strip() for cell in row)}
    assert read_or_told <= set(range(2, len(rows) + 3))
    assert len(rows) + 2 in read_or_told
    assert all(fault.message for fault in export.faults)
    assert len({row["code"] for row in export.rows}) == len(export.rows)
    assert all(mst.calc_check_digit(row["code"][:9]) == row["code"][9] for row in export.rows)
    assert {row["row"] for row in export.rows} <= filled

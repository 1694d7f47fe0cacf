"""Workbooks of quite different offices: orders, levels, sheets, kinds of file, groups, units, likeness."""

from __future__ import annotations

from datetime import date, datetime

import openpyxl
import pytest

from cooperatives.workbooks.choosing import NO_TABLE
from cooperatives.workbooks.facts import Facts, Known
from cooperatives.workbooks.marks import faults
from cooperatives.workbooks.outcome import Action
from cooperatives.workbooks.reader import read_workbook
from cooperatives.workbooks.sheets import Sheet

HEAD = ["STT", "Tên HTX", "MST", "Địa chỉ"]


def values(reading, *names):
    return [tuple(row.values[name] for name in names) for row in reading.rows]


def whys(reading):
    return {one.row: one.why for one in reading.skipped}


def codes(row):
    return [(problem.field, problem.code) for problem in row.problems]


def test_a_list_of_names_and_addresses_of_another_province(read):
    reading = read(
        [
            ["stt", "ten_nguyen_van", "dia_chi_nguyen_van", "tinh"],
            ["1", "HTX Nông nghiệp-Dịch vụ Bến Gỗ", "Số 9- Lê Văn Ba, phường 4, Quận 30", "TP. Hồ Chí Minh"],
            ["2", "HTXNN Bình An", "Ấp Giữa, xã Tân Phú, Củ Lao", "TP. Hồ Chí Minh"],
        ]
    )

    assert values(reading, "name", "hamlet", "ward") == [
        ("Hợp tác xã Nông nghiệp-Dịch vụ Bến Gỗ", "Số 9- Lê Văn Ba", None),
        ("Hợp tác xã Nông nghiệp Bình An", "Ấp Giữa", None),
    ]
    assert codes(reading.rows[0]) == [("tax_code", "missing_code"), ("ward", "other_place")]


def test_groups_of_places_units_above_and_two_levels(read):
    reading = read(
        [
            ["SỞ TÀI CHÍNH"],
            [],
            [None, None, None, None, "ĐVT: triệu đồng"],
            ["TT", "Tên HTX", "Thành viên", None, "Vốn", None, "Số giấy CNĐK", "Hiện trạng"],
            [None, None, "Tổng số", "Nữ", "Vốn điều lệ", "Tổng nguồn vốn", None, None],
            ["A", "B", 1, 2, 3, 4, 5, 6],
            ["I", "Huyện Xuân Lộc (2 HTX)", 40],
            [None, "Xã Trảng Bom"],
            ["1", "HTX A", 20, 5, "1.250,5", 3000, "47A1", "HĐ"],
            ["2", "HTX B", 20, 5, 800, 3000, "47A2", "GT"],
            [None, "Cộng huyện Xuân Lộc", 40],
            ["II", "Thành phố Biên Hòa"],
            ["3", "HTX C", 20, 5, 700, 3000, "47A3", None],
            [None, "Tổng cộng", 60],
            [],
            [None, None, None, None, "Đồng Nai, ngày 5 tháng 1 năm 2026"],
        ]
        + [[str(number), f"HTX số {number}", 9, 1, 900, 1000, f"47B{number}", "HĐ"] for number in range(4, 9)]
    )

    assert values(reading, "name", "members", "capital", "ward")[:3] == [
        ("Hợp tác xã A", 20, 1_250_500_000, "Xã Trảng Bom"),
        ("Hợp tác xã B", 20, 800_000_000, "Xã Trảng Bom"),
        ("Hợp tác xã C", 20, 700_000_000, None),
    ]
    assert [row.more["old_number"] for row in reading.rows[:3]] == ["47A1", "47A2", "47A3"]
    assert whys(reading)[6] == "Dòng đánh số cột."
    assert [whys(reading)[row] for row in (7, 8, 11, 14, 15)] == [
        "Dòng nhóm.",
        "Dòng nhóm.",
        "Dòng tổng cộng.",
        "Dòng tổng cộng.",
        "Dòng trống.",
    ]
    assert "Cột D “Thành viên / Nữ” không thuộc các dữ liệu được nhập nên không đọc." in {
        one.why for one in reading.skipped
    }


def test_a_sheet_for_each_district_and_a_copy_of_one(read, tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Thống kê"
    book.active.append(["Huyện", "Số HTX"])
    for title, names in (("Định Quán", "ABC"), ("Bù Đăng", "DEF"), ("Bản in", "ABC")):
        sheet = book.create_sheet(title)
        sheet.append([f"Danh sách huyện {title}"])
        sheet.append(HEAD)
        for number, name in enumerate(names, start=1):
            sheet.append([number, f"HTX {name}", None, "xã Trảng Bom"])
    book.create_sheet("Trống")
    short = book.create_sheet("Danh bạ")
    short.append(["Tên HTX", "Điện thoại"])
    short.append(["HTX Z", "0912345678"])
    book.save(tmp_path / "nhieu.xlsx")

    reading = read(tmp_path / "nhieu.xlsx")

    assert [(row.sheet, row.row) for row in reading.rows] == [
        (sheet, row) for sheet in ("Định Quán", "Bù Đăng") for row in (3, 4, 5)
    ]
    assert {one.sheet: one.why for one in reading.skipped if one.row == 0} == {
        "Thống kê": NO_TABLE,
        "Bản in": "Không đọc: phần lớn hợp tác xã ở trang này đã có ở trang “Định Quán”.",
        "Trống": "Trang tính trống.",
        "Danh bạ": "Không đọc: trang này chỉ có ít cột, danh sách đầy đủ nằm ở trang “Định Quán”.",
    }


@pytest.mark.parametrize("part", [";", ",", "\t"])
@pytest.mark.parametrize("page", ["utf-8-sig", "utf-16", "utf-8"])
def test_text_tables_of_any_code_page(read, tmp_path, part, page):
    rows = [["Tên HTX", "Mã số", "Xã", "Vốn (tỷ đồng)"], ["HTX Bưởi", "100047516", "Tràng Bom", "1.5"]]
    path = tmp_path / "so.csv"
    path.write_bytes("\r\n".join(part.join(row) for row in rows).encode(page))

    reading = read(path)

    assert values(reading, "name", "tax_code", "capital") == [
        ("Hợp tác xã Bưởi", "0100047516", 1_500_000_000)
    ]
    assert codes(reading.rows[0]) == [("ward", "unknown_commune")]


def test_merged_cells_speak_for_the_rows_they_cover(read):
    rows = [
        ["TT", "Tên HTX", "Xã", "Người đại diện", "ĐT"],
        [1, "HTX A", "Xã Trảng Bom", "Lê A", "0912345678"],
        [2, "HTX B", None, "Lê B", "0912345679"],
        [None, None, None, "Lê C", "0912345670"],
        [3, "HTX C", "Phường Trấn Biên", None, None],
    ]

    reading = read(rows, merges=[(1, 2, 3, 2), (2, 1, 3, 1)])

    assert values(reading, "name", "ward", "head") == [
        ("Hợp tác xã A", "Xã Trảng Bom", "Lê A"),
        ("Hợp tác xã B", "Xã Trảng Bom", "Lê B"),
        ("Hợp tác xã C", "Phường Trấn Biên", None),
    ]


def test_a_column_without_unit_is_read_by_its_middle(read):
    head = ["Tên HTX", "MST", "Vốn điều lệ", "Doanh thu"]
    rows = [[f"HTX {number}", None, 300 + number, 900_000_000 + number] for number in range(8)]

    reading = read([head, *rows])
    doubtful = read([head, *[[f"HTX {number}", None, 3 + number, None] for number in range(8)]])

    assert values(reading, "capital", "revenue")[0] == (300_000_000, 900_000_000)
    assert ("capital", "unit_unknown") in codes(doubtful.rows[0])


@pytest.mark.parametrize(
    ("cell", "meant"),
    [(500, "500 triệu đồng"), (900_000, "900.000 nghìn đồng"), (10**12 * 5, "5.000.000.000 đồng")],
)
def test_a_slip_of_the_unit_is_asked_with_what_was_meant(read, cell, meant):
    rows = [[f"HTX {number}", "-", 900_000_000 + number * 10**7] for number in range(8)]

    reading = read([["Tên HTX", "MST", "Vốn điều lệ (đồng)"], *rows, ["HTX sai", "-", cell]])

    problem = next(one for one in reading.rows[-1].problems if one.field == "capital")
    assert (problem.code, reading.rows[-1].values["capital"]) == ("unit_slip", None)
    assert meant in problem.suggestion


def test_likeness_is_told_and_nothing_is_merged(read):
    reading = read(
        [
            ["Tên HTX", "MST", "Xã", "Người đại diện", "ĐT", "Ngày thành lập", "Số thành viên"],
            ["HTX NN DV Tân Tiến", "3600123457", "Xã Trảng Bom", "Lê A", "0912345678", "01/02/2003", 9],
            ["Hợp tác xã Nông nghiệp - Dịch vụ TÂN TIẾN", None, "Xã Trảng Bom", None, None, None, None],
            ["HTX Nông nghiệp Dịch vụ Tân Tiến", "3602987614", "Xã Trảng Bom", None, None, None, None],
            ["HTX NN DV Tân Tiến", None, "Xã Bù Đăng", None, None, None, None],
            ["HTX NN DV T\ufffdn Ti\ufffdn", None, "Xã Trảng Bom", "Lê A", "0912345678", "01/02/2003", 9],
            ["HTX NN DV Tân Tiên", None, "Xã Trảng Bom", "Bà Lê B", None, None, None],
            ["HTX Tân Tiến 2", None, "Xã Trảng Bom", "Lê A", "0912345678", "01/02/2003", 9],
        ]
    )

    assert [row.same_as for row in reading.rows] == [[3, 6], [2, 4], [3], [], [2], [], []]
    assert [row.action for row in reading.rows][:3] == [Action.CREATE, Action.BLOCKED, Action.BLOCKED]
    assert "Có vẻ trùng với dòng 3, dòng 6." in {fault["reason"] for fault in faults(reading)}


def test_rows_beside_what_stands(facts):
    known = (
        Known(
            1,
            "3600123457",
            "",
            "Hợp tác xã A",
            "Xã Trảng Bom",
            {"name": "Hợp tác xã A", "tax_code": "3600123457"},
        ),
        Known(2, "3602987614", "47A2", "Hợp tác xã B", "Xã Trảng Bom"),
        Known(3, "3800456125", "", "Hợp tác xã Bốn", "Xã Trảng Bom"),
        Known(4, "", "", "Hợp tác xã Bốn", "Xã Trảng Bom"),
        Known(5, "3600987658", "9", "Hợp tác xã Năm", ""),
        Known(6, "3601543214", "9", "Hợp tác xã Sáu", ""),
    )
    rows = [
        ["Tên HTX", "MST", "Số GCN", "ĐT"],
        ["HTX A", "3600123457", None, None],
        ["HTX B mới", None, "47A2", "0912345678"],
        ["HTX Bốn", None, None, None],
        ["HTX Năm", None, None, None],
        ["HTX khác", None, "9", None],
        ["HTX mới", "0100047516", None, None],
    ]
    told = Facts.of(facts.today, facts.places, facts.former, lambda _wanted: known)
    sheet = Sheet("Trang 1", [[*row, "Xã Trảng Bom" if at else "Xã"] for at, row in enumerate(rows)])

    reading = read_workbook([sheet], told)

    assert [(row.action, row.known) for row in reading.rows] == [
        (Action.UPDATE, 1),
        (Action.UPDATE, 2),
        (Action.BLOCKED, None),
        (Action.CREATE, None),
        (Action.BLOCKED, None),
        (Action.CREATE, None),
    ]
    assert [codes(row)[-1] for row in reading.rows[2:5]] == [
        ("", "several_registered"),
        ("", "same_as_registered"),
        ("", "several_registered"),
    ]
    assert faults(reading)[-1]["column"] == "A"


def test_a_row_that_says_what_stands_changes_nothing(facts):
    said = {
        "name": "Hợp tác xã A",
        "tax_code": "3600123457",
        "ward": "Xã Trảng Bom",
        "founded": date(2003, 2, 1),
    }
    known = [Known(1, "3600123457", "", "x", "", said)]
    told = Facts.of(facts.today, facts.places, facts.former, lambda _wanted: known)
    sheet = Sheet(
        "Trang 1",
        [["Tên", "MST", "Xã", "Ngày thành lập"], ["HTX A", "3600123457", "Trảng Bom", datetime(2003, 2, 1)]],
    )

    assert [row.action for row in read_workbook([sheet], told).rows] == [Action.UNCHANGED]


def test_columns_without_a_known_heading_are_told_by_what_they_hold(read):
    rows = [
        [f"HTX số {number}", code] for number, code in enumerate(("3600123457", "3602987614", "3800456125"))
    ]

    reading = read([["Cơ sở", "Định danh", "Điện thoại"], *[[*row, "0912345678"] for row in rows]])

    assert values(reading, "name", "tax_code")[0] == ("Hợp tác xã số 0", "3600123457")


def test_an_old_number_that_is_a_code_is_offered(read):
    reading = read(
        [["Tên HTX", "Số GCN", "Xã"], ["HTX A", "3600123457", "Trảng Bom"], ["HTX B", "47A", "Trảng Bom"]]
    )

    assert [codes(row) for row in reading.rows] == [
        [("tax_code", "code_in_number")],
        [("tax_code", "missing_code")],
    ]


def test_a_workbook_without_a_register_reads_as_nothing(read):
    reading = read([["Chương trình họp"], ["8 giờ", "Khai mạc"]])

    assert (reading.rows, len(reading.skipped)) == ([], 1)

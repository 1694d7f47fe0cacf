"""Headings as offices word them, and tables as they lay them out."""

from __future__ import annotations

import pytest

from cooperatives.workbooks.headings import meaning, unit_of
from cooperatives.workbooks.sheets import Sheet
from cooperatives.workbooks.tables import find_table

HEADINGS = (
    ("STT", "stt"), ("Số TT", "stt"), ("Tên hợp tác xã", "name"), ("TÊN HTX/QTDND", "name"), ("Tên đơn vị", "name"),
    ("Hợp tác xã", "name"), ("ten_nguyen_van", "name"), ("Mã số thuế", "tax_code"), ("MST", "tax_code"),
    ("Mã số HTX", "tax_code"), ("Số GCN ĐKHTX", "old_number"), ("Ngày thành lập", "founded"),
    ("Năm thành lập", "founded"), ("Ngày cấp GCN", "founded"), ("Ấp/khu phố", "hamlet"), ("Thôn, ấp", "hamlet"),
    ("Xã, phường", "ward"), ("Xã/Phường/Thị trấn", "ward"), ("Xã (phường)", "ward"), ("Đơn vị hành chính", "ward"),
    ("Huyện, TP (cũ)", "district"), ("Địa chỉ trụ sở chính", "address"), ("dia_chi", "address"), ("Mã ngành", "vsic"),
    ("Mã ngành VSIC", "vsic"), ("Ngành nghề chính", "trade"), ("Lĩnh vực hoạt động", "trade"),
    ("Vốn điều lệ (triệu đồng)", "capital"), ("Vốn ĐL", "capital"), ("Số thành viên", "members"),
    ("Tổng số thành viên", "members"), ("Xã viên", "members"), ("Số lao động", "workers"), ("Số LĐ", "workers"),
    ("Doanh thu 2024", "revenue"), ("DT 2024", "revenue"), ("Chủ tịch HĐQT/Giám đốc", "head"),
    ("Người đại diện theo pháp luật", "head"), ("Giám đốc", "head"), ("Điện thoại", "phone"), ("ĐT", "phone"),
    ("SĐT liên hệ", "phone"), ("Điện thoại giám đốc", "phone"), ("Tình trạng hoạt động", "status"),
    ("Hiện trạng", "status"), ("Ghi chú", "note"), ("Email", "mail"),
    ("HTX, QTDND", "name"), ("SL thành viên (người)", "members"), ("Họ và tên Giám đốc", "head"),
    ("Năm TL", "founded"), ("DT năm 2024 (tỷ đồng)", "revenue"), ("Mã số ĐKKD", "tax_code"),
    ("Số HTX", None), ("Trong đó nữ", None), ("Kế toán trưởng", None), ("Chức vụ", None), ("Tên viết tắt", None),
    ("Thu nhập bình quân lao động", None), ("Ngày sinh", None), ("Thành viên Liên minh", None), ("", None),
)  # fmt: skip
BELOW = (
    ("Tổng số", "Thành viên", "members"), ("Nữ", "Thành viên", None), ("2024", "Doanh thu", "revenue"),
    ("Họ tên", "Người đại diện", "head"), ("Điện thoại", "Người đại diện", "phone"), ("Họ tên", "Kế toán", None),
    ("Số", "Giấy chứng nhận", "old_number"), ("Ngày cấp", "Giấy chứng nhận", "founded"),
    ("Vốn điều lệ", "Quy mô", "capital"),
)  # fmt: skip


@pytest.mark.parametrize(("heading", "name"), HEADINGS)
def test_a_heading_means_one_thing(heading, name):
    found = meaning(heading)

    assert (found and found.name) == name


@pytest.mark.parametrize(("heading", "above", "name"), BELOW)
def test_a_heading_is_read_with_the_one_above(heading, above, name):
    found = meaning(heading, above)

    assert (found and found.name) == name


@pytest.mark.parametrize(
    ("heading", "unit"),
    [("Vốn (tỷ đồng)", 10**9), ("Vốn (triệu đồng)", 10**6), ("Vốn (tr.đ)", 10**6), ("Vốn (nghìn đồng)", 10**3),
     ("Vốn (1.000đ)", 10**3), ("Vốn (1000đ)", 10**3), ("Vốn (đồng)", 1), ("Vốn", None)],
)  # fmt: skip
def test_a_heading_names_its_unit(heading, unit):
    assert unit_of(heading) == unit


def columns(rows, **options):
    table = find_table(Sheet("Trang 1", rows, **options))
    return table and {name: column.at for name, column in table.columns.items()}


def test_two_levels_without_merges():
    rows = [
        ["DANH SÁCH HỢP TÁC XÃ", None],
        ["TT", "Tên HTX", "Giấy đăng ký", None, "Doanh thu", None, "Địa chỉ"],
        [None, None, "Số", "Ngày cấp", "2023", "2024", None],
        [1, "HTX A", "12", "01/02/2003", 5, 6, "Xã B"],
    ]

    assert columns(rows) == {"stt": 0, "name": 1, "old_number": 2, "founded": 3, "revenue": 5, "address": 6}


def test_two_levels_with_merges_in_both_directions():
    rows = [
        ["TT", "Thông tin hợp tác xã", None, "Liên hệ", None],
        [None, "Tên", "MST", "Người đại diện", "Số ĐT"],
        [1, "HTX A", "3600123457", "Lê A", "0912345678"],
    ]

    assert columns(rows, merges=[(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4)]) == {
        "stt": 0,
        "name": 1,
        "tax_code": 2,
        "head": 3,
        "phone": 4,
    }


def test_a_summary_by_sector_is_no_register():
    assert columns([["Lĩnh vực", "Số HTX", "Thành viên"], ["Nông nghiệp", 12, 300]]) is None
    assert columns([["Tên HTX", "Số thành viên"], ["HTX A", 12]]) is None
    assert columns([]) is None

"""Annexes of the shapes other offices use: other columns, orders, merges, groups and numbers."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl

from tests.plans.annex.making import ACROSS, DOWN, read, rows_of, sheet_file, word_file

FIVE = ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành"]
FOUR = ["STT", "Nhiệm vụ", "Chủ trì", "Thời hạn"]


def test_columns_in_another_order_under_other_names(tmp_path: Path) -> None:
    rows = [
        ["Thời gian", "Kết quả đầu ra", "Công việc", "Bộ phận thực hiện", "Đơn vị tham gia"],
        ["Quý I/2026", "Báo cáo", "Tổng kết năm 2025", "Văn phòng", "Các phòng"],
        [
            "Trước 15/6/2026",
            "Kế hoạch",
            "Xây dựng kế hoạch",
            "Phòng Tuyên truyền - KH - Hỗ trợ HTX",
            "Văn phòng, Quỹ Hỗ trợ",
        ],
    ]
    reading = read(word_file(tmp_path / "a.docx", rows))
    assert rows_of(reading, "text", "leads", "partners", "product", "end") == [
        ("Tổng kết năm 2025", ("Văn phòng",), ("Các phòng",), "Báo cáo", "2026-03-31"),
        (
            "Xây dựng kế hoạch",
            ("Phòng Tuyên truyền - KH - Hỗ trợ HTX",),
            ("Văn phòng", "Quỹ Hỗ trợ"),
            "Kế hoạch",
            "2026-06-14",
        ),
    ]


def test_lead_and_partners_in_one_cell(tmp_path: Path) -> None:
    rows = [
        ["TT", "Nội dung công việc", "Phân công thực hiện", "Tiến độ"],
        [
            "1",
            "Việc một",
            "Chủ trì: Sở Tài chính\nPhối hợp: Liên minh HTX tỉnh; UBND các xã, phường",
            "30/6/2026",
        ],
        [
            "2",
            "Việc hai",
            "Đơn vị chủ trì: Liên minh HTX tỉnh; đơn vị phối hợp: Sở Tài chính, Sở Nội vụ",
            "Quý III",
        ],
        ["3", "Việc ba", "Sở Tài chính chủ trì; Liên minh HTX tỉnh, Cục Thống kê phối hợp", "Tháng 12"],
        [
            "4",
            "Việc bốn",
            "Sở Tài chính chủ trì, phối hợp với Liên minh HTX tỉnh và các đơn vị liên quan",
            "Quý IV",
        ],
        ["5", "Việc năm", "Văn phòng; các phòng, đơn vị", "2026"],
    ]
    reading = read(word_file(tmp_path / "a.docx", rows))
    assert rows_of(reading, "leads", "partners") == [
        (("Sở Tài chính",), ("Liên minh HTX tỉnh", "UBND các xã, phường")),
        (("Liên minh HTX tỉnh",), ("Sở Tài chính", "Sở Nội vụ")),
        (("Sở Tài chính",), ("Liên minh HTX tỉnh", "Cục Thống kê")),
        (("Sở Tài chính",), ("Liên minh HTX tỉnh", "các đơn vị liên quan")),
        (("Văn phòng",), ("các phòng, đơn vị",)),
    ]


def test_deadline_of_a_group_holds_for_its_tasks_only(tmp_path: Path) -> None:
    rows = [
        FIVE,
        ["**I**", "**Tuyên truyền**", "", "", "**Quý II/2026**"],
        ["1", "Phát hành bản tin", "Văn phòng", "", ""],
        ["2", "Mở chuyên mục", "Phòng Tuyên truyền", "Văn phòng", ""],
        ["**II**", "**Đào tạo**", "", "", ""],
        ["1", "Mở 05 lớp tập huấn", "Phòng Tuyên truyền", "", "Quý III/2026"],
        ["2", "Biên soạn tài liệu", "Phòng Tuyên truyền", "", ""],
    ]
    reading = read(word_file(tmp_path / "a.docx", rows))
    assert rows_of(reading, "group", "stt", "end") == [
        ("I. Tuyên truyền", "1", "2026-06-30"),
        ("I. Tuyên truyền", "2", "2026-06-30"),
        ("II. Đào tạo", "1", "2026-09-30"),
        ("II. Đào tạo", "2", None),
    ]
    assert any("lấy theo" in doubt for doubt in reading.tasks[0].doubts)
    assert any("cần nhập" in doubt for doubt in reading.tasks[3].doubts)


def test_no_number_column_and_bulleted_tasks(tmp_path: Path) -> None:
    rows = [
        ["Nhiệm vụ trọng tâm", "Đơn vị thực hiện", "Thời hạn"],
        ["**Công tác tổ chức**", ACROSS, ACROSS],
        ["- Kiện toàn bộ máy", "Văn phòng", "Tháng 3"],
        ["**Công tác hỗ trợ**", ACROSS, ACROSS],
        ["- Tư vấn thành lập HTX", "Phòng Hỗ trợ", "Thường xuyên"],
    ]
    assert rows_of(read(word_file(tmp_path / "a.docx", rows)), "group", "stt", "text") == [
        ("Công tác tổ chức", None, "Kiện toàn bộ máy"),
        ("Công tác hỗ trợ", None, "Tư vấn thành lập HTX"),
    ]


def test_several_tables_among_others(tmp_path: Path) -> None:
    staff = [["STT", "Họ và tên", "Chức vụ", "Đơn vị"], ["1", "Nguyễn Văn A", "Trưởng phòng", "Văn phòng"]]
    one = [FOUR, ["I", "Nhóm", "", ""], ["1", "Việc một", "Văn phòng", "Quý I"]]
    two = [
        ["TT", "Công việc", "Đầu mối", "Phối hợp", "Hạn", "Ghi chú"],
        ["1", "Việc hai", "Quỹ", "Văn phòng", "30/9/2026", "x"],
    ]
    same = [FOUR, ["1", "Việc ba", "Quỹ", "Quý IV"]]
    path = word_file(
        tmp_path / "a.docx", staff, "**Phụ lục I**", one, "**Phụ lục II**", two, "**Phụ lục III**", same
    )
    assert rows_of(read(path), "group", "text", "leads") == [
        ("I. Nhóm", "Việc một", ("Văn phòng",)),
        (None, "Việc hai", ("Quỹ",)),
        (None, "Việc ba", ("Quỹ",)),
    ]


def test_a_table_that_goes_on_in_a_second_one(tmp_path: Path) -> None:
    first = [FOUR, ["I", "Nhóm", "", ""], ["1", "Việc một", "Văn phòng", "Quý I"]]
    rest = [["2", "Việc hai", "Quỹ", "Quý II"], ["3", "Việc ba", "Quỹ", "Quý III"]]
    assert rows_of(read(word_file(tmp_path / "a.docx", first, "", rest)), "group", "stt") == [
        ("I. Nhóm", "1"),
        ("I. Nhóm", "2"),
        ("I. Nhóm", "3"),
    ]


def test_nested_headings_and_numbers(tmp_path: Path) -> None:
    rows = [
        ["STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian"],
        ["A", "NHÓM NHIỆM VỤ CHUNG", "", "", ""],
        ["I", "Xây dựng thể chế", "", "", ""],
        ["1", "Ban hành nghị quyết", "Sở Tài chính", "Sở Tư pháp", "Quý II/2026"],
        ["1.1", "Xây dựng dự thảo", "", "", "Tháng 3/2026"],
        ["1.2", "Lấy ý kiến", "Liên minh HTX", "", "Tháng 4/2026"],
        ["a)", "Ý kiến sở ngành", "", "", "15/4/2026"],
        ["2", "Kiểm tra", "Sở Tài chính", "", "Quý IV/2026"],
        ["II", "Tổ chức bộ máy", "", "", ""],
        ["1", "Sắp xếp", "Sở Nội vụ", "", "2026"],
        ["B", "NHÓM KHÁC", "", "", ""],
        ["1", "Khác", "Sở Y tế", "", "2026"],
    ]
    outer = "A. NHÓM NHIỆM VỤ CHUNG / I. Xây dựng thể chế"
    assert rows_of(read(word_file(tmp_path / "a.docx", rows)), "group", "stt", "parent_stt", "leads") == [
        (outer, "1", None, ("Sở Tài chính",)),
        (outer, "1.1", "1", ("Sở Tài chính",)),
        (outer, "1.2", "1", ("Liên minh HTX",)),
        (outer, "a", "1.2", ("Liên minh HTX",)),
        (outer, "2", None, ("Sở Tài chính",)),
        ("A. NHÓM NHIỆM VỤ CHUNG / II. Tổ chức bộ máy", "1", None, ("Sở Nội vụ",)),
        ("B. NHÓM KHÁC", "1", None, ("Sở Y tế",)),
    ]


def test_headings_numbered_1_over_tasks_numbered_1_1(tmp_path: Path) -> None:
    rows = [
        FOUR,
        ["1", "Công tác tuyên truyền", "", ""],
        ["1.1", "Việc a", "Sở Tài chính", "Quý I"],
        ["2", "Công tác đào tạo", "", ""],
        ["2.1", "Việc b", "Sở Nội vụ", "Quý II"],
    ]
    assert rows_of(read(word_file(tmp_path / "a.docx", rows)), "group", "stt", "parent_stt") == [
        ("1. Công tác tuyên truyền", "1.1", None),
        ("2. Công tác đào tạo", "2.1", None),
    ]


def test_rows_broken_in_two_and_heading_repeated(tmp_path: Path) -> None:
    rows = [
        ["STT", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"],
        ["1", "Tổ chức tuyên truyền về Luật Hợp tác xã", "Liên minh", "Sở Tư pháp; các", "Quý"],
        ["", "và các văn bản hướng dẫn", "Hợp tác xã tỉnh", "đơn vị liên quan", "II/2026"],
        ["STT", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"],
        ["2", "Sơ kết", "Văn phòng", "", "30/6/2026"],
        ["", "", "Phòng Tổ chức", "", "31/12/2026"],
    ]
    assert rows_of(read(word_file(tmp_path / "a.docx", rows)), "text", "leads", "partners", "end") == [
        (
            "Tổ chức tuyên truyền về Luật Hợp tác xã và các văn bản hướng dẫn",
            ("Liên minh Hợp tác xã tỉnh",),
            ("Sở Tư pháp", "các đơn vị liên quan"),
            "2026-06-30",
        ),
        ("Sơ kết", ("Văn phòng", "Phòng Tổ chức"), (), "2026-12-31"),
    ]


def test_column_marks_totals_and_notes_are_no_tasks(tmp_path: Path) -> None:
    rows = [
        FOUR,
        ["(1)", "(2)", "(3)", "(4)"],
        ["1", "Việc một", "Văn phòng", "Quý I"],
        ["Tổng cộng: 01 nhiệm vụ", ACROSS, ACROSS, ACROSS],
        ["Ghi chú: các đơn vị báo cáo trước ngày 25 hằng tháng", ACROSS, ACROSS, ACROSS],
    ]
    reading = read(word_file(tmp_path / "a.docx", rows))
    assert rows_of(reading, "text") == [("Việc một",)]
    assert any("báo cáo trước ngày 25" in warning for warning in reading.warnings)


def test_merged_cells_carry_down_within_a_group_and_blank_ones_do_not(tmp_path: Path) -> None:
    rows = [
        FIVE,
        ["I", "Nhóm một", ACROSS, ACROSS, ACROSS],
        ["1", "Việc một", "Văn phòng", "Quỹ", "Quý I"],
        ["2", "Việc hai", DOWN, DOWN, "Quý II"],
        ["II", "Nhóm hai", ACROSS, ACROSS, ACROSS],
        ["1", "Việc ba", "", "", "Quý III"],
    ]
    assert rows_of(read(word_file(tmp_path / "a.docx", rows)), "leads", "partners") == [
        (("Văn phòng",), ("Quỹ",)),
        (("Văn phòng",), ("Quỹ",)),
        ((), ()),
    ]


def test_heading_of_two_lines_with_start_and_end(tmp_path: Path) -> None:
    rows = [
        ["STT", "Nội dung công việc", "Phân công", ACROSS, "Thời gian", ACROSS, "Kết quả"],
        [DOWN, DOWN, "Chủ trì", "Phối hợp", "Bắt đầu", "Kết thúc", DOWN],
        ["1", "Việc một", "Văn phòng", "Quỹ", "01/3/2026", "30/6/2026", "Báo cáo"],
        ["2", "Việc hai", "Quỹ", "Văn phòng", "Tháng 4", "Tháng 9", "Tờ trình"],
    ]
    assert rows_of(
        read(word_file(tmp_path / "a.docx", rows)), "leads", "partners", "start", "end", "product"
    ) == [
        (("Văn phòng",), ("Quỹ",), "2026-03-01", "2026-06-30", "Báo cáo"),
        (("Quỹ",), ("Văn phòng",), "2026-04-01", "2026-09-30", "Tờ trình"),
    ]


def test_programme_by_months_without_deadline_column(tmp_path: Path) -> None:
    rows = [
        ["TT", "Nội dung", "Cơ quan chuẩn bị", "Cơ quan phối hợp"],
        ["THÁNG 01/2026", ACROSS, ACROSS, ACROSS],
        ["1", "Báo cáo tình hình", "Văn phòng", "Các phòng"],
        ["THÁNG 02/2026", ACROSS, ACROSS, ACROSS],
        ["1", "Gặp mặt đầu năm", "Văn phòng", ""],
    ]
    reading = read(word_file(tmp_path / "a.docx", rows))
    assert rows_of(reading, "text", "end") == [
        ("Báo cáo tình hình", "2026-01-31"),
        ("Gặp mặt đầu năm", "2026-02-28"),
    ]
    assert all(any("tên nhóm" in doubt for doubt in task.doubts) for task in reading.tasks)


def test_groups_that_are_offices_lead_where_no_column_does(tmp_path: Path) -> None:
    rows = [
        ["STT", "Nhiệm vụ", "Thời hạn", "Sản phẩm"],
        ["I", "SỞ TÀI CHÍNH", "", ""],
        ["1", "Việc một", "Quý I", "Báo cáo"],
        ["II", "LIÊN MINH HỢP TÁC XÃ", "", ""],
        ["1", "Việc hai", "Quý II", ""],
    ]
    assert rows_of(read(word_file(tmp_path / "a.docx", rows)), "leads") == [
        (("SỞ TÀI CHÍNH",),),
        (("LIÊN MINH HỢP TÁC XÃ",),),
    ]


def test_persons_and_hours_of_an_office_letter(tmp_path: Path) -> None:
    rows = [
        ["TT", "Nội dung công việc", "Người thực hiện", "Lãnh đạo phụ trách", "Thời gian hoàn thành"],
        [
            "1",
            "Chuẩn bị tài liệu",
            "Đ/c Nguyễn Thị Lan",
            "Đ/c Trần Văn Hùng - Phó Chủ tịch",
            "Trước 16 giờ 00 ngày 25/6/2026",
        ],
        ["2", "In giấy mời", "Văn phòng (đồng chí Lê Minh)", "", "16h30 ngày 25/6"],
    ]
    reading = read(word_file(tmp_path / "a.docx", rows))
    assert [[person.name for person in task.people] for task in reading.tasks] == [
        ["Nguyễn Thị Lan", "Trần Văn Hùng"],
        ["Lê Minh"],
    ]
    assert rows_of(reading, "leads", "end", "end_time") == [
        (("Nguyễn Thị Lan",), "2026-06-25", "16:00:00"),
        (("Văn phòng",), "2026-06-25", "16:30:00"),
    ]


def test_ditto_marks(tmp_path: Path) -> None:
    rows = [FIVE, ["1", "Việc một", "Văn phòng", "Quỹ", "Quý I"], ["2", "Việc hai", "nt", "-nt-", '"']]
    assert rows_of(read(word_file(tmp_path / "a.docx", rows)), "leads", "partners", "end")[1] == (
        ("Văn phòng",),
        ("Quỹ",),
        "2026-03-31",
    )


def test_a_sparse_column_before_the_tasks_groups_them(tmp_path: Path) -> None:
    rows = [
        ["TT", "Nhóm nhiệm vụ", "Nhiệm vụ cụ thể", "Đơn vị chủ trì", "Thời gian"],
        ["1", "Tuyên truyền", "Phát tờ rơi", "Văn phòng", "Quý I"],
        ["2", DOWN, "Họp dân", "Quỹ", "Quý II"],
        ["3", "Đào tạo", "Mở lớp", "Quỹ", "Quý III"],
    ]
    assert rows_of(read(word_file(tmp_path / "a.docx", rows)), "group", "text") == [
        ("Tuyên truyền", "Phát tờ rơi"),
        ("Tuyên truyền", "Họp dân"),
        ("Đào tạo", "Mở lớp"),
    ]


def test_table_without_heading_is_guessed_and_said(tmp_path: Path) -> None:
    rows = [
        ["1", "Rà soát HTX", "Sở Tài chính", "Quý II/2026"],
        ["2", "Báo cáo", "Liên minh HTX", "Quý III/2026"],
        ["3", "Tổng kết", "Văn phòng", "Quý IV/2026"],
    ]
    reading = read(word_file(tmp_path / "a.docx", rows))
    assert rows_of(reading, "stt", "leads")[1] == ("2", ("Liên minh HTX",))
    assert any("máy đoán" in warning for warning in reading.warnings)


def test_workbook_with_formats_hidden_rows_and_sheets(tmp_path: Path) -> None:
    path = sheet_file(
        tmp_path / "a.xlsx",
        Chung=[
            ["KẾ HOẠCH CÔNG TÁC NĂM 2026"],
            [],
            ["STT", "Nội dung", "Chủ trì", "Phối hợp", "Thời hạn"],
            [1, "Việc một", "Văn phòng", "", datetime(2026, 6, 1)],
            [2, "Việc ẩn", "Quỹ", "", 2026],
            [3, "Việc ba", "Quỹ", "", datetime(2026, 9, 30)],
            [4, "Việc bốn", "Quỹ", "", 2026],
        ],
        Phụ=[["TT", "Công việc", "Đơn vị thực hiện", "Hạn"], ["1", "Việc trang hai", "Phòng A", "Quý I"]],
        Ẩn=[FOUR, ["1", "Không đọc", "Quỹ", "Quý I"]],
    )
    book = openpyxl.load_workbook(path)
    book["Chung"]["E4"].number_format, book["Chung"]["E6"].number_format = "m/yyyy", "dd/mm/yyyy"
    book["Chung"].row_dimensions[5].hidden = True
    book["Ẩn"].sheet_state = "hidden"
    book.save(path)
    reading = read(path, year=None)
    assert rows_of(reading, "text", "start", "end", "page") == [
        ("Việc một", "2026-06-01", "2026-06-30", 1),
        ("Việc ba", None, "2026-09-30", 1),
        ("Việc bốn", "2026-01-01", "2026-12-31", 1),
        ("Việc trang hai", "2026-01-01", "2026-03-31", 2),
    ]
    assert any("ẩn" in warning for warning in reading.warnings)


def test_orders_in_running_text(tmp_path: Path) -> None:
    path = word_file(
        tmp_path / "a.docx",
        "**THÔNG BÁO**",
        "1. Giao Văn phòng chủ trì, phối hợp với Phòng Tuyên truyền và các đơn vị liên quan xây dựng kế hoạch, "
        "hoàn thành trước ngày 15/6/2026.",
        "2. Giao Quỹ Hỗ trợ phát triển HTX rà soát các khoản vay, báo cáo trước 16 giờ 00 ngày 25/6/2026.",
        "3. Các phòng, đơn vị nghiêm túc thực hiện.",
    )
    assert rows_of(read(path), "stt", "leads", "partners", "end", "end_time") == [
        ("1", ("Văn phòng",), ("Phòng Tuyên truyền", "các đơn vị liên quan"), "2026-06-14", None),
        ("2", ("Quỹ Hỗ trợ phát triển HTX",), (), "2026-06-25", "16:00:00"),
    ]


def test_labelled_lines_under_headings(tmp_path: Path) -> None:
    path = word_file(
        tmp_path / "a.docx",
        "**II. NỘI DUNG**",
        "1. Tổ chức tập huấn cho cán bộ",
        "- Nội dung: theo tài liệu của Bộ.",
        "- Cơ quan chủ trì: Liên minh HTX tỉnh.",
        "- Cơ quan phối hợp: Sở Tài chính và các cơ quan có liên quan.",
        "- Thời gian thực hiện: năm 2026 và các năm tiếp theo.",
        "- Sản phẩm: 02 lớp tập huấn.",
        "**III. KINH PHÍ**",
        "1. Kinh phí bố trí từ ngân sách.",
    )
    assert rows_of(read(path), "group", "stt", "text", "leads", "partners", "start", "end", "product") == [
        (
            "II. NỘI DUNG",
            "1",
            "Tổ chức tập huấn cho cán bộ",
            ("Liên minh HTX tỉnh",),
            ("Sở Tài chính", "các cơ quan có liên quan"),
            "2026-01-01",
            None,
            "02 lớp tập huấn",
        )
    ]


def test_labels_inside_the_only_text_column(tmp_path: Path) -> None:
    rows = [
        ["STT", "Nội dung, phân công"],
        ["1", "Rà soát HTX. Chủ trì: Sở Tài chính. Phối hợp: Liên minh HTX. Thời gian: Quý II/2026"],
    ]
    assert rows_of(read(word_file(tmp_path / "a.docx", rows)), "leads", "partners", "end") == [
        (("Sở Tài chính",), ("Liên minh HTX",), "2026-06-30")
    ]

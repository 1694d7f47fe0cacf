"""Tables that are no task tables give no task, and the reading says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.plans.annex.making import read, word_file

TABLES = {
    "targets": [
        ["TT", "Chỉ tiêu", "Chủ trì"],
        ["1", "Kinh tế số chiếm 45% GRDP", "Sở Tài chính"],
        ["2", "Tỷ lệ hộ có cáp quang đạt 90%", "Sở KH&CN"],
    ],
    "targets by years": [
        ["TT", "Chỉ tiêu", "ĐVT", "Năm 2026", "Năm 2027", "Cơ quan chủ trì theo dõi"],
        ["1", "Số HTX thành lập mới", "HTX", "30", "35", "Liên minh HTX"],
        ["2", "Thu nhập", "triệu đồng", "50", "55", "Sở Tài chính"],
    ],
    "budget": [
        ["STT", "Nội dung chi", "Đơn vị thực hiện", "Kinh phí (triệu đồng)", "Nguồn"],
        ["1", "Tập huấn", "Liên minh", "500", "NSNN"],
        ["2", "Xúc tiến", "Liên minh", "300", "NSNN"],
    ],
    "staff": [
        ["STT", "Họ và tên", "Chức vụ", "Đơn vị công tác", "Nhiệm vụ trong Ban"],
        ["1", "Nguyễn Văn A", "Giám đốc", "Sở Tài chính", "Trưởng ban"],
        ["2", "Trần Thị B", "Phó Giám đốc", "Sở Nội vụ", "Thành viên"],
    ],
    "agenda": [
        ["Thời gian", "Nội dung", "Người thực hiện"],
        ["7h30 - 8h00", "Đón tiếp đại biểu", "Ban Tổ chức"],
        ["8h00 - 8h15", "Khai mạc", "Chủ tịch"],
    ],
    "report of results": [
        ["STT", "Nhiệm vụ", "Kết quả thực hiện", "Tồn tại, hạn chế", "Nguyên nhân"],
        ["1", "Tập huấn", "Đã mở 5 lớp", "Chậm", "Kinh phí"],
        ["2", "Xúc tiến", "Đạt", "", ""],
    ],
}


@pytest.mark.parametrize("name", TABLES)
def test_no_task_and_a_reason(name: str, tmp_path: Path) -> None:
    reading = read(word_file(tmp_path / "a.docx", TABLES[name]))
    assert reading.tasks == []
    assert any(warning.startswith("Bỏ qua bảng 1") for warning in reading.warnings)
    assert any("Không tìm thấy nhiệm vụ" in warning for warning in reading.warnings)


def test_empty_paper(tmp_path: Path) -> None:
    reading = read(word_file(tmp_path / "a.docx", "Kính gửi các đơn vị."))
    assert reading.tasks == []
    assert reading.warnings

"""The parts of a report's words, in the order of the paper."""

from __future__ import annotations

PARTS = {
    "context": "Đặc điểm tình hình",
    "results": "Kết quả thực hiện",
    "limits": "Hạn chế, tồn tại",
    "causes": "Nguyên nhân",
    "directions": "Phương hướng, nhiệm vụ thời gian tới",
    "proposals": "Kiến nghị, đề xuất",
}
HELP = {
    "context": "Hoàn cảnh chung của kỳ báo cáo, văn bản làm căn cứ.",
    "results": "Mỗi đoạn một dòng. Các con số lấy từ bảng số liệu.",
    "limits": "Việc chưa làm được, nhiệm vụ quá hạn.",
    "causes": "Nguyên nhân khách quan và chủ quan.",
    "directions": "Việc sẽ làm trong kỳ tới.",
    "proposals": "Đề nghị cấp trên, các cơ quan.",
}

"""Quantities in a task that may be targets; dates and the numbers of laws are left out, a person decides."""

from __future__ import annotations

import re

from plans.annex.proposal import TargetCandidate

UNITS = (
    r"Liên hiệp HTX|liên hiệp hợp tác xã|HTX(?: (?:điểm|vệ tinh|kiểu mới|nông nghiệp|mới))?|THT|hợp tác xã|"
    r"tổ hợp tác|quỹ tín dụng nhân dân|"
    r"lớp(?: tập huấn)?|học viên|lượt người|người|cán bộ|thành viên|hộ|chuỗi(?: liên kết)?|mô hình|"
    r"sản phẩm OCOP|sản phẩm|"
    r"tỷ đồng|triệu đồng|đồng|hội nghị|hội thảo|cuộc|đợt|đoàn|hồ sơ|báo cáo|văn bản|dự án|đề án|kế hoạch|"
    r"doanh nghiệp|"
    r"xã|phường|địa phương|đơn vị|tin bài|tin, bài|bài viết|phóng sự|chuyên mục|trạm|cơ sở dữ liệu|nền tảng|"
    r"thủ tục|km|ha|tấn"
)
TARGET = re.compile(
    (
        rf"(?:(?P<qualifier>ít nhất|tối thiểu|trên|khoảng|tối đa|không quá|"
        rf"từ)\s+(?:có\s+)?)?(?<![\d/.,\-])(?P<number>\d{{1,3}}(?:\.\d{{3}})+|\d+(?:,\d+)?)"
        rf"\s*(?P<unit>%|(?:{UNITS})(?![^\W\d]))"
    ),
    re.IGNORECASE,
)


def find_targets(*texts: str | None) -> list[TargetCandidate]:
    """The quantity candidates of a task's texts, each once, in order."""
    found: list[TargetCandidate] = []
    for text in texts:
        for match in TARGET.finditer(" ".join((text or "").split())):
            candidate = TargetCandidate(
                _number(match["number"]), match["unit"], (match["qualifier"] or "").casefold()
            )
            if candidate not in found:
                found.append(candidate)
    return found


def _number(words: str) -> float:
    value = float(words.replace(".", "").replace(",", "."))
    return int(value) if value.is_integer() else value

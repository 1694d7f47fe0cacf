"""Texts and dated values of plans and tasks."""

from __future__ import annotations

from datetime import time

from lmhtx.legal import Grade, Parameter, Value
from lmhtx.legal.sources import HOUSE_TASKS

DEADLINES = HOUSE_TASKS.at("phần Hạn và trạng thái")
EXTENSIONS = HOUSE_TASKS.at("phần Gia hạn")
REMINDERS = HOUSE_TASKS.at("phần Nhắc việc")
PROGRESS = HOUSE_TASKS.at("phần Tiến độ và tỷ lệ")

IN_FORCE = HOUSE_TASKS.effective


def _house(key: str, label: str, unit: str, value: Value) -> Parameter:
    """A value of the house in force from its first day."""
    place = HOUSE_TASKS.at("Bảng tham số")
    return Parameter(key=key, label=label, unit=unit, values=((IN_FORCE, value, place),), grade=Grade.HOUSE)


BEFORE_IS_EXCLUSIVE = _house(
    "plans.BEFORE_IS_EXCLUSIVE", "“Trước ngày” không gồm chính ngày đó", "có/không", value=True
)
ROLL_ADMIN_DEADLINE = _house(
    "plans.ROLL_ADMIN_DEADLINE",
    "Hạn rơi vào ngày nghỉ được lùi sang ngày làm việc kế tiếp",
    "có/không",
    value=False,
)
DUE_SOON_DAYS = _house("plans.DUE_SOON_DAYS", "Số ngày trước hạn được coi là sắp đến hạn", "ngày", 7)
CHECK_POINT_MONTHS = _house(
    "plans.CHECK_POINT_MONTHS", "Nhiệm vụ dài hơn số tháng này có mốc kiểm tra mỗi quý", "tháng", 3
)
DIGEST_TIME = _house("plans.DIGEST_TIME", "Giờ gửi bản tin nhắc việc hằng ngày", "giờ", time(7, 0))
WORK_ENDS_AT = _house(
    "plans.WORK_ENDS_AT", "Giờ kết thúc buổi làm việc (“cuối giờ”, “chiều nay”)", "giờ", time(17, 0)
)

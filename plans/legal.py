"""Texts and dated values of plans and tasks."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

from lmhtx.legal import Grade, Parameter, Source, SourceKind, Value
from lmhtx.legal.sources import HOUSE_TASKS

DEADLINES = HOUSE_TASKS.at("phần Hạn và trạng thái")
EXTENSIONS = HOUSE_TASKS.at("phần Gia hạn")
REMINDERS = HOUSE_TASKS.at("phần Nhắc việc")
PROCESSES = HOUSE_TASKS.at("phần Quy trình mẫu")
SERIES = HOUSE_TASKS.at("phần Việc định kỳ")
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

PLAN_245 = Source(
    number="245/KH-LM",
    title="Kế hoạch chuyển đổi số của Liên minh Hợp tác xã giai đoạn 2025–2030",
    effective=date(2025, 10, 24),
    kind=SourceKind.NOTICE,
)
TARGETS_2030 = PLAN_245.at("phần Mục tiêu đến năm 2030")
PATH = HOUSE_TASKS.at("phần Lộ trình chỉ tiêu 2030")
LAST_YEAR = 2030


def _target(key: str, label: str, *percents: int) -> Parameter:
    """What must be reached by the end of each year from 2026 on: the way is the house's own, its end the plan's."""
    years = range(LAST_YEAR - len(percents) + 1, LAST_YEAR + 1)
    values = tuple(
        (date(year, 1, 1), Decimal(percent), TARGETS_2030 if year == LAST_YEAR else PATH)
        for year, percent in zip(years, percents, strict=True)
    )
    return Parameter(
        key=f"plans.TARGET_{key}", label=f"{key}: {label}", unit="%", values=values, grade=Grade.HOUSE
    )


TARGETS = {
    "K1": _target("K1", "văn bản đi, đến ký số, xử lý, lưu trữ điện tử", 60, 70, 80, 90, 100),
    "K2": _target("K2", "hồ sơ HTX, Quỹ được số hóa và kết nối", 50, 60, 70, 80, 90),
    "K3": _target("K3", "cán bộ Liên minh có kỹ năng số cơ bản", 60, 70, 80, 90, 100),
    "K4": _target("K4", "HTX thành viên ứng dụng công nghệ số", 30, 40, 50, 60, 70),
    "K5": _target("K5", "cán bộ HTX và thành viên qua Bình dân học vụ số", 60, 70, 80, 90, 100),
}

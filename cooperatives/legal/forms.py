"""When a declared figure is doubted: values of the house, which an administrator may change from a day on."""

from __future__ import annotations

from datetime import date

from lmhtx.legal import Grade, Parameter, Source, SourceKind

CHECKING = Source(
    number="Quy ước kiểm tra số liệu hợp tác xã",
    title="Khi nào một số tự khai cần xem lại",
    effective=date(2023, 1, 1),
    kind=SourceKind.HOUSE,
)
CHECKS = CHECKING.at("mục kiểm tra số liệu năm")


def _house(key: str, label: str, unit: str, value: int) -> Parameter:
    return Parameter(
        key=f"cooperatives.{key}",
        label=label,
        unit=unit,
        values=((CHECKING.effective, value, CHECKS),),
        grade=Grade.HOUSE,
    )


DOUBTED_CHANGE = _house(
    "DOUBTED_CHANGE", "Số tăng, giảm quá mức này so với năm trước thì hỏi lại", "phần trăm", 80
)
DOUBTED_TIMES = _house(
    "DOUBTED_TIMES", "Số tiền lớn, nhỏ hơn số thường gặp chừng này lần thì hỏi lại đơn vị tính", "lần", 500
)
SUM_SLACK = _house("SUM_SLACK", "Các số cộng lại được lệch nhau", "đồng", 1000)

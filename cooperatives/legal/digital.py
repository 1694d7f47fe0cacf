"""When a cooperative counts as using digital technology: conventions of the house, changed by date."""

from __future__ import annotations

from datetime import date

from lmhtx.legal import Grade, Parameter, Source, SourceKind, Value

HOUSE_DIGITAL = Source(
    number="Quy ước nội bộ về hợp tác xã ứng dụng công nghệ số",
    title="Cách tính hợp tác xã ứng dụng công nghệ số trong quản lý, tiêu thụ sản phẩm",
    effective=date(2021, 12, 13),
    kind=SourceKind.HOUSE,
    note="Chưa có bộ tiêu chí riêng cho hợp tác xã; lập theo tinh thần Quyết định số 1970/QĐ-BTTTT.",
)
DIGITAL_USE = HOUSE_DIGITAL.at("phần Điều kiện")
DOUBT = "Chưa có văn bản quy định riêng cho hợp tác xã; Liên minh cần chốt cách tính."


def _house(key: str, label: str, unit: str, value: Value) -> Parameter:
    return Parameter(
        key=f"cooperatives.{key}",
        label=label,
        unit=unit,
        values=((HOUSE_DIGITAL.effective, value, DIGITAL_USE),),
        grade=Grade.HOUSE,
        doubt=DOUBT,
    )


DIGITAL_MONTHS = _house(
    "DIGITAL_MONTHS", "Minh chứng ứng dụng số có giá trị trong bao nhiêu tháng", "tháng", 12
)
DIGITAL_NEEDS_BOTH = _house(
    "DIGITAL_NEEDS_BOTH",
    "HTX ứng dụng công nghệ số phải có cả mục nhóm A (quản lý) và mục nhóm B (tiêu thụ)",
    "có/không",
    value=True,
)
DIGITAL_LEAVES_OUT_MANDATORY = _house(
    "DIGITAL_LEAVES_OUT_MANDATORY",
    "Không tính mục bắt buộc theo luật (A2) khi xét HTX ứng dụng công nghệ số",
    "có/không",
    value=True,
)
DIGITAL_COUNTS_CREDIT_FUNDS = _house(
    "DIGITAL_COUNTS_CREDIT_FUNDS",
    "Tính cả quỹ tín dụng nhân dân vào tỷ lệ HTX thành viên ứng dụng công nghệ số",
    "có/không",
    value=False,
)

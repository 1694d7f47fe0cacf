"""Which papers make the digitised file of a cooperative: the duty to keep them, and the conventions of the house."""

from __future__ import annotations

from datetime import date

from cooperatives.legal.register import LAW_2023
from lmhtx.legal import Grade, Parameter, Source, SourceKind, Value

HOUSE_PAPERS = Source(
    number="Quy ước nội bộ về số hóa hồ sơ hợp tác xã",
    title="Giấy tờ phải có trong hồ sơ của hợp tác xã và thế nào là hồ sơ đã số hóa",
    effective=date(2024, 7, 1),
    kind=SourceKind.HOUSE,
    note="Chưa có văn bản quy định riêng; lập từ danh mục tài liệu hợp tác xã phải lưu trữ.",
)
KEEPING = LAW_2023.at("Điều 12")
DIGITISED = HOUSE_PAPERS.at("phần Hồ sơ đã số hóa")
VALIDITY = HOUSE_PAPERS.at("phần Hiệu lực")
DOUBT = "Chưa có văn bản quy định riêng; Liên minh cần chốt cách tính."


def _house(key: str, label: str, unit: str, value: Value) -> Parameter:
    return Parameter(
        key=f"cooperatives.{key}",
        label=label,
        unit=unit,
        values=((HOUSE_PAPERS.effective, value, DIGITISED),),
        grade=Grade.HOUSE,
        doubt=DOUBT,
    )


PAPERS_ANNUAL_FROM_MONTH = _house(
    "PAPERS_ANNUAL_FROM_MONTH",
    "Từ tháng mấy thì giấy tờ của năm trước phải có trong hồ sơ hợp tác xã",
    "tháng",
    7,
)
PAPERS_NOTICE_DAYS = _house(
    "PAPERS_NOTICE_DAYS", "Nhắc trước khi giấy tờ, chứng nhận hết hạn bao nhiêu ngày", "ngày", 30
)
PAPERS_COUNT_CREDIT_FUNDS = _house(
    "PAPERS_COUNT_CREDIT_FUNDS",
    "Tính cả quỹ tín dụng nhân dân vào tỷ lệ hồ sơ hợp tác xã đã số hóa",
    "có/không",
    value=False,
)
PAPERS_COUNT_UNREGISTERED = _house(
    "PAPERS_COUNT_UNREGISTERED",
    "Tính cả tổ hợp tác chưa đăng ký vào tỷ lệ hồ sơ hợp tác xã đã số hóa",
    "có/không",
    value=False,
)

"""The decree on văn thư and the conventions of the house on registering, numbering and passing on."""

from __future__ import annotations

from datetime import date

from lmhtx.legal import Grade, Parameter, Source, SourceKind, Value
from lmhtx.legal.sources import DECREE_30_2020

HOUSE_DOCUMENTS = Source(
    number="Quy ước nội bộ về công tác văn thư",
    title="Thời gian trình, thời hạn giải quyết và việc cấp số khi Nghị định 30/2020/NĐ-CP để cơ quan tự quy định",
    effective=date(2020, 3, 5),
    kind=SourceKind.HOUSE,
    note="Liên minh chưa có quy chế công tác văn thư riêng; các giá trị này cần được chốt trong quy chế.",
)

NUMBERING = DECREE_30_2020.at("Điều 15; Phụ lục I mục II.3")
ISSUING_DAY = DECREE_30_2020.at("Điều 18 khoản 1")
ARRIVING = DECREE_30_2020.at("Điều 22, Điều 23")
RESOLVING = DECREE_30_2020.at("Điều 24")
REGISTERS = DECREE_30_2020.at("Phụ lục IV")
DUPLICATES = DECREE_30_2020.at("Phụ lục VI phần III.1")
CLOSING = HOUSE_DOCUMENTS.at("phần Kết thúc giải quyết")

DOUBT = "Nghị định không ghi số cụ thể; Liên minh cần chốt trong quy chế công tác văn thư."


def _house(key: str, label: str, unit: str, value: Value) -> Parameter:
    return Parameter(
        key=f"documents.{key}",
        label=label,
        unit=unit,
        values=((HOUSE_DOCUMENTS.effective, value, HOUSE_DOCUMENTS.at("Bảng tham số")),),
        grade=Grade.HOUSE,
        doubt=DOUBT,
    )


URGENT_MINUTES = _house("URGENT_MINUTES", "Văn bản đến “Khẩn” phải trình trong bao nhiêu phút", "phút", 120)
VERY_URGENT_MINUTES = _house(
    "VERY_URGENT_MINUTES", "Văn bản đến “Thượng khẩn” phải trình trong bao nhiêu phút", "phút", 60
)
FLASH_MINUTES = _house("FLASH_MINUTES", "Văn bản đến “Hỏa tốc” phải trình trong bao nhiêu phút", "phút", 30)
RESOLVE_WORKING_DAYS = _house(
    "RESOLVE_WORKING_DAYS",
    "Thời hạn giải quyết văn bản đến khi không ai ấn định (ngày làm việc)",
    "ngày",
    10,
)

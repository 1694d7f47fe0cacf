"""Who may be supported: the law, the decree, and the conventions of the house."""

from __future__ import annotations

from datetime import date

from cooperatives.legal.register import DECREE_113_2024, LAW_2023
from lmhtx.legal import Source, SourceKind

HOUSE_SUPPORT = Source(
    number="Quy ước nội bộ về điều kiện hỗ trợ hợp tác xã",
    title="Cách đọc sổ hợp tác xã khi xét điều kiện của một chính sách hỗ trợ",
    effective=date(2024, 11, 1),
    kind=SourceKind.HOUSE,
    note="Thiếu số liệu thì kết luận “Chưa đủ số liệu”, không suy đoán.",
)
SUPPORT = LAW_2023.at("Điều 18")
CRITERIA = DECREE_113_2024.at("Điều 6")

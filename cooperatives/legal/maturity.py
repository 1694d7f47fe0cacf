"""By what cooperatives are placed on the levels of digital maturity; the points are data with their doubt."""

from __future__ import annotations

from datetime import date

from lmhtx.legal import Source, SourceKind

HOUSE_MATURITY = Source(
    number="Quy ước nội bộ về mức độ số của hợp tác xã",
    title="Bộ tiêu chí mức độ số của hợp tác xã: sáu trụ cột, sáu mức",
    effective=date(2026, 1, 1),
    kind=SourceKind.HOUSE,
    note=(
        "Chưa tìm được bộ tiêu chí quốc gia riêng cho hợp tác xã; trụ cột và mức lập theo tinh thần Quyết định số "
        "1970/QĐ-BTTTT, văn bản này năm 2025 đã có bộ tiêu chí khác của Bộ Khoa học và Công nghệ thay."
    ),
)
MATURITY_POINTS = HOUSE_MATURITY.at("phần Cách tính điểm")
MATURITY_LEVELS = HOUSE_MATURITY.at("phần Các mức")

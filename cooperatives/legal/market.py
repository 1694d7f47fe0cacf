"""Shops on platforms: what the house takes for the address of one."""

from __future__ import annotations

from datetime import date

from lmhtx.legal import Source, SourceKind

HOUSE_MARKET = Source(
    number="Quy ước nội bộ về gian hàng thương mại điện tử",
    title="Thế nào là địa chỉ của một gian hàng hợp tác xã",
    effective=date(2025, 1, 1),
    kind=SourceKind.HOUSE,
    note="Chưa có văn bản quy định riêng.",
)
ADDRESS = HOUSE_MARKET.at("phần Địa chỉ gian hàng")

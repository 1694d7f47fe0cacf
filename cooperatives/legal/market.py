"""Shops and contracts: what the house takes for the address of a shop, when the end of a contract is told."""

from __future__ import annotations

from datetime import date

from lmhtx.legal import Grade, Parameter, Source, SourceKind

HOUSE_MARKET = Source(
    number="Quy ước nội bộ về gian hàng thương mại điện tử",
    title="Thế nào là địa chỉ của một gian hàng hợp tác xã",
    effective=date(2025, 1, 1),
    kind=SourceKind.HOUSE,
    note="Chưa có văn bản quy định riêng.",
)
ADDRESS = HOUSE_MARKET.at("phần Địa chỉ gian hàng")
NOTICE = HOUSE_MARKET.at("phần Nhắc hợp đồng sắp hết hạn")

CHAIN_NOTICE_DAYS = Parameter(
    key="cooperatives.CHAIN_NOTICE_DAYS",
    label="Nhắc trước khi hợp đồng liên kết chuỗi giá trị hết hạn bao nhiêu ngày",
    unit="ngày",
    values=((HOUSE_MARKET.effective, 30, NOTICE),),
    grade=Grade.HOUSE,
    doubt="Chưa có văn bản quy định riêng; Liên minh cần chốt.",
)

"""Invented contracts of value chains and shops on platforms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from cooperatives.enums.market import Measure, Platform
from cooperatives.enums.register import Sector, Status
from cooperatives.models import ChainContract, Cooperative, OnlineShop
from lmhtx.vn.text import fold

PARTNERS = (
    "Công ty TNHH Nông sản Phú Gia",
    "Siêu thị Xanh Biên Hòa",
    "Công ty cổ phần Chế biến trái cây Long Khánh",
    "Công ty TNHH Xuất khẩu hồ tiêu Bình Long",
)
GOODS = (
    ("Bưởi da xanh", Measure.TONNE, 120, 3_600),
    ("Chuối cấy mô", Measure.TONNE, 800, 5_200),
    ("Hồ tiêu", Measure.TONNE, 45, 6_750),
    ("Heo hơi", Measure.HEAD, 1_500, 9_000),
)
SHOPS = ((Platform.SHOPEE, "shopee.vn"), (Platform.POSTMART, "buudien.vn"), (Platform.TIKTOK, "tiktok.com"))
EVERY_CONTRACT, EVERY_SHOP, MILLION = 4, 6, 1_000_000


def write_market(cooperatives: Sequence[Cooperative], day: date) -> None:
    """One of four farming cooperatives sells by contract, one of six has a shop; some of both are over."""
    farming = [one for one in cooperatives if one.sector == Sector.FARMING and one.status == Status.ACTIVE]
    ChainContract.objects.bulk_create(
        _contract(one, place, day) for place, one in enumerate(farming[::EVERY_CONTRACT])
    )
    OnlineShop.objects.bulk_create(_shop(one, place, day) for place, one in enumerate(farming[::EVERY_SHOP]))


def _contract(one: Cooperative, place: int, day: date) -> ChainContract:
    product, measure, quantity, millions = GOODS[place % len(GOODS)]
    partner, number = PARTNERS[place % len(PARTNERS)], f"{place + 1:02}/HĐLK"
    began = day - timedelta(days=90 + place * 11 % 400)
    ends = (None, began + timedelta(days=365), began + timedelta(days=730))[place % 3]
    return ChainContract(
        cooperative=one,
        partner=partner,
        product=product,
        number=number,
        quantity=quantity,
        measure=measure,
        value_vnd=millions * MILLION,
        valid_from=began,
        valid_to=ends,
        folded=fold(f"{partner} {product} {number}"),
    )


def _shop(one: Cooperative, place: int, day: date) -> OnlineShop:
    platform, site = SHOPS[place % len(SHOPS)]
    address = f"https://{site}/htx-mau-{place + 1}"
    is_closed = place % 5 == 4
    return OnlineShop(
        cooperative=one,
        platform=platform,
        name=f"Nông sản {one.name.split()[-1]} (mẫu)",
        address=address,
        valid_from=day - timedelta(days=300 - place),
        valid_to=day - timedelta(days=30) if is_closed else None,
        end_reason="Ít đơn hàng" if is_closed else "",
        folded=fold(f"{one.name} {address}"),
    )

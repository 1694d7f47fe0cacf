"""Invented products and their stars, some of them running out these weeks."""

from __future__ import annotations

import random
from datetime import date, timedelta

from cooperatives.enums.products import CertificateEnd, ProductGroup
from cooperatives.enums.register import Sector, Status
from cooperatives.legal.products import OCOP_MONTHS
from cooperatives.models import Cooperative, OcopCertificate, Product
from cooperatives.rules.products import valid_through
from lmhtx.vn.text import fold

THINGS = {
    ProductGroup.FOOD: (
        "Bưởi da xanh",
        "Xoài sấy dẻo",
        "Hạt điều rang muối",
        "Chuối sấy giòn",
        "Tiêu đen hữu cơ",
        "Mật ong hoa cà phê",
        "Gạo thơm",
    ),
    ProductGroup.DRINK: ("Trà khổ qua rừng", "Cà phê bột", "Ca cao nguyên chất"),
    ProductGroup.HERBAL: ("Nấm linh chi",),
    ProductGroup.CRAFT: ("Giỏ mây tre",),
    ProductGroup.ORNAMENTAL: ("Bon sai mai vàng",),
    ProductGroup.TOURISM: ("Vườn sầu riêng mở cửa",),
}
SHARE, TWICE = 0.45, 0.3
DAYS_BACK = 1300


def write_products(cooperatives: list[Cooperative], day: date) -> None:
    """Two of five farming cooperatives have one or two products; a third of these were certified twice."""
    random_ = random.Random(7)  # noqa: S311 - invention, not secrets
    farming = [one for one in cooperatives if one.sector == Sector.FARMING and one.status == Status.ACTIVE]
    chosen = [one for one in farming if random_.random() < SHARE]
    things = [(name, group) for group, names in THINGS.items() for name in names]
    products = Product.objects.bulk_create(
        Product(cooperative=one, name=name, group=group, folded=fold(name))
        for one in chosen
        for name, group in random_.sample(things, random_.choice((1, 1, 2)))
    )
    months = int(str(OCOP_MONTHS.on(day)))
    OcopCertificate.objects.bulk_create(
        row
        for number, product in enumerate(products, 1)
        for row in _certificates(product, number, day, months, random_)
    )


def _certificates(
    product: Product, number: int, day: date, months: int, random_: random.Random
) -> list[OcopCertificate]:
    issued = day - timedelta(days=random_.randrange(30, DAYS_BACK))
    stars = random_.choice((3, 3, 3, 4, 4, 5))
    facts = {"product": product, "issuer": "Ủy ban nhân dân tỉnh Đồng Nai"}
    newest = OcopCertificate(
        stars=stars,
        issued_on=issued,
        through_on=valid_through(issued, months=months),
        number=f"{number:03}/OCOP",
        **facts,
    )
    if stars == 3 or random_.random() > TWICE:
        return [newest]
    before = issued - timedelta(days=random_.randrange(400, 900))
    older = OcopCertificate(
        stars=stars - 1, issued_on=before, through_on=valid_through(before, months=months),
        ended_on=issued, end=CertificateEnd.REPLACED, **facts,
    )  # fmt: skip
    return [older, newest]

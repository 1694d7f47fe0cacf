"""Open data: the same cards as tables, for whoever reckons with them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from cooperatives.legal.public import OPEN_LICENCE
from cooperatives.models import Product
from cooperatives.queries.public import Asked, Card, cards, certificates, directory
from lmhtx.base import clock
from lmhtx.directory.parameters import Values
from lmhtx.sheets.harmless import harmless

BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in the file, what it holds, how it is taken from a row."""

    key: str
    told: str
    take: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Dataset:
    """A table that everybody may take away."""

    key: str
    title: str
    told: str
    rows: Callable[[], Iterable[Any]]
    columns: tuple[Column, ...]


def _starred(card: Card) -> int:
    return sum(good.stars is not None for good in card.goods)


COOPERATIVES = Dataset(
    key="hop-tac-xa",
    title="Hợp tác xã trong danh bạ",
    told="Mỗi dòng một hợp tác xã đang hoạt động đã đồng ý công khai.",
    rows=lambda: cards(directory(Asked())),
    columns=(
        Column("ma_so", "Mã số hợp tác xã; để trống với tổ hợp tác", lambda one: one.code),
        Column("ten", "Tên", lambda one: one.name),
        Column("ten_viet_tat", "Tên viết tắt", lambda one: one.short_name),
        Column("loai_hinh", "Tổ hợp tác, hợp tác xã, liên hiệp hoặc quỹ tín dụng", lambda one: one.kind),
        Column("linh_vuc", "Lĩnh vực theo ngành chính", lambda one: one.sector),
        Column("dia_chi", "Địa chỉ trụ sở", lambda one: one.address),
        Column("xa_phuong", "Xã, phường hiện nay", lambda one: one.commune),
        Column("ma_xa", "Mã xã, phường", lambda one: one.commune_code),
        Column("nganh_nghe", "Ngành nghề, ngành chính trước, cách nhau bằng dấu ;", lambda one: _row(one.activities)),
        Column("san_pham", "Sản phẩm, cách nhau bằng dấu ;", lambda one: _row(good.name for good in one.goods)),
        Column("so_san_pham_ocop", "Số sản phẩm có sao OCOP còn hiệu lực", _starred),
        Column("dien_thoai", "Điện thoại, nếu hợp tác xã đồng ý", lambda one: one.phone),
        Column("thu_dien_tu", "Thư điện tử, nếu hợp tác xã đồng ý", lambda one: one.email),
        Column("nguoi_dai_dien", "Người đại diện, nếu hợp tác xã đồng ý", lambda one: one.representative),
        Column("trang_web", "Trang web, nếu hợp tác xã đồng ý", lambda one: one.website),
        Column("trang", "Trang của hợp tác xã ở danh bạ này", lambda one: _address(one.number)),
    ),
)  # fmt: skip
PRODUCTS = Dataset(
    key="san-pham-ocop",
    title="Sản phẩm OCOP còn hiệu lực",
    told="Mỗi dòng một giấy chứng nhận còn hiệu lực của hợp tác xã trong danh bạ.",
    rows=lambda: certificates(Asked()),
    columns=(
        Column("san_pham", "Tên sản phẩm", lambda one: one.product.name),
        Column("nhom", "Nhóm sản phẩm", lambda one: one.product.get_group_display()),
        Column("so_sao", "Số sao, từ 3 đến 5", lambda one: one.stars),
        Column("so_giay_chung_nhan", "Số giấy chứng nhận", lambda one: one.number),
        Column("co_quan_cap", "Cơ quan cấp", lambda one: one.issuer),
        Column("ngay_cap", "Ngày cấp (năm-tháng-ngày)", lambda one: one.issued_on.isoformat()),
        Column("den_het_ngay", "Ngày cuối còn hiệu lực", lambda one: one.through_on.isoformat()),
        Column("hop_tac_xa", "Tên hợp tác xã", lambda one: one.product.cooperative.name),
        Column("xa_phuong", "Xã, phường hiện nay của hợp tác xã", lambda one: _place(one.product)),
        Column("trang", "Trang của hợp tác xã ở danh bạ này", lambda one: _address(one.product.cooperative_id)),
    ),
)  # fmt: skip
DATASETS = {one.key: one for one in (COOPERATIVES, PRODUCTS)}


def licence() -> str:
    """On what terms the data may be used today."""
    return str(Values(keys=[OPEN_LICENCE.key]).value(OPEN_LICENCE.key))


def as_csv(data: Dataset) -> bytes:
    """For spreadsheets: with a byte order mark, no formula, the day and the licence in each row."""
    file, day, terms = io.StringIO(newline=""), clock.today().isoformat(), licence()
    writer = csv.writer(file)
    writer.writerow([*(column.key for column in data.columns), "ngay_du_lieu", "giay_phep"])
    for row in data.rows():
        told = [harmless(str(column.take(row))) for column in data.columns]
        writer.writerow([*told, day, harmless(terms)])
    return f"{BOM}{file.getvalue()}".encode()


def as_json(data: Dataset) -> bytes:
    """For programs: the same rows under a head that says whose, of which day, on what terms."""
    rows = [{column.key: column.take(row) for column in data.columns} for row in data.rows()]
    told = {
        "ten": data.title,
        "ngay_du_lieu": clock.today().isoformat(),
        "giay_phep": licence(),
        "mo_ta": f"{settings.SITE_ADDRESS}{reverse('public_data')}",
        "so_dong": len(rows),
        "du_lieu": rows,
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _row(names: Iterable[str]) -> str:
    return "; ".join(names)


def _place(product: Product) -> str:
    return str(product.cooperative.commune or "")


def _address(number: int) -> str:
    return f"{settings.SITE_ADDRESS}{reverse('public_cooperative', args=[number])}"

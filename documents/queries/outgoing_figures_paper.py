"""The report on outgoing papers and on how far papers are electronic, as an official paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from documents.queries.outgoing_figures import Issued, Month, in_all
from lmhtx.base import clock
from lmhtx.people.roles import Role
from lmhtx.reports.letterhead import letterhead_on, signature_of
from lmhtx.reports.paper import Align, Block, Column, Heading, Paper, Paragraph, Row, Table
from lmhtx.vn.numbers import decimal_comma, grouped

BY_TYPE = (
    Column("Loại văn bản", 28),
    Column("Số lượng", 12, Align.RIGHT),
    Column("Ký số đủ 2 chữ ký", 12, Align.RIGHT),
    Column("Phát hành đúng hạn", 12, Align.RIGHT),
    Column("Đính chính", 12, Align.RIGHT),
    Column("Thay thế", 12, Align.RIGHT),
    Column("Thu hồi", 12, Align.RIGHT),
)
BY_MONTH = (
    Column("Tháng", 10),
    Column("VB đi", 9, Align.RIGHT),
    Column("Ký số hợp lệ", 10, Align.RIGHT),
    Column("%", 9, Align.RIGHT),
    Column("VB đến điện tử", 10, Align.RIGHT),
    Column("VB đến giấy", 10, Align.RIGHT),
    Column("% xử lý trên cổng", 12, Align.RIGHT),
    Column("Lý do không ký số", 30),
)


def outgoing_figures_paper(
    types: Sequence[Issued], months: Sequence[Month], *, first: date, last: date
) -> Paper:
    """The paper with both tables, counted at the moment it is made."""
    today = clock.today()
    blocks: list[Block] = [
        Paragraph(
            f"Số liệu đến {clock.now():%H:%M ngày %d/%m/%Y}, văn bản từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}."
        ),
        Heading("I. VĂN BẢN ĐI THEO LOẠI"),
        Table(BY_TYPE, [*map(_by_type, types), _by_type(in_all(types), is_bold=True)]),
        Heading("II. VĂN BẢN ĐIỆN TỬ, KÝ SỐ THEO THÁNG"),
        Table(BY_MONTH, list(map(_by_month, months))),
    ]
    return Paper(
        letterhead=letterhead_on(today),
        symbol="BC-LM",
        kind="BÁO CÁO",
        subject="Tình hình văn bản đi, văn bản điện tử và ký số",
        blocks=blocks,
        year=today.year,
        recipients=("Thường trực Liên minh", "Các phòng, đơn vị", "Lưu: VT, VP"),
        signature=signature_of(Role.OFFICE_CHIEF, today),
        is_draft=True,
    )


def _by_type(one: Issued, *, is_bold: bool = False) -> Row:
    figures = (one.total, one.signed, one.on_time, one.corrected, one.replaced, one.revoked)
    return Row((one.name, *map(grouped, figures)), is_bold=is_bold)


def _by_month(one: Month) -> Row:
    signed = "" if one.share_signed is None else decimal_comma(one.share_signed)
    ended = "" if one.share_ended is None else decimal_comma(one.share_ended)
    return Row(
        (
            f"{one.first_on:%m/%Y}",
            grouped(one.out),
            grouped(one.signed),
            signed,
            grouped(one.came_electronic),
            grouped(one.came_on_paper),
            ended,
            one.why_not,
        )
    )

"""Biên bản bàn giao as a paper: who gave, who took, what, signed by both; from nothing but what is kept of the act."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from lmhtx.base import clock
from lmhtx.directory.models import Agency
from lmhtx.people.handover import Handover, HandoverLine
from lmhtx.people.models import Posting, User
from lmhtx.reports.letterhead import Signature, letterhead_on
from lmhtx.reports.paper import Align, Block, Column, Heading, Paper, Paragraph, ParagraphKind, Row, Table
from lmhtx.vn.dates import in_words

SYMBOL = "BB-LM"
COLUMNS = (Column("TT", 8, Align.CENTER), Column("Nội dung", 62), Column("Người nhận", 30))
Holder = User | Agency


def minutes_of(handover: Handover) -> Paper:
    """The minutes on the day of the act, with the letterhead and the posts of that day."""
    moment = clock.local(handover.created_at)
    day = moment.date()
    lines = list(handover.lines.select_related("to_person", "to_unit"))
    giver = handover.person or handover.unit
    takers = list(dict.fromkeys(line.to_person or line.to_unit for line in lines))
    letterhead = letterhead_on(day)
    blocks: list[Block] = [
        Paragraph(
            f"Hôm nay, lúc {moment:%H} giờ {moment:%M} phút, {in_words(day)}, chúng tôi gồm:",
        ),
        *_parties(giver, takers, handover.created_by, day),
        *_contents(handover, lines),
        Paragraph("Các bên thống nhất nội dung bàn giao nêu trên và cùng ký tên dưới đây./."),
    ]
    return Paper(
        letterhead=letterhead,
        symbol=SYMBOL,
        kind="BIÊN BẢN",
        subject=f"Bàn giao công việc của {giver}",
        year=day.year,
        dated_on=day,
        blocks=blocks,
        recipients=("Bên giao, bên nhận", "Lưu: VT, hồ sơ"),
        parties=_signing(giver, takers, handover.created_by),
    )


def _parties(
    giver: Holder | None, takers: Iterable[Holder | None], writer: User | None, day: date
) -> Iterator[Block]:
    posts = _posts_on(day, [one for one in (giver, *takers, writer) if isinstance(one, User)])
    shares = (("I. BÊN GIAO", [giver]), ("II. BÊN NHẬN", list(takers)), ("III. NGƯỜI LẬP BIÊN BẢN", [writer]))
    for title, people in shares:
        yield Heading(title, 1)
        for one in people:
            yield Paragraph(f"- {_named(one, posts)}", ParagraphKind.ITEM)
        if not people:
            yield Paragraph("Không có việc nào phải nhận.")


def _posts_on(day: date, people: Iterable[User]) -> dict[int, list[str]]:
    """The posts of each on that day, each with its unit, by one query."""
    rows = Posting.objects.on(day).filter(user__in=list(people)).select_related("unit", "post")
    found: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        post = str(row.post) if row.post else row.get_role_display()
        found[row.user_id].append(f"{post}, {row.unit}" if row.unit else post)
    return found


def _named(one: Holder | None, posts: dict[int, list[str]]) -> str:
    if not isinstance(one, User):
        return str(one or "Cổng điều hành")
    return "; ".join([f"Ông (bà) {one}", *posts.get(one.pk, ())])


def _contents(handover: Handover, lines: list[HandoverLine]) -> Iterator[Block]:
    yield Heading("IV. NỘI DUNG BÀN GIAO", 1)
    yield Paragraph(f"Lý do, căn cứ: {handover.note}.")
    if handover.is_leaving:
        yield Paragraph("Bên giao thôi sử dụng tài khoản trên Cổng điều hành từ lúc lập biên bản này.")
    titles = list(dict.fromkeys(line.title for line in lines))
    for number, title in enumerate(titles, 1):
        given = [line for line in lines if line.title == title]
        yield Heading(f"{number}. {title} ({len(given)})", 2)
        rows = [
            Row((str(place), line.label, str(line.to_person or line.to_unit)))
            for place, line in enumerate(given, 1)
        ]
        yield Table(COLUMNS, rows)
    if not titles:
        yield Paragraph("Không có việc nào đang mở khi lập biên bản.")


def _signing(
    giver: Holder | None, takers: Iterable[Holder | None], writer: User | None
) -> tuple[Signature, ...]:
    """Whoever signs; for a unit its head does, whoever that is on the day of signing."""
    named = [("BÊN GIAO", giver), *(("BÊN NHẬN", one) for one in takers), ("NGƯỜI LẬP BIÊN BẢN", writer)]
    return tuple(
        Signature((label,), str(one))
        if isinstance(one, User)
        else Signature((f"ĐẠI DIỆN {label}", str(one or "")))
        for label, one in named
    )

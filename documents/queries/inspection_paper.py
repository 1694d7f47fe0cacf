"""What an inspection found, and papers drawn by lot with their whole chain, as sheets to take along."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from documents.enums.inspection import FaultKind
from documents.models import Incoming
from documents.queries.inspection import Finding, incoming_of, outgoing_of
from lmhtx.audit.queries import HistoryLine, history_of
from lmhtx.base import clock
from lmhtx.reports.letterhead import letterhead_on
from lmhtx.reports.paper import Block, Column, Heading, Paper, Paragraph, Row, Table
from lmhtx.sheets.writing import Head, Written
from lmhtx.ui.books import Book

if TYPE_CHECKING:
    from lmhtx.people.models import User

CHAIN = (Column("Lúc", 16), Column("Người làm", 22), Column("Việc, ghi chú", 34), Column("Thay đổi", 28))
FOUND = (Column("STT", 8), Column("Nội dung", 92))
NOTHING = "Không có."


def drawn(user: User, years: tuple[int, int], *, count: int, seed: int) -> list[Any]:
    """So many papers by lot among those of the years, the same ones for the same mark."""
    keys = [("in", key) for key in incoming_of(user, years).values_list("pk", flat=True)]
    keys += [("out", key) for key in outgoing_of(user, years).values_list("pk", flat=True)]
    lot = random.Random(seed)  # noqa: S311 - a lot that can be drawn again, not a secret
    chosen = lot.sample(keys, min(count, len(keys)))
    incoming = incoming_of(user, years).in_bulk([key for way, key in chosen if way == "in"])
    outgoing = outgoing_of(user, years).in_bulk([key for way, key in chosen if way == "out"])
    return [(incoming if way == "in" else outgoing)[key] for way, key in chosen]


def sample_paper(papers: Sequence[Any], *, years: tuple[int, int], seed: int) -> Paper:
    """The papers with their histories from first to last."""
    blocks: list[Block] = [
        Paragraph(
            f"Rút ngẫu nhiên {len(papers)} văn bản của năm {_years(years)}, mã rút {seed}; cùng mã rút lại "
            "được đúng các văn bản này khi sổ không thêm dòng."
        )
    ]
    for place, paper in enumerate(papers, start=1):
        way = "Văn bản đến" if isinstance(paper, Incoming) else "Văn bản đi"
        blocks += [Heading(f"{place}. {way}: {paper}"), Table(CHAIN, list(_chain(paper)))]
    return _sheet("Văn bản rút ngẫu nhiên và toàn bộ quá trình xử lý", blocks)


def findings_paper(found: Mapping[FaultKind, Sequence[Finding]], *, years: tuple[int, int]) -> Paper:
    """Every kind of fault with its list."""
    blocks: list[Block] = [Paragraph(f"Năm {_years(years)}, xem lúc {clock.now():%H:%M ngày %d/%m/%Y}.")]
    for kind, rows in found.items():
        blocks.append(Heading(f"{kind.label}: {len(rows)}"))
        if rows:
            listed = [Row((str(place), one.words)) for place, one in enumerate(rows, start=1)]
            blocks.append(Table(FOUND, listed))
        else:
            blocks.append(Paragraph(NOTHING))
    return _sheet("Tự kiểm tra công tác văn thư", blocks)


def workbook(found: Mapping[FaultKind, Sequence[Finding]], *, years: tuple[int, int]) -> Book:
    """The same as a workbook, a line for each fault."""
    heads = (Head("Lỗi", width=40), Head("Nội dung", width=110))
    rows = [(kind.label, one.words) for kind, ones in found.items() for one in ones]
    return Book(
        title=f"Kiểm tra công tác văn thư {_years(years)}",
        sheets=lambda: [Written("Kết quả", heads, rows)],
        total=lambda: len(rows),
        filters=[("Năm", _years(years))],
        order="Theo loại lỗi",
    )


def _chain(paper: Any) -> Iterator[Row]:
    for line in reversed(history_of(paper)):
        yield Row((f"{clock.local(line.at):%H:%M %d/%m/%Y}", _who(line), _what(line), _changes(line)))


def _who(line: HistoryLine) -> str:
    who = str(line.who) if line.who else "Cổng"
    return f"{who}, thay {line.on_behalf_of}" if line.on_behalf_of else who


def _what(line: HistoryLine) -> str:
    return f"{line.sentence}: {line.note}" if line.note else line.sentence


def _changes(line: HistoryLine) -> str:
    return "; ".join(f"{one.label}: {one.before} thành {one.after}" for one in line.changes)


def _years(years: tuple[int, int]) -> str:
    return str(years[0]) if years[0] == years[1] else f"{years[0]}–{years[1]}"


def _sheet(subject: str, blocks: list[Block]) -> Paper:
    today = clock.today()
    return Paper(
        letterhead=letterhead_on(today),
        symbol="",
        kind="PHIẾU KIỂM TRA",
        subject=subject,
        year=today.year,
        dated_on=today,
        blocks=blocks,
    )

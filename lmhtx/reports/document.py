"""A report as an official paper: its words and figures in the order of the decree, its lists as annexes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from lmhtx.base import clock
from lmhtx.people.roles import Role
from lmhtx.reports.letterhead import Signature, letterhead_on, signature_of
from lmhtx.reports.models import ReportRun
from lmhtx.reports.paper import (
    Align,
    Annex,
    Block,
    Column,
    Heading,
    Paper,
    Paragraph,
    ParagraphKind,
    Row,
    Table,
)
from lmhtx.reports.parts import PARTS
from lmhtx.reports.rules import on_paper
from lmhtx.reports.showing import shown
from lmhtx.vn.numbers import grouped, roman

SYMBOL = "BC-LM"
NUMBER_PERCENT = 6
# A list of a thousand fills forty sheets and is set in half a minute; what goes on is in the workbook that goes along.
MOST_ON_PAPER = 1000
# Within the text stand what every reader wants; the rest goes behind it.
IN_TEXT = ("summary", "flows")
TEXT_WITH_FIGURES = "results"


def paper_of(run: ReportRun) -> Paper:
    """The paper of a report, made from nothing but what is kept with it."""
    day = run.signed_on or (clock.day_of(run.issued_at) if run.issued_at else clock.today())
    return Paper(
        letterhead=letterhead_on(day),
        symbol=SYMBOL,
        kind="BÁO CÁO",
        subject=_subject(run),
        year=day.year,
        number=run.number,
        dated_on=run.signed_on,
        blocks=list(_text(run)),
        annexes=_annexes(run),
        recipients=("Thường trực Liên minh", "Các phòng, đơn vị", "Lưu: VT, VP"),
        signature=_signature(run, day),
        is_draft=not run.is_issued,
    )


def _signature(run: ReportRun, day: date) -> Signature:
    """Whoever issued signs, a deputy in the chairman's name; before that the chairman's place is kept."""
    signer = run.issued_by
    is_deputy = signer is not None and signer.postings.on(day).filter(role=Role.DEPUTY).exists()
    block = signature_of(Role.DEPUTY if is_deputy else Role.CHAIRMAN, day)
    return block if signer is None else replace(block, name=signer.full_name)


def _subject(run: ReportRun) -> str:
    subject = run.title.removeprefix("Báo cáo ")
    return f"{subject[:1].upper()}{subject[1:]} {run.lower_label}"


def _text(run: ReportRun) -> Iterator[Block]:
    sections = {section["key"]: section for section in run.figures["sections"]}
    yield Paragraph(_grounds(run), ParagraphKind.NOTE)
    # A part of which nothing is said has no heading, and the numbers run on over those that stand.
    said = [key for key in PARTS if key == TEXT_WITH_FIGURES or run.texts.get(key, "").strip()]
    for place, key in enumerate(said, 1):
        yield Heading(f"{roman(place)}. {PARTS[key].upper()}", 1)
        if key != TEXT_WITH_FIGURES:
            yield from _paragraphs(run.texts.get(key, ""))
            continue
        for number, name in enumerate((name for name in IN_TEXT if name in sections), 1):
            yield Heading(f"{number}. {sections[name]['title']}", 2)
            if number == 1:
                yield from _paragraphs(run.texts.get(key, ""))
            yield _table(sections[name])


def _grounds(run: ReportRun) -> str:
    about = run.subject_label or "Tất cả kế hoạch đang theo dõi"
    return f"({about}. Số liệu tính đến {on_paper(run.last_on)})"


def _paragraphs(text: str) -> Iterator[Paragraph]:
    for line in text.splitlines():
        if line.strip():
            yield Paragraph(line.strip())


def _table(section: dict[str, Any], *, number_percent: int = 13) -> Table:
    columns = section["columns"]
    first = 100 - number_percent * len(columns)
    rows = [
        Row(
            [row["label"], *(shown(row["cells"].get(one["key"]), one["kind"]) for one in columns)],
            row["bold"],
        )
        for row in section["rows"]
    ]
    heads = [
        Column("Nội dung", first),
        *(Column(one["label"], number_percent, Align.CENTER) for one in columns),
    ]
    return Table(columns=heads, rows=rows)


def _annexes(run: ReportRun) -> list[Annex]:
    """Wide tables, then the lists, each on sheets of its own where it holds anything."""
    filled = [one for one in run.figures["sections"] if one["key"] not in IN_TEXT and one["rows"]]
    parts: list[tuple[str, list[Block]]] = [(one["title"], _section_blocks(one)) for one in filled]
    parts += [(one["title"], _list_blocks(one)) for one in run.figures["lists"] if one["rows"]]
    goes_with = f"Kèm theo {run.title} {run.lower_label}"
    return [
        Annex(
            title=title,
            blocks=blocks,
            name=f"Phụ lục {roman(place)}",
            is_landscape=True,
            goes_with=goes_with,
        )
        for place, (title, blocks) in enumerate(parts, 1)
    ]


def _section_blocks(section: dict[str, Any]) -> list[Block]:
    share = 12 if len(section["columns"]) < 7 else 10 if len(section["columns"]) == 7 else 8
    blocks: list[Block] = [_table(section, number_percent=share)]
    return [*blocks, Paragraph(section["note"], ParagraphKind.NOTE)] if section["note"] else blocks


def _list_blocks(one: dict[str, Any]) -> list[Block]:
    """A list with its running number; a figure stands in the middle of its column."""
    widths = [column["percent"] for column in one["columns"]]
    widths[0] -= NUMBER_PERCENT
    heads = [Column("TT", NUMBER_PERCENT, Align.CENTER)]
    heads += [
        Column(column["label"], width, Align.LEFT if width > 15 else Align.CENTER)
        for column, width in zip(one["columns"], widths, strict=True)
    ]
    rows = [
        Row([str(place), *(grouped(cell) if isinstance(cell, int) else cell for cell in row["cells"])])
        for place, row in enumerate(one["rows"][:MOST_ON_PAPER], 1)
    ]
    if (left := len(one["rows"]) - MOST_ON_PAPER) > 0:
        rows.append(Row([f"… và {grouped(left)} dòng nữa, nêu đủ trong tệp Excel kèm theo báo cáo này."]))
    blocks: list[Block] = [Table(columns=heads, rows=rows)]
    return [*blocks, Paragraph(one["note"], ParagraphKind.NOTE)] if one["note"] else blocks

"""The Phiếu giải quyết văn bản đến: what leaders, heads and officers said of a paper, on one sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.enums.incoming import DirectiveSource, Level
from lmhtx.base import clock
from lmhtx.reports.letterhead import letterhead_on
from lmhtx.reports.paper import Block, Heading, Paper, Paragraph, ParagraphKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from documents.models import Directive, Incoming

NOTHING = "(Chưa có ý kiến)"


def slip_of(incoming: Incoming) -> Paper:
    """The sheet with its three parts, as far as something was said."""
    day = clock.today()
    return Paper(
        letterhead=letterhead_on(day),
        symbol="",
        kind="PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN",
        subject=_about(incoming),
        year=day.year,
        dated_on=day,
        number=incoming.arrival_text,
        blocks=list(_blocks(incoming)),
    )


def _about(incoming: Incoming) -> str:
    day = f" ngày {incoming.issued_on:%d/%m/%Y}" if incoming.issued_on else ""
    reference = f"số {incoming.reference}{day}" if incoming.reference else "không số"
    return f"Văn bản {reference} của {incoming.author} về việc {incoming.subject}"


def _blocks(incoming: Incoming) -> Iterator[Block]:
    said = list(
        incoming.directives.in_force()
        .select_related("said_by", "created_by")
        .prefetch_related("parties__unit", "parties__person")
    )
    yield Paragraph(
        f"Số đến: {incoming.arrival_text}; ngày đến: {clock.local(incoming.arrived_at):%d/%m/%Y}."
    )
    for number, level in enumerate(Level, start=1):
        yield Heading(f"{number}. {level.label}", level=2)
        mine = [one for one in said if one.level == level]
        if not mine:
            yield Paragraph(NOTHING, ParagraphKind.NOTE)
        for directive in mine:
            yield from _lines(directive)


def _lines(directive: Directive) -> Iterator[Block]:
    if directive.text:
        yield Paragraph(directive.text)
    for party in directive.parties.all():
        until = f", thời hạn {party.due_on:%d/%m/%Y}" if party.due_on else ""
        yield Paragraph(
            f"- {party.get_part_display()}: {party.unit or party.person}{until}", ParagraphKind.ITEM
        )
    by_hand = (
        f" (theo bút phê giấy, người nhập: {directive.created_by})"
        if directive.source == DirectiveSource.PAPER
        else ""
    )
    moment = clock.local(directive.said_at)
    yield Paragraph(f"{directive.said_by}, ngày {moment:%d/%m/%Y}{by_hand}", ParagraphKind.NOTE)

"""A draft as the paper that it becomes: printed for signing, shown, compared with its scan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.enums.outgoing import BEFORE_SIGNING
from documents.queries.outgoing import symbol_of
from documents.queries.signing import signature_for
from documents.rules.numbers import symbol
from lmhtx.base import clock
from lmhtx.reports.letterhead import letterhead_on
from lmhtx.reports.paper import Block, Paper, Paragraph, ParagraphKind
from lmhtx.workflow import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from documents.models import Outgoing, OutgoingVersion

GROUND, ITEMS = "Căn cứ", ("- ", "+ ")


def paper_of(outgoing: Outgoing, version: OutgoingVersion | None) -> Paper:
    """The paper of one version: its text paragraph by paragraph within the frame of the decree."""
    day = outgoing.dated_on or outgoing.signed_on or clock.today()
    is_letter = not outgoing.type.abbreviation
    number = outgoing.number.text if outgoing.number_id and outgoing.number else ""
    return Paper(
        letterhead=letterhead_on(day),
        symbol=_symbol(outgoing, day),
        kind="" if is_letter else outgoing.type.name.split(" (")[0].upper(),
        subject=outgoing.subject,
        year=day.year,
        number=number,
        dated_on=outgoing.dated_on,
        blocks=_blocks(version.text if version is not None else ""),
        addressees=lines_of(outgoing.addressees),
        recipients=_recipients(outgoing),
        signature=signature_for(outgoing, on=day),
        is_draft=outgoing.state in BEFORE_SIGNING,
    )


def lines_of(text: str) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _symbol(outgoing: Outgoing, day: date) -> str:
    try:
        return symbol_of(outgoing, day)
    except Refused:
        return symbol(type_abbreviation=outgoing.type.abbreviation, body=outgoing.body.abbreviation)


def _recipients(outgoing: Outgoing) -> Sequence[str]:
    named = [one.name for one in outgoing.recipients.all()]
    first = ["Như trên"] if outgoing.addressees.strip() else []
    unit = outgoing.unit.short_name or outgoing.unit.name
    return [*first, *named, f"Lưu: VT, {unit}"]


def _blocks(text: str) -> list[Block]:
    return [Paragraph(line, _kind(line)) for line in lines_of(text)]


def _kind(line: str) -> ParagraphKind:
    if line.startswith(GROUND):
        return ParagraphKind.GROUND
    return ParagraphKind.ITEM if line.startswith(ITEMS) else ParagraphKind.BODY

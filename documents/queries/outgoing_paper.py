"""A draft as the paper that it becomes: printed for signing, shown, compared with its scan."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from documents.enums.incoming import Circulation, Urgency
from documents.enums.numbers import BodyKind
from documents.enums.outgoing import BEFORE_SIGNING
from documents.models import abbreviation_of
from documents.papers import forms
from documents.papers.signing import archive_line, signature
from documents.queries.outgoing import symbol_of
from documents.queries.signing import signature_for
from documents.rules.numbers import symbol
from lmhtx.base import clock
from lmhtx.reports.letterhead import letterhead_on
from lmhtx.workflow import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from documents.models import Outgoing, OutgoingVersion
    from lmhtx.reports.letterhead import Letterhead, Signature
    from lmhtx.reports.paper import Paper


def paper_of(outgoing: Outgoing, version: OutgoingVersion | None) -> Paper:
    """The paper of one version in the form of its type: what was typed, within the frame of the decree."""
    day = outgoing.dated_on or outgoing.signed_on or clock.today()
    letterhead = _letterhead(outgoing, day)
    number = outgoing.number.text if outgoing.number_id and outgoing.number else ""
    return forms.paper_of(
        forms.Draft(
            code=outgoing.type.code,
            kind=outgoing.type.name,
            letterhead=letterhead,
            symbol=_symbol(outgoing, day),
            subject=outgoing.subject,
            text=version.text if version is not None else "",
            number=number,
            dated_on=outgoing.dated_on,
            authority=_authority(outgoing, letterhead),
            addressees=lines_of(outgoing.addressees),
            recipients=_recipients(outgoing, day),
            signature=_signature(outgoing, day),
            urgency=Urgency(outgoing.urgency),
            circulation=Circulation(outgoing.circulation),
            is_draft=outgoing.state in BEFORE_SIGNING,
        )
    )


def paper_to_sign(outgoing: Outgoing, version: OutgoingVersion | None) -> Paper:
    """The same as it goes to be signed: no longer a draft, number and day still empty."""
    return replace(paper_of(outgoing, version), is_draft=False)


def lines_of(text: str) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _authority(outgoing: Outgoing, letterhead: Letterhead) -> str:
    """Who decides, over the grounds of a decision or resolution; other papers name nobody there."""
    if outgoing.type.code not in forms.ORDERS:
        return ""
    if outgoing.body.kind == BodyKind.COLLECTIVE:
        return str(outgoing.body.name)
    return f"Chủ tịch {letterhead.full_name or letterhead.agency}"


def _letterhead(outgoing: Outgoing, day: date) -> Letterhead:
    """A council that uses the Alliance's seal stands under the Alliance's name."""
    letterhead = letterhead_on(day)
    is_council = outgoing.body.kind == BodyKind.COLLECTIVE
    return letterhead.of_body(outgoing.body.name) if is_council else letterhead


def _symbol(outgoing: Outgoing, day: date) -> str:
    try:
        return symbol_of(outgoing, day)
    except Refused:
        return symbol(type_abbreviation=outgoing.type.abbreviation, body=outgoing.body.abbreviation)


def _signature(outgoing: Outgoing, day: date) -> Signature | None:
    block = signature_for(outgoing, on=day)
    return signature(block.lines, block.name) if block is not None else None


def _recipients(outgoing: Outgoing, day: date) -> Sequence[str]:
    named = [one.name for one in outgoing.recipients.all()]
    first = ["Như trên"] if outgoing.addressees.strip() else []
    unit = abbreviation_of(outgoing.unit, day) or outgoing.unit.short_name or outgoing.unit.name
    return [*first, *named, archive_line(unit=unit)]

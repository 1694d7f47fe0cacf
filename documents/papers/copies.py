"""Copies: the block at the end of a copy on paper, and the words in the corner of an electronic one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from lmhtx.reading.child import run_parser
from lmhtx.reports.letterhead import Letterhead, Signature
from lmhtx.reports.paper import Paper
from lmhtx.reports.pdf import pdf
from lmhtx.vn.labels import Labelled

SECONDS = 120


class CopyForm(Labelled):
    """In which way a paper was copied, and the abbreviation in the symbol of the copy."""

    WHOLE = "SY", "Sao y"
    PART = "TrS", "Trích sao"
    OF_COPY = "SL", "Sao lục"


def copy_block(
    form: CopyForm,
    *,
    letterhead: Letterhead,
    symbol: str,
    number: str = "",
    dated_on: date | None = None,
    recipients: Sequence[str] = (),
    signature: Signature | None = None,
) -> Paper:
    """The block under the rule: form, agency, number, place and day, recipients, signature."""
    return Paper(
        letterhead=replace(letterhead, address=""),
        symbol=symbol,
        subject="",
        blocks=(),
        number=number,
        dated_on=dated_on,
        recipients=recipients,
        signature=signature,
        copied_as=form.label.upper(),
    )


def copied_pdf(original: bytes, block: Paper) -> bytes:
    """The original with the block under its last words, on the same sheet where it has room, else on one behind it.

    The pages are made anew, for paper: a signature in the file of the original does not outlive it.
    """
    made: bytes = run_parser(
        "documents.papers.copied_pages:copied", original, pdf(block), seconds=SECONDS, is_pure=True
    )
    return made


def signed_moment(moment: datetime) -> str:
    """The time of signing as corners bear it: 24/10/2025 15:30:12 +07:00."""
    offset = f"{moment:%z}" or "+0700"
    return f"{moment:%d/%m/%Y %H:%M:%S} {offset[:3]}:{offset[3:5]}"


def annex_corner(*, reference: str, moment: datetime) -> str:
    """Box 14 of an annex in a file of its own: number and symbol of its paper, time of signing."""
    return f"{reference}; {signed_moment(moment)}"


def copy_corner(form: CopyForm, *, agency: str, moment: datetime) -> str:
    """Box 14 of an electronic copy: how it was copied, by whom, time of signing."""
    return f"{form.label.upper()}; {agency}; {signed_moment(moment)}"

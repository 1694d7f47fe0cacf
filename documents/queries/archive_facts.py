"""What the package of a work file says of itself and of its papers, by the names of the standard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from documents.enums.incoming import Urgency
from documents.models import Outgoing
from documents.packages import Facts
from lmhtx.base import clock

if TYPE_CHECKING:
    from datetime import date

    from documents.models import WorkFile, WorkFilePaper

PRIORITIES = {one.value: str(place) for place, one in enumerate(Urgency)}


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day is not None else ""


def _count(number: int | None) -> str:
    return str(number) if number else ""


def _sign(row: WorkFilePaper) -> tuple[str, str]:
    """Number and symbol apart, as the books keep them."""
    if row.incoming is not None:
        return row.incoming.number, row.incoming.symbol
    if row.outgoing is not None and row.outgoing.number is not None:
        return row.outgoing.number.text, row.outgoing.number.symbol
    return "", row.code


def document_facts(row: WorkFilePaper, files: Sequence[tuple[str, str]]) -> Facts:
    """One paper: place, type, number, symbol, day, issuer, subject, signer, and its files with fingerprints."""
    paper = row.paper
    number, notation = _sign(row)
    values = [
        ("DocOrdinal", str(row.ordinal)),
        ("TypeName", str(paper.type) if paper is not None and paper.type is not None else ""),
        ("CodeNumber", number),
        ("CodeNotation", notation),
        ("IssuedDate", _day(row.day)),
        ("OrganName", row.author_name),
        ("Subject", paper.subject if paper is not None else row.title),
        ("Language", "Tiếng Việt"),
        ("PageAmount", _count(row.page_count)),
        ("Description", row.note),
        ("FullName", str(paper.signer or "") if paper is not None else ""),
        ("Priority", PRIORITIES[paper.urgency] if paper is not None else ""),
    ]
    if isinstance(paper, Outgoing):
        values.append(("Direction", "Đi"))
    elif paper is not None:
        values += [
            ("Direction", "Đến"),
            ("ArrivalDate", _day(clock.day_of(paper.arrived_at))),
            ("ArrivalNumber", _count(paper.arrival_number)),
        ]
    parts = [Facts("File", (("Path", name), ("SHA256", digest))) for name, digest in files]
    return Facts("Document", values, parts)


def file_facts(work_file: WorkFile, documents: Sequence[Facts]) -> Facts:
    """The file: code, title, retention, rights, maker, days, totals, then its papers."""
    pages = sum(row.page_count or 0 for row in work_file.papers.dressed())
    values = (
        ("FileCatalog", str(work_file.year)),
        ("FileNotation", work_file.code),
        ("Title", work_file.title),
        ("Maintenance", work_file.retention),
        ("Rights", work_file.rights),
        ("Language", "Tiếng Việt"),
        ("Creator", str(work_file.maker)),
        ("Unit", str(work_file.unit)),
        ("StartDate", _day(work_file.started_on)),
        ("EndDate", _day(work_file.ended_on)),
        ("DocTotal", str(len(documents))),
        ("PageTotal", str(pages)),
        ("SheetTotal", _count(work_file.sheets)),
    )
    return Facts("Dossier", values, documents)

"""Papers and books for tests, one call each, no surprises."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from documents.actions.directing import Words, direct_incoming, present_incoming
from documents.actions.incoming import register_new
from documents.enums.incoming import Channel
from documents.enums.numbers import Direction
from documents.models import DocumentType, Incoming, IssuingBody, Series
from lmhtx.directory.models import Agency
from lmhtx.people.models import User


def series(direction: Direction = Direction.INCOMING, **facts: Any) -> Series:
    """The Alliance's own book of a direction, changed as said."""
    found = Series.objects.get(direction=direction, body__abbreviation="LM")
    for name, value in facts.items():
        setattr(found, name, value)
    found.save()
    return found


def body(**facts: Any) -> IssuingBody:
    """Another issuing body."""
    given = {
        "name": "Hội đồng Thi đua - Khen thưởng",
        "abbreviation": "HĐTĐKT",
        "kind": "collective",
        "valid_from": date(2026, 1, 1),
        **facts,
    }
    return IssuingBody.objects.create(**given)


def kind(code: str) -> DocumentType:
    """A type of the decree by its code."""
    return DocumentType.objects.get(code=code)


def values(**facts: Any) -> dict[str, Any]:
    """What the book says of a paper, unless said otherwise."""
    return {
        "number": "222",
        "symbol": "TB-UBND",
        "issued_on": date(2026, 9, 14),
        "issuer_written": "Ủy ban nhân dân tỉnh Đồng Nai",
        "type": kind("tb"),
        "subject": "Kết luận cuộc họp về phát triển kinh tế tập thể",
        **facts,
    }


def incoming(
    *, by: User, channel: Channel = Channel.PAPER, arrived_at: datetime | None = None, **facts: Any
) -> Incoming:
    """A paper of the book."""
    return register_new(
        series=series(), values=values(**facts), channel=channel, by=by, arrived_at=arrived_at
    )


def unit(code: str = "policy") -> Agency:
    """A unit of the Alliance."""
    return Agency.objects.get(code=code)


def presented(*, by: User, to: User, **facts: Any) -> Incoming:
    """A paper before a leader."""
    return present_incoming(incoming=incoming(by=by, **facts), to=to, by=by)


def directed(*, by: User, leader: User, lead: Any = None, **facts: Any) -> Incoming:
    """A paper that a leader has given to a unit or person."""
    paper = presented(by=by, to=leader, **facts)
    direct_incoming(incoming=paper, words=Words(lead=lead or unit(), text="Tham mưu trả lời."), by=leader)
    return Incoming.objects.get(pk=paper.pk)


def letter_pdf(*lines: str) -> SimpleUploadedFile:
    """A one-page PDF with these lines of text, as an upload."""
    from weasyprint import HTML  # noqa: PLC0415 - slow to load

    body = "".join(f"<p>{line}</p>" for line in lines)
    style = "@page { size: A4 } body { font-family: Tinos; font-size: 13pt }"
    file = BytesIO()
    HTML(string=f"<style>{style}</style>{body}").write_pdf(file)
    return SimpleUploadedFile("van-ban.pdf", file.getvalue(), "application/pdf")

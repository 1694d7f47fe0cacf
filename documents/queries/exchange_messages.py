"""Papers and statuses as messages of the axis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from documents.edxml.messages import (
    Answered,
    Business,
    DocumentMessage,
    Enclosed,
    Organ,
    Replaced,
    Staff,
    StatusMessage,
    Trace,
    document_id_of,
    heard,
)
from documents.edxml.writing import written
from documents.enums.exchange import BUSINESS_KINDS, MessageKind
from documents.enums.incoming import Urgency
from documents.models import ExchangeMessage, Incoming, Outgoing
from documents.queries.exchange import files_to_send, own_code, own_name, source_message
from lmhtx.base import clock
from lmhtx.directory.models import OrganizationProfile
from lmhtx.files.actions import at_hand
from lmhtx.people.models import Posting, User
from lmhtx.reading.child import run_parser

if TYPE_CHECKING:
    from lmhtx.files.models import Attachment

SECONDS = 120
PRIORITY = {Urgency.ORDINARY: 0, Urgency.URGENT: 1, Urgency.VERY_URGENT: 2, Urgency.FLASH: 3}
URGENCY = {figure: urgency for urgency, figure in PRIORITY.items()}
PREFIX_WORDS = {"tm": "TM.", "q": "Q.", "kt": "KT.", "tl": "TL.", "tl_kt": "TL.", "tuq": "TUQ."}


@contextmanager
def message_read(path: Path) -> Iterator[tuple[DocumentMessage | StatusMessage, Path]]:
    """What a message says and the folder where its files lie; UnreadableFile with a sentence for its sender."""
    with TemporaryDirectory(prefix="lmhtx-edxml-") as name:
        folder = Path(name)
        kept = run_parser("documents.edxml.reading:read_message", path, folder, seconds=SECONDS, is_pure=True)
        yield heard(kept), folder


def document_id(outgoing: Outgoing) -> str:
    """The id of an issued paper on the axis; once it went out under one it keeps it."""
    if known := outgoing.messages.order_by("pk").values_list("document_id", flat=True).first():
        return str(known)
    day = outgoing.dated_on or clock.today()
    return document_id_of(organ_code=own_code(), dated_on=day, reference=outgoing.reference)


def own_organ() -> Organ:
    """The Alliance as messages name it."""
    profile = OrganizationProfile.objects.on(clock.today())
    told = {
        "in_charge": "superior",
        "address": "address",
        "email": "email",
        "telephone": "phone",
        "website": "website",
    }
    known = {name: getattr(profile, field, "") for name, field in told.items()}
    return Organ(code=own_code(), name=own_name(), **known)


def bytes_of(
    outgoing: Outgoing,
    *,
    receivers: Sequence[tuple[str, str]],
    kind: MessageKind = MessageKind.NEW,
    reason: str = "",
    replaced: str = "",
) -> bytes:
    """The paper as an edXML file for those receivers, given as code and name; a recall carries no files."""
    with TemporaryDirectory(prefix="lmhtx-edxml-") as name:
        held = [] if kind == MessageKind.RECALL else files_to_send(outgoing)
        files = tuple(_enclosed(one, Path(name) / f"{place:03}") for place, one in enumerate(held))
        business = Business(
            document_id=document_id(outgoing),
            kind=BUSINESS_KINDS.index(kind),
            reason=reason,
            changes_document=kind == MessageKind.UPDATE,
            replaced=(Replaced(document_id=replaced, organ_codes=tuple(code for code, _ in receivers)),)
            if replaced
            else (),
        )
        return written(_message(outgoing, receivers, business, files))


def _enclosed(attachment: Attachment, path: Path) -> Enclosed:
    with at_hand(attachment.blob) as here:
        path.write_bytes(here.read_bytes())
    return Enclosed(name=attachment.name, content_type=attachment.blob.mime, path=str(path))


def _message(
    outgoing: Outgoing, receivers: Sequence[tuple[str, str]], business: Business, files: tuple[Enclosed, ...]
) -> DocumentMessage:
    sender = own_organ()
    number = outgoing.number
    return DocumentMessage(
        sender=sender,
        receivers=tuple(Organ(code=code, name=name) for code, name in receivers),
        document_id=document_id(outgoing),
        number=number.text if number is not None else "",
        symbol=number.symbol if number is not None else "",
        place=_place(),
        dated_on=outgoing.dated_on,
        type_name=outgoing.type.name,
        subject=outgoing.subject,
        competence=PREFIX_WORDS.get(outgoing.prefix, ""),
        post=_post(outgoing.signer, outgoing),
        signer=str(outgoing.signer or ""),
        due_on=outgoing.reply_due_on,
        priority=PRIORITY[Urgency(outgoing.urgency)],
        copies=1,
        pages=outgoing.pages,
        answers=tuple(_answers(outgoing)),
        places=tuple(name for _, name in receivers),
        traces=(Trace(organ_code=sender.code, at=_now()),),
        business=business,
        files=files,
    )


def _place() -> str:
    profile = OrganizationProfile.objects.on(clock.today())
    return profile.place if profile is not None else ""


def _post(signer: User | None, outgoing: Outgoing) -> str:
    day = outgoing.signed_on or clock.today()
    posting = Posting.objects.on(day).filter(user=signer, post__isnull=False).select_related("post").first()
    return str(posting.post) if posting is not None else ""


def _answers(outgoing: Outgoing) -> Iterator[Answered]:
    for paper in outgoing.answers.order_by("pk"):
        source = source_message(paper)
        yield Answered(
            organ_code=source.partner_code if source is not None else "",
            reference=paper.reference,
            dated_on=paper.issued_on,
            document_id=source.document_id if source is not None else "",
        )


def status_bytes(
    source: ExchangeMessage,
    incoming: Incoming,
    *,
    code: str,
    description: str,
    staff: User | None,
    organ_code: str,
) -> bytes:
    """What became of a paper, as a message to whoever sent it."""
    name = Organ(code=organ_code, name=own_name())
    return written(
        StatusMessage(
            sender=name,
            about=Answered(
                organ_code=source.partner_code,
                reference=incoming.reference,
                dated_on=incoming.issued_on,
                document_id=source.document_id,
            ),
            code=code,
            description=description,
            at=_now(),
            staff=Staff(name=str(staff or ""), email=staff.email if staff is not None else ""),
        )
    )


def _now() -> Any:
    return clock.local(clock.now()).replace(tzinfo=None, microsecond=0)

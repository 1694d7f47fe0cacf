"""Letters read in a child process, and what is proposed for the book from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from documents.enums.incoming import Urgency
from documents.letters import LetterRead, packed_letter, unpacked_letter
from documents.models import DocumentType, Incoming
from documents.symbols import read_reference
from lmhtx.directory.matching import find_agency
from lmhtx.reading.child import run_parser
from lmhtx.reading.paper import Box
from lmhtx.vn.text import fold

SECONDS = 60
WHOLE_SECONDS = 600


def letter_read(path: Path) -> LetterRead:
    """What the first pages of a file say; UnreadableFile when they cannot be read."""
    return unpacked_letter(run_parser("documents.letters:read_letter", path, seconds=SECONDS, is_pure=True))


def whole_text(path: Path) -> dict[str, Any]:
    """All words of a file with the surest secret mark; UnreadableFile when it cannot be read."""
    return dict(run_parser("documents.letters:read_whole", path, seconds=WHOLE_SECONDS, is_pure=True))


def proposal_of(read: LetterRead) -> dict[str, Any]:
    """What is kept of a reading until a person has confirmed it."""
    return packed_letter(read)


def first_values(incoming: Incoming) -> dict[str, Any]:
    """What the form of registration begins with: the reading of the first page in the words of the book.

    What the sender's own message says of the paper goes before what was read.
    """
    return {**_read_values(incoming), **_told_values(incoming)}


def _told_values(incoming: Incoming) -> dict[str, Any]:
    names = (
        "issued_on",
        "issuer_written",
        "subject",
        "demanded_on",
        "signer",
        "signer_post",
        "copies",
        "pages",
    )
    told = {name: getattr(incoming, name) for name in names if getattr(incoming, name)}
    if incoming.reference:
        told["reference"] = incoming.reference
    if incoming.type_id is not None:
        told["type"] = incoming.type_id
    if incoming.urgency != Urgency.ORDINARY:
        told["urgency"] = incoming.urgency
    return told


def _read_values(incoming: Incoming) -> dict[str, Any]:
    if not incoming.proposal:
        return {}
    read = unpacked_letter(incoming.proposal)
    told = {name: found.value for name, found in read.fields.items()}
    values: dict[str, Any] = {
        name: told[name] for name in ("reference", "subject", "urgency") if told.get(name)
    }
    for name in ("issued_on", "demanded_on"):
        if told.get(name) and (day := _day(told[name])) is not None:
            values[name] = day
    if issuer := told.get("issuer"):
        agency = find_agency(issuer)
        values["issuer_written"] = agency.name if agency is not None else _as_written(issuer)
    if (kind := type_of(told.get("kind", ""), told.get("reference", ""))) is not None:
        values["type"] = kind.pk
    values["pages"] = incoming.pages
    return values


def type_of(kind: str, reference: str) -> DocumentType | None:
    """The type by its printed name, else by the abbreviation at the head of its symbol."""
    types = list(DocumentType.objects.filter(is_active=True).order_by("position"))
    folded = fold(kind)
    by_name = next((one for one in types if folded and fold(one.name).split(" (")[0] == folded), None)
    if by_name is not None:
        return by_name
    head = read_reference(reference).symbol.rsplit("/", 1)[-1].split("-")[0]
    if not head:
        return None
    return next((one for one in types if one.abbreviation == head), None)


def _as_written(issuer: str) -> str:
    """A name printed in capitals as running text writes it: only its first letter large."""
    return issuer.capitalize() if issuer.isupper() else issuer


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


LABELS = {
    "reference": "Số, ký hiệu",
    "issued_on": "Ngày văn bản",
    "issuer": "Tác giả",
    "kind": "Loại văn bản",
    "subject": "Trích yếu",
    "urgency": "Độ khẩn",
    "demanded_on": "Hạn trả lời",
}
PAGE_WIDTH, PAGE_HEIGHT, AROUND = 1000, 1414, 12


@dataclass(frozen=True, slots=True)
class ShownReading:
    """A value that the machine proposes, with the piece of the page it came from."""

    label: str
    value: str
    picture: str
    view_box: str


def shown_proposal(incoming: Incoming, paper: Any) -> list[ShownReading]:
    """What was read, field by field; the piece of the page where its picture is there."""
    if not incoming.proposal:
        return []
    pictures = dict(paper.pages) if paper is not None else {}
    shown = []
    for name, found in unpacked_letter(incoming.proposal).fields.items():
        day = _day(found.value) if name in {"issued_on", "demanded_on"} else None
        value = f"{day:%d/%m/%Y}" if day else found.value
        if name == "urgency":
            value = Urgency(found.value).label
        box = found.box
        picture = pictures.get(box.page, "") if box is not None else ""
        shown.append(ShownReading(LABELS[name], value, picture, _view_box(box) if box is not None else ""))
    return shown


def _view_box(box: Box) -> str:
    left, top = box.left * PAGE_WIDTH - AROUND, box.top * PAGE_HEIGHT - AROUND
    width = (box.right - box.left) * PAGE_WIDTH + 2 * AROUND
    height = (box.bottom - box.top) * PAGE_HEIGHT + 2 * AROUND
    return f"{left:.0f} {top:.0f} {width:.0f} {height:.0f}"

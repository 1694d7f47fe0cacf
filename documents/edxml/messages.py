"""What an edXML message says, as plain values; names are ours, those of the wire stand in the writer and the reader."""

from __future__ import annotations

import types
import unicodedata
from dataclasses import asdict, dataclass, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
# What the wire calls BussinessDocType.
NEW, RECALL, UPDATE, REPLACE = 0, 1, 2, 3
PRIORITIES = range(4)
Made = TypeVar("Made")


def plain_text(text: str) -> str:
    """The text as XML can carry it: composed letters, no control signs, one kind of line end, no blanks around."""
    composed = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in composed if _is_carried(sign)).strip()


def _is_carried(sign: str) -> bool:
    code = ord(sign)
    if sign in "\t\n":
        return True
    return (
        code >= 0x20 and not 0x7F <= code <= 0x9F and not 0xD800 <= code <= 0xDFFF and code & 0xFFFE != 0xFFFE
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Organ:
    """An agency as a message names it."""

    code: str
    in_charge: str = ""
    name: str = ""
    address: str = ""
    email: str = ""
    telephone: str = ""
    fax: str = ""
    website: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered:
    """The paper that a message speaks of: whose it is, its number and symbol, its day, its document id."""

    organ_code: str = ""
    reference: str = ""
    dated_on: date | None = None
    document_id: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Staff:
    """Who handles it at the other side."""

    department: str = ""
    name: str = ""
    email: str = ""
    mobile: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Trace:
    """Through whose hands a message went, and when."""

    organ_code: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Replaced:
    """A paper that this one takes the place of, and at whom."""

    document_id: str
    organ_codes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ReceiverChange:
    """A place that an update adds or takes away."""

    organ_code: str
    kind: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Business:
    """What the message does: a new paper, its recall, an update, a replacement."""

    document_id: str = ""
    kind: int = NEW
    reason: str = ""
    on_paper_too: bool = False
    staff: Staff = Staff()
    changes_document: bool = False
    changes_receivers: bool = False
    receivers: tuple[ReceiverChange, ...] = ()
    replaced: tuple[Replaced, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Enclosed:
    """A file in a message: `path` is where its content lies on this machine, or what it is called in a folder."""

    name: str
    content_type: str = "application/octet-stream"
    content_id: str = ""
    description: str = ""
    path: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentMessage:
    """A paper on its way, with all that the book of the other side needs."""

    sender: Organ
    receivers: tuple[Organ, ...] = ()
    document_id: str = ""
    number: str = ""
    symbol: str = ""
    place: str = ""
    dated_on: date | None = None
    type_code: str = ""
    type_detail: str = ""
    type_name: str = ""
    subject: str = ""
    content: str = ""
    competence: str = ""
    post: str = ""
    signer: str = ""
    due_on: date | None = None
    priority: int = 0
    sphere: str = ""
    typist: str = ""
    copies: int | None = None
    pages: int | None = None
    way: str = ""
    appendixes: tuple[str, ...] = ()
    answers: tuple[Answered, ...] = ()
    steering: str = ""
    places: tuple[str, ...] = ()
    traces: tuple[Trace, ...] = ()
    business: Business = Business()
    files: tuple[Enclosed, ...] = ()
    is_signed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class StatusMessage:
    """What became of a paper at whoever got it, or what its sender asks for."""

    sender: Organ
    about: Answered
    code: str
    description: str = ""
    at: datetime | None = None
    staff: Staff = Staff()


def document_id_of(*, organ_code: str, dated_on: date, reference: str) -> str:
    """The id of a paper on the axis: "000.00.00.G22,2015/09/30,7816/VPCP-TTĐT"."""
    return f"{organ_code},{dated_on:%Y/%m/%d},{reference}"


def told(message: DocumentMessage | StatusMessage) -> dict[str, Any]:
    """The message as JSON knows it."""
    kind = "status" if isinstance(message, StatusMessage) else "document"
    return {"kind": kind, "message": _coded(asdict(message))}


def heard(kept: dict[str, Any]) -> DocumentMessage | StatusMessage:
    """The message again."""
    cls: type[DocumentMessage | StatusMessage] = (
        StatusMessage if kept["kind"] == "status" else DocumentMessage
    )
    return _built(cls, kept["message"])


def _coded(value: Any) -> Any:
    match value:
        case datetime() | date():
            return value.isoformat()
        case dict():
            return {name: _coded(one) for name, one in value.items()}
        case tuple() | list():
            return [_coded(one) for one in value]
    return value


@cache
def _hints(cls: type[Any]) -> dict[str, Any]:
    return get_type_hints(cls)


def _built(cls: type[Made], kept: dict[str, Any]) -> Made:
    hints = _hints(cls)  # type: ignore[arg-type]
    names = [one.name for one in fields(cls)]  # type: ignore[arg-type]
    return cls(**{name: _value(hints[name], kept[name]) for name in names if name in kept})


def _value(hint: Any, kept: Any) -> Any:
    if get_origin(hint) in {types.UnionType, Union}:
        if kept is None:
            return None
        hint = next(one for one in get_args(hint) if one is not type(None))
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], one) for one in kept)
    if isinstance(hint, type) and is_dataclass(hint):
        return _built(hint, kept)
    if hint is datetime or hint is date:
        return hint.fromisoformat(kept)
    return kept

"""XML taken apart without harm: no document type, no entities, bounded size, elements by their names alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from lxml import etree

from documents.edxml.messages import NAMESPACE, plain_text
from lmhtx.reading.unreadable import UnreadableFile

MOST_ELEMENTS, LONGEST_TEXT = 20_000, 20_000
PIECE_BYTES = 64 * 1024
DAYS = ("%Y/%m/%d", "%d/%m/%Y", "%Y-%m-%d")
MOMENTS = ("%Y/%m/%d %H:%M:%S", "%d/%m/%Y %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S")
BROKEN = "Tệp không phải thông điệp edXML đọc được (QCVN 102:2016). Hãy xin bên gửi kết xuất lại."
ENTITIES = (
    "Tệp XML khai báo kiểu tài liệu hoặc thực thể, không an toàn nên không đọc. Hãy xin bên gửi kết xuất lại."
)
TOO_MUCH = "Thông điệp có quá nhiều phần, không giống một văn bản."


def _refuse_declarations(path: Path) -> None:
    """Entities in attributes are filled in even by a parser told to leave them: none is let near it."""
    tail = b""
    with path.open("rb") as file:
        while piece := file.read(PIECE_BYTES):
            seen = (tail + piece).replace(b"\x00", b"").upper()
            if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
                raise UnreadableFile(ENTITIES)
            tail = piece[-32:]


def root_of(path: Path) -> etree._Element:
    """The root of a message that declares nothing and is no larger than a paper makes it."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )
    _refuse_declarations(path)
    try:
        tree = etree.parse(path, parser)
    except etree.XMLSyntaxError as broken:
        raise UnreadableFile(BROKEN) from broken
    if tree.docinfo.doctype or tree.docinfo.internalDTD is not None:
        raise UnreadableFile(ENTITIES)
    root = tree.getroot()
    if etree.QName(root).localname != "edXML" or etree.QName(root).namespace not in {NAMESPACE, None}:
        raise UnreadableFile(BROKEN)
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        raise UnreadableFile(TOO_MUCH)
    return root


def children(parent: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    """The children of that path of names, whatever their prefix."""
    if parent is None:
        return
    for one in parent:
        if isinstance(one.tag, str) and etree.QName(one).localname == names[0]:
            if len(names) == 1:
                yield one
            else:
                yield from children(one, *names[1:])


def child(parent: etree._Element | None, *names: str) -> etree._Element | None:
    """The first of them."""
    return next(children(parent, *names), None)


def header_part(root: etree._Element, name: str) -> etree._Element | None:
    """Under the header of the envelope, where the standard puts it."""
    return child(root, "edXMLEnvelope", "edXMLHeader", name)


def text_of(parent: etree._Element | None, *names: str) -> str:
    """What it says; "" where it is not there."""
    found = child(parent, *names)
    return plain_text(found.text or "")[:LONGEST_TEXT] if found is not None else ""


def day_of(text: str) -> date | None:
    """The day as the standard or as people write it."""
    for shape in DAYS:
        try:
            return datetime.strptime(text, shape).date()
        except ValueError:
            continue
    return None


def moment_of(text: str) -> datetime | None:
    """The moment, the beginning of the day where no hour is said."""
    for shape in MOMENTS:
        try:
            return datetime.strptime(text[:19], shape)
        except ValueError:
            continue
    day = day_of(text)
    return datetime(day.year, day.month, day.day) if day else None

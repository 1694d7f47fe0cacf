"""The files within a message, taken out into a folder."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from lxml import etree

from documents.edxml.messages import Enclosed
from documents.edxml.trees import TOO_MUCH, child, children, text_of
from lmhtx.files.names import safe_name
from lmhtx.reading.unreadable import UnreadableFile

MOST_FILES = 100
MOST_FILE_BYTES = 100 * 1024 * 1024
ZIPPED = (".zip", ".docx", ".xlsx", ".pptx", ".odt", ".ods")
BAD_FILE = "Tệp “{name}” trong thông điệp bị hỏng (mã hóa base64 sai), không đọc được."
LARGE_FILE = "Tệp “{name}” trong thông điệp lớn quá {most} MB."


def files_of(root: etree._Element, folder: Path) -> Iterator[Enclosed]:
    """The files of the message, each written into the folder; what the manifest says of them goes with them."""
    listed = {
        text_of(one, "ContentId"): one
        for one in children(root, "edXMLEnvelope", "edXMLBody", "edXMLManifest", "Reference")
    }
    encoded = list(children(root, "AttachmentEncoded", "Attachment"))
    if len(encoded) > MOST_FILES:
        raise UnreadableFile(TOO_MUCH)
    for number, one in enumerate(encoded, start=1):
        said = listed.get(text_of(one, "ContentId"))
        name = safe_name(text_of(one, "AttachmentName") or text_of(said, "AttachmentName") or f"tep-{number}")
        path = folder / f"{number:03}"
        path.write_bytes(_unwrapped(_decoded(one, name), name))
        yield Enclosed(
            name=name,
            content_type=text_of(one, "ContentType") or text_of(said, "ContentType"),
            content_id=text_of(one, "ContentId"),
            description=text_of(said, "Description"),
            path=path.name,
        )


def _decoded(told: etree._Element, name: str) -> bytes:
    found = child(told, "ContentTransferEncoded")
    text = "".join((found.text or "").split()) if found is not None else ""
    if len(text) > MOST_FILE_BYTES * 4 // 3:
        raise UnreadableFile(LARGE_FILE.format(name=name, most=MOST_FILE_BYTES // 1024 // 1024))
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as broken:
        raise UnreadableFile(BAD_FILE.format(name=name)) from broken


def _unwrapped(content: bytes, name: str) -> bytes:
    """Some systems zip each file before they encode it: a PDF within a ZIP of one entry is the PDF."""
    if not content.startswith(b"PK\x03\x04") or name.lower().endswith(ZIPPED):
        return content
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) == 1 and entries[0].file_size <= MOST_FILE_BYTES:
                return archive.read(entries[0])
    except (BadZipFile, RuntimeError, NotImplementedError):
        return content
    return content

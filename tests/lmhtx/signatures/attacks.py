"""What people do to signed papers, and papers signed by whom one should not trust."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from lmhtx.signatures.pdf import form


def appended(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """The paper with one addition."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    change(writer)
    body = BytesIO()
    writer.write(body)
    return body.getvalue()


def one_byte(pdf: bytes) -> bytes:
    """One byte of the page's words is another one."""
    body = bytearray(pdf)
    place = body.index(b"stream") + 40
    body[place] ^= 1
    return bytes(body)


def more_text(pdf: bytes) -> bytes:
    """Another amount is drawn over the page in an addition."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        page = writer.find_page_for_modification(0)[0].get_object()
        drawn = writer.add_object(generic.StreamObject(stream_data=b"q 1 0 0 rg 50 500 300 20 re f Q"))
        page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), drawn])
        writer.update_container(page)

    return appended(pdf, change)


def another_page(pdf: bytes) -> bytes:
    """Shadow attack, hide and replace: the catalogue points to other pages."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        page = generic.DictionaryObject({
            pdf_name("/Type"): pdf_name("/Page"),
            pdf_name("/MediaBox"): generic.ArrayObject(generic.NumberObject(n) for n in (0, 0, 595, 842)),
        })  # fmt: skip
        kid = writer.add_object(page)
        pages = generic.DictionaryObject({
            pdf_name("/Type"): pdf_name("/Pages"),
            pdf_name("/Kids"): generic.ArrayObject([kid]),
            pdf_name("/Count"): generic.NumberObject(1),
        })  # fmt: skip
        reference = writer.add_object(pages)
        page["/Parent"] = reference
        writer.root["/Pages"] = reference
        writer.update_root()

    return appended(pdf, change)


def hidden_content(pdf: bytes) -> bytes:
    """Shadow attack, hide: what was drawn when it was signed is overwritten by nothing."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        page = writer.find_page_for_modification(0)[0].get_object()
        drawn = page.raw_get("/Contents").get_object()
        drawn._data, drawn._encoded_data = b" ", None
        writer.update_container(drawn)

    return appended(pdf, change)


def renumbered(pdf: bytes) -> bytes:
    """The number that was given is another one."""
    return filled(pdf, form.NUMBER, "75")


def filled(pdf: bytes, name: str, words: str) -> bytes:
    """A field is given a value."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        for reference in writer.root["/AcroForm"]["/Fields"]:
            field = reference.get_object()
            if field["/T"] == name:
                field["/V"] = generic.TextStringObject(words)
                writer.update_container(field)

    return appended(pdf, change)


def with_wide_field(pdf: bytes) -> bytes:
    """A draft whose field of the number covers half the page."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        for reference in writer.root["/AcroForm"]["/Fields"]:
            field = reference.get_object()
            if field["/T"] == form.NUMBER:
                field["/Rect"] = generic.ArrayObject(generic.FloatObject(n) for n in (50, 300, 550, 600))
                writer.update_container(field)

    return appended(pdf, change)


def with_other_field(pdf: bytes) -> bytes:
    """A draft with a field of its own beside those of the number."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        page = writer.find_page_for_modification(0)[0]
        field = generic.DictionaryObject({
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/Widget"),
            pdf_name("/FT"): pdf_name("/Tx"),
            pdf_name("/T"): generic.TextStringObject("so_tien"),
            pdf_name("/Rect"): generic.ArrayObject(generic.NumberObject(n) for n in (50, 500, 200, 520)),
            pdf_name("/F"): generic.NumberObject(4),
            pdf_name("/P"): page,
        })  # fmt: skip
        reference = writer.add_object(field)
        writer.register_annotation(page, reference)
        writer.root["/AcroForm"]["/Fields"].append(reference)
        writer.update_container(writer.root["/AcroForm"])

    return appended(pdf, change)


def forged_range(pdf: bytes) -> bytes:
    """The signed range leaves out the beginning of the file."""
    body = bytearray(pdf)
    found = list(re.finditer(rb"/ByteRange ?\[0 (\d+) (\d+) (\d+)", pdf))[-1]
    start, end = found.span(1)
    body[start:end] = str(int(found[1]) - 10).rjust(end - start, "0").encode()
    return bytes(body)


def hidden_in_gap(pdf: bytes) -> bytes:
    """The hash holds: something stands in the room of the signature, which nobody signed."""
    found = list(re.finditer(rb"/ByteRange ?\[0 (\d+) (\d+) (\d+)", pdf))[-1]
    start, end = int(found[1]), int(found[2])
    room = pdf[start:end]
    hidden = b"> /Reason (10.000.000.000 dong) /X <00>"
    return pdf[:start] + room[: len(room) - len(hidden)] + hidden + pdf[end:]


def without_kind(pdf: bytes) -> bytes:
    """The field is no signature's any more, so no reader shows one."""
    return pdf.replace(b"/FT /Sig", b"/FT /Sag").replace(b"/FT/Sig", b"/FT/Sag")


def signed_by(
    pdf: bytes, signer: Any, *, digest: str = "sha256", stamper: Any = None, field: str = "Signature1"
) -> bytes:
    """The paper signed by a program that asks nothing."""
    meta = PdfSignatureMetadata(field_name=field, md_algorithm=digest)
    body = BytesIO()
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    asyncio.run(PdfSigner(meta, signer=signer, timestamper=stamper).async_sign_pdf(writer, output=body))
    return body.getvalue()

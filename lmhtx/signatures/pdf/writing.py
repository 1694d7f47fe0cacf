"""Additions to a PDF: the form before it goes to be signed, the number after, the place of a signature, evidence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from asn1crypto import crl, ocsp, x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm, SigFieldSpec, append_signature_field
from pyhanko.sign.validation.dss import DocumentSecurityStore

from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.signatures.pdf import fonts, form
from lmhtx.signatures.pdf.opened import BROKEN, LOCKED, MALFORMED

FACES = {False: ("/TinosR", fonts.UPRIGHT), True: ("/TinosI", fonts.ITALIC)}
TOOLTIPS = {form.NUMBER: "Số", form.DAY: "Ngày", form.MONTH: "Tháng", form.YEAR: "Năm"}
HAS_FORM = "Tệp này đã có ô số, ngày hoặc ô chữ ký nên không chuẩn bị lại được."
NO_FIELDS = "Tệp này không có ô số, ngày chừa sẵn nên không điền được. Hãy chuẩn bị tệp lại từ bản dự thảo."
NUMBERED = "Tệp này đã có số. Số đã cấp không điền lại được."
PRINTED = 4


@contextmanager
def written(path: Path) -> Iterator[IncrementalPdfFileWriter]:
    """A writer that only appends, so that what was signed stays byte for byte."""
    try:
        writer = IncrementalPdfFileWriter(BytesIO(path.read_bytes()), strict=False)
        is_locked = writer.security_handler is not None
        _ = None if is_locked else writer.root["/Pages"]["/Count"]
    except MALFORMED as broken:
        raise UnreadableFile(BROKEN) from broken
    if is_locked:
        raise UnreadableFile(LOCKED)
    yield writer


def result_of(writer: IncrementalPdfFileWriter) -> bytes:
    """The bytes that were there and what was appended."""
    body = BytesIO()
    writer.write(body)
    return body.getvalue()


def add_form(path: Path, *, texts: dict[str, dict[str, Any]], signatures: list[dict[str, Any]]) -> bytes:
    """Empty fields of the number and the day, and fields for the person's and the agency's signature."""
    with written(path) as writer:
        if "/AcroForm" in writer.root and len(writer.root["/AcroForm"].get("/Fields", [])):
            raise UnreadableFile(HAS_FORM)
        named = {name: fonts.embedded(writer, face) for name, face in FACES.values()}
        acro_form = generic.DictionaryObject({
            pdf_name("/Fields"): generic.ArrayObject(),
            pdf_name("/DR"): generic.DictionaryObject({
                pdf_name("/Font"): generic.DictionaryObject({pdf_name(name): font for name, font in named.items()}),
            }),
            pdf_name("/DA"): generic.TextStringObject("/TinosR 13 Tf 0 g"),
        })  # fmt: skip
        writer.root["/AcroForm"] = writer.add_object(acro_form)
        writer.update_root()
        for name, place in texts.items():
            acro_form["/Fields"].append(_text_field(writer, name, place))
        for place in signatures:
            append_signature_field(writer, _signature_field(place))
        return result_of(writer)


def _text_field(writer: IncrementalPdfFileWriter, name: str, place: dict[str, Any]) -> Any:
    page = writer.find_page_for_modification(place["page"] - 1)[0]
    face = FACES[bool(place.get("is_italic"))][0]
    field = generic.DictionaryObject({
        pdf_name("/Type"): pdf_name("/Annot"),
        pdf_name("/Subtype"): pdf_name("/Widget"),
        pdf_name("/FT"): pdf_name("/Tx"),
        pdf_name("/T"): generic.TextStringObject(name),
        pdf_name("/TU"): generic.TextStringObject(TOOLTIPS[name]),
        pdf_name("/Rect"): generic.ArrayObject(generic.FloatObject(edge) for edge in place["box"]),
        pdf_name("/P"): page,
        pdf_name("/F"): generic.NumberObject(PRINTED),
        pdf_name("/Q"): generic.NumberObject({"left": 0, "center": 1, "right": 2}[place.get("align", "center")]),
        pdf_name("/DA"): generic.TextStringObject(f"{face} {place.get('size', 13)} Tf 0 g"),
    })  # fmt: skip
    field["/AP"] = generic.DictionaryObject({pdf_name("/N"): _look(writer, field, "")})
    reference = writer.add_object(field)
    writer.register_annotation(page, reference)
    return reference


def _signature_field(place: dict[str, Any]) -> SigFieldSpec:
    locks = FieldMDPSpec(FieldMDPAction.ALL) if place.get("locks") else None
    return SigFieldSpec(
        sig_field_name=place["name"],
        on_page=place["page"] - 1,
        box=tuple(place["box"]),
        field_mdp_spec=locks,
        doc_mdp_update_value=MDPPerm.NO_CHANGES if locks else None,
        readable_field_name=place.get("label"),
    )


def fill_form(path: Path, *, values: dict[str, str]) -> bytes:
    """The number and the day in one addition; refused where there are no fields or they are filled."""
    with written(path) as writer:
        fields = form.text_fields(writer)
        if not set(values) <= set(fields):
            raise UnreadableFile(NO_FIELDS)
        if any(form.value_of(field) for field in fields.values()):
            raise UnreadableFile(NUMBERED)
        for name, words in values.items():
            field = fields[name]
            field[pdf_name("/V")] = generic.TextStringObject(words)
            field[pdf_name("/AP")] = generic.DictionaryObject({pdf_name("/N"): _look(writer, field, words)})
            writer.update_container(field)
        return result_of(writer)


def _look(writer: IncrementalPdfFileWriter, field: Any, words: str) -> Any:
    """The picture of a field: the words in the form's own font, upright on its line."""
    width, height = form.size_of(field)
    face_name, size_word, *_ = str(field["/DA"]).split()
    size = float(size_word)
    face = next(face for name, face in FACES.values() if name == face_name)
    room = width - fonts.width_of(words, face=face, size=size)
    left = {0: 0.0, 1: room / 2, 2: room}[int(field["/Q"])]
    line = (height - size) / 2 + 0.22 * size
    drawn = (
        f"/Tx BMC q BT {face_name} {size:g} Tf 0 g {left:.2f} {line:.2f} Td ({_escaped(words)}) Tj ET Q EMC"
    )
    look = generic.StreamObject(stream_data=(drawn if words else "/Tx BMC EMC").encode("ascii"))
    font = writer.root["/AcroForm"]["/DR"]["/Font"].raw_get(face_name)
    look.update({
        pdf_name("/Type"): pdf_name("/XObject"),
        pdf_name("/Subtype"): pdf_name("/Form"),
        pdf_name("/BBox"): generic.ArrayObject(generic.FloatObject(edge) for edge in (0, 0, width, height)),
        pdf_name("/Resources"): generic.DictionaryObject({
            pdf_name("/Font"): generic.DictionaryObject({pdf_name(face_name): font}),
        }),
    })  # fmt: skip
    return writer.add_object(look)


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def add_evidence(path: Path, *, certificates: list[bytes], ocsps: list[bytes], crls: list[bytes]) -> bytes:
    """Certificates and the services' answers, kept in the paper so that it can be judged when they are gone."""
    with written(path) as writer:
        DocumentSecurityStore.supply_dss_in_writer(
            writer,
            None,
            certs=[x509.Certificate.load(body) for body in certificates],
            ocsps=[ocsp.OCSPResponse.load(body) for body in ocsps],
            crls=[crl.CertificateList.load(body) for body in crls],
        )
        return result_of(writer)

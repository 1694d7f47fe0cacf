"""The whole look at a PDF: what it says with what is at hand, and whom to ask for the rest."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.version import __version__ as engine_version

from lmhtx.signatures.outcomes import Item, ItemKey, Verdict, overall, verdict_of
from lmhtx.signatures.pdf import stamps
from lmhtx.signatures.pdf.changes import changes_after, is_open_to_numbers
from lmhtx.signatures.pdf.integrity import covered_length, integrity_of, is_whole_file
from lmhtx.signatures.pdf.names import certificate_facts
from lmhtx.signatures.pdf.opened import MALFORMED, opened, raw_bytes, signatures_in
from lmhtx.signatures.pdf.standing import standing, strength
from lmhtx.signatures.pdf.trust import Trust, answers_from
from lmhtx.signatures.pdf.whom_to_ask import services_of

# Raised whenever our own judging changes, so that a kept check says by what it was judged.
ENGINE = f"pyHanko {engine_version}, quy tắc 1"
HIDDEN = "Tệp có dấu vết chữ ký số nhưng không đọc được chữ ký."
MOST_SIGNATURES = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class Paper:
    """A PDF under the eye: its bytes, its signatures and stamps, whom the office trusts, and the moment."""

    reader: PdfFileReader
    raw: bytes
    signatures: list[EmbeddedPdfSignature]
    stamps: list[EmbeddedPdfSignature]
    trust: Trust
    moment: datetime

    @property
    def certified(self) -> EmbeddedPdfSignature | None:
        """The first signature, where it says what may still be done to the paper."""
        first = self.signatures[0] if self.signatures else None
        return first if first is not None and first.docmdp_level is MDPPerm.FILL_FORMS else None


def look_at(
    path: Path, *, anchors: list[dict[str, Any]], answers: list[dict[str, Any]], moment: str
) -> dict[str, Any]:
    """What the PDF says, as plain values; `services` names whom to ask before the second look.

    Runs in the child. Raises UnreadableFile for what is no readable PDF.
    """
    with opened(path) as reader:
        try:
            return asyncio.run(_looked_at(reader, anchors, answers, datetime.fromisoformat(moment)))
        except MALFORMED:
            return {
                "verdict": Verdict.UNKNOWN,
                "fault": HIDDEN,
                "signatures": [],
                "services": [],
                "engine": ENGINE,
            }


async def _looked_at(
    reader: PdfFileReader, anchors: list[dict[str, Any]], answers: list[dict[str, Any]], moment: datetime
) -> dict[str, Any]:
    raw = raw_bytes(reader)
    signatures, document_stamps, unread = signatures_in(reader)
    told: dict[str, Any] = {"engine": ENGINE, "fault": "", "signatures": [], "services": []}
    if (
        unread
        or len(signatures) > MOST_SIGNATURES
        or (not signatures and not document_stamps and b"/ByteRange" in raw)
    ):
        told["fault"] = HIDDEN
    paper = Paper(
        reader=reader,
        raw=raw,
        signatures=signatures[:MOST_SIGNATURES],
        stamps=document_stamps,
        trust=_at_hand(reader, signatures + document_stamps, anchors, answers),
        moment=moment.astimezone(UTC),
    )
    over_document = await _document_stamps(paper)
    for found in paper.signatures:
        signature, services = await _judged(found, paper, over_document)
        told["signatures"].append({"number": len(told["signatures"]) + 1, **signature})
        told["services"] += [one for one in services if one not in told["services"]]
    verdicts = [Verdict(signature["verdict"]) for signature in told["signatures"]]
    told["verdict"] = overall([*verdicts, Verdict.UNKNOWN] if told["fault"] else verdicts)
    return told


def _at_hand(
    reader: PdfFileReader,
    found: list[EmbeddedPdfSignature],
    anchors: list[dict[str, Any]],
    answers: list[dict[str, Any]],
) -> Trust:
    """Certificates and answers that the paper carries, and those that were fetched."""
    certificates = [certificate for one in found for certificate in _certificates_of(one.signed_data)]
    kept: list[dict[str, Any]] = []
    try:
        store = DocumentSecurityStore.read_dss(reader)
        certificates += list(store.load_certs())
        kept += [{"kind": "ocsp", "body": one.get_object().data} for one in store.ocsps]
        kept += [{"kind": "crl", "body": one.get_object().data} for one in store.crls]
    except (NoDSSFoundError, *MALFORMED):
        pass
    ocsps, crls = answers_from(kept + answers)
    roots = [(anchor["kind"], x509.Certificate.load(_der(anchor["pem"]))) for anchor in anchors]
    return Trust(anchors=roots, certificates=certificates, ocsps=ocsps, crls=crls)


def _der(text: str) -> bytes:
    return bytes(pem.unarmor(text.encode("ascii"))[2])


def _certificates_of(signed_data: Any) -> list[x509.Certificate]:
    """Those inside a signature, and inside its time stamps."""
    found = [choice.chosen for choice in signed_data["certificates"] or () if choice.name == "certificate"]
    for signer in signed_data["signer_infos"]:
        for attribute in signer["unsigned_attrs"] or ():
            if attribute["type"].native == "signature_time_stamp_token":
                for token in attribute["values"]:
                    found += _certificates_of(token["content"])
    return found


async def _document_stamps(paper: Paper) -> list[tuple[int, stamps.Stamp]]:
    """What time stamps over the document prove, with the revision they reach to."""
    found = []
    for one in paper.stamps:
        if integrity_range(one, paper):
            stamp = await stamps.document_stamp(one, paper.trust, moment=paper.moment, raw=paper.raw)
            found.append((one.signed_revision, stamp))
    return found


def integrity_range(found: EmbeddedPdfSignature, paper: Paper) -> bool:
    """Whether the stamp covers the file from its first byte on."""
    ends = [int(number) for number in found.byte_range]
    return len(ends) == 4 and ends[0] == 0 and ends[2] + ends[3] <= len(paper.raw)


async def _judged(
    found: EmbeddedPdfSignature, paper: Paper, over_document: list[tuple[int, stamps.Stamp]]
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """One signature: its facts, its items, and whom to ask."""
    integrity = integrity_of(found, paper.raw)
    may_be_numbered = is_open_to_numbers(found, paper.certified)
    changes = changes_after(found, paper.reader, may_be_numbered=may_be_numbered)
    claimed = _claimed(found)
    proofs = await stamps.stamps_of(found, paper.trust, moment=paper.moment)
    proofs += [stamp for revision, stamp in over_document if revision > found.signed_revision]
    time, proven = stamps.time_item(proofs, claimed)
    chain = await paper.trust.chain(found.signer_cert, at=proven or claimed or paper.moment)
    status = await standing(
        found.signer_cert, chain.path, paper.trust, proven=proven, claimed=claimed, moment=paper.moment
    )
    chain_item = Item(
        key=ItemKey.CHAIN, outcome=chain.outcome, sentence=chain.sentence, is_open=chain.is_open
    )
    items = [integrity, changes, chain_item, status, time, strength(found, chain.path)]
    services = _services(paper, [chain.path] if status.is_open else [], proofs)
    return _told(found, paper, items, claimed=claimed, proven=proven), services


def _services(paper: Paper, paths: list[Any], proofs: list[stamps.Stamp]) -> list[dict[str, Any]]:
    """Whom to ask: only about what is open, and only of certificates that lead to a trusted one."""
    asked = paths + [proof.path for proof in proofs if proof.is_open]
    return [one for path in asked if path is not None for one in services_of(path, moment=paper.moment)]


def _told(
    found: EmbeddedPdfSignature,
    paper: Paper,
    items: list[Item],
    *,
    claimed: datetime | None,
    proven: datetime | None,
) -> dict[str, Any]:
    """One signature as plain values."""
    page, box = _place(found, paper.reader)
    return {
        **certificate_facts(found.signer_cert),
        "field": str(found.field_name),
        "covered_bytes": covered_length(found),
        "is_whole_file": is_whole_file(found, paper.reader),
        "is_certifying": found is paper.certified,
        "is_locking": found.docmdp_level is MDPPerm.NO_CHANGES,
        "page": page,
        "box": box,
        "claimed_at": claimed.isoformat() if claimed else None,
        "proven_at": proven.isoformat() if proven else None,
        "items": [item.as_told() for item in items],
        "verdict": verdict_of(items),
    }


def _claimed(found: EmbeddedPdfSignature) -> datetime | None:
    """When the signer's machine says it was; a moment without a zone is Vietnam's no more than Greenwich's."""
    try:
        told = found.self_reported_timestamp
    except MALFORMED:
        return None
    return told.replace(tzinfo=UTC) if told is not None and told.tzinfo is None else told


def _place(found: EmbeddedPdfSignature, reader: PdfFileReader) -> tuple[int | None, list[float] | None]:
    """Where the signature is shown: page from 1 and rectangle in points; None for an invisible one."""
    try:
        widget = found.sig_field["/Kids"][0] if "/Kids" in found.sig_field else found.sig_field
        left, bottom, right, top = (float(number) for number in widget["/Rect"])
        if left == right or bottom == top:
            return None, None
        page = widget.raw_get("/P").reference
        count = int(reader.root["/Pages"]["/Count"])
        numbers = [n for n in range(count) if reader.find_page_for_modification(n)[0].reference == page]
        return (numbers[0] + 1 if numbers else None), [left, bottom, right, top]
    except MALFORMED:
        return None, None

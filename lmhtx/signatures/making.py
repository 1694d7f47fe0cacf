"""How a PDF is signed: the form, the person's signature, the number, the seal, copies and annexes."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

from lmhtx.base import clock
from lmhtx.reading.child import run_parser
from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.signatures.keys.held import SigningKey
from lmhtx.signatures.keys.stamping import stamped
from lmhtx.signatures.looking import Reading, Signature, look_at_bytes, on_disk
from lmhtx.signatures.outcomes import ItemKey, Outcome
from lmhtx.signatures.pdf import form
from lmhtx.signatures.places import FormPlan, person_field
from lmhtx.workflow import Refused

SECONDS = 60
ROOM_BYTES = 24_000
WRITING, PLACING = "lmhtx.signatures.pdf.writing", "lmhtx.signatures.pdf.placing"
WIDEST_LINE = 90
UNSIGNED = (
    "Chưa có chữ ký hợp lệ của người có thẩm quyền nên chưa đóng dấu được: "
    "văn thư chỉ ký số của cơ quan lên văn bản đã có chữ ký đó."
)
NOT_OURS = (
    "Chữ ký vừa tạo không khớp với chứng thư. Văn bản chưa được ký; hãy báo quản trị hệ thống xem lại khóa."
)
TOO_LARGE = "Chữ ký lớn hơn chỗ chừa sẵn. Văn bản chưa được ký; hãy báo quản trị hệ thống."
BAD_NUMBER = "Số văn bản chỉ gồm chữ số, có thể kèm một chữ cái (ví dụ 57 hoặc 57a)."
LEVEL_TOLD = {
    "PAdES-B-LT": "",
    "PAdES-B-T": "Chưa lấy được tình trạng thu hồi nên chữ ký chưa kèm bằng chứng kiểm tra lâu dài.",
    "PAdES-B-B": "Dịch vụ dấu thời gian không trả lời hoặc chưa khai báo: thời điểm ký là theo máy ký.",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Signed:
    """A signed paper, the level that was reached, and in words what is missing for the highest."""

    pdf: bytes
    level: str
    note: str
    signature: Signature


def prepare(*, pdf: bytes, plan: FormPlan) -> bytes:
    """The paper with empty fields for the number, the day and the signatures; it is not to be made anew after this."""
    return _written("add_form", pdf, **plan.as_told())


def sign_as_person(*, pdf: bytes, key: SigningKey, picture: bytes | None = None, order: int = 1) -> Signed:
    """The person's signature in its field; after the first of a paper only the number and the day may be filled in."""
    return _signed(pdf, key, field=person_field(order), mdp="person", picture=picture)


def give_number(*, pdf: bytes, number: str, on: date) -> bytes:
    """The number and the day in one addition; days under ten and the first two months with a nought."""
    if not (
        number.rstrip("abcdefghijklmnopqrstuvwxyz").isdecimal() and number.isascii() and len(number) <= 8
    ):
        raise Refused(BAD_NUMBER)
    month = f"{on.month:02}" if on.month <= 2 else str(on.month)
    words = dict(zip(form.NUMBER_FIELDS, (number, f"{on.day:02}", month, str(on.year)), strict=True))
    return _written("fill_form", pdf, values=words)


def seal(*, pdf: bytes, key: SigningKey, picture: bytes | None = None) -> Signed:
    """The agency's signature; refused without a person's good one. Nothing may be changed after it."""
    before = _look(pdf)
    if not any(_is_of_person(signature) and is_untouched(signature) for signature in before.signatures):
        raise Refused(UNSIGNED)
    return _signed(pdf, key, field=form.AGENCY, mdp="lock", picture=picture)


def sign_copy(*, pdf: bytes, key: SigningKey, form_of_copy: str, agency: str) -> Signed:
    """The agency's signature on a copy: no picture; form of the copy, agency and time at the top right."""
    moment = clock.now()
    words = _lines([form_of_copy, agency, _told(moment)])
    return _signed(pdf, key, field="lmhtx_ban_sao", mdp="lock", words=words, moment=moment)


def sign_annex(*, pdf: bytes, key: SigningKey, symbol: str) -> Signed:
    """The agency's signature on an annex in a file of its own: number and symbol of the paper, and the time."""
    moment = clock.now()
    return _signed(
        pdf, key, field="lmhtx_phu_luc", mdp="lock", words=_lines([symbol, _told(moment)]), moment=moment
    )


def is_untouched(signature: Signature) -> bool:
    """Whether what was signed is whole and nothing came after it that it does not allow."""
    return {signature.outcome(ItemKey.INTEGRITY), signature.outcome(ItemKey.CHANGES)} == {Outcome.PASS}


def _signed(
    pdf: bytes,
    key: SigningKey,
    *,
    field: str,
    mdp: str,
    picture: bytes | None = None,
    words: list[str] | None = None,
    moment: datetime | None = None,
) -> Signed:
    """The child makes room and hashes, the key signs the hash here, the services' evidence is put in at the end."""
    moment = moment or clock.now()
    with on_disk(pdf) as path:
        placed = _run(
            f"{PLACING}:place_signature",
            path,
            field=field,
            mdp=mdp,
            moment=moment.isoformat(),
            room_bytes=ROOM_BYTES,
            picture=picture,
            words=words,
        )
    body, chain, has_stamp = asyncio.run(_sealed_hash(key, placed["digest"]))
    signed = _filled(placed, body)
    after = look_at_bytes(signed, moment=moment)
    ours = next((one for one in after.signatures if one.field == field), None)
    if ours is None or not is_untouched(ours):
        raise Refused(NOT_OURS)
    if not has_stamp or ours.outcome(ItemKey.TIME) != Outcome.PASS:
        level = "PAdES-B-T" if has_stamp else "PAdES-B-B"
    elif ours.outcome(ItemKey.STATUS) != Outcome.PASS:
        level = "PAdES-B-T"
    else:
        level, signed = "PAdES-B-LT", _with_evidence(signed, chain, after)
    return Signed(pdf=signed, level=level, note=LEVEL_TOLD[level], signature=ours)


async def _sealed_hash(key: SigningKey, digest: bytes) -> tuple[bytes, list[bytes], bool]:
    """The signature over the hash with its certificates and, where the service answers, its time stamp."""
    with key.opened() as signer:
        try:
            signed = await signer.async_sign(
                digest, "sha256", use_pades=True, signed_attr_settings=PdfCMSSignedAttributes()
            )
        except (SigningError, NotImplementedError) as fault:
            raise Refused(NOT_OURS) from fault
    has_stamp = await stamped(signed)
    chain = [choice.chosen.dump() for choice in signed["content"]["certificates"]]
    return signed.dump(), chain, has_stamp


def _filled(placed: dict[str, Any], body: bytes) -> bytes:
    """The signature in the room that was left for it; not a byte beside it changes."""
    output = BytesIO(placed["pdf"])
    room = PreparedByteRangeDigest(
        document_digest=placed["digest"],
        reserved_region_start=placed["start"],
        reserved_region_end=placed["end"],
    )
    try:
        room.fill_with_cms(output, body)
    except (ValueError, OSError) as fault:
        raise Refused(TOO_LARGE) from fault
    return output.getvalue()


def _with_evidence(pdf: bytes, chain: list[bytes], reading: Reading) -> bytes:
    answers = {
        kind: [answer["body"] for answer in reading.answers if answer["kind"] == kind]
        for kind in ("ocsp", "crl")
    }
    return _written("add_evidence", pdf, certificates=chain, ocsps=answers["ocsp"], crls=answers["crl"])


def _look(pdf: bytes) -> Reading:
    try:
        return look_at_bytes(pdf, asks=False)
    except UnreadableFile as fault:
        raise Refused(str(fault)) from fault


def _is_of_person(signature: Signature) -> bool:
    return signature.field.startswith(form.PERSON)


def _written(name: str, pdf: bytes, **told: Any) -> bytes:
    with on_disk(pdf) as path:
        body: bytes = _run(f"{WRITING}:{name}", path, **told)
    return body


def _run(function: str, *args: Any, **told: Any) -> Any:
    try:
        return run_parser(function, *args, seconds=SECONDS, is_pure=True, **told)
    except UnreadableFile as fault:
        raise Refused(str(fault)) from fault


def _told(moment: datetime) -> str:
    """24/10/2025 15:30:12 +07:00, as the decree wants it."""
    local = clock.local(moment)
    zone = local.isoformat(timespec="seconds")[-6:]
    return f"{local:%d/%m/%Y %H:%M:%S} {zone}"


def _lines(parts: Sequence[str]) -> list[str]:
    """The parts on one line, or each on its own where they are too long for the page."""
    line = "; ".join(parts)
    return [line] if len(line) <= WIDEST_LINE else [f"{part};" for part in parts[:-1]] + [parts[-1]]

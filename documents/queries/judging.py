"""What the office adds to a look at its own papers: whether the right person signed, by what right, in what order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from documents.enums.numbers import BodyKind
from documents.enums.outgoing import SEALED_FILE, SIGNED_FILE
from documents.models import Outgoing, SigningCertificate
from documents.queries.powers import Powers
from lmhtx.base import clock
from lmhtx.files.models import Attachment
from lmhtx.reports.letterhead import letterhead_on
from lmhtx.signatures.outcomes import Item, Outcome
from lmhtx.signatures.pdf import form
from lmhtx.vn.text import fold

if TYPE_CHECKING:
    from lmhtx.signatures.looking import Reading, Signature

SIGNER, RIGHT, ORDER = "signer", "right", "order"
LABELS = {SIGNER: "Người ký", RIGHT: "Thẩm quyền ký", ORDER: "Thứ tự ký"}


def items_of(blob: Any, reading: Reading) -> Mapping[int, Sequence[Item]]:
    """Items by the signatures' numbers for the file of an outgoing paper; none for any other file."""
    held = (
        Attachment.objects.held()
        .filter(blob=blob, owner_kind=Outgoing._meta.label_lower, kind__in=(SIGNED_FILE, SEALED_FILE))
        .first()
    )
    if held is None or not reading.signatures:
        return {}
    paper = Outgoing.objects.select_related("body", "signer", "type").get(pk=held.owner_id)
    known = {
        one.sha256: one
        for one in SigningCertificate.objects.filter(
            sha256__in=[signature.fingerprint for signature in reading.signatures]
        ).select_related("person", "body")
    }
    return {
        signature.number: list(_items(paper, signature, known.get(signature.fingerprint), reading))
        for signature in reading.signatures
    }


def _items(
    paper: Outgoing, signature: Signature, known: SigningCertificate | None, reading: Reading
) -> Iterator[Item]:
    if signature.field == form.AGENCY:
        yield _agency(paper, signature, known)
        yield _after_person(signature, reading)
    else:
        yield _person(paper, signature, known)
        yield _right(paper, signature)


def _person(paper: Outgoing, signature: Signature, known: SigningCertificate | None) -> Item:
    signer = paper.signer
    if signer is None:
        return _item(SIGNER, Outcome.UNKNOWN, "Văn bản chưa ghi người ký.")
    if known is not None:
        is_his = known.person_id == signer.pk
        words = f"Chứng thư đã ghi của {known.person or known.body}"
        told = f"{words}." if is_his else f"{words}, không phải của {signer}."
        return _item(SIGNER, Outcome.PASS if is_his else Outcome.FAIL, told)
    if fold(signature.name) == fold(signer.full_name):
        told = f"Tên trên chứng thư trùng họ tên {signer}; chứng thư chưa được ghi trên cổng."
        return _item(SIGNER, Outcome.PASS, told, warns=True)
    return _item(SIGNER, Outcome.FAIL, f"Chứng thư mang tên {signature.name}, người ký ghi là {signer}.")


def _right(paper: Outgoing, signature: Signature) -> Item:
    """By the right of the day on which it was signed."""
    on = paper.signed_on or (clock.day_of(signature.claimed_at) if signature.claimed_at else clock.today())
    fault = Powers([paper.signer_id]).fault(paper, on) if paper.signer_id else None
    if fault is not None:
        return _item(RIGHT, Outcome.FAIL, f"{fault.label} (ngày {on:%d/%m/%Y}).")
    return _item(RIGHT, Outcome.PASS, f"{paper.signer} được ký văn bản này ngày {on:%d/%m/%Y}.")


def _agency(paper: Outgoing, signature: Signature, known: SigningCertificate | None) -> Item:
    if known is not None and known.body is not None:
        is_ours = known.body_id == paper.body_id or (
            paper.body.kind == BodyKind.COLLECTIVE and known.body.kind == BodyKind.AGENCY
        )
        words = f"Chứng thư đã ghi của {known.body}"
        told = f"{words}." if is_ours else f"{words}, không phải của {paper.body}."
        return _item(SIGNER, Outcome.PASS if is_ours else Outcome.FAIL, told)
    if known is None and fold(signature.name) in _names_of(paper, paper.dated_on or clock.today()):
        told = "Tên trên chứng thư trùng tên cơ quan; chứng thư chưa được ghi trên cổng."
        return _item(SIGNER, Outcome.PASS, told, warns=True)
    return _item(SIGNER, Outcome.FAIL, f"Chứng thư mang tên {signature.name}, không phải của {paper.body}.")


def _names_of(paper: Outgoing, on: date) -> set[str]:
    head = letterhead_on(on)
    return {fold(one) for one in (paper.body.name, head.agency, head.full_name) if one}


def _after_person(signature: Signature, reading: Reading) -> Item:
    """The agency signs after the person."""
    before = [
        one
        for one in reading.signatures
        if one.field.startswith(form.PERSON) and one.number < signature.number
    ]
    if before:
        return _item(ORDER, Outcome.PASS, "Cơ quan ký sau người có thẩm quyền.")
    return _item(ORDER, Outcome.FAIL, "Không có chữ ký của người có thẩm quyền trước chữ ký của cơ quan.")


def _item(key: str, outcome: Outcome, sentence: str, *, warns: bool = False) -> Item:
    return Item(key=key, outcome=outcome, sentence=sentence, label=LABELS[key], warns=warns)

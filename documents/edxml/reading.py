"""Messages read: no document type, no entities, bounded in depth and size; for the child process only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from documents.edxml.enclosed import files_of
from documents.edxml.messages import (
    NEW,
    PRIORITIES,
    REPLACE,
    Answered,
    Business,
    DocumentMessage,
    Organ,
    ReceiverChange,
    Replaced,
    Staff,
    StatusMessage,
    Trace,
    plain_text,
    told,
)
from documents.edxml.trees import (
    BROKEN,
    child,
    children,
    day_of,
    header_part,
    moment_of,
    root_of,
    text_of,
)
from lmhtx.reading.unreadable import UnreadableFile

LONGEST_CODE, LONGEST_ID = 35, 250
NO_SENDER = "Thông điệp không ghi mã định danh của nơi gửi (From/OrganId) nên không nhận được."
NO_DOCUMENT = "Thông điệp không ghi mã văn bản (DocumentId) nên không nhận được."
TOO_LONG = "Mã định danh dài quá {most} ký tự, không đúng chuẩn nên không nhận được."
NO_CODE = "Thông điệp trạng thái không ghi mã trạng thái (StatusCode) nên không nhận được."
BAD_KIND = (
    "Thông điệp ghi loại nghiệp vụ “{kind}”, chuẩn chỉ có 0 (mới), 1 (thu hồi), 2 (cập nhật), 3 (thay thế)."
)


def read_message(path: Path, folder: Path) -> dict[str, Any]:
    """What the message says, as JSON knows it; its files lie in the folder as 001, 002, …"""
    root = root_of(path)
    status = header_part(root, "Status")
    if status is not None:
        return told(_status(status))
    head = header_part(root, "MessageHeader")
    if head is None:
        raise UnreadableFile(BROKEN)
    return told(_document(root, head, folder))


def _count(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 7 else None


def _organ(told: etree._Element | None) -> Organ:
    return Organ(
        code=text_of(told, "OrganId"),
        in_charge=text_of(told, "OrganizationInCharge"),
        name=text_of(told, "OrganName"),
        address=text_of(told, "OrganAdd"),
        email=text_of(told, "Email"),
        telephone=text_of(told, "Telephone"),
        fax=text_of(told, "Fax"),
        website=text_of(told, "Website"),
    )


def _answered(told: etree._Element) -> Answered:
    return Answered(
        organ_code=text_of(told, "OrganId"),
        reference=text_of(told, "Code"),
        dated_on=day_of(text_of(told, "PromulgationDate")),
        document_id=text_of(told, "DocumentId"),
    )


def _staff(told: etree._Element | None) -> Staff:
    return Staff(
        department=text_of(told, "Department"),
        name=text_of(told, "Staff"),
        email=text_of(told, "Email"),
        mobile=text_of(told, "Mobile"),
    )


def _refuse_long(organ_code: str, document_id: str) -> None:
    if len(organ_code) > LONGEST_CODE:
        raise UnreadableFile(TOO_LONG.format(most=LONGEST_CODE))
    if len(document_id) > LONGEST_ID:
        raise UnreadableFile(TOO_LONG.format(most=LONGEST_ID))


def _status(told: etree._Element) -> StatusMessage:
    about = child(told, "ResponseFor")
    sender, code = _organ(child(told, "From")), text_of(told, "StatusCode")
    if not sender.code:
        raise UnreadableFile(NO_SENDER)
    if about is None or not text_of(about, "DocumentId"):
        raise UnreadableFile(NO_DOCUMENT)
    if not code:
        raise UnreadableFile(NO_CODE)
    _refuse_long(sender.code, text_of(about, "DocumentId"))
    return StatusMessage(
        sender=sender,
        about=_answered(about),
        code=code.zfill(2),
        description=text_of(told, "Description"),
        at=moment_of(text_of(told, "Timestamp")),
        staff=_staff(child(told, "StaffInfo")),
    )


def _document(root: etree._Element, head: etree._Element, folder: Path) -> DocumentMessage:
    sender, document_id = _organ(child(head, "From")), text_of(head, "DocumentId")
    if not sender.code:
        raise UnreadableFile(NO_SENDER)
    if not document_id:
        raise UnreadableFile(NO_DOCUMENT)
    _refuse_long(sender.code, document_id)
    traces = header_part(root, "TraceHeaderList")
    return DocumentMessage(
        sender=sender,
        receivers=tuple(_organ(one) for one in children(head, "To")),
        document_id=document_id,
        number=text_of(head, "Code", "CodeNumber"),
        symbol=text_of(head, "Code", "CodeNotation"),
        place=text_of(head, "PromulgationInfo", "Place"),
        dated_on=day_of(text_of(head, "PromulgationInfo", "PromulgationDate")),
        type_code=text_of(head, "DocumentType", "Type"),
        type_detail=text_of(head, "DocumentType", "TypeDetail"),
        type_name=text_of(head, "DocumentType", "TypeName"),
        subject=text_of(head, "Subject"),
        content=text_of(head, "Content"),
        **_signer(head),
        **_other(child(head, "OtherInfo")),
        due_on=day_of(text_of(head, "DueDate")),
        answers=tuple(_answered(one) for one in children(head, "ResponseFor")),
        steering=text_of(head, "SteeringType"),
        places=tuple(plain_text(one.text or "") for one in children(head, "ToPlaces", "Place")),
        traces=tuple(_traces(traces)),
        business=_business(child(traces, "Bussiness")),
        files=tuple(files_of(root, folder)),
        is_signed=any(etree.QName(one).localname == "Signature" for one in root.iter(etree.Element)),
    )


def _signer(head: etree._Element) -> dict[str, Any]:
    return {
        "competence": text_of(head, "SignerInfo", "Competence"),
        "post": text_of(head, "SignerInfo", "Position"),
        "signer": text_of(head, "SignerInfo", "FullName"),
    }


def _other(other: etree._Element | None) -> dict[str, Any]:
    priority = _count(text_of(other, "Priority"))
    return {
        "priority": priority if priority in PRIORITIES else 0,
        "sphere": text_of(other, "SphereOfPromulgation"),
        "typist": text_of(other, "TyperNotation"),
        "copies": _count(text_of(other, "PromulgationAmount")),
        "pages": _count(text_of(other, "PageAmount")),
        "way": text_of(other, "Direction"),
        "appendixes": tuple(plain_text(one.text or "") for one in children(other, "Appendixes", "Appendix")),
    }


def _traces(traces: etree._Element | None) -> Iterator[Trace]:
    for one in children(traces, "TraceHeader"):
        moment = moment_of(text_of(one, "Timestamp"))
        if moment is not None:
            yield Trace(organ_code=text_of(one, "OrganId"), at=moment)


def _business(told: etree._Element | None) -> Business:
    kind = text_of(told, "BussinessDocType") or str(NEW)
    if not kind.isdecimal() or not NEW <= int(kind) <= REPLACE:
        raise UnreadableFile(BAD_KIND.format(kind=kind[:20]))
    changed = child(told, "BussinessDocumentInfo")
    return Business(
        document_id=text_of(told, "DocumentId"),
        kind=int(kind),
        reason=text_of(told, "BussinessDocReason"),
        on_paper_too=text_of(told, "Paper") == "1",
        staff=_staff(child(told, "StaffInfo")),
        changes_document=text_of(changed, "DocumentInfo") == "1",
        changes_receivers=text_of(changed, "DocumentReceiver") == "1",
        receivers=tuple(
            ReceiverChange(organ_code=text_of(one, "OrganId"), kind=_count(text_of(one, "ReceiverType")) or 0)
            for one in children(changed, "ReceiverList", "Receiver")
        ),
        replaced=tuple(
            Replaced(
                document_id=text_of(one, "DocumentId"),
                organ_codes=tuple(
                    plain_text(code.text or "") for code in children(one, "OrganIdList", "OrganId")
                ),
            )
            for one in children(told, "ReplacementInfoList", "ReplacementInfo")
        ),
    )

"""Messages written as the standard spells them, "Bussiness" included: the other side knows it by that word."""

from __future__ import annotations

import base64
from datetime import date, datetime
from pathlib import Path

from lxml import etree

from documents.edxml.messages import (
    NAMESPACE,
    Answered,
    Business,
    DocumentMessage,
    Organ,
    Staff,
    StatusMessage,
    plain_text,
)

DAY, MOMENT = "%Y/%m/%d", "%Y/%m/%d %H:%M:%S"
LINE_BYTES = 57 * 1024
Value = str | int | bool | date | datetime | None


def written(message: DocumentMessage | StatusMessage) -> bytes:
    """The message as bytes of XML."""
    root = etree.Element(_tag("edXML"), nsmap={"edXML": NAMESPACE})
    envelope = _child(root, "edXMLEnvelope")
    header = _child(envelope, "edXMLHeader")
    if isinstance(message, StatusMessage):
        _status(header, message)
        _child(envelope, "edXMLBody")
    else:
        _message_header(header, message)
        _trace_headers(header, message)
        _body(envelope, message)
        _attachments(root, message)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _child(parent: etree._Element, name: str, value: Value = None) -> etree._Element:
    child = etree.SubElement(parent, _tag(name))
    if value is not None and (words := _words(value)):
        child.text = words
    return child


def _words(value: str | int | bool | date | datetime) -> str:  # noqa: FBT001 - a value of the wire, not a switch
    match value:
        case bool():
            return "1" if value else "0"
        case datetime():
            return value.strftime(MOMENT)
        case date():
            return value.strftime(DAY)
    return plain_text(str(value))


def _organ(parent: etree._Element, name: str, organ: Organ) -> None:
    told = _child(parent, name)
    for tag, value in (
        ("OrganId", organ.code),
        ("OrganizationInCharge", organ.in_charge),
        ("OrganName", organ.name),
        ("OrganAdd", organ.address),
        ("Email", organ.email),
        ("Telephone", organ.telephone),
        ("Fax", organ.fax),
        ("Website", organ.website),
    ):
        _child(told, tag, value)


def _answered(parent: etree._Element, about: Answered) -> None:
    told = _child(parent, "ResponseFor")
    _child(told, "OrganId", about.organ_code)
    _child(told, "Code", about.reference)
    _child(told, "PromulgationDate", about.dated_on)
    _child(told, "DocumentId", about.document_id)


def _staff(parent: etree._Element, staff: Staff) -> None:
    told = _child(parent, "StaffInfo")
    _child(told, "Department", staff.department)
    _child(told, "Staff", staff.name)
    _child(told, "Email", staff.email)
    _child(told, "Mobile", staff.mobile)


def _message_header(header: etree._Element, message: DocumentMessage) -> None:
    head = _child(header, "MessageHeader")
    _organ(head, "From", message.sender)
    for organ in message.receivers:
        _organ(head, "To", organ)
    _child(head, "DocumentId", message.document_id)
    code = _child(head, "Code")
    _child(code, "CodeNumber", message.number)
    _child(code, "CodeNotation", message.symbol)
    issued = _child(head, "PromulgationInfo")
    _child(issued, "Place", message.place)
    _child(issued, "PromulgationDate", message.dated_on)
    kind = _child(head, "DocumentType")
    _child(kind, "Type", message.type_code)
    _child(kind, "TypeDetail", message.type_detail)
    _child(kind, "TypeName", message.type_name)
    _child(head, "Subject", message.subject)
    _child(head, "Content", message.content)
    signed = _child(head, "SignerInfo")
    _child(signed, "Competence", message.competence)
    _child(signed, "Position", message.post)
    _child(signed, "FullName", message.signer)
    _child(head, "DueDate", message.due_on)
    _other_info(head, message)
    for about in message.answers:
        _answered(head, about)
    _child(head, "SteeringType", message.steering)
    if message.places:
        places = _child(head, "ToPlaces")
        for place in message.places:
            _child(places, "Place", place)


def _other_info(head: etree._Element, message: DocumentMessage) -> None:
    other = _child(head, "OtherInfo")
    _child(other, "Priority", message.priority)
    _child(other, "SphereOfPromulgation", message.sphere)
    _child(other, "TyperNotation", message.typist)
    _child(other, "PromulgationAmount", message.copies)
    _child(other, "PageAmount", message.pages)
    _child(other, "Direction", message.way)
    if message.appendixes:
        appendixes = _child(other, "Appendixes")
        for words in message.appendixes:
            _child(appendixes, "Appendix", words)


def _trace_headers(header: etree._Element, message: DocumentMessage) -> None:
    traces = _child(header, "TraceHeaderList")
    for trace in message.traces:
        told = _child(traces, "TraceHeader")
        _child(told, "OrganId", trace.organ_code)
        _child(told, "Timestamp", trace.at)
    _business(traces, message.business)


def _business(traces: etree._Element, business: Business) -> None:
    told = _child(traces, "Bussiness")
    _child(told, "DocumentId", business.document_id)
    _child(told, "BussinessDocType", business.kind)
    _child(told, "BussinessDocReason", business.reason)
    _child(told, "Paper", business.on_paper_too)
    _staff(told, business.staff)
    if business.changes_document or business.changes_receivers or business.receivers:
        changed = _child(told, "BussinessDocumentInfo")
        _child(changed, "DocumentInfo", business.changes_document)
        _child(changed, "DocumentReceiver", business.changes_receivers)
        if business.receivers:
            receivers = _child(changed, "ReceiverList")
            for one in business.receivers:
                receiver = _child(receivers, "Receiver")
                _child(receiver, "OrganId", one.organ_code)
                _child(receiver, "ReceiverType", one.kind)
    if business.replaced:
        listed = _child(told, "ReplacementInfoList")
        for gone in business.replaced:
            info = _child(listed, "ReplacementInfo")
            _child(info, "DocumentId", gone.document_id)
            organs = _child(info, "OrganIdList")
            for code in gone.organ_codes:
                _child(organs, "OrganId", code)


def _status(header: etree._Element, message: StatusMessage) -> None:
    status = _child(header, "Status")
    _answered(status, message.about)
    _organ(status, "From", message.sender)
    _child(status, "StatusCode", message.code)
    _child(status, "Description", message.description)
    _child(status, "Timestamp", message.at)
    _staff(status, message.staff)


def _body(envelope: etree._Element, message: DocumentMessage) -> None:
    manifest = _child(_child(envelope, "edXMLBody"), "edXMLManifest")
    for number, file in enumerate(message.files, start=1):
        reference = _child(manifest, "Reference")
        _child(reference, "ContentId", _content_id(file.content_id, number))
        _child(reference, "ContentType", file.content_type)
        _child(reference, "AttachmentName", file.name)
        _child(reference, "Description", file.description)


def _attachments(root: etree._Element, message: DocumentMessage) -> None:
    encoded = _child(root, "AttachmentEncoded")
    for number, file in enumerate(message.files, start=1):
        told = _child(encoded, "Attachment")
        _child(told, "ContentId", _content_id(file.content_id, number))
        _child(told, "AttachmentName", file.name)
        _child(told, "ContentType", file.content_type)
        content = _child(told, "ContentTransferEncoded")
        content.text = base64.b64encode(Path(file.path).read_bytes()).decode("ascii")


def _content_id(given: str, number: int) -> str:
    return given or f"cid:tep-{number}"

"""A paper that came by the document axis, dealt with, and asked back by its sender; the codes are invented."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

from documents.actions.exchange_inbox import receive
from documents.actions.incoming import register_incoming
from documents.actions.resolving import close_incoming
from documents.edxml.messages import (
    RECALL,
    Business,
    DocumentMessage,
    Enclosed,
    Organ,
    Trace,
    document_id_of,
)
from documents.edxml.writing import written
from documents.models import Incoming, OrganCode
from documents.queries.letters import type_of
from lmhtx.directory.matching import find_agency
from lmhtx.reports.letterhead import Letterhead, Signature
from lmhtx.reports.paper import Paper, Paragraph
from lmhtx.reports.pdf import paper_pdfs
from plans.demo.office import Office, at

SENDER, CODE = "Sở Tài chính", "TD.00.01.H19"
REFERENCE, ISSUED = "1186/STC-NS", date(2026, 9, 11)
SUBJECT = "V/v rà soát kinh phí hỗ trợ hợp tác xã 9 tháng đầu năm 2026"


def exchange_papers(day: date) -> None:
    """The paper comes in the morning of the day, is closed at noon, and its sender wants it back in the afternoon."""
    agency = find_agency(SENDER)
    if agency is None or day < ISSUED:
        return
    office = Office()
    OrganCode.objects.get_or_create(
        agency=agency,
        code=CODE,
        valid_from=date(2026, 1, 1),
        defaults={"source": "Mã bịa của bản trình diễn"},
    )
    with TemporaryDirectory() as name:
        folder = Path(name)
        with at(day, 9, 40, by=office.vanthu):
            paper = _take(folder, _message(day, folder), office)
            told = {
                "subject": paper.subject,
                "issuer": agency,
                "issuer_written": SENDER,
                "type": type_of("Công văn", REFERENCE),
            }
            paper = register_incoming(incoming=paper, values=told, by=office.vanthu)
        with at(day, 11, 30, by=office.chanhvanphong):
            close_incoming(incoming=paper, reason="Văn bản gửi để biết.", by=office.chanhvanphong)
        with at(day, 14, 5, by=office.vanthu):
            _take(folder, _message(day, folder, kind=RECALL), office)


def _take(folder: Path, message: DocumentMessage, office: Office) -> Incoming:
    path = folder / "den.edxml"
    path.write_bytes(written(message))
    taken = receive(path=path, name="1186-STC-NS.edxml", by=office.vanthu)
    if taken.incoming is None:
        raise RuntimeError(taken.words)
    return taken.incoming


def _message(day: date, folder: Path, *, kind: int = 0) -> DocumentMessage:
    number, symbol = REFERENCE.split("/")
    reason = "Bảng tổng hợp kèm theo còn sai số liệu, Sở sẽ gửi lại." if kind == RECALL else ""
    return DocumentMessage(
        sender=Organ(code=CODE, name=SENDER),
        receivers=(Organ(code="TD.00.02.H19", name="Liên minh Hợp tác xã"),),
        document_id=document_id_of(organ_code=CODE, dated_on=ISSUED, reference=REFERENCE),
        number=number,
        symbol=symbol,
        dated_on=ISSUED,
        type_name="Công văn",
        subject=SUBJECT,
        signer="Nguyễn Thị Lan",
        post="PHÓ GIÁM ĐỐC",
        traces=(Trace(organ_code=CODE, at=datetime.combine(day, time(9, 30))),),
        business=Business(kind=kind, reason=reason),
        files=() if kind == RECALL else (_letter(folder),),
    )


def _letter(folder: Path) -> Enclosed:
    number, symbol = REFERENCE.split("/")
    paper = Paper(
        letterhead=Letterhead(superior="", agency=SENDER.upper(), place="Đồng Nai"),
        symbol=symbol,
        number=number,
        subject=SUBJECT.removeprefix("V/v ").capitalize(),
        kind="",
        blocks=[
            Paragraph("Đề nghị Quý cơ quan rà soát kinh phí hỗ trợ hợp tác xã theo bảng tổng hợp kèm theo.")
        ],
        year=ISSUED.year,
        dated_on=ISSUED,
        addressees=("Liên minh Hợp tác xã thành phố Đồng Nai",),
        recipients=("Như trên", "Lưu: VT"),
        signature=Signature(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Nguyễn Thị Lan"),
    )
    path = folder / "1186-STC-NS.pdf"
    path.write_bytes(paper_pdfs("reports/paper.html", [{"paper": paper}])[0])
    return Enclosed(name=path.name, content_type="application/pdf", path=str(path))

"""Messages of the document axis for tests."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from documents.actions.exchange_inbox import receive
from documents.actions.exchange_rows import Received
from documents.edxml.messages import (
    Answered,
    Business,
    DocumentMessage,
    Enclosed,
    Organ,
    StatusMessage,
    Trace,
)
from documents.edxml.writing import written
from documents.models import OrganCode
from lmhtx.directory.models import Agency
from lmhtx.directory.models.agency import AgencyKind
from lmhtx.people.models import User
from tests.factories import documents as make

OURS, FINANCE = "001.00.00.H19", "000.00.00.H19"
DOCUMENT_ID = "000.00.00.H19,2026/05/04,05/TTr-STC"
HEAD = (
    "UBND THÀNH PHỐ ĐỒNG NAI",
    "SỞ TÀI CHÍNH",
    "Số: 05/TTr-STC",
    "Đồng Nai, ngày 04 tháng 5 năm 2026",
    "<b>TỜ TRÌNH</b>",
    "<b>Về việc ban hành kế hoạch</b>",
)


def own_code(code: str = OURS) -> OrganCode:
    """The Alliance's own code, as the province would give it; a made-up one for tests."""
    alliance = Agency.objects.get(kind=AgencyKind.ALLIANCE)
    kept, _ = OrganCode.objects.update_or_create(
        agency=alliance,
        defaults={"code": code, "valid_from": date(2026, 1, 1), "source": "Công văn cấp mã"},
    )
    return kept


def code_of(agency: Agency, code: str) -> OrganCode:
    """The code of another agency."""
    return OrganCode.objects.create(
        agency=agency, code=code, valid_from=date(2026, 1, 1), source="Danh sách của tỉnh"
    )


def message(*, files: tuple[Enclosed, ...] = (), **facts: Any) -> DocumentMessage:
    """A paper of Sở Tài chính on its way to the Alliance, unless said otherwise."""
    given: dict[str, Any] = {
        "sender": Organ(code=FINANCE, name="Sở Tài chính"),
        "receivers": (Organ(code=OURS, name="Liên minh Hợp tác xã"),),
        "document_id": DOCUMENT_ID,
        "number": "05",
        "symbol": "TTr-STC",
        "place": "Đồng Nai",
        "dated_on": date(2026, 5, 4),
        "type_name": "Tờ trình",
        "subject": "Về việc ban hành kế hoạch phát triển kinh tế tập thể",
        "post": "GIÁM ĐỐC",
        "signer": "Nguyễn Văn Bình",
        "due_on": date(2026, 9, 30),
        "priority": 1,
        "copies": 1,
        "pages": 1,
        "traces": (Trace(organ_code=FINANCE, at=datetime(2026, 5, 4, 9, 30)),),
        "files": files,
        **facts,
    }
    return DocumentMessage(**given)


def status(code: str, *, sender: str, document_id: str, **facts: Any) -> StatusMessage:
    """What an agency says became of a paper."""
    return StatusMessage(
        sender=Organ(code=sender, name=facts.pop("name", "Sở Tài chính")),
        about=Answered(document_id=document_id),
        code=code,
        at=facts.pop("at", datetime(2026, 9, 15, 10, 0)),
        **facts,
    )


def business(kind: int, **facts: Any) -> Business:
    """What a message does."""
    return Business(kind=kind, **facts)


def enclosed(folder: Path, *lines: str, name: str = "05-TTr-STC.pdf") -> Enclosed:
    """A letter as a file of a message."""
    path = folder / name
    path.write_bytes(make.letter_pdf(*(lines or HEAD)).read())
    return Enclosed(name=name, content_type="application/pdf", path=str(path))


def file(folder: Path, told: DocumentMessage | StatusMessage, name: str = "den.edxml") -> Path:
    """The message as a file."""
    path = folder / name
    path.write_bytes(written(told))
    return path


def take(
    folder: Path, told: DocumentMessage | StatusMessage, *, by: User | None, is_seen_open: bool = False
) -> Received:
    """The message comes in."""
    return receive(path=file(folder, told), name="den.edxml", by=by, is_seen_open=is_seen_open)

"""One thing of every kind that addresses of papers name."""

from __future__ import annotations

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from documents.actions.books import propose_start
from documents.actions.directing import assign_incoming
from documents.actions.drafting import comment_outgoing, consult_units
from documents.actions.issuing import begin_amendment
from documents.actions.printing import ask_for_volume
from documents.actions.resolving import propose
from documents.enums.incoming import Urgency
from documents.enums.numbers import Direction
from documents.enums.outgoing import Fault, OutgoingState
from documents.models import Arrival, Incoming, Outgoing, SigningAuthority
from lmhtx.files.actions import store
from lmhtx.people.models import User
from tests.factories import documents as make
from tests.factories import outgoing as out
from tests.house.things_files import THINGS_OF_FILES, of_files

THINGS_OF_PAPERS = {
    "incoming": "incoming",
    "incoming_register": "incoming_waiting",
    "book": "book",
    "book_start_confirm": "book_start",
    "document_type": "document_type",
    "outgoing": "outgoing",
    "outgoing_version": "outgoing_version",
    "outgoing_book": "outgoing_book",
    "outgoing_number": "outgoing_signed",
    "consultation_answer": "consultation",
    "recipient_receipt": "recipient",
    "authority": "authority",
    "abbreviation": "abbreviation",
    **THINGS_OF_FILES,
}


def of_papers() -> dict[str, int]:
    """A paper on its whole road, one that waits with what was read of it, a book with a proposed beginning."""
    clerk, leader, head = (
        User.objects.get(username=name) for name in ("vanthu", "phochutich", "truongphong")
    )
    paper = make.directed(
        by=clerk,
        leader=leader,
        urgency=Urgency.URGENT,
        demanded_on=date(2026, 9, 30),
        signer="Nguyễn Văn Bình",
        signer_post="Chánh Văn phòng",
        pages=4,
        copies=1,
        note="Kèm 02 phụ lục",
    )
    assign_incoming(
        incoming=paper, person=head, by=head, helpers=[leader], text="Trưởng phòng trực tiếp xử lý."
    )
    propose(incoming=paper, text="Đề nghị phúc đáp trước 25/9.", by=head)
    store(SimpleUploadedFile("van-ban.txt", b"Noi dung"), owner=paper, kind="source", by=clerk)
    waiting = Incoming.objects.create(
        series=make.series(),
        created_by=clerk,
        pages=2,
        proposal={
            "fields": {
                "reference": {
                    "value": "15/STC-NS",
                    "text": "Số: 15/STC-NS",
                    "page": 1,
                    "box": [0.1, 0.1, 0.4, 0.13],
                },
                "issued_on": {
                    "value": "2026-09-10",
                    "text": "ngày 10 tháng 9 năm 2026",
                    "page": None,
                    "box": None,
                },
                "urgency": {"value": "urgent", "text": "KHẨN", "page": None, "box": None},
            },
            "pages": 2,
            "is_ocr": False,
            "quality": 0.98,
            "mark": ["none", ""],
        },
    )
    Arrival.objects.create(incoming=waiting, channel="mail", by=clerk)
    start = propose_start(
        series=make.series(Direction.OUTGOING),
        year=2026,
        last_number=312,
        last_dated_on=date(2026, 9, 11),
        ground="Sổ giấy quyển 2",
        by=clerk,
    )
    return {
        "incoming": paper.pk,
        "incoming_waiting": waiting.pk,
        "book": make.series().pk,
        "book_start": start.pk,
        "document_type": make.kind("kh").pk,
        **of_outgoing(),
        **of_files(paper),
    }


def of_outgoing() -> dict[str, int]:
    """A paper that is out, mended and scanned, one that units are asked about, one that waits for its number."""
    clerk, head, officer = (
        User.objects.get(username=name) for name in ("vanthu", "truongphong", "chuyenvien")
    )
    chief = User.objects.get(username="chanhvanphong")
    paper = out.outgoing(OutgoingState.ISSUED, addressees="Ủy ban nhân dân tỉnh Đồng Nai", pages=3)
    Outgoing.objects.filter(pk=paper.pk).update(
        scan_differences=[{"approved": "1.200.000", "scanned": "1.500.000", "is_figure": True}]
    )
    begin_amendment(outgoing=paper, fault=Fault.FORM, subject="", by=officer)
    asked = out.outgoing(OutgoingState.UNIT_REVIEW, subject="Góp ý quy chế")
    comment_outgoing(outgoing=asked, text="Bổ sung căn cứ.", by=head)
    units = [make.unit("office")]
    consult_units(outgoing=asked, units=units, question="Điều 3", by=head, due_on=date(2026, 9, 20))
    authority = SigningAuthority.objects.create(
        person=chief,
        body=paper.body,
        prefix="tl",
        scope="Giấy mời, giấy giới thiệu",
        valid_from=date(2026, 1, 1),
        document="Quy chế làm việc",
        created_by=chief,
    )
    series = make.series(Direction.OUTGOING)
    ask_for_volume(series=series, year=2026, volume=1, first_number=1, last_number=1, by=clerk)
    return {
        "outgoing": paper.pk,
        "outgoing_version": paper.versions.get().pk,
        "outgoing_signed": out.outgoing(OutgoingState.SIGNED, subject="Kế hoạch quý IV").pk,
        "outgoing_book": series.pk,
        "consultation": asked.consultations.get().pk,
        "recipient": paper.recipients.get().pk,
        "authority": authority.pk,
        "abbreviation": out.abbreviation(paper.unit, "TTKHHT").pk,
    }

"""One thing of every kind that addresses of papers name."""

from __future__ import annotations

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from documents.actions.books import propose_start
from documents.actions.directing import assign_incoming
from documents.actions.resolving import propose
from documents.enums.incoming import Urgency
from documents.enums.numbers import Direction
from documents.models import Arrival, Incoming
from lmhtx.files.actions import store
from lmhtx.people.models import User
from tests.factories import documents as make

THINGS_OF_PAPERS = {
    "incoming": "incoming",
    "incoming_register": "incoming_waiting",
    "book": "book",
    "book_start_confirm": "book_start",
    "document_type": "document_type",
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
    }

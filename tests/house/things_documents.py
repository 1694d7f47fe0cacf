"""One thing of every kind that addresses of papers name."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.uploadedfile import SimpleUploadedFile

from documents.actions.books import propose_start
from documents.actions.directing import assign_incoming
from documents.actions.drafting import comment_outgoing, consult_units
from documents.actions.issuing import begin_amendment
from documents.actions.meetings import call_meeting, conclude
from documents.actions.printing import ask_for_volume
from documents.actions.resolving import propose
from documents.edxml.messages import RECALL
from documents.enums.incoming import Urgency
from documents.enums.numbers import Authority, Direction
from documents.enums.outgoing import Fault, OutgoingState
from documents.models import (
    Arrival,
    BookImport,
    CatchUp,
    Conclusion,
    Incoming,
    Inspection,
    IssuingBody,
    Meeting,
    MeetingRoom,
    Outgoing,
    ProvinceEntry,
    Series,
    SigningAuthority,
    SigningCertificate,
)
from lmhtx.base import clock
from lmhtx.directory.models import Agency
from lmhtx.files.actions import store
from lmhtx.people.models import User
from tests.factories import documents as make
from tests.factories import exchange as ex
from tests.factories import outgoing as out
from tests.house.things_files import THINGS_OF_FILES, of_files

THINGS_OF_PAPERS = {
    "incoming": "incoming",
    "meeting": "meeting",
    "invitee": "invitee",
    "incoming_register": "incoming_waiting",
    "book": "book",
    "book_start_confirm": "book_start",
    "document_type": "document_type",
    "outgoing": "outgoing",
    "outgoing_version": "outgoing_version",
    "outgoing_number": "outgoing_signed",
    "consultation_answer": "consultation",
    "recipient_receipt": "recipient",
    "authority": "authority",
    "abbreviation": "abbreviation",
    "inspection": "inspection",
    "certificate": "certificate",
    "exchange": "exchange_message",
    "exchange_accept": "exchange_request",
    "exchange_decline": "exchange_request",
    "organ_code": "organ_code",
    "catch_up": "catch_up",
    "book_import": "book_import",
    "province_book": "province_book",
    "outgoing_enter_number": "outgoing_signed",
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
        "inspection": inspection().pk,
        "certificate": certificate().pk,
        **of_outgoing(),
        **of_meetings(),
        **of_exchange(),
        **of_files(paper),
    }


def of_meetings() -> dict[str, int]:
    """A meeting in a room, with somebody invited and one item concluded."""
    head, officer, leader = (
        User.objects.get(username=name) for name in ("truongphong", "chuyenvien", "phochutich")
    )
    meeting = Meeting(
        title="Đánh giá chuyển đổi số năm 2026",
        chair=leader,
        secretary=head,
        starts_at=clock.now() + timedelta(days=3),
        ends_at=clock.now() + timedelta(days=3, hours=3),
        room=MeetingRoom.objects.create(name="Phòng họp tầng 2", seats=40),
    )
    call_meeting(meeting=meeting, people=[officer], agencies=[], by=head)
    item = Conclusion(
        text="Mở 06 lớp Bình dân học vụ số", lead=make.unit(), due_words="Quý II/2027", leader=leader
    )
    conclude(meeting=meeting, conclusion=item, partners=[], by=head)
    return {"meeting": meeting.pk, "invitee": meeting.invitees.get().pk}


def of_exchange() -> dict[str, int]:
    """A paper that came by the axis and is asked back, the code of its sender, registers that came in."""
    clerk = User.objects.get(username="vanthu")
    code = ex.code_of(Agency.objects.get(name="Sở Tài chính"), ex.FINANCE)
    with TemporaryDirectory() as name:
        folder = Path(name)
        came = ex.take(folder, ex.message(), by=clerk)
        recall = ex.message(business=ex.business(RECALL, reason="Gửi nhầm bản dự thảo"))
        asked = ex.take(folder, recall, by=clerk)
    province = Series.objects.create(
        name="Sổ văn bản đi trên Đồng Nai-S",
        direction=Direction.OUTGOING,
        body=IssuingBody.objects.get(abbreviation="LM"),
        numbers_from=Authority.PROVINCE,
        valid_from=date(2025, 1, 1),
    )
    # It counts a type of its own, so that the common book of the Alliance stays the one for all others.
    province.types.set([make.kind("gnp")])
    ProvinceEntry.objects.create(
        series=province, year=2026, number=12, reference="12/GNP-LM", dated_on=date(2026, 9, 3), subject="Họp"
    )
    row = {"row": 2, "arrival_text": "12", "reference": "12/TB-UBND", "subject": "Kết luận", "author": "UBND"}
    catch_up = CatchUp.objects.create(
        series=make.series(),
        name="so-den.xlsx",
        headings=[{"heading": "Số đến", "field": "arrival_number"}],
        rows=[{**row, "dated_on": "2026-09-03", "kind": "new", "faults": [], "incoming": None}],
        files=[
            {"name": "12.pdf", "fault": "", "attachment": None, "place": 0, "how": "name", "reference": ""},
            {"name": "la.pdf", "fault": "", "attachment": None, "place": None, "how": "", "reference": "9/A"},
            {"name": "", "fault": "Một tệp có dấu mật", "attachment": None, "place": None, "how": ""},
        ],
        created_by=clerk,
    )
    book = BookImport.objects.create(
        series=make.series(Direction.COPY),
        year=2026,
        name="so-sao.xlsx",
        rows=[
            {
                "row": 2,
                "number": 1,
                "suffix": "",
                "dated_on": "2026-01-05",
                "reference": "01/SY-LM",
                "subject": "Sao",
            }
        ],
        findings=[{"kind": "gap", "label": "Thiếu số", "words": "Sổ không có số 02.", "row": 0}],
        last_number=3,
        created_by=clerk,
    )
    return {
        "exchange_message": came.message.pk,
        "exchange_request": asked.message.pk,
        "organ_code": code.pk,
        "catch_up": catch_up.pk,
        "book_import": book.pk,
        "province_book": province.pk,
    }


def inspection() -> Inspection:
    """An inspection that lasts and lets the inspector in."""
    held = Inspection.objects.create(
        decision="Quyết định số 88/QĐ-SNV",
        agency=Agency.objects.get(name="Sở Nội vụ"),
        first_year=2026,
        last_year=2026,
        starts_on=date(2026, 9, 1),
        ends_on=date(2026, 12, 31),
        created_by=User.objects.get(username="chanhvanphong"),
    )
    held.members.set(User.objects.filter(username="doankiemtra"))
    return held


def certificate() -> SigningCertificate:
    """The chairman's certificate, whose key is his own device."""
    return SigningCertificate.objects.create(
        person=User.objects.get(username="chutich"),
        name="Nguyễn Văn Thành",
        issuer="CA phục vụ các cơ quan Nhà nước",
        serial="7F0A11",
        sha256="a" * 64,
        valid_from=date(2026, 1, 1),
        valid_to=date(2028, 12, 31),
        created_by=User.objects.get(username="chanhvanphong"),
    )


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
        "consultation": asked.consultations.get().pk,
        "recipient": paper.recipients.get().pk,
        "authority": authority.pk,
        "abbreviation": out.abbreviation(paper.unit, "TTKHHT").pk,
    }

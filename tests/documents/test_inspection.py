"""An inspection: every planted fault is found and nothing else, inspectors see their years and are noted."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from http import HTTPStatus
from io import BytesIO

import pdfplumber
import pghistory
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.actions import issuing, resolving
from documents.actions.books import confirm_start, propose_start
from documents.actions.incoming import edit_incoming
from documents.actions.numbers import hold_number
from documents.actions.signing import number_outgoing, seal_outgoing, void_outgoing
from documents.enums.inspection import FaultKind
from documents.enums.numbers import Direction
from documents.enums.outgoing import OutgoingState as State
from documents.enums.outgoing import Prefix, SendWay
from documents.models import DocumentNumber, Incoming, Inspection, Outgoing, SeriesYear, SigningAuthority
from documents.queries.inspection import findings
from documents.queries.inspection_paper import drawn
from documents.queries.signing import why_not_signed
from lmhtx.audit.models import Entry
from lmhtx.base import clock
from lmhtx.directory.models import Agency
from lmhtx.people.models import User
from tests.factories import documents as make
from tests.factories import outgoing as out
from tests.factories import work_files as files

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 15)


def found(user: User, first: int = 2026, last: int = 2026) -> dict[str, list[str]]:
    return {
        str(kind): [one.words for one in rows] for kind, rows in findings(user, first, last).items() if rows
    }


def moment(day: date) -> datetime:
    return clock.end_of(day).replace(hour=9, minute=0, second=0, microsecond=0)


def kept(**facts) -> Outgoing:
    """A paper without a fault: issued on its day, scanned, filed."""
    return filed(out.outgoing(State.ISSUED, **facts))


def stamped(paper: Outgoing) -> Outgoing:
    """Its number and its seal."""
    clerk = out.person("vanthu")
    return seal_outgoing(outgoing=number_outgoing(outgoing=paper, by=clerk), by=clerk)


def filed(paper: Outgoing) -> Outgoing:
    """Scanned and put where it is kept."""
    Outgoing.objects.filter(pk=paper.pk).update(scanned_at=clock.now(), scanned_by=out.person("vanthu"))
    return issuing.file_outgoing(outgoing=paper, kept_at="Văn thư", by=out.person("vanthu"))


def answered(clerk, chairman, **facts) -> Incoming:
    """An incoming paper that one of ours answers."""
    paper = make.directed(by=clerk, leader=chairman, **facts)
    reply = kept(subject=f"Trả lời {paper.number}", answers=(paper,))
    paper.refresh_from_db()
    assert reply.answers.get() == paper
    return paper


def test_a_year_without_faults_has_none(clerk, chairman):
    answered(clerk, chairman, number="1")
    kept()

    assert found(chairman) == {}


def test_a_year_of_planted_faults_shows_exactly_these(clerk, chairman, at_day):
    series = make.series(Direction.OUTGOING)
    answered(clerk, chairman, number="1")
    # 1–3: a number missing, one held, one cancelled; 4: a day that goes back.
    SeriesYear.objects.filter(series=series).update(last_number=2)
    hold_number(series=series, symbol="QĐ-LM", dated_on=TODAY, reason="Chờ quyết định", by=clerk)
    wrong = out.outgoing(State.NUMBERED, subject="Nhầm")
    void_outgoing(outgoing=wrong, reason="Ghi nhầm loại", by=clerk)
    back = kept(subject="Lùi ngày")
    DocumentNumber.objects.filter(outgoing=back).update(dated_on=TODAY - timedelta(days=5))
    # 5: out late; 6: signed by one who might not; 7: not filed.
    late = kept(subject="Muộn")
    Outgoing.objects.filter(pk=late.pk).update(signed_on=TODAY - timedelta(days=5))
    usurped = out.outgoing(State.SIGNED, subject="Không quyền")
    Outgoing.objects.filter(pk=usurped.pk).update(signer=out.person("truongphong"))
    filed(issuing.issue_outgoing(outgoing=stamped(usurped), way=SendWay.AXIS, by=clerk))
    out.outgoing(State.ISSUED, subject="Chưa lưu")
    # 8–9: gap and day going back in the book of arrivals; 10: in the book late; 11: overdue; 12: closed by words.
    SeriesYear.objects.filter(series=make.series()).update(last_number=2)
    make.incoming(by=clerk, number="3", arrived_at=moment(TODAY - timedelta(days=6)))
    overdue = make.directed(by=clerk, leader=chairman, number="4", demanded_on=TODAY)
    words = make.directed(by=clerk, leader=chairman, number="5")
    resolving.answer_incoming(incoming=words, answer="99/LM", by=out.person("truongphong"))
    # 13: a field mended after the book was written.
    incoming = make.incoming(by=clerk, number="6")
    with pghistory.context(user=clerk.pk):
        edit_incoming(incoming=incoming, values={"subject": "Trích yếu đúng"}, reason="Gõ nhầm", by=clerk)
    at_day(TODAY + timedelta(days=1))

    shown = found(chairman)

    assert {kind: len(rows) for kind, rows in shown.items()} == {
        "gap": 2,
        "held": 1,
        "cancelled": 1,
        "backward": 2,
        "registered_late": 1,
        "issued_late": 1,
        "no_authority": 1,
        "overdue": 1,
        "no_evidence": 1,
        "not_filed": 1,
        "corrected": 1,
    }
    assert shown["gap"][0].endswith("khuyết số 02")
    assert shown["gap"][1].endswith("khuyết số đến 02")
    assert shown["cancelled"][0].endswith("lý do: Ghi nhầm loại")
    assert "người ký không phải người đứng đầu" in shown["no_authority"][0]
    assert shown["overdue"] == [f"Số đến {overdue.arrival_text}: {overdue}; hạn 15/09/2026"]
    assert shown["no_evidence"][0].endswith("ghi trả lời bằng “99/LM”")
    assert (
        "trích yếu: “Kết luận cuộc họp về phát triển kinh tế tập thể” thành “Trích yếu đúng”"
        in shown["corrected"][0]
    )
    assert shown["corrected"][0].endswith("; Đỗ Thị Lan sửa: Gõ nhầm")


def test_a_correction_of_a_day_tells_both_days(clerk, chairman):
    paper = make.incoming(by=clerk)
    for day in (date(2026, 9, 10), None):
        edit_incoming(incoming=paper, values={"issued_on": day}, reason="Gõ nhầm", by=clerk)

    assert [words.split("; ")[1] for words in found(chairman)["corrected"]] == [
        "ngày văn bản: “14/09/2026” thành “10/09/2026”",
        "ngày văn bản: “10/09/2026” thành “”",
    ]


def test_a_book_begun_in_the_middle_of_a_year_has_no_gap_before_it(clerk, office_chief):
    series = make.series(Direction.OUTGOING)
    start = propose_start(
        series=series, year=2026, last_number=312, last_dated_on=TODAY, ground="Sổ giấy", by=clerk
    )
    confirm_start(start=start, by=office_chief)
    kept()

    assert found(office_chief) == {}


def test_the_number_of_queries_does_not_grow(clerk, chairman):
    def count() -> int:
        with CaptureQueriesContext(connection) as held:
            findings(chairman, 2026, 2026)
        return len(held)

    answered(clerk, chairman, number="1")
    few = count()
    for number in range(2, 6):
        answered(clerk, chairman, number=str(number))
    assert count() == few


def test_many_signers_are_judged_like_one(clerk, chairman):
    deputy = out.person("phochutich")
    paper = out.outgoing(State.PENDING_SIGN, signer=deputy, prefix=Prefix.KT)
    assert why_not_signed(paper, on=TODAY) == ""
    SigningAuthority.objects.create(
        person=deputy,
        body=paper.body,
        prefix=Prefix.KT,
        valid_from=date(2026, 1, 1),
        valid_to=date(2026, 8, 31),
        document="Phân công",
    )
    assert why_not_signed(paper, on=TODAY).startswith("Chưa có thẩm quyền ký được ghi")
    written = SigningAuthority.objects.get()
    written.valid_to = None
    written.save()
    written.types.add(make.kind("bc"))
    assert why_not_signed(paper, on=TODAY).startswith("Chưa có thẩm quyền ký được ghi")
    written.types.add(paper.type)
    assert why_not_signed(paper, on=TODAY) == ""


@pytest.fixture
def inspector(db) -> User:
    """A person of the authority that inspects, let in to 2026."""
    person = out.person("doankiemtra")
    held = Inspection.objects.create(
        decision="Quyết định số 88/QĐ-SNV",
        agency=Agency.objects.get(name="Sở Nội vụ"),
        first_year=2026,
        last_year=2026,
        starts_on=date(2026, 9, 10),
        ends_on=date(2026, 9, 20),
    )
    held.members.add(person)
    return person


def test_an_inspector_sees_papers_of_his_years_while_it_lasts(inspector, clerk, at_day):
    this = make.incoming(by=clerk, number="1")
    paper, draft = kept(), out.outgoing(State.DRAFT)
    at_day(date(2025, 12, 20))
    before = make.incoming(by=clerk, number="2")
    seen = {TODAY: ([this], [paper]), date(2026, 9, 21): ([], []), date(2026, 9, 9): ([], [])}

    for day, (incoming, outgoing) in seen.items():
        at_day(day)
        assert list(Incoming.objects.visible_to(inspector)) == incoming
        assert list(Outgoing.objects.visible_to(inspector)) == outgoing
    assert (before.year, draft.dated_on) == (2025, None)


def test_an_inspector_reads_and_is_noted_and_changes_nothing(inspector, clerk, as_):
    paper = make.incoming(by=clerk, number="1")
    client = as_(inspector)

    shown = client.get(reverse("inspection_faults"))
    assert shown.status_code == HTTPStatus.OK
    assert client.get(paper.get_absolute_url()).status_code == HTTPStatus.OK
    assert (
        client.get(reverse("inspection_faults"), {"tu": 2024, "den": 2026}).status_code
        == HTTPStatus.NOT_FOUND
    )
    assert client.get(reverse("inspection_list")).status_code == HTTPStatus.FORBIDDEN
    assert client.post(reverse("incoming_present", args=[paper.pk])).status_code == HTTPStatus.FORBIDDEN
    assert client.get(reverse("book_register", args=[make.series().pk])).status_code in {403, 404}

    read = (
        Entry.objects.filter(verb="audit.page_read", by=inspector)
        .order_by("pk")
        .values_list("note", flat=True)
    )
    assert list(read) == [reverse("inspection_faults"), paper.get_absolute_url()]
    assert not Entry.objects.filter(verb="audit.page_read").exclude(by=inspector).exists()


def test_without_an_inspection_there_is_nothing(as_):
    client = as_(out.person("doankiemtra"))

    assert client.get(reverse("inspection_faults")).status_code == HTTPStatus.NOT_FOUND


def test_papers_drawn_by_lot_come_again_by_their_mark(clerk, chairman, as_):
    for number in range(1, 9):
        make.incoming(by=clerk, number=str(number))
    first = drawn(chairman, (2026, 2026), count=5, seed=7)

    assert first == drawn(chairman, (2026, 2026), count=5, seed=7)
    assert len({one.pk for one in first}) == 5
    assert first != drawn(chairman, (2026, 2026), count=5, seed=8)
    shown = as_(chairman).get(reverse("inspection_sample"), {"so": 5, "ma": 7})
    with pdfplumber.open(BytesIO(b"".join(shown))) as paper:
        words = " ".join(page.extract_text() for page in paper.pages)
    assert "mã rút 7" in words
    assert all(f"{one.number}/TB-UBND" in words for one in first)


def test_the_page_its_pdf_its_excel_and_who_keeps_inspections(clerk, chairman, office_chief, as_):
    out.outgoing(State.ISSUED, subject="Chưa lưu")
    client = as_(chairman)

    page = client.get(reverse("inspection_faults")).content.decode()
    assert FaultKind.NOT_FILED.label in page
    assert "Chưa lưu" in page
    assert client.get(reverse("inspection_faults_pdf")).headers["Content-Type"] == "application/pdf"
    assert client.get(reverse("inspection_faults"), {"xuat": "xlsx"}).status_code == HTTPStatus.OK
    assert (
        "Năm cuối phải từ năm đầu"
        in client.get(reverse("inspection_faults"), {"tu": 2026, "den": 2025}).content.decode()
    )
    told = {
        "decision": "Quyết định số 90/QĐ-SNV",
        "agency": Agency.objects.get(name="Sở Nội vụ").pk,
        "members": [out.person("doankiemtra").pk],
        "first_year": 2025,
        "last_year": 2026,
        "starts_on": "15/09/2026",
        "ends_on": "30/09/2026",
    }
    keeper = as_(office_chief)
    assert keeper.post(reverse("inspection_create"), told).status_code == HTTPStatus.FOUND
    held = Inspection.objects.get()
    assert (
        keeper.post(
            reverse("inspection_update", args=[held.pk]), {**told, "ends_on": "10/10/2026", "version": 1}
        ).status_code
        == HTTPStatus.FOUND
    )
    assert Inspection.objects.get().ends_on == date(2026, 10, 10)
    assert as_(clerk).get(reverse("inspection_create")).status_code == HTTPStatus.FORBIDDEN


def test_papers_of_last_year_in_no_file_and_files_that_should_be_gone(clerk, chairman, at_day):
    at_day(date(2025, 12, 10))
    loose = make.incoming(by=clerk, number="1")
    Incoming.objects.filter(pk=loose.pk).update(
        state="completed", closing="no_answer", closing_reason="Để biết", ended_at=clock.now(), ended_by=clerk
    )
    made = files.closed(date(2025, 12, 5))
    at_day(TODAY)
    assert found(chairman, 2025, 2025) == {"not_in_file": [str(Incoming.objects.get())]}

    at_day(date(2027, 1, 5))
    shown = found(chairman, 2025, 2025)["not_handed_over"]
    assert [words.startswith(f"{made}; hạn ") for words in shown] == [True]

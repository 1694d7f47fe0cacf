"""Books of incoming and posted papers: their columns, on the page, as Excel, printed in volumes."""

from __future__ import annotations

from datetime import date, datetime
from http import HTTPStatus

import pytest
from django.urls import reverse

from documents.actions import issuing, printing, resolving
from documents.actions.incoming import return_incoming
from documents.enums.incoming import Reason
from documents.enums.numbers import Direction, PrintedBook
from documents.enums.outgoing import OutgoingState as State
from documents.enums.outgoing import SendWay
from documents.models import Incoming
from documents.queries import incoming_book, outgoing_book
from documents.queries.volumes import volume_context
from lmhtx.base import clock
from lmhtx.files.models import Attachment
from lmhtx.workflow import Refused
from tests.factories import documents as make
from tests.factories import outgoing as out

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 15)


def at(hour: int, day: int = 14) -> datetime:
    return clock.end_of(date(2026, 9, day - 1)).replace(day=day, hour=hour, minute=0, second=0, microsecond=0)


@pytest.fixture
def papers(clerk, chairman):
    """One answered after its day, one sent back, one that waits."""
    answered = make.directed(
        by=clerk, leader=chairman, number="1", demanded_on=date(2026, 9, 14), arrived_at=at(8)
    )
    resolving.answer_incoming(incoming=answered, answer="12/LM-VP", by=out.person("truongphong"))
    sent_back = make.incoming(by=clerk, number="2", arrived_at=at(9))
    return_incoming(incoming=sent_back, reason=Reason.WRONG_PLACE, words="", by=clerk)
    waiting = make.incoming(by=clerk, number="3", arrived_at=at(10), note="Bản sao")
    return [answered, sent_back, waiting]


def lines(form, **span):
    return [line.texts for line in form.lines(form.found(make.series(), 2026, **span))]


def test_the_register_has_its_ten_columns(papers):
    presented = Incoming.objects.get(number="1").presented_at
    first, second, third = lines(incoming_book.REGISTER)

    assert len(incoming_book.REGISTER.columns) == len(first) == len(incoming_book.REGISTER.widths) == 10
    assert first[:6] == (
        "14/09/2026",
        "1",
        "Ủy ban nhân dân tỉnh Đồng Nai",
        "1/TB-UBND",
        "14/09/2026",
        "Thông báo: Kết luận cuộc họp về phát triển kinh tế tập thể",
    )
    assert first[6] == "Phòng Tuyên truyền – Kế hoạch – Hỗ trợ hợp tác xã"
    assert first[8] == f"điện tử {clock.local(presented):%H:%M}"
    assert (second[9], third[6:]) == ("đã trả lại", ("", "", "", "Bản sao"))


def test_the_book_of_progress_has_its_seven_columns(papers):
    first, second, third = lines(incoming_book.TRACKING)

    assert len(incoming_book.TRACKING.columns) == len(first) == len(incoming_book.TRACKING.widths) == 7
    assert first[1:6] == (
        "Thông báo 1/TB-UBND ngày 14/09/2026 của Ủy ban nhân dân tỉnh Đồng Nai",
        "Phòng Tuyên truyền – Kế hoạch – Hỗ trợ hợp tác xã",
        "14/09/2026",
        "Đã giải quyết ngày 15/09/2026, quá hạn",
        "12/LM-VP",
    )
    assert (second[4], third[4]) == ("Đã trả lại ngày 15/09/2026", "Đã vào sổ")


def test_a_range_of_numbers_bounds_the_lines(papers):
    assert [line[1] for line in lines(incoming_book.REGISTER, first=2, last=2)] == ["2"]


@pytest.mark.parametrize(
    ("book", "title", "closing"),
    [
        ("register", "Sổ đăng ký văn bản đến", "Quyển này có 2 văn bản, từ số 02 đến số 03."),
        ("tracking", "Sổ theo dõi giải quyết văn bản đến", "Quyển này có 2 văn bản, từ số 02 đến số 03."),
    ],
)
def test_a_volume_of_incoming_papers_is_printed(papers, clerk, book, title, closing):
    asked = printing.ask_for_volume(
        series=make.series(),
        year=2026,
        volume=1,
        first_number=2,
        last_number=3,
        by=clerk,
        book=PrintedBook(book),
    )
    printing.print_volume(print_id=asked.pk)

    told = volume_context(asked)
    assert (told["volume"].form.title, told["volume"].closing) == (title, closing)
    assert told["volume"].days == (date(2026, 9, 14), date(2026, 9, 14))
    assert Attachment.objects.of(asked).get().name == f"{title} 2026 quyển 1.pdf"
    assert sum(outgoing_book.REGISTER.widths) == sum(incoming_book.REGISTER.widths) == 100


def test_what_was_posted_stands_in_the_book_of_the_post(clerk):
    paper = out.outgoing(State.SEALED)
    issuing.issue_outgoing(outgoing=paper, way=SendWay.POST, by=clerk)
    series = make.series(Direction.OUTGOING)

    (line,) = outgoing_book.POST.lines(outgoing_book.POST.found(series, 2026, None, None))
    assert line.texts == ("15/09/2026", paper.reference or "01/KH-LM", "Ủy ban nhân dân tỉnh", "1", "", "")
    with pytest.raises(Refused, match="không có dòng nào từ số 2"):
        printing.ask_for_volume(
            series=series, year=2026, volume=1, first_number=2, last_number=3, by=clerk, book=PrintedBook.POST
        )


def test_pages_of_the_books(papers, clerk, as_):
    address = reverse("book_register", args=[make.series().pk])

    shown = as_(clerk).get(address, {"so": "tracking"}).content.decode()
    assert "Đã giải quyết ngày 15/09/2026, quá hạn" in shown
    assert f'href="{papers[0].get_absolute_url()}"' in shown
    assert as_(clerk).get(address, {"so": "post"}).status_code == HTTPStatus.NOT_FOUND
    assert 'value="3"' in as_(clerk).get(reverse("book_print", args=[make.series().pk])).content.decode()
    whole = as_(clerk).get(address, {"xuat": "xlsx"})
    assert whole.status_code == HTTPStatus.OK

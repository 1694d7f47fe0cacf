"""Books begun elsewhere: their numbers are kept, what is remarkable is told, the next number is the last and one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from documents.actions import catch_up_books as acts
from documents.actions.numbers import give_number
from documents.catch_up_findings import findings_of, last_number
from documents.enums.catch_up import BookFinding, CatchUpState
from documents.enums.incoming import IncomingState
from documents.enums.numbers import Authority, Direction
from documents.models import BookLine, DocumentNumber, Incoming, SeriesYear
from documents.queries import desk
from documents.queries.outgoing_book import numbers_of, rows_of
from lmhtx.workflow import Refused
from tests.factories import documents as make
from tests.factories import registers as reg


def said(act, *args, **facts) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **facts)
    return str(refused.value)


def three_hundred_and_twelve() -> list[tuple[int, str, date]]:
    """312 lines up to number 312: 100 and 200 are missing, 150 stands twice, 245a follows 245, 301 goes back."""
    lines = []
    for number in range(1, 313):
        if number in {100, 200}:
            continue
        day = date(2026, 1, 2) + timedelta(days=number * 250 // 312)
        if number == 301:
            day -= timedelta(days=20)
        lines.append((number, "", day))
        if number == 150:
            lines.append((number, "", day))
        if number == 245:
            lines.append((number, "a", day))
    return lines


def outgoing_book():
    rows = [
        [f"{number:02d}{suffix}/KH-LM", day, f"Kế hoạch số {number}", "Trần Văn Nam", "Các phòng", 3, ""]
        for number, suffix, day in three_hundred_and_twelve()
    ]
    return reg.workbook(reg.OUTGOING, rows, name="so-di-2026.xlsx")


FIVE = [
    (BookFinding.GAP, 100, ""),
    (BookFinding.REPEAT, 150, ""),
    (BookFinding.GAP, 200, ""),
    (BookFinding.SUFFIX, 245, "a"),
    (BookFinding.BACKWARD, 301, ""),
]


@pytest.mark.django_db
def test_scenario_a_book_of_312_rows_reports_exactly_five(clerk):
    series = make.series(Direction.OUTGOING)
    assert len(three_hundred_and_twelve()) == 312

    book = acts.read_book(series=series, year=2026, file=outgoing_book(), by=clerk)

    assert [(one["kind"], one["number"], one["suffix"]) for one in book.findings] == FIVE
    assert DocumentNumber.objects.count() == 0
    acts.write_book(book=book, by=clerk)
    held = SeriesYear.objects.get(series=series, year=2026)
    assert (held.last_number, DocumentNumber.objects.count(), BookLine.objects.count()) == (312, 311, 312)
    assert BookLine.objects.filter(given__isnull=True).get().number == 150
    assert DocumentNumber.objects.get(suffix="a").reason.startswith("Số kèm chữ trong sổ cũ")
    given = give_number(series=series, symbol="KH-LM", dated_on=date(2026, 9, 15), by=clerk)
    assert str(given) == "313/KH-LM"
    first = next(iter(rows_of(numbers_of(series, 2026))))
    assert first.texts[:7] == (
        "01/KH-LM",
        "02/01/2026",
        "Kế hoạch số 1",
        "Trần Văn Nam",
        "Các phòng",
        "",
        "3",
    )
    assert "đã cấp đến số 313" in said(
        acts.read_book, series=series, year=2026, file=outgoing_book(), by=clerk
    )
    assert "đã nhập hoặc đã bỏ" in said(acts.write_book, book=book, by=clerk)


@pytest.mark.django_db
def test_a_book_of_incoming_papers_stands_in_the_book(clerk):
    series = make.series()
    rows = [
        [
            date(2026, 1, 5),
            1,
            "Ủy ban nhân dân tỉnh Đồng Nai",
            "222/TB-UBND",
            date(2026, 1, 3),
            "Kết luận",
            "",
            "",
        ],
        [date(2026, 1, 6), 2, "Sở Tài chính", "05/STC-NS", date(2026, 1, 5), "Đề nghị", "", ""],
        [date(2026, 1, 6), "2a", "Sở Tài chính", "06/STC-NS", date(2026, 1, 5), "Bổ sung", "", ""],
        [date(2026, 1, 8), 4, "Sở Tài chính", "", None, "Thư", "", ""],
    ]
    book = acts.read_book(series=series, year=2026, file=reg.workbook(reg.INCOMING, rows), by=clerk)
    assert [(one["kind"], one["number"]) for one in book.findings] == [("suffix", 2), ("gap", 3)]

    acts.write_book(book=book, by=clerk)

    papers = list(Incoming.objects.order_by("arrival_number"))
    assert [(one.arrival_number, one.state) for one in papers] == [
        (1, IncomingState.COMPLETED),
        (2, IncomingState.COMPLETED),
        (4, IncomingState.COMPLETED),
    ]
    assert papers[0].closing_reason == "Sổ lập trước khi dùng cổng; việc giải quyết theo sổ cũ."
    assert papers[1].issuer.name == "Sở Tài chính"
    assert desk.to_present(clerk).count() == 0
    assert make.incoming(by=clerk, number="900").arrival_number == 5
    assert "đã vào sổ với số đến 01" in said(make.incoming, by=clerk, issued_on=date(2026, 1, 3))


@pytest.mark.django_db
def test_what_must_be_mended_first_stops_the_writing(clerk):
    series = make.series(Direction.OUTGOING)
    rows = [
        ["01/KH-LM", "hôm qua", "Một", "", "", "", ""],
        ["02/KH-LM", date(2025, 12, 31), "Hai", "", "", "", ""],
        ["03/KH-LM", date(2026, 12, 31), "Ba", "", "", "", ""],
    ]
    book = acts.read_book(series=series, year=2026, file=reg.workbook(reg.OUTGOING, rows), by=clerk)

    assert acts.faults_of(book) == [
        "Dòng 3, số 1: Ngày văn bản: “hôm qua” không phải là ngày.",
        "Dòng 3, số 1: thiếu ngày.",
        "Dòng 4, số 2: ngày 31/12/2025 không thuộc năm 2026 hoặc sau hôm nay.",
        "Dòng 5, số 3: ngày 31/12/2026 không thuộc năm 2026 hoặc sau hôm nay.",
    ]
    assert "còn 4 chỗ" in said(acts.write_book, book=book, by=clerk)
    acts.drop_book(book=book, by=clerk)
    book.refresh_from_db()
    assert (book.state, book.rows) == (CatchUpState.DROPPED, [])
    empty = reg.workbook(reg.OUTGOING, [["không số", "", "x", "", "", "", ""]])
    assert "Không đọc được dòng nào" in said(acts.read_book, series=series, year=2026, file=empty, by=clerk)
    no_book = make.letter_pdf("x")
    assert "không phải bảng tính" in said(acts.read_book, series=series, year=2026, file=no_book, by=clerk)


@pytest.mark.django_db
def test_the_pages_of_a_book(as_, clerk):
    series = make.series(Direction.OUTGOING)
    browser = as_(clerk)

    read = browser.post(
        reverse("book_import_bring"), {"series": series.pk, "year": 2026, "file": outgoing_book()}
    )
    shown = browser.get(read["Location"]).content.decode()
    assert "Số 301 mang ngày" in shown
    assert "Hiện 200 dòng đầu của 312" in shown
    book = acts.BookImport.objects.get()
    browser.post(reverse("book_import_write", args=[book.pk]))
    assert SeriesYear.objects.get(series=series, year=2026).last_number == 312
    assert browser.get(reverse("book_import_list")).status_code == 200
    assert "so-di-2026.xlsx" in browser.get(reverse("book_import_list")).content.decode()
    other = acts.read_book(
        series=make.series(),
        year=2026,
        file=reg.workbook(reg.INCOMING, [[date(2026, 1, 5), 1, "A", "1/B", None, "C", "", ""]]),
        by=clerk,
    )
    browser.post(reverse("book_import_drop", args=[other.pk]))
    other.refresh_from_db()
    assert other.state == CatchUpState.DROPPED
    make.series(numbers_from=Authority.PROVINCE)
    assert browser.get(reverse("book_import_bring")).status_code == 200


def test_one_day_too_late_accuses_itself_alone():
    days = ["2026-01-01", "2026-06-01", "2026-01-03", "2026-01-04"]
    rows = [{"row": n, "number": n, "dated_on": day} for n, day in enumerate(days, start=1)]

    assert [(one.kind, one.number, one.words) for one in findings_of(rows)] == [
        (BookFinding.BACKWARD, 2, "Số 02 mang ngày 01/06/2026, sau ngày của các số tiếp theo.")
    ]
    assert (last_number([]), findings_of([])) == (0, [])

"""Numbers: in order, once, never back."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from documents.actions import books as book_acts
from documents.actions import numbers as acts
from documents.enums.numbers import Authority, Direction, NumberState
from documents.models import DocumentNumber, Series, SeriesStart
from documents.queries.books import series_for
from lmhtx.audit.models import Entry
from lmhtx.workflow import Refused
from tests.factories import documents as make

TODAY = date(2026, 9, 15)


def give(clerk, symbol="KH-LM", on=TODAY, **facts):
    return acts.give_number(
        series=make.series(Direction.OUTGOING), symbol=symbol, dated_on=on, by=clerk, **facts
    )


def said(act, *args, **facts) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **facts)
    return str(refused.value)


@pytest.mark.django_db
def test_the_first_number_of_a_year_is_01_and_the_next_follows(clerk):
    assert [str(give(clerk)), str(give(clerk, "LM-VP"))] == ["01/KH-LM", "02/LM-VP"]


@pytest.mark.django_db
def test_a_day_before_the_last_number_is_refused(clerk, at_day):
    at_day(date(2025, 10, 24))
    give(clerk, on=date(2025, 10, 24))

    assert said(give, clerk, on=date(2025, 10, 22)) == (
        "Ngày ban hành không được trước ngày của số liền trước (24/10/2025)."
    )
    assert str(give(clerk, on=date(2025, 10, 24))) == "02/KH-LM"


@pytest.mark.django_db
def test_a_day_to_come_is_refused(clerk):
    assert said(give, clerk, on=date(2026, 9, 16)) == "Ngày ban hành không được sau hôm nay."


@pytest.mark.django_db
def test_a_new_year_begins_anew(clerk, at_day):
    give(clerk)
    at_day(date(2027, 1, 4))

    assert give(clerk, on=date(2027, 1, 4)).text == "01"


@pytest.mark.django_db
def test_a_book_of_the_province_gives_no_number_here(clerk):
    make.series(Direction.OUTGOING, numbers_from=Authority.PROVINCE)

    series = Series.objects.get(direction=Direction.OUTGOING)
    assert "do Đồng Nai-S cấp" in said(
        acts.give_number, series=series, symbol="KH-LM", dated_on=TODAY, by=clerk
    )
    assert "do Đồng Nai-S cấp" in said(
        acts.hold_number, series=series, symbol="KH-LM", dated_on=TODAY, reason="chờ", by=clerk
    )


@pytest.mark.django_db
def test_a_held_number_needs_a_reason_and_is_taken_once(clerk):
    series = make.series(Direction.OUTGOING)
    facts = {"series": series, "symbol": "QĐ-LM", "dated_on": TODAY, "by": clerk}
    assert "ghi rõ lý do" in said(acts.hold_number, reason=" ", **facts)
    held = acts.hold_number(reason="Chờ quyết định của Thường trực", **facts)

    taken = acts.take_held_number(number=held, symbol="QĐ-LM", by=clerk)

    assert (taken.text, taken.state, taken.reason) == (
        "01",
        NumberState.GIVEN,
        "Chờ quyết định của Thường trực",
    )
    assert "không còn được giữ" in said(acts.take_held_number, number=held, symbol="QĐ-LM", by=clerk)
    assert Entry.objects.filter(verb="documents.number.held").count() == 1


@pytest.mark.django_db
def test_a_cancelled_number_stays_and_is_never_given_again(clerk):
    given = give(clerk)
    assert "ghi rõ lý do hủy" in said(acts.cancel_number, number=given, reason="", by=clerk)

    acts.cancel_number(number=given, reason="Văn bản không ban hành", by=clerk)

    assert "đã hủy trước đó" in said(acts.cancel_number, number=given, reason="lần nữa", by=clerk)
    assert give(clerk).text == "02"
    kept = DocumentNumber.objects.get(pk=given.pk)
    assert (kept.state, kept.is_in_force) == (NumberState.CANCELLED, False)


@pytest.mark.django_db
def test_a_number_cannot_be_deleted(clerk):
    given = give(clerk)

    with pytest.raises(Exception, match="Cannot delete"), transaction.atomic():
        given.delete()


@pytest.mark.django_db
def test_a_number_with_a_letter_stands_between_two(clerk, at_day):
    at_day(date(2026, 9, 14))
    first = give(clerk, on=date(2026, 9, 14))
    at_day(TODAY)
    give(clerk)
    facts = {"after": first, "symbol": "LM-VP", "by": clerk}

    assert "ghi rõ lý do" in said(acts.give_suffixed_number, dated_on=TODAY, reason="", **facts)
    assert "nằm giữa hai số" in said(
        acts.give_suffixed_number, dated_on=date(2026, 9, 13), reason="sót", **facts
    )
    found = acts.give_suffixed_number(dated_on=date(2026, 9, 14), reason="Sót một công văn", **facts)
    second = acts.give_suffixed_number(dated_on=date(2026, 9, 14), reason="Sót nữa", **facts)

    assert (str(found), str(second)) == ("01a/LM-VP", "01b/LM-VP")


@pytest.mark.django_db
def test_letters_run_out(clerk):
    first = give(clerk)
    for _ in acts.SUFFIX:
        acts.give_suffixed_number(after=first, symbol="LM-VP", dated_on=TODAY, reason="sót", by=clerk)

    assert "quá nhiều số kèm chữ" in said(
        acts.give_suffixed_number, after=first, symbol="LM-VP", dated_on=TODAY, reason="sót", by=clerk
    )


@pytest.mark.django_db
def test_a_body_of_its_own_has_numbers_of_its_own(clerk):
    council = make.body()
    book = Series.objects.create(
        name="Sổ của Hội đồng", direction=Direction.OUTGOING, body=council, valid_from=date(2026, 1, 1)
    )
    give(clerk)

    found = acts.give_number(series=book, symbol="QĐ-HĐTĐKT", dated_on=TODAY, by=clerk)

    assert str(found) == "01/QĐ-HĐTĐKT"


@pytest.mark.django_db
def test_the_book_of_a_type_comes_before_the_common_one(clerk):
    alliance = make.series(Direction.OUTGOING).body
    facts = {"body": alliance, "direction": Direction.OUTGOING, "on": TODAY}
    own = Series.objects.create(
        name="Sổ quyết định", direction=Direction.OUTGOING, body=alliance, valid_from=date(2026, 1, 1)
    )
    own.types.add(make.kind("qd"))

    assert series_for(kind=make.kind("qd"), **facts) == own
    assert series_for(kind=make.kind("kh"), **facts).name == "Sổ văn bản đi"
    assert "chưa có sổ văn bản đi nào" in said(
        series_for, body=make.body(), direction=Direction.OUTGOING, kind=make.kind("kh"), on=TODAY
    )
    own.types.clear()
    assert "Có nhiều sổ cùng nhận" in said(series_for, kind=None, **facts)


@pytest.mark.django_db
def test_a_book_goes_on_in_the_middle_of_a_year_by_two_people(clerk, office_chief):
    series = make.series(Direction.OUTGOING)
    facts = {"series": series, "year": 2026, "last_number": 312, "last_dated_on": date(2026, 9, 11)}
    start = book_acts.propose_start(ground="Sổ giấy quyển 2", by=clerk, **facts)
    assert "cần một người thứ hai" in said(book_acts.confirm_start, start=start, by=clerk)

    book_acts.confirm_start(start=start, by=office_chief)

    assert give(clerk).text == "313"
    assert "đã được xác nhận" in said(book_acts.confirm_start, start=start, by=office_chief)
    assert "đã cấp đến số 313" in said(book_acts.propose_start, ground="lại", by=clerk, **facts)


@pytest.mark.django_db
def test_a_proposal_gives_way_to_a_newer_one_and_to_numbers_given_meanwhile(clerk, office_chief):
    series = make.series(Direction.OUTGOING)
    facts = {"series": series, "year": 2026, "ground": "Sổ giấy", "by": clerk}
    assert "phải thuộc năm 2026" in said(
        book_acts.propose_start, last_number=3, last_dated_on=date(2025, 1, 2), **facts
    )
    book_acts.propose_start(last_number=3, last_dated_on=date(2026, 1, 2), **facts)
    start = book_acts.propose_start(last_number=4, last_dated_on=date(2026, 1, 3), **facts)
    assert list(SeriesStart.objects.values_list("last_number", flat=True)) == [4]

    give(clerk)

    assert "đã cấp đến số 1" in said(book_acts.confirm_start, start=start, by=office_chief)


@pytest.mark.django_db
def test_the_database_refuses_one_person_for_two(clerk):
    start = book_acts.propose_start(
        series=make.series(Direction.OUTGOING),
        year=2026,
        last_number=3,
        last_dated_on=TODAY,
        ground="Sổ giấy",
        by=clerk,
    )

    with pytest.raises(IntegrityError, match="series_start_by_two"), transaction.atomic():
        SeriesStart.objects.filter(pk=start.pk).update(
            confirmed_by=clerk, confirmed_at="2026-09-15T09:00+07:00"
        )


@pytest.mark.django_db
def test_a_closed_year_takes_no_more(clerk, at_day):
    give(clerk)
    series = make.series(Direction.OUTGOING)
    assert "chưa hết" in said(book_acts.close_year, series=series, year=2026, by=clerk)
    at_day(date(2027, 1, 4))
    book_acts.close_year(series=series, year=2026, by=clerk)

    assert said(acts.held_year, series, 2026) == (
        "Sổ “Sổ văn bản đi” năm 2026 đã khóa ngày 04/01/2027; không cấp thêm số vào năm ấy."
    )


@pytest.mark.django_db(transaction=True)
def test_many_at_once_leave_no_gap_and_no_repeat(clerk):
    series = make.series(Direction.OUTGOING)
    start, given, faults = threading.Barrier(16), [], []

    def one() -> None:
        try:
            start.wait()
            for _ in range(4):
                number = acts.give_number(series=series, symbol="LM-VP", dated_on=TODAY, by=clerk)
                given.append(number.number)
        except Exception as fault:  # noqa: BLE001 - told below
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == []
    assert sorted(given) == list(range(1, 65))

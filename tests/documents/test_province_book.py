"""Registers of the province's system: a month compared, explained, as Excel; its numbers on our papers."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from documents.actions import province_book as acts
from documents.actions.incoming import register_new
from documents.actions.signing import number_outgoing
from documents.enums.catch_up import Side
from documents.enums.numbers import Authority, Direction
from documents.enums.outgoing import OutgoingState
from documents.models import DocumentNumber, Outgoing, ProvinceEntry
from documents.queries.outgoing import why_not_numbered
from documents.queries.province_book import last_of, numbers_for_papers, reconciliation
from lmhtx.workflow import Refused
from tests.factories import documents as make
from tests.factories import outgoing as out
from tests.factories import registers as reg

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 15)


def said(act, *args, **facts) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **facts)
    return str(refused.value)


def province():
    return make.series(Direction.OUTGOING, numbers_from=Authority.PROVINCE)


def signed(subject: str) -> Outgoing:
    return out.outgoing(OutgoingState.SIGNED, subject=subject)


def listed(*numbers: int, **changes):
    rows = [
        [f"{number}/KH-LM", changes.get("day", TODAY), f"Kế hoạch {number}", "", "", "", ""]
        for number in numbers
    ]
    return reg.workbook(reg.OUTGOING, rows)


def test_a_number_of_the_province_is_entered_and_none_is_given(clerk):
    series = province()
    paper = signed("Kế hoạch 245")
    assert "bấm “Nhập số của Đồng Nai-S”" in why_not_numbered(paper)
    assert "do Đồng Nai-S cấp" in said(number_outgoing, outgoing=paper, by=clerk)

    kept = acts.enter_number(outgoing=paper, number="245/KH-LM", dated_on=TODAY, by=clerk)

    assert (kept.reference, kept.state, kept.dated_on) == ("245/KH-LM", OutgoingState.NUMBERED, TODAY)
    assert last_of(series, 2026).last_number == 245
    other = signed("Kế hoạch khác")
    facts = {"outgoing": other, "by": clerk}
    assert "đã có trong sổ" in said(acts.enter_number, number="245", dated_on=TODAY, **facts)
    assert "nhập số như ở Đồng Nai-S" in said(acts.enter_number, number="KH", dated_on=TODAY, **facts)
    assert "không được sau hôm nay" in said(
        acts.enter_number, number="1", dated_on=date(2026, 9, 16), **facts
    )
    assert "trước ngày ký" in said(acts.enter_number, number="1", dated_on=date(2026, 9, 14), **facts)
    late = acts.enter_number(number="240a", dated_on=TODAY, **facts)
    assert (late.reference, last_of(series, 2026).last_number) == ("240a/KH-LM", 245)
    make.series(Direction.OUTGOING, numbers_from=Authority.PORTAL)
    assert "cổng này cấp số" in said(
        acts.enter_number, outgoing=signed("x"), number="1", dated_on=TODAY, by=clerk
    )


def test_scenario_a_month_is_reconciled_to_nothing_unexplained(as_, clerk):
    series = province()
    for number in (1, 2, 3):
        acts.enter_number(outgoing=signed(f"Kế hoạch {number}"), number=str(number), dated_on=TODAY, by=clerk)
    browser = as_(clerk)
    bring = reverse("province_book_bring", args=[series.pk])
    book = reverse("province_book", args=[series.pk])

    sent = browser.post(f"{bring}?nam=2026", {"file": listed(1, 2, 4)})

    assert sent["Location"] == f"{book}?nam=2026"
    found = reconciliation(series, 2026, 9)
    assert (found.portal, found.province, found.unexplained) == (3, 3, 2)
    assert [(one.text, one.side) for one in found.differences] == [("03", Side.PORTAL), ("04", Side.PROVINCE)]
    page = browser.get(f"{book}?nam=2026&thang=9").content.decode()
    assert "Chỉ có ở Đồng Nai-S" in page
    explain = f"{reverse('province_book_explain', args=[series.pk])}?nam=2026&thang=9"
    for number, side, reason in (
        (3, "portal", "Đồng Nai-S nhập chậm"),
        (4, "province", "Văn bản của Đảng đoàn"),
    ):
        browser.post(explain, {"number": number, "suffix": "", "side": side, "reason": reason})
    assert reconciliation(series, 2026, 9).unexplained == 0
    excel = browser.get(f"{book}?nam=2026&thang=9&xuat=xlsx")
    body = b"".join(excel.streaming_content) if excel.streaming else excel.content
    sheet = openpyxl.load_workbook(BytesIO(body)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [(row[0], row[1], row[8]) for row in rows] == [
        ("03", "Chỉ có ở cổng", "Đồng Nai-S nhập chậm"),
        ("04", "Chỉ có ở Đồng Nai-S", "Văn bản của Đảng đoàn"),
    ]
    assert browser.post(explain, {"number": "x", "side": "portal"}).status_code == 404
    assert "Hãy ghi rõ lý do" in said(
        acts.explain, series=series, year=2026, number=1, suffix="", side=Side.PORTAL, reason=" ", by=clerk
    )
    assert browser.get(reverse("province_book_list")).status_code == 200
    assert browser.get(f"{book}?thang=13").status_code == 404


def test_numbers_of_the_list_go_to_the_signed_papers_they_fit(as_, clerk):
    series = province()
    one, two, three = signed("Kế hoạch 1"), signed("Kế hoạch 2"), signed("Kế hoạch 2")
    browser = as_(clerk)
    address = reverse("province_book_number", args=[series.pk])
    assert "Không có số nào" in said(acts.enter_listed_numbers, series=series, year=2026, by=clerk)
    late = listed(9, day=date(2026, 9, 16))
    for file in (listed(1, 2), late):
        acts.list_entries(series=series, year=2026, file=file, by=clerk)

    shown = browser.get(f"{reverse('province_book', args=[series.pk])}?nam=2026&thang=9").content.decode()
    assert "Ghi 1 số vào văn bản" in shown
    browser.post(f"{address}?nam=2026")

    assert Outgoing.objects.get(pk=one.pk).reference == "01/KH-LM"
    assert [Outgoing.objects.get(pk=paper.pk).reference for paper in (two, three)] == ["", ""]
    make.series(Direction.OUTGOING, numbers_from=Authority.PROVINCE, valid_to=date(2026, 9, 14))
    assert numbers_for_papers(series, 2026) == []


def test_the_same_list_again_changes_nothing_and_a_mended_one_what_it_mends(clerk):
    series = province()
    assert acts.list_entries(series=series, year=2026, file=listed(1, 2), by=clerk) == (2, 0)
    assert acts.list_entries(series=series, year=2026, file=listed(1, 2), by=clerk) == (0, 0)
    assert acts.list_entries(series=series, year=2026, file=listed(2, day=date(2026, 9, 1)), by=clerk) == (
        0,
        1,
    )

    acts.enter_number(outgoing=signed("Kế hoạch 2"), number="2", dated_on=TODAY, by=clerk)

    assert [(one.text, one.side) for one in reconciliation(series, 2026, 9).differences] == [
        ("01", Side.PROVINCE),
        ("02", Side.DIFFERS),
    ]
    assert ProvinceEntry.objects.count() == 2
    assert "Không đọc được dòng nào" in said(
        acts.list_entries, series=series, year=2026, file=reg.workbook(reg.OUTGOING, []), by=clerk
    )
    assert "không phải bảng tính" in said(
        acts.list_entries, series=series, year=2026, file=make.letter_pdf("x"), by=clerk
    )


def test_a_register_of_incoming_papers_is_compared_too(clerk):
    series = make.series(numbers_from=Authority.PROVINCE)
    register_new(series=series, values=make.values(), channel="axis", by=clerk, arrival_number=7)
    rows = [
        [TODAY, 7, "UBND tỉnh", "222/TB-UBND", TODAY, "Kết luận", "", ""],
        [None, 8, "UBND tỉnh", "223/TB-UBND", TODAY, "Mời họp", "", ""],
    ]

    acts.list_entries(series=series, year=2026, file=reg.workbook(reg.INCOMING, rows), by=clerk)

    found = reconciliation(series, 2026, 9)
    assert [(one.text, one.side) for one in found.differences] == [("08", Side.PROVINCE)]
    assert last_of(series, 2030) is None


def test_the_page_of_a_signed_paper_offers_to_enter_the_number(as_, clerk):
    province()
    paper = signed("Kế hoạch 9")
    browser = as_(clerk)
    address = reverse("outgoing_enter_number", args=[paper.pk])

    assert address in browser.get(paper.get_absolute_url()).content.decode()
    assert browser.get(address).status_code == 200
    browser.post(address, {"number": "9", "dated_on": "15/09/2026"})

    assert Outgoing.objects.get(pk=paper.pk).reference == "09/KH-LM"
    assert DocumentNumber.objects.count() == 1

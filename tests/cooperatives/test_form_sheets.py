"""A form as a workbook: exactly this form, filled on a desk, put back as a draft, every bad cell named."""

from __future__ import annotations

from http import HTTPStatus
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from cooperatives import year_form
from cooperatives.actions import submissions as acts
from cooperatives.actions.form_sheets import fill_from_sheet, form_workbook
from cooperatives.enums.forms import FormState, Rhythm, Unit
from cooperatives.models import Cooperative, Submission, YearFigures
from lmhtx.audit.models import Entry
from lmhtx.people.models import Posting, User
from lmhtx.workflow import Refused
from tests.factories.cooperatives import commune, cooperative
from tests.factories.forms import period, representative

pytestmark = pytest.mark.django_db


@pytest.fixture
def farm() -> Cooperative:
    made = cooperative(name="HTX Một")
    YearFigures.objects.create(
        cooperative=made, year=2024, official_members=40, workers=12, revenue_vnd=2_000_000_000
    )
    return made


@pytest.fixture
def own(farm) -> User:
    return representative(farm).user


@pytest.fixture
def form(farm, own) -> Submission:
    return acts.begin_form(period=period(), cooperative=farm, by=own)


def opened(form: Submission) -> Any:
    return load_workbook(BytesIO(form_workbook(submission=form)))


def rows_of(sheet: Any) -> dict[str, int]:
    """At which row each question stands."""
    return {sheet.cell(row, 6).value: row for row in range(5, sheet.max_row + 1)}


def put(sheet: Any, **told: Any) -> None:
    rows = rows_of(sheet)
    for key, value in told.items():
        sheet.cell(rows[key], 4).value = value


def sent(book: Any, name: str = "phieu.xlsx") -> SimpleUploadedFile:
    body = BytesIO()
    book.save(body)
    return SimpleUploadedFile(name, body.getvalue())


def given(book: Any, form: Submission, own: User) -> tuple[Submission, list[str]]:
    return fill_from_sheet(submission=form, by=own, file=sent(book))


def test_the_workbook_is_exactly_this_form(form):
    sheet = opened(form).active

    assert list(rows_of(sheet)) == [one.key for one in form.figures]
    row = rows_of(sheet)["revenue_vnd"]
    assert [sheet.cell(row, at).value for at in (1, 2, 3, 4)] == [
        "Doanh thu cả năm",
        "đồng",
        2_000_000_000,
        2_000_000_000,
    ]
    assert sheet.protection.sheet
    assert not sheet.cell(row, 4).protection.locked
    assert sheet.cell(row, 3).protection.locked
    assert sheet.cell(4, 4).protection.locked
    assert sheet.column_dimensions["F"].hidden
    assert len(sheet.data_validations.dataValidation) == 1


def test_an_untouched_workbook_changes_nothing(form, own):
    before = dict(form.typed)
    form, faults = given(opened(form), form, own)

    assert (form.typed, faults) == (before, [])


def test_a_filled_workbook_fills_the_draft_and_hands_in_nothing(form, own):
    book = opened(form)
    put(book.active, official_members=45, revenue_vnd="2,1 tỷ", workers="13 người", profit_vnd=-5_000_000)
    row = rows_of(book.active)["revenue_vnd"]
    book.active.cell(row, 5).value = "Bán thêm gạo"
    form, faults = given(book, form, own)

    assert faults == []
    assert form.state == FormState.DRAFT
    assert form.typed["official_members"] == "45"
    assert acts.values_of(form) == {
        "official_members": 45, "workers": 13, "revenue_vnd": 2_100_000_000, "profit_vnd": -5_000_000,
    }  # fmt: skip
    assert form.notes == {"revenue_vnd": "Bán thêm gạo"}
    assert Entry.objects.filter(verb="cooperatives.form.sheet_filled").count() == 1


def test_an_empty_cell_keeps_and_a_word_clears(form, own):
    book = opened(form)
    put(book.active, official_members=None, workers="XÓA")
    form, faults = given(book, form, own)

    assert faults == []
    assert form.typed["official_members"] == "40"
    assert "workers" not in form.typed


def test_every_bad_cell_is_named_with_its_place_and_how_to_mend_it(form, own):
    book = opened(form)
    put(book.active, official_members="nhiều lắm", revenue_vnd=-5, workers=13)
    rows = rows_of(book.active)
    form, faults = given(book, form, own)

    assert [fault.split(",")[0] for fault in faults] == [
        f"Ô D{rows['official_members']}",
        f"Ô D{rows['revenue_vnd']}",
    ]
    assert "nhiều lắm" in faults[0]
    assert "số nguyên" in faults[0]
    assert "số âm" in faults[1]
    assert form.typed["workers"] == "13"


def test_rows_may_be_sorted_removed_and_added(form, own):
    book = opened(form)
    sheet = book.active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    kept = [row for row in reversed(rows) if row[5] != "capital_vnd"]
    kept[0][3] = 7
    for number, row in enumerate([*kept, ["Số trâu", "con", None, 5, None, None]], 5):
        for place, value in enumerate(row, 1):
            sheet.cell(number, place).value = value
    for place in range(1, 7):
        sheet.cell(5 + len(kept) + 1, place).value = None
    form, faults = given(book, form, own)

    assert form.typed[kept[0][5]] == "7"
    assert form.typed["revenue_vnd"] == "2.000.000.000"
    assert len(faults) == 1
    assert "Số trâu" in faults[0]
    assert "không có trong phiếu" in faults[0]


def test_a_row_without_its_key_is_known_by_its_words_and_twice_is_said(form, own):
    book = opened(form)
    sheet = book.active
    row = rows_of(sheet)["workers"]
    sheet.cell(row, 6).value, sheet.cell(row, 4).value = None, 15
    last = sheet.max_row + 1
    for place, value in enumerate(("LAO ĐỘNG thường xuyên", "", None, 99), 1):
        sheet.cell(last, place).value = value
    form, faults = given(book, form, own)

    assert form.typed["workers"] == "15"
    assert [f"đã ghi ở dòng {row}" in fault for fault in faults] == [True]


def test_a_formula_counts_by_its_stored_result_and_without_one_says_so(form, own):
    book = opened(form)
    put(book.active, workers="=6+7")
    form, faults = given(book, form, own)

    assert len(faults) == 1
    assert "không có kết quả dùng được" in faults[0]
    assert form.typed["workers"] == "12"
    put(book.active, workers="#REF!")
    assert "không có kết quả dùng được" in given(book, form, own)[1][0]


def test_own_questions_pass_through_a_workbook(farm, own):
    asked = [("Giá trị", Unit.NUMBER), ("Cần gì", Unit.WORDS), ("Đã xong", Unit.YES_NO)]
    call = period(2026, rhythm=Rhythm.ONCE, title="Rà soát", questions=year_form.frozen([], asked))
    form = acts.begin_form(period=call, cooperative=farm, by=own)
    book = opened(form)
    put(book.active, rieng_1=12.5, rieng_2="Giống", rieng_3="có")
    form, faults = given(book, form, own)

    assert faults == []
    assert acts.values_of(form) == {"rieng_1": 12.5, "rieng_2": "Giống", "rieng_3": True}
    assert opened(form).active.cell(7, 4).value == "Có"


def test_a_workbook_of_another_form_is_refused_in_words(form, farm, own, officer):
    other = acts.begin_form(
        period=form.period, cooperative=cooperative(name="HTX Hai", code=None), by=officer
    )
    older = acts.begin_form(period=period(2023), cooperative=farm, by=own)

    with pytest.raises(Refused, match="hợp tác xã khác"):
        given(opened(other), form, own)
    with pytest.raises(Refused, match="đợt khác"):
        given(opened(older), form, own)
    book = opened(form)
    book.active["F1"].value = str(book.active["F1"].value).replace(form.period.version, "2019.1")
    with pytest.raises(Refused, match="bản mẫu khác"):
        given(book, form, own)
    with pytest.raises(Refused, match="không phải mẫu Excel của phiếu"):
        given(Workbook(), form, own)
    book.active["F1"].value = "PHIEU|1"
    with pytest.raises(Refused, match="không phải mẫu Excel của phiếu"):
        given(book, form, own)


@pytest.mark.parametrize("name", ["phieu.xlsm", "phieu.pdf"])
def test_files_of_other_kinds_are_refused(name, form, own):
    with pytest.raises(Refused):
        fill_from_sheet(submission=form, by=own, file=sent(opened(form), name))


def test_what_is_no_workbook_is_refused(form, own):
    with pytest.raises(Refused):
        fill_from_sheet(submission=form, by=own, file=SimpleUploadedFile("phieu.xlsx", b"abc"))


def test_a_form_that_was_handed_in_is_not_filled(form, own):
    book = opened(form)
    acts.submit_form(submission=form, by=own, declared_by="", version=form.version)
    with pytest.raises(Refused, match="đã nộp"):
        given(book, form, own)


def test_the_page_gives_the_workbook_and_takes_it_back(form, own, as_):
    browser = as_(own)
    assert "Tải mẫu Excel" in browser.get(reverse("submission_fill", args=[form.pk])).content.decode()
    answer = browser.get(reverse("submission_sheet", args=[form.pk]))
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    put(book.active, workers=20, official_members="nhiều lắm")
    fill = reverse("submission_sheet_fill", args=[form.pk])

    page = browser.post(fill, {"sheet": sent(book)}).content.decode()
    assert "trừ những ô dưới đây" in page
    assert "Ô D5" in page
    assert 'value="20"' in page
    put(book.active, official_members=41)
    told = browser.post(fill, {"sheet": sent(book)}, follow=True).content.decode()
    assert "phiếu chưa nộp" in told
    assert "Chưa chọn tệp" in browser.post(fill, follow=True).content.decode()
    form.refresh_from_db()
    assert form.state == FormState.DRAFT


def test_a_commune_officer_fills_for_the_own_commune_only(form, outsider, client):
    agency = Posting.objects.filter(role="agency_officer").first().unit
    agency.commune = commune(1)
    agency.save()
    villager = User.objects.create_user("canboxa", full_name="Cán bộ xã")
    Posting.objects.create(user=villager, unit=agency, role="agency_officer", valid_from="2026-01-01")
    client.force_login(villager)

    for name in ("submission_sheet", "submission_sheet_fill"):
        address = reverse(name, args=[form.pk])
        answer = client.get(address) if name == "submission_sheet" else client.post(address)
        assert answer.status_code == HTTPStatus.NOT_FOUND

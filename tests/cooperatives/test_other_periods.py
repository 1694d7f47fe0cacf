"""Calls for half years, quarters and of once: their forms, what they compare with, and where verified figures go."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from cooperatives import year_form
from cooperatives.actions import submissions as acts
from cooperatives.actions.periods import open_period
from cooperatives.enums.forms import DoubtKind, FormState, Rhythm, Unit
from cooperatives.enums.register import Kind, Status
from cooperatives.forms.calls import CallForm
from cooperatives.models import Cooperative, Period, PeriodFigure, Submission, YearFigures
from cooperatives.queries.before import before_of, peers_of, verified_in
from cooperatives.queries.forms import asked_in, doubts_of, missing_in, owed_by
from cooperatives.queries.results import periods_of, sums_of
from cooperatives.readings import BadFigure, read_figure
from lmhtx.people.models import Posting, User
from lmhtx.workflow import Refused
from tests.factories.cooperatives import commune, cooperative
from tests.factories.forms import period, representative

pytestmark = pytest.mark.django_db
CATALOGUE = {one.key: one for one in year_form.figures_of(year_form.newest())}
OWN = (
    ("Số lao động thời vụ", Unit.PEOPLE),
    ("Thiệt hại do lũ", Unit.MONEY),
    ("Diện tích mất trắng (ha)", Unit.NUMBER),
    ("Cần hỗ trợ gì", Unit.WORDS),
    ("Đã khôi phục chưa", Unit.YES_NO),
)


@pytest.fixture
def farm() -> Cooperative:
    made = cooperative(name="HTX Một")
    YearFigures.objects.create(
        cooperative=made,
        year=2025,
        official_members=40,
        workers=12,
        revenue_vnd=2_000_000_000,
        capital_vnd=900_000_000,
    )
    return made


@pytest.fixture
def own(farm) -> User:
    return representative(farm).user


def quarter(number: int, year: int = 2026) -> Period:
    return period(year, rhythm=Rhythm.QUARTER, number=number, title=f"Quý {number}/{year}")


def once(**facts) -> Period:
    questions = year_form.frozen([CATALOGUE["workers"], CATALOGUE["profit_vnd"]], OWN)
    return period(2026, **{"rhythm": Rhythm.ONCE, "title": "Rà soát sau lũ", "questions": questions, **facts})


def sent(call: Period, farm: Cooperative, own: User, **typed: str) -> Submission:
    form = acts.begin_form(period=call, cooperative=farm, by=own)
    notes = dict.fromkeys(typed, "Chưa rõ")
    form = acts.save_form(
        submission=form, by=own, typed={**form.typed, **typed}, notes=notes, version=form.version
    )
    return acts.submit_form(submission=form, by=own, declared_by="", version=form.version)


def applied(call: Period, farm: Cooperative, own: User, officer: User, **typed: str) -> Submission:
    form = sent(call, farm, own, **typed)
    return acts.apply_form(submission=form, by=officer, keys=list(form.values))


def body(response) -> str:
    return response.content.decode()


def test_a_short_form_asks_less_and_of_columns_only():
    short = year_form.figures_of(year_form.newest(Rhythm.QUARTER), "htx")

    assert 0 < len(short) < len(CATALOGUE)
    assert {one.key for one in short} <= set(CATALOGUE)
    assert year_form.newest(Rhythm.HALF) == year_form.newest(Rhythm.QUARTER) != year_form.newest()
    assert {one.key for one in short if one.is_flow} == {"new_members", "revenue_vnd", "profit_vnd"}


def test_the_first_quarter_begins_from_what_stood_at_the_end_of_the_year_but_not_from_its_sales(farm, own):
    form = acts.begin_form(period=quarter(1), cooperative=farm, by=own)

    assert form.typed == {"official_members": "40", "workers": "12", "capital_vnd": "900.000.000"}
    assert before_of(form.period, farm.pk).since == "năm 2025"


def test_what_is_verified_of_a_quarter_stays_with_it_and_begins_the_next(farm, own, officer):
    first = quarter(1)
    applied(first, farm, own, officer, revenue_vnd="500 triệu", official_members="41")

    assert not YearFigures.objects.filter(year=2026).exists()
    assert YearFigures.objects.get().official_members == 40
    assert verified_in(first, farm.pk)["revenue_vnd"] == 500_000_000
    following = acts.begin_form(period=quarter(2), cooperative=farm, by=own)
    assert following.typed["revenue_vnd"] == "500.000.000"
    assert following.typed["official_members"] == "41"
    assert before_of(following.period, farm.pk).since == "quý I/2026"


def test_a_quarter_compares_with_the_same_of_last_year_before_the_one_just_gone(farm, own, officer):
    applied(quarter(2, 2025), farm, own, officer, revenue_vnd="800 triệu")
    applied(quarter(1), farm, own, officer, revenue_vnd="500 triệu")

    second = before_of(quarter(2), farm.pk)
    third = before_of(quarter(3), farm.pk)

    assert (second.since, second.values["revenue_vnd"]) == ("quý II/2025", 800_000_000)
    assert (third.since, third.values["revenue_vnd"]) == ("quý I/2026", 500_000_000)


def test_a_quarter_is_doubted_beside_a_quarter_and_never_beside_a_year(farm, own, officer):
    first, second = quarter(1), quarter(2)
    form = Submission(period=first, cooperative=farm)
    assert doubts_of(form, {"revenue_vnd": 500_000_000}) == []
    applied(first, farm, own, officer, revenue_vnd="500 triệu")

    form = Submission(period=second, cooperative=farm)
    found = doubts_of(form, {"revenue_vnd": 1_000_000_000})
    assert [(one.key, one.kind) for one in found] == [("revenue_vnd", DoubtKind.CHANGE)]
    assert found[0].sentence == "Doanh thu trong kỳ tăng 100 % so với quý I/2026."
    assert [one.kind for one in doubts_of(form, {"revenue_vnd": 500_000})] == [DoubtKind.SLIP]


def test_a_half_year_does_not_begin_from_a_quarter(farm, own, officer):
    applied(quarter(1), farm, own, officer, revenue_vnd="500 triệu")
    half = period(2026, rhythm=Rhythm.HALF, number=1)

    assert "revenue_vnd" not in acts.begin_form(period=half, cooperative=farm, by=own).typed


def test_usual_sums_of_a_quarter_are_those_of_the_quarter_before(farm):
    first, second = quarter(1), quarter(2)
    for place in range(5):
        other = cooperative(name=f"HTX {place}", code=None)
        PeriodFigure.objects.create(
            cooperative=other, period=first, key="revenue_vnd", amount=(place + 1) * 10**8
        )

    assert peers_of(farm, second) == {"revenue_vnd": 3 * 10**8}
    assert peers_of(farm, first) == {}


def test_a_call_of_once_asks_its_own_questions_and_keeps_each_kind_of_answer(farm, own, officer):
    call = once()
    form = acts.begin_form(period=call, cooperative=farm, by=own)
    assert form.typed == {"workers": "12"}
    done = applied(
        call,
        farm,
        own,
        officer,
        rieng_1="5",
        rieng_2="1,2 tỷ",
        rieng_3="12,5",
        rieng_4="Giống lúa",
        rieng_5="Không",
        profit_vnd="-3 triệu",
    )

    assert done.values == {
        "workers": 12, "profit_vnd": -3_000_000, "rieng_1": 5, "rieng_2": 1_200_000_000,
        "rieng_3": 12.5, "rieng_4": "Giống lúa", "rieng_5": False,
    }  # fmt: skip
    assert verified_in(call, farm.pk) == {**done.values, "rieng_5": 0}
    (line,) = periods_of(farm)
    assert ("Đã khôi phục chưa", "Không") in line.said
    assert ("Diện tích mất trắng (ha)", "12,5") in line.said
    assert not YearFigures.objects.filter(year=2026).exists()


def test_a_form_applied_a_second_time_replaces_its_figures(farm, own, officer):
    call = quarter(1)
    form = applied(call, farm, own, officer, revenue_vnd="500 triệu")
    acts._keep_with_period(form, {"revenue_vnd": 600_000_000})

    assert verified_in(call, farm.pk)["revenue_vnd"] == 600_000_000


@pytest.mark.parametrize(
    ("unit", "typed", "expected"),
    [
        (Unit.NUMBER, "1.250", 1250),
        (Unit.NUMBER, "1.250,75", 1250.75),
        (Unit.NUMBER, "12.5", 12.5),
        (Unit.NUMBER, "12,50", 12.5),
        (Unit.NUMBER, "mười", None),
        (Unit.NUMBER, "1" * 40, None),
        (Unit.YES_NO, "có", True),
        (Unit.YES_NO, "Không", False),
        (Unit.YES_NO, "có lẽ", None),
        (Unit.WORDS, "Giống lúa", "Giống lúa"),
    ],
)
def test_an_own_question_is_read_by_its_kind(unit, typed, expected):
    (figure,) = year_form.from_frozen(year_form.frozen([], [("Câu hỏi", unit)]))

    if expected is None:
        with pytest.raises(BadFigure, match="Câu hỏi"):
            read_figure(figure, typed)
    else:
        assert read_figure(figure, typed) == expected


def test_more_than_twelve_questions_leave_the_first_screen():
    figures = year_form.from_frozen(year_form.frozen(CATALOGUE.values(), OWN))

    assert sum(one.is_first_for("unknown") for one in figures) == year_form.FIRST_SCREEN < len(figures)


def test_a_time_is_called_for_once_and_a_title_of_once_too(farm):
    quarter(1)
    with pytest.raises(IntegrityError, match="period_once_for_its_time"), transaction.atomic():
        quarter(1)
    quarter(2)
    once()
    with pytest.raises(IntegrityError, match="period_once_by_title"), transaction.atomic():
        once()
    once(title="Khác")
    with pytest.raises(IntegrityError, match="period_number_fits"), transaction.atomic():
        period(2026, rhythm=Rhythm.YEAR, number=1)
    with pytest.raises(IntegrityError, match="period_questions_of_once"), transaction.atomic():
        once(title="Không câu hỏi", questions=[])


def test_a_call_of_once_without_questions_is_refused(officer):
    draft = Period(rhythm=Rhythm.ONCE, year=2026, title="Trống", due_on=date(2026, 10, 1))
    with pytest.raises(Refused, match="ít nhất một câu hỏi"):
        open_period(period=draft, by=officer)


def test_whoever_was_registered_after_the_days_is_not_asked(farm, officer):
    late = cooperative(name="HTX Mới", code=None, first_registered_on=date(2026, 5, 1))

    assert late not in asked_in(quarter(1), officer)
    assert late in missing_in(quarter(2), officer)


def test_own_forms_need_no_more_questions_for_locked_periods(farm, own):
    for year in range(2010, 2020):
        period(year, state="locked")
    quarter(1)
    with CaptureQueriesContext(connection) as few:
        assert len(owed_by(own)) == 1
    assert len(few) < 8


AUDIENCE = {"kinds": [str(one) for one in Kind], "statuses": [str(Status.ACTIVE)], "due_on": "15/10/2026"}


@pytest.mark.parametrize(
    ("rhythm", "number", "window", "title", "days"),
    [
        ("quarter", "3", "calendar", "Số liệu quý III/2026", (date(2026, 7, 1), date(2026, 9, 30))),
        ("half", "1", "decree", "Số liệu 6 tháng đầu năm 2026", (date(2025, 12, 15), date(2026, 6, 14))),
        ("half", "2", "calendar", "Số liệu 6 tháng cuối năm 2026", (date(2026, 7, 1), date(2026, 12, 31))),
        ("year", "", "calendar", "Số liệu năm 2026", (date(2026, 1, 1), date(2026, 12, 31))),
    ],
)
def test_a_period_is_opened_and_shows_its_days(rhythm, number, window, title, days, officer, as_, farm):
    posted = {**AUDIENCE, "rhythm": rhythm, "year": "2026", "number": number, "window": window, "title": ""}
    answer = as_(officer).post(reverse("period_create"), posted, follow=True)

    opened = Period.objects.get()
    assert (opened.title, opened.starts_on, opened.ends_on) == (title, *days)
    assert f"{days[0]:%d/%m/%Y}" in body(answer)


@pytest.mark.parametrize(
    ("rhythm", "number", "said"),
    [
        ("half", "3", "kỳ từ 1 đến 2"),
        ("quarter", "", "kỳ từ 1 đến 4"),
        ("year", "1", "không chọn kỳ thứ"),
        ("month", "1", "Hãy chọn"),
    ],
)
def test_a_period_that_is_none_is_refused_at_its_field(rhythm, number, said, officer, as_, farm):
    posted = {**AUDIENCE, "rhythm": rhythm, "year": "2026", "number": number, "window": "calendar"}
    answer = as_(officer).post(reverse("period_create"), posted)

    assert not Period.objects.exists()
    if rhythm != "month":
        assert said in body(answer)


def test_the_same_quarter_is_not_opened_twice(officer, as_, farm):
    quarter(3)
    posted = {**AUDIENCE, "rhythm": "quarter", "year": "2026", "number": "3", "window": "calendar"}

    assert "Kỳ này đã có đợt thu số liệu." in body(as_(officer).post(reverse("period_create"), posted))


ONCE = {**AUDIENCE, "title": "Rà soát sau lũ", "starts_on": "01/08/2026", "ends_on": "31/08/2026"}


def test_a_call_of_once_is_opened_with_chosen_and_own_questions(officer, as_, farm):
    posted = {**ONCE, "figures": ["workers"], "question_1": "Thiệt hại", "unit_1": "money"}
    as_(officer).post(reverse("period_create_once"), posted)

    opened = Period.objects.get()
    assert [(one.key, one.unit) for one in opened.figures_for()] == [
        ("workers", Unit.PEOPLE),
        ("rieng_1", Unit.MONEY),
    ]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "ít nhất một số"),
        ({"question_1": "Thiệt hại", "question_2": "thiệt hại"}, "giống nhau"),
        ({"figures": ["workers"], "ends_on": "01/07/2026"}, "phải sau ngày đầu"),
    ],
)
def test_a_call_of_once_says_what_is_wrong_with_its_questions(more, said, officer, as_, farm):
    answer = as_(officer).post(reverse("period_create_once"), {**ONCE, **more})

    assert said in body(answer)
    assert not Period.objects.exists()


def test_sums_say_how_many_answered_and_what_is_verified(farm, own, officer):
    call = once()
    applied(call, farm, own, officer, rieng_1="5", rieng_3="12,5", rieng_5="Có")
    other = cooperative(name="HTX Hai", code=None)
    person = representative(other, "htxhai").user
    sent(call, other, person, rieng_1="7", rieng_4="Vốn")

    lines = {one.figure.key: one for one in sums_of(call, officer)}
    told = {key: (one.declared, one.declared_n, one.verified, one.verified_n) for key, one in lines.items()}
    assert told["rieng_1"] == (12, 2, 5, 1)
    assert str(told["rieng_3"][0]) == "12.50"
    assert told["rieng_4"] == (None, 1, None, 0)
    assert told["rieng_5"] == (1, 1, 1, 1)
    assert told["rieng_2"] == (None, 0, None, 0)


def test_the_results_show_and_leave_as_a_workbook(farm, own, officer, as_):
    call = once()
    applied(call, farm, own, officer, rieng_1="5", rieng_4="Giống lúa", rieng_5="Có")
    browser = as_(officer)

    page = body(browser.get(reverse("period_results", args=[call.pk])))
    assert "Số lao động thời vụ" in page
    listed = body(browser.get(reverse("answer_list", args=[call.pk])))
    assert "Giống lúa" in listed
    answer = browser.get(reverse("answer_list", args=[call.pk]), {"xuat": "xlsx"})
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content)))["Danh sách"]
    head, row = ([cell.value for cell in line] for line in sheet.iter_rows(max_row=2))
    told = dict(zip(head, row, strict=True))
    assert told["Số lao động thời vụ (tự khai)"] == told["Số lao động thời vụ (đã xác minh)"] == 5
    assert told["Cần hỗ trợ gì (đã xác minh)"] == "Giống lúa"
    assert told["Đã khôi phục chưa (tự khai)"] == "Có"
    assert told["Thiệt hại do lũ (tự khai)"] is None


def test_pages_of_every_kind_work_for_the_cooperative_and_the_desk(farm, own, officer, as_):
    for call in (quarter(1), period(2026, rhythm=Rhythm.HALF, number=1), once()):
        begin = reverse("form_begin", args=[call.pk, farm.pk])
        mine = as_(own)
        assert mine.get(begin).status_code == 200
        fill = mine.post(begin).url
        assert call.span in body(mine.get(fill)) or "Kỳ này" in body(mine.get(fill))
        form = sent(call, farm, own, workers="13")
        desk = as_(officer)
        for name in ("submission_detail", "submission_receipt"):
            assert desk.get(reverse(name, args=[form.pk])).status_code == 200
        desk.post(reverse("submission_judge", args=[form.pk]), {"apply": "1", "dung": ["workers"]})
        form.refresh_from_db()
        assert form.state == FormState.ACCEPTED
        assert desk.get(reverse("call_next", args=[call.pk])).status_code == 200
    assert "Rà soát sau lũ" in body(as_(officer).get(farm.get_absolute_url()))


def test_by_telephone_each_question_has_the_box_of_its_kind(farm):
    call = once()
    form = CallForm(figures=[(figure, "") for figure in call.figures_for()])
    boxes = {figure.label: box for figure, _before, box in form.lines}

    asked = {label: box.as_widget() for label, box in boxes.items()}
    assert '<option value="Không">' in asked["Đã khôi phục chưa"]
    assert 'maxlength="300"' in asked["Cần hỗ trợ gì"]
    assert "inputmode" not in asked["Cần hỗ trợ gì"]
    assert 'inputmode="numeric"' in asked["Số lao động thời vụ"]
    assert "inputmode" not in asked["Thiệt hại do lũ"]


def test_people_of_a_commune_count_and_list_their_own_only(farm, own, officer, as_):
    call = quarter(1)
    applied(call, farm, own, officer, revenue_vnd="500 triệu")

    near = cooperative(name="HTX Gần", code=None, commune=commune(1))
    agency = Posting.objects.filter(role="agency_officer").first().unit
    agency.commune = commune(1)
    agency.save()
    villager = User.objects.create_user("canboxa", full_name="Cán bộ xã")
    Posting.objects.create(user=villager, unit=agency, role="agency_officer", valid_from=date(2026, 1, 1))
    sent(call, near, representative(near, "htxgan").user, workers="3")

    assert [one.declared for one in sums_of(call, villager) if one.figure.key == "workers"] == [3]
    listed = body(as_(villager).get(reverse("answer_list", args=[call.pk])))
    assert "HTX Gần" in listed
    assert farm.name not in listed

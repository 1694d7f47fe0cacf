"""Calls to those from whom nothing has come: whom next, what came of it, figures said on the telephone."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cooperatives.actions.calling import enter_by_phone, note_call
from cooperatives.actions.submissions import begin_form
from cooperatives.enums.calls import CallOutcome
from cooperatives.enums.forms import FormSource, FormState
from cooperatives.enums.register import Ground
from cooperatives.models import Call, Cooperative, Period, Submission, YearFigures
from cooperatives.queries.calls import outcomes_of, to_call
from cooperatives.queries.files import grounds_of, months, to_review
from lmhtx.workflow import Refused
from tests.factories.cooperatives import commune, cooperative
from tests.factories.forms import handed_in, period

pytestmark = pytest.mark.django_db
TODAY, YESTERDAY, TOMORROW = date(2026, 9, 15), date(2026, 9, 14), date(2026, 9, 16)


@pytest.fixture
def call_for(db) -> Period:
    return period()


def called(farm: Cooperative, of: Period, outcome: CallOutcome, day: date = TODAY, **facts) -> Call:
    return Call.objects.create(period=of, cooperative=farm, outcome=outcome, called_on=day, **facts)


def test_appointments_come_first_then_the_never_called_then_who_did_not_answer(call_for, officer):
    names = (
        "hẹn hôm nay",
        "chưa gọi",
        "hôm qua không nghe",
        "hôm nay không nghe",
        "hẹn mai",
        "sai số",
        "ngừng",
        "nộp",
    )
    farms = {name: cooperative(name=name) for name in names}
    called(farms["hẹn hôm nay"], call_for, CallOutcome.LATER, YESTERDAY, again_on=TODAY)
    called(farms["hôm qua không nghe"], call_for, CallOutcome.NO_ANSWER, YESTERDAY)
    called(farms["hôm nay không nghe"], call_for, CallOutcome.NO_ANSWER)
    called(farms["hẹn mai"], call_for, CallOutcome.LATER, again_on=TOMORROW)
    called(farms["sai số"], call_for, CallOutcome.WRONG_NUMBER, YESTERDAY)
    called(farms["ngừng"], call_for, CallOutcome.STOPPED, YESTERDAY)
    handed_in(farms["nộp"], call_for, by=officer)

    assert [one.name for one in to_call(call_for, officer)] == [
        "hẹn hôm nay",
        "chưa gọi",
        "hôm qua không nghe",
    ]
    assert dict(outcomes_of(call_for, officer)) == {
        "Chưa gọi": 1, "Không nghe máy": 2, "Hẹn gọi lại": 2, "Sai số": 1, "Báo đã ngừng hoạt động": 1,
    }  # fmt: skip


def test_only_the_newest_call_of_this_period_counts(call_for, officer):
    farm = cooperative()
    called(farm, call_for, CallOutcome.WRONG_NUMBER, YESTERDAY)
    called(farm, call_for, CallOutcome.NO_ANSWER, YESTERDAY)
    called(farm, period(2024), CallOutcome.STOPPED)

    assert list(to_call(call_for, officer)) == [farm]


def test_figures_said_on_the_telephone_are_handed_in_on_behalf(call_for, officer):
    farm = cooperative()

    form = enter_by_phone(
        period=call_for, cooperative=farm, by=officer, typed={"workers": "12"}, said_by="ông An, Giám đốc"
    )

    assert (form.state, form.source, form.values) == (
        FormState.SUBMITTED,
        FormSource.ON_BEHALF,
        {"workers": 12},
    )
    assert form.ground.startswith("Gọi điện cho ông An, Giám đốc lúc ")
    assert farm.calls.get().outcome == CallOutcome.ANSWERED
    with pytest.raises(Refused, match="đã có phiếu"):
        enter_by_phone(period=call_for, cooperative=farm, by=officer, typed={"workers": "1"}, said_by="An")


def test_a_doubted_figure_needs_its_reason_and_without_it_nothing_is_kept(call_for, officer):
    farm = cooperative()
    YearFigures.objects.create(cooperative=farm, year=2024, revenue_vnd=2_000_000_000)
    around = {"period": call_for, "cooperative": farm, "by": officer, "said_by": "bà Hoa"}

    for facts, why in (
        ({"typed": {"revenue_vnd": "20 tỷ"}}, "ghi lý do"),
        ({"typed": {"revenue_vnd": "hai mươi"}}, "Doanh thu"),
        ({"typed": {}}, "chưa có số liệu"),
        ({"typed": {"workers": "3"}, "said_by": " "}, "ai của hợp tác xã"),
    ):
        with pytest.raises(Refused, match=why):
            enter_by_phone(**around | facts)
    assert not Submission.objects.exists()
    assert not Call.objects.exists()

    form = enter_by_phone(**around, typed={"revenue_vnd": "20 tỷ"}, reason="Bán được vườn cây")
    assert form.notes == {"revenue_vnd": "Bán được vườn cây"}


def test_an_appointment_names_a_day_to_come_and_strangers_note_nothing(call_for, officer, clerk):
    farm = cooperative()
    around = {"period": call_for, "cooperative": farm, "outcome": CallOutcome.LATER}
    for day in (None, YESTERDAY):
        with pytest.raises(Refused, match="ngày hẹn"):
            note_call(**around, by=officer, again_on=day)
    with pytest.raises(Refused, match="không khai thay"):
        note_call(**around, by=clerk, again_on=TOMORROW)

    call = note_call(**around, by=officer, again_on=TOMORROW, note=" đang họp ")
    assert (str(call), call.note) == ("Hẹn gọi lại, 15/09/2026", "đang họp")
    other = note_call(
        period=call_for, cooperative=farm, by=officer, outcome=CallOutcome.NO_ANSWER, again_on=TOMORROW
    )
    assert other.again_on is None


def test_the_database_keeps_days_with_appointments_only(call_for):
    farm = cooperative()
    for outcome, facts in (
        (CallOutcome.LATER, {}),
        (CallOutcome.NO_ANSWER, {"again_on": TOMORROW}),
        (CallOutcome.LATER, {"again_on": YESTERDAY}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            called(farm, call_for, outcome, **facts)


def test_who_says_that_it_has_stopped_needs_looking_at_until_it_says_otherwise(call_for, officer):
    farm = cooperative()
    called(farm, call_for, CallOutcome.STOPPED)
    called(farm, call_for, CallOutcome.NO_ANSWER)

    row = to_review(Cooperative.objects.all(), TODAY).get()
    assert grounds_of(row, TODAY, months(TODAY)) == [Ground.SAID_STOPPED]
    assert not to_review(Cooperative.objects.all(), YESTERDAY).exists()
    called(farm, call_for, CallOutcome.ANSWERED)
    assert not to_review(Cooperative.objects.all(), TODAY).exists()


def test_the_caller_goes_from_one_to_the_next_without_leaving_the_page(client, call_for, officer):
    first, second = cooperative(name="HTX A"), cooperative(name="HTX B")
    YearFigures.objects.create(cooperative=first, year=2024, workers=11)
    client.force_login(officer)
    page = client.get(reverse("call_next", args=[call_for.pk])).content.decode()
    assert ("HTX A" in page, ">11<" in page, "HTX B" in page) == (True, True, False)
    address = reverse("call_make", args=[call_for.pk, first.pk])

    answer = client.post(
        address,
        {"outcome": "answered", "so_workers": "12", "said_by": "ông An"},
        headers={"HX-Request": "true"},
    )

    body = answer.content.decode()
    assert answer.status_code == HTTPStatus.OK
    assert ("HTX B" in body, "HTX A: đã khai qua điện thoại" in body, "<html" in body) == (True, True, False)
    address = reverse("call_make", args=[call_for.pk, second.pk])
    answer = client.post(address, {"outcome": "later", "again_on": ""}, headers={"HX-Request": "true"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "ngày hẹn" in answer.content.decode()
    answer = client.post(address, {"outcome": "stopped"})
    assert answer.url == reverse("call_next", args=[call_for.pk])
    assert "không còn hợp tác xã nào" in client.get(answer.url).content.decode()


def test_a_form_that_somebody_is_writing_is_opened_instead(client, call_for, officer):
    farm = cooperative()
    form = begin_form(period=call_for, cooperative=farm, by=officer)
    client.force_login(officer)

    page = client.get(reverse("call_next", args=[call_for.pk])).content.decode()

    assert reverse("submission_fill", args=[form.pk]) in page
    assert "so_workers" not in page


def test_other_units_and_those_who_have_handed_in_are_out_of_reach(
    client, call_for, officer, officer_of_other_unit, clerk
):
    farm = handed_in(cooperative(commune=commune(3)), call_for, by=officer).cooperative
    client.force_login(officer)
    address = reverse("call_make", args=[call_for.pk, farm.pk])
    assert client.get(address).status_code == HTTPStatus.NOT_FOUND
    for stranger in (clerk, officer_of_other_unit):
        client.force_login(stranger)
        assert client.get(reverse("call_next", args=[call_for.pk])).status_code == HTTPStatus.FORBIDDEN


def test_the_page_asks_the_same_number_of_questions_whatever_the_number_of_calls(client, call_for, officer):
    farm = cooperative()
    client.force_login(officer)
    address = reverse("call_make", args=[call_for.pk, farm.pk])
    called(farm, call_for, CallOutcome.NO_ANSWER, YESTERDAY, created_by=officer)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for _ in range(5):
        called(cooperative(), call_for, CallOutcome.NO_ANSWER, YESTERDAY, created_by=officer)
        called(farm, call_for, CallOutcome.NO_ANSWER, YESTERDAY, created_by=officer)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)

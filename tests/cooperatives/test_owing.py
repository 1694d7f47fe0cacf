"""What the first page of a cooperative's person says of forms that are still owed."""

from __future__ import annotations

import pytest

from cooperatives.enums.forms import FormState, PeriodState, Rhythm
from cooperatives.enums.register import Kind, Status
from cooperatives.models import Cooperative
from cooperatives.queries.forms import missing_in
from cooperatives.queries.owing import owed_periods
from lmhtx.people.models import User
from tests.factories.cooperatives import commune, cooperative
from tests.factories.forms import handed_in, period, representative

pytestmark = pytest.mark.django_db


@pytest.fixture
def farm() -> Cooperative:
    return cooperative(name="HTX Một", commune=commune(1))


@pytest.fixture
def own(farm) -> User:
    return representative(farm).user


def test_the_first_page_names_what_is_owed_and_leads_there(own, as_):
    period(title="Số liệu năm 2025")

    page = as_(own).get("/").content.decode()

    assert "Phiếu số liệu phải nộp" in page
    assert "Số liệu năm 2025" in page
    assert "hạn nộp 30/09/2026" in page


@pytest.mark.parametrize(
    ("facts", "is_owed"),
    [
        ({}, True),
        ({"kinds": [str(Kind.UNION), str(Kind.COOPERATIVE)]}, True),
        ({"kinds": [str(Kind.UNION)]}, False),
        ({"statuses": [str(Status.SUSPENDED)]}, False),
        ({"state": PeriodState.LOCKED}, False),
        ({"rhythm": Rhythm.QUARTER, "number": 2}, True),
    ],
)
def test_only_open_calls_to_such_cooperatives_are_owed(own, facts, is_owed):
    call = period(**facts)

    assert list(owed_periods(own)) == ([call] if is_owed else [])
    assert missing_in(call, own).exists() is (is_owed or call.state == PeriodState.LOCKED)


@pytest.mark.parametrize(("place", "is_owed"), [(1, True), (2, False)])
def test_a_call_to_some_communes_is_owed_there(own, place, is_owed):
    call = period()
    call.communes.set([commune(place)])

    assert owed_periods(own).exists() is is_owed
    assert missing_in(call, own).exists() is is_owed


@pytest.mark.parametrize("year", [2024, 2025])
def test_a_cooperative_owes_nothing_of_a_year_before_it_began(farm, own, year):
    Cooperative.objects.filter(pk=farm.pk).update(first_registered_on="2025-03-01")
    call = period(year)

    assert owed_periods(own).exists() is (year == 2025)
    assert missing_in(call, own).exists() is (year == 2025)


@pytest.mark.parametrize(
    ("state", "is_owed"),
    [(FormState.SUBMITTED, False), (FormState.CORRECTING, True), (FormState.DRAFT, True)],
)
def test_what_was_handed_in_is_owed_no_more(farm, own, state, is_owed):
    call = period()
    handed_in(farm, call, by=own, state=state)

    assert owed_periods(own).exists() is is_owed
    assert missing_in(call, own).exists() is (state == FormState.DRAFT)


def test_one_of_several_cooperatives_is_enough(farm, own):
    call = period()
    handed_in(farm, call, by=own)
    representative(cooperative(name="HTX Hai"), own.username)

    assert list(owed_periods(own)) == [call]


def test_staff_owe_no_form(officer, farm):
    period()

    assert farm.pk
    assert not owed_periods(officer).exists()

"""The invented register of the demonstration office."""

from __future__ import annotations

from datetime import date

import pytest

from cooperatives.demo import COUNT, load
from cooperatives.enums.forms import FormState, Rhythm
from cooperatives.enums.papers import DigitalState, PaperState
from cooperatives.enums.register import Sector, Size, Status
from cooperatives.enums.support import SupportState
from cooperatives.models import (
    Activity,
    Cooperative,
    CooperativePaper,
    Delivery,
    Office,
    OnlineShop,
    Period,
    PeriodFigure,
    Petition,
    Rating,
    StatusEvent,
    Submission,
    SupportPolicy,
    SupportRecord,
    YearFigures,
)
from cooperatives.queries.eligibility import counts_by_verdict, judged_by
from cooperatives.queries.files import to_review
from cooperatives.queries.forms import board_of, owed_by, whole_of
from cooperatives.queries.market import count_contracts, count_shops
from cooperatives.queries.papers import count_digitised_files, due_papers, with_file_on
from cooperatives.queries.province import count_connected
from lmhtx.audit.models import Entry
from lmhtx.people.models import User
from lmhtx.reports.enums import RunState
from lmhtx.reports.models import ReportDrift
from lmhtx.reports.queries.closings import drifted
from lmhtx.vn.identity import tax_code
from tests.house.things import make_things

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 15)


def test_the_demonstration_office_has_a_register_to_show():
    load(TODAY)

    rows = Cooperative.objects.all()
    assert rows.count() == COUNT
    assert rows.values("commune").distinct().count() == 95
    assert all(tax_code(code) == code for code in rows.exclude(code=None).values_list("code", flat=True))
    assert set(rows.values_list("status", flat=True)) >= {
        Status.ACTIVE,
        Status.SUSPENDED,
        Status.DISSOLVED_FREELY,
    }
    assert {Sector.FARMING, Sector.TRADE, Sector.INDUSTRY, Sector.FINANCE} <= set(
        rows.values_list("sector", flat=True)
    )
    assert {Size.MEDIUM, Size.SMALL, Size.TINY, Size.UNKNOWN} <= set(rows.values_list("size", flat=True))
    assert rows.filter(is_member=True).count() > COUNT // 3
    assert not rows.filter(representative="")
    assert rows.run_out(TODAY)
    assert to_review(rows, TODAY)
    assert StatusEvent.objects.count() > COUNT
    assert Activity.objects.filter(is_main=True).count() == COUNT
    assert Office.objects.count() > COUNT
    assert Entry.objects.filter(verb="cooperatives.cooperative.registered").count() == COUNT


def test_the_demonstration_office_has_papers_in_every_state():
    load(TODAY)

    papers = CooperativePaper.objects.with_state(TODAY)
    assert set(papers.values_list("digital", flat=True)) == {state.value for state in DigitalState}
    assert {PaperState.VALID, PaperState.SOON, PaperState.EXPIRED} <= set(
        papers.values_list("state", flat=True)
    )
    asked = with_file_on(TODAY).count()
    assert 0.2 * asked < count_digitised_files(TODAY) < 0.8 * asked
    assert list(due_papers(TODAY))


def test_the_demonstration_office_has_a_call_half_way_on_its_road():
    load(TODAY)

    call = Period.objects.get(rhythm=Rhythm.YEAR)
    forms = Submission.objects.filter(period=call)
    assert set(forms.values_list("state", flat=True)) == {state.value for state in FormState}
    whole = whole_of(board_of(call, User.objects.get(username="chuyenvien")))
    assert whole.missing > 50
    assert whole.received > 100
    assert 0 < whole.on_behalf < whole.received
    accepted = forms.filter(state=FormState.ACCEPTED).values("cooperative")
    unverified = forms.exclude(state=FormState.ACCEPTED).values("cooperative")
    assert YearFigures.objects.filter(year=2025, cooperative__in=accepted).count() == accepted.count()
    assert not YearFigures.objects.filter(year=2025, cooperative__in=unverified)
    for username, count in (("ketoanhtx", 2), ("giamdochtx", 1)):
        mine = owed_by(User.objects.get(username=username))
        assert sum(one.period == call for one in mine) == count


def test_the_demonstration_office_has_a_closed_quarter_and_an_open_call_of_once():
    load(TODAY)

    quarter = Period.objects.get(rhythm=Rhythm.QUARTER)
    assert not quarter.is_open
    assert PeriodFigure.objects.filter(period=quarter, key="revenue_vnd").count() > 50
    assert Period.objects.get(rhythm=Rhythm.ONCE).is_open


def test_the_same_ones_are_invented_each_time():
    from_now = [(one.name, one.code) for one in Cooperative.objects.all()]
    load(TODAY)
    first = list(Cooperative.objects.order_by("pk").values_list("name", "code")[:5])

    assert from_now == []
    assert len({name for name, _code in first}) == 5


def test_the_demonstration_office_has_every_answer_and_every_state_of_support():
    load(TODAY)

    assert set(SupportRecord.objects.values_list("state", flat=True)) == set(SupportState)
    assert set(SupportRecord.objects.values_list("verdict", flat=True)) == {"", "passes", "unknown"}
    policy = SupportPolicy.objects.get(key="ND113_HTX")
    found = counts_by_verdict(judged_by(policy, Cooperative.objects.all(), TODAY))
    assert all(count > 5 for count in found.values())
    assert count_contracts(TODAY) > 5
    assert 5 < count_shops(TODAY) < OnlineShop.objects.count()


def test_the_demonstration_office_has_sendings_in_every_state_that_lasts():
    load(TODAY)

    assert set(Delivery.objects.values_list("state", flat=True)) == {"queued", "acknowledged", "dead"}
    asked = with_file_on(TODAY).count()
    assert asked // 3 < count_connected(TODAY) < asked


def test_somebody_has_petitions_and_a_sheet_to_score():
    load(TODAY)
    own = User.objects.get(username="giamdochtx")

    mine = set(Petition.objects.visible_to(own).values_list("state", flat=True))
    assert mine >= {"draft", "sent", "asked"}
    assert {"sent", "resent", "asked", "refused", "withdrawn"} <= set(
        Petition.objects.values_list("state", flat=True)
    )
    assert Rating.objects.visible_to(own).filter(round__year=TODAY.year, state="draft").exists()


def test_the_demonstration_loads_beside_what_stands():
    make_things()
    there = Cooperative.objects.count()

    load(TODAY)

    assert Cooperative.objects.count() == there + COUNT


def test_the_demonstration_has_sent_a_report_that_would_say_something_else_now():
    load(TODAY)

    drift = ReportDrift.objects.get()
    assert str(drift.run.state) == RunState.ISSUED
    assert drift.figure_count > 3
    assert list(drifted(User.objects.get(username="chuyenvien"))) == [drift.run]

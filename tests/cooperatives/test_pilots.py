"""Model cooperatives and those around them: acts, list, counts for the tasks that ask for so many."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cooperatives.actions.merging import merge_double
from cooperatives.actions.pilots import end_role, give_role
from cooperatives.actions.projecting import refresh
from cooperatives.enums.pilots import PilotPart
from cooperatives.enums.register import Kind, MemberForm, Status
from cooperatives.models import Cooperative, Member, PilotRole, StatusEvent
from cooperatives.queries.ends import dissolved_this_year
from cooperatives.queries.pilots import (
    count_part,
    pilots_of,
)
from lmhtx.contributions import collected
from lmhtx.counting import TargetSource
from lmhtx.workflow import Refused
from plans.models import Target
from tests.factories.cooperatives import cooperative
from tests.factories.plans import task

pytestmark = pytest.mark.django_db
COUNTED = (
    {"part": PilotPart.HUB, "is_union": False},
    {"part": PilotPart.SATELLITE},
    {"part": PilotPart.HUB, "is_union": True},
    {"part": PilotPart.HUB, "has_company": True},
)
TODAY = date(2026, 9, 15)
SPRING = date(2026, 3, 1)
NAME, GROUND = "Mô hình HTX điểm liên huyện", "Quyết định số 12/QĐ-LM"


@pytest.fixture
def hub(officer) -> Cooperative:
    farm = cooperative(name="Hợp tác xã Điểm Xuân Lộc")
    give(farm, officer, "hub")
    return farm


def give(farm: Cooperative, by, part: str, **facts) -> PilotRole:
    told = {"programme": NAME, "valid_from": SPRING, "ground": GROUND} | facts
    return give_role(cooperative=farm, by=by, part=part, **told)


def dissolved() -> Cooperative:
    """A cooperative that came to its end in August."""
    farm = cooperative()
    StatusEvent.objects.create(
        cooperative=farm, status=Status.DISSOLVED_FREELY, effective_on=date(2026, 8, 1), has_debts=False
    )
    refresh([farm.pk])
    return farm


def counts(day: date = TODAY) -> list[int]:
    return [count_part(day, **asked) for asked in COUNTED]


def test_eighteen_hubs_and_fifty_four_satellites_are_counted_from_the_register(officer):
    hubs = [cooperative(kind=Kind.UNION if place < 2 else Kind.COOPERATIVE) for place in range(18)]
    for one in hubs:
        give(one, officer, "hub")
        for _ in range(3):
            give(cooperative(), officer, "satellite", hub=one)

    assert counts() == [16, 54, 2, 0]
    assert counts(date(2026, 2, 28)) == [0, 0, 0, 0]


def test_a_company_among_the_members_of_a_hub_is_seen(hub):
    Member.objects.create(cooperative=hub, name="Công ty A", form=MemberForm.LEGAL_PERSON, valid_from=TODAY)
    Member.objects.create(cooperative=hub, name="Nguyễn An", form=MemberForm.PERSON)

    assert counts() == [1, 0, 0, 1]
    assert counts(date(2026, 9, 14)) == [1, 0, 0, 0]


def test_what_came_to_an_end_counts_no_longer(hub, officer):
    StatusEvent.objects.create(
        cooperative=hub, status=Status.DISSOLVED_FREELY, effective_on=date(2026, 8, 1), has_debts=False
    )

    assert [
        count_part(day, part=PilotPart.HUB, is_union=False) for day in (date(2026, 7, 31), date(2026, 8, 1))
    ] == [1, 0]


def test_one_programme_has_one_name_however_it_is_written(hub, officer):
    role = give(cooperative(), officer, "satellite", hub=hub, programme="mô hình  HTX ĐIỂM liên huyện")

    assert role.programme == NAME


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"valid_from": date(2026, 9, 16)}, "chưa đến"),
        ({"hub": None}, "hãy chọn HTX điểm"),
        ({"programme": "Mô hình khác"}, "chưa là HTX điểm của chương trình “Mô hình khác”"),
        ({"valid_from": date(2026, 2, 1)}, "Ngày 01/02/2026"),
    ],
)
def test_a_satellite_that_cannot_be_is_refused_with_the_reason(facts, why, hub, officer):
    farm = cooperative()

    with pytest.raises(Refused, match=why):
        give(farm, officer, "satellite", **{"hub": hub} | facts)
    assert not farm.pilot_roles.exists()


def test_who_is_in_the_programme_who_is_gone_and_who_may_not_are_refused(hub, officer, clerk):
    with pytest.raises(Refused, match=r"là HTX điểm từ 01/03/2026, chưa thôi"):
        give(hub, officer, "hub")
    with pytest.raises(Refused, match="vệ tinh của chính mình"):
        give(hub, officer, "satellite", hub=hub, programme="Khác")
    with pytest.raises(Refused, match="đã chấm dứt"):
        give(dissolved(), officer, "hub")
    with pytest.raises(Refused, match="Chỉ phòng giữ sổ"):
        give(cooperative(), clerk, "hub")


def test_a_hub_lets_go_of_its_satellites_first_and_may_come_again_later(hub, officer):
    around = give(cooperative(), officer, "satellite", hub=hub)
    role = hub.pilot_roles.get()
    for day, why in (
        (date(2026, 2, 1), "trước ngày bắt đầu"),
        (date(2026, 9, 16), "chưa đến"),
        (date(2026, 6, 1), "còn 1 HTX vệ tinh"),
    ):
        with pytest.raises(Refused, match=why):
            end_role(role=role, by=officer, valid_to=day, end_reason="Không còn đạt")

    end_role(role=around, by=officer, valid_to=date(2026, 5, 31), end_reason="Chuyển vùng")
    end_role(role=role, by=officer, valid_to=date(2026, 6, 1), end_reason="Không còn đạt")

    assert [counts(day)[:2] for day in (date(2026, 5, 31), date(2026, 6, 1), date(2026, 6, 2))] == [
        [1, 1],
        [1, 0],
        [0, 0],
    ]
    with pytest.raises(Refused, match="đã thôi từ sau ngày 01/06/2026"):
        end_role(role=role, by=officer, valid_to=TODAY, end_reason="x")
    with pytest.raises(Refused, match="đến hết 01/06/2026"):
        give(hub, officer, "hub", valid_from=date(2026, 6, 1))
    give(hub, officer, "hub", valid_from=date(2026, 6, 2))
    assert count_part(TODAY, part=PilotPart.HUB, is_union=False) == 1


def test_the_database_keeps_satellites_at_hubs_and_one_part_in_a_programme(hub):
    farm = cooperative()
    facts = {"cooperative": farm, "programme": NAME, "valid_from": SPRING}
    for wrong in (
        {"part": "satellite"},
        {"part": "hub", "hub": hub},
        {"part": "satellite", "hub": farm},
        {"part": "hub", "valid_to": date(2026, 2, 1)},
        {"part": "hub", "cooperative": hub},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            PilotRole.objects.create(**facts | wrong)


def test_a_merged_double_hands_on_its_satellites(hub, officer):
    give(cooperative(), officer, "satellite", hub=hub)
    kept = cooperative(name="Hợp tác xã Giữ lại")

    merge_double(cooperative=kept, by=officer, double=hub, reason="Trùng")

    assert list(kept.pilot_roles.values_list("part", flat=True)) == ["hub"]
    assert kept.pilot_satellites.count() == 1


def test_the_file_and_the_form_lead_from_hub_to_satellite(client, hub, officer):
    client.force_login(officer)
    farm = cooperative(name="Hợp tác xã Vệ tinh Suối Cát")
    address = reverse("fact_record", args=[farm.pk, "mo-hinh"])
    assert NAME in client.get(address).content.decode()

    client.post(
        address,
        {"part": "satellite", "programme": NAME, "hub": hub.pk, "valid_from": "01/03/2026", "ground": GROUND},
    )

    page = client.get(hub.get_absolute_url()).content.decode()
    assert "1 HTX vệ tinh" in page
    assert "Hợp tác xã Vệ tinh Suối Cát" in page
    role = farm.pilot_roles.get()
    address = reverse("pilot_end", args=[role.pk])
    assert client.get(address).status_code == HTTPStatus.OK
    client.post(address, {"valid_to": "31/05/2026", "end_reason": "Chuyển vùng"})
    role.refresh_from_db()
    assert (role.valid_to, role.end_reason) == (date(2026, 5, 31), "Chuyển vùng")


def test_only_those_with_something_to_see_get_the_panel(hub, officer, clerk):
    farm = cooperative()

    assert pilots_of(clerk, farm) is None
    assert pilots_of(officer, farm) == {"roles": [], "satellites": [], "may_edit": True}
    assert pilots_of(clerk, hub)["may_edit"] is False


def test_the_list_asks_the_same_number_of_questions_and_shows_what_the_target_counts(client, hub, officer):
    client.force_login(officer)
    address = reverse("pilot_list")
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for _ in range(4):
        give(cooperative(), officer, "satellite", hub=hub)
    give(cooperative(kind=Kind.UNION), officer, "hub")
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) <= len(few)

    for source in collected(TargetSource):
        if source.listed and source.listed.url_name == "pilot_list":
            rows = client.get(f"{address}?{source.listed.on(TODAY)}").context["table"].data
            assert len(rows) == source.count(TODAY), source.key
    rest = client.get(f"{address}?holds=false").context["table"].data
    assert len(rest) == 0


def test_the_count_of_a_task_leads_to_the_records_behind_it(client, officer, clerk):
    dissolved()
    work = task(person=officer)
    Target.objects.create(task=work, quantity=81, unit="HTX", source_key="cooperatives.dissolved")
    client.force_login(officer)

    page = client.get(work.get_absolute_url()).content.decode()

    source = next(one for one in collected(TargetSource) if one.key == "cooperatives.dissolved")
    query = source.listed.on(TODAY)
    assert f"{reverse('end_list')}?{query}".replace("&", "&amp;") in page
    rows = client.get(f"{reverse('end_list')}?{query}").context["table"].data
    assert len(rows) == dissolved_this_year(TODAY) == 1


def test_rows_of_one_day_keep_their_order_from_page_to_page(client, hub, officer):
    roles = [give(cooperative(), officer, "satellite", hub=hub) for _ in range(3)]
    client.force_login(officer)

    rows = client.get(reverse("pilot_list")).context["table"].data.data

    assert list(rows.values_list("pk", flat=True)) == [
        *[role.pk for role in reversed(roles)],
        hub.pilot_roles.get().pk,
    ]
    assert list(rows.query.order_by) == ["-valid_from", "-id"]

"""Cooperatives, figures and products as programs read and send them."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cooperatives.actions.handing_in import Sheet, hand_in
from cooperatives.actions.submissions import begin_form
from cooperatives.enums.forms import FormSource, FormState
from cooperatives.models import (
    OcopCertificate,
    Person,
    Product,
    Submission,
    SupportPolicy,
    SupportRecord,
    YearFigures,
)
from lmhtx.api.actions import make_token
from lmhtx.audit.models import Entry
from lmhtx.workflow import Refused
from tests.factories.api import program
from tests.factories.cooperatives import commune, cooperative
from tests.factories.forms import period, representative

ALL = ("cooperatives.read", "figures.read", "figures.submit", "products.read", "support.read")
FIGURES = {"official_members": 45, "revenue_vnd": 2_000_000_000}


@pytest.fixture
def asking(officer):
    """A program of an officer of the unit that keeps the register."""
    return program(officer, *ALL)


@pytest.fixture
def farm(db):
    return cooperative(phone="0251 3822 333", email="htx@example.vn", representative="Nguyễn Văn An")


def product(farm, name="Bưởi da xanh"):
    return Product.objects.create(cooperative=farm, name=name, group="food")


def test_the_register_is_read(asking, farm):
    told = asking.get(f"/cooperatives/{farm.code}").json()

    assert told["code"] == farm.code
    assert told["status_label"] == "Đang hoạt động"
    assert told["commune_code"] == farm.commune.code
    assert told["phone"] == "0251 3822 333"


def test_a_cooperative_without_a_place_is_told_too(asking, farm):
    type(farm).objects.filter(pk=farm.pk).update(commune=None)

    assert asking.get(f"/cooperatives/{farm.code}").json()["commune"] is None


def test_whoever_may_not_see_people_gets_no_way_to_reach_them(clerk, farm):
    told = program(clerk, "cooperatives.read").get(f"/cooperatives/{farm.code}").json()

    assert (told["phone"], told["email"], told["representative"]) == (None, None, None)
    assert told["name"] == farm.name


def test_citizen_numbers_go_nowhere(asking, farm, officer):
    person = Person.objects.create(cooperative=farm, full_name="Nguyễn Văn An", created_by=officer)
    person.set_citizen("075080001234")
    person.save()
    words = (
        asking.get("/cooperatives").content.decode()
        + asking.get(f"/cooperatives/{farm.code}").content.decode()
    )

    assert "075080001234" not in words
    assert "1234" not in words.replace(farm.code, "")


@pytest.mark.parametrize(
    ("narrowed", "count"),
    [
        ({}, 1),
        ({"status": "active"}, 1),
        ({"status": "suspended"}, 0),
        ({"kind": "htx"}, 1),
        ({"q": "XUAN loc"}, 1),
        ({"q": "long khanh"}, 0),
    ],
)
def test_the_register_is_narrowed(asking, farm, narrowed, count):
    if "kind" in narrowed:
        narrowed = {"kind": farm.kind}

    assert len(asking.get("/cooperatives", narrowed).json()["items"]) == count


def test_the_register_is_narrowed_by_place(asking, farm):
    here, there = farm.commune.code, commune(5).code

    assert len(asking.get("/cooperatives", {"commune": here}).json()["items"]) == 1
    assert asking.get("/cooperatives", {"commune": there}).json()["items"] == []


def test_a_cooperatives_own_reads_no_register_and_none_of_others(farm):
    other = cooperative(name="Hợp tác xã khác")
    asking = program(representative(farm).user, "figures.submit")
    period(2025)
    body = {"year": 2025, "figures": FIGURES}

    assert asking.get("/cooperatives").status_code == 403
    assert asking.post(f"/cooperatives/{other.code}/figures", body).status_code == 404
    assert not Submission.objects.exists()


def test_an_agency_reads_its_own_communes_only(partner, farm):
    partner_reads = program(partner, "cooperatives.read")

    assert partner_reads.get("/cooperatives").json()["items"] == []
    assert partner_reads.get(f"/cooperatives/{farm.code}").status_code == 404


def test_verified_figures_are_read(asking, farm):
    YearFigures.objects.create(cooperative=farm, year=2024, source="Báo cáo", **FIGURES)
    row = asking.get(f"/cooperatives/{farm.code}/figures").json()["items"][0]

    assert (row["year"], row["source"]) == (2024, "Báo cáo")
    assert row["figures"]["revenue_vnd"] == 2_000_000_000
    assert row["figures"]["workers"] is None


def test_a_cooperative_sends_its_figures(farm):
    user = representative(farm).user
    period(2025)
    answer = program(user, "figures.submit").post(
        f"/cooperatives/{farm.code}/figures", {"year": 2025, "figures": FIGURES}
    )
    form = Submission.objects.get()

    assert answer.status_code == 201
    assert answer.json()["state"] == FormState.SUBMITTED
    assert form.values == FIGURES
    assert (form.source, form.submitted_by) == (FormSource.SELF, user)
    assert Entry.objects.get(verb="cooperatives.form.submitted").via == "api"
    assert not YearFigures.objects.exists()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"year": 1999, "figures": FIGURES}, 404),
        ({"year": 2025, "figures": {"khong_co": 1}}, 409),
        ({"year": 2025, "figures": {}}, 409),
        ({"year": 2025, "figures": {"official_members": "bốn"}}, 422),
        ({"year": 2025, "figures": FIGURES, "la": 1}, 422),
    ],
)
def test_a_form_that_cannot_be_is_not_begun(farm, body, status):
    period(2025)
    answer = program(representative(farm).user, "figures.submit").post(
        f"/cooperatives/{farm.code}/figures", body
    )

    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert not Submission.objects.exists()


def test_staff_say_on_which_ground(asking, farm):
    period(2025)
    path, body = f"/cooperatives/{farm.code}/figures", {"year": 2025, "figures": FIGURES}

    assert asking.post(path, body).status_code == 409
    assert asking.post(path, {**body, "ground": "Bản giấy số 12 ngày 01/9/2026"}).status_code == 201


def test_what_somebody_is_writing_is_kept_unless_told(farm):
    user, call = representative(farm).user, period(2025)
    draft = begin_form(period=call, cooperative=farm, by=user)
    Submission.objects.filter(pk=draft.pk).update(typed={"workers": "7"})
    sheet = Sheet(figures=FIGURES)

    with pytest.raises(Refused, match="điền dở"):
        hand_in(period=call, cooperative=farm, by=user, sheet=sheet)
    form = hand_in(period=call, cooperative=farm, by=user, sheet=sheet, is_replacing=True)
    assert form.values == FIGURES
    with pytest.raises(Refused, match="đã nộp"):
        hand_in(period=call, cooperative=farm, by=user, sheet=sheet)


def test_products_come_with_their_newest_certificate(asking, farm):
    fruit = product(farm)
    for year, stars in ((2020, 3), (2026, 4)):
        OcopCertificate.objects.create(
            product=fruit,
            stars=stars,
            issued_on=date(year, 1, 5),
            through_on=date(year + 3, 1, 5),
            ended_on=date(2023, 1, 6) if year == 2020 else None,
            end="replaced" if year == 2020 else "",
        )
    product(farm, "Chuối")
    rows = asking.get("/products", {"group": "food", "cooperative": farm.code}).json()["items"]

    assert [row["certificate"] and row["certificate"]["stars"] for row in rows] == [4, None]
    assert rows[0]["certificate"]["state_label"]
    assert asking.get("/products", {"cooperative": "0000000000"}).json()["items"] == []


@pytest.mark.parametrize("path", ["/cooperatives", "/products"])
def test_a_longer_page_asks_no_more_of_the_database(asking, path):
    def cost(count):
        with CaptureQueriesContext(connection) as asked:
            answer = asking.get(path, {"limit": 200})
        assert len(answer.json()["items"]) == count
        return len(asked)

    product(cooperative())
    asking.get(path)
    one = cost(1)
    for number in range(8):
        product(cooperative(name=f"Hợp tác xã {number}"))

    assert cost(9) == one


def test_a_scope_is_not_a_right(controller, farm):
    """The one who only looks may not give the scope of sending away, nor use it once it is in a token."""
    with pytest.raises(Refused):
        make_token(by=controller, name="x", chosen=["figures.submit"], days=1)


def support(farm, **facts):
    return SupportRecord.objects.create(
        cooperative=farm,
        policy=SupportPolicy.objects.get(key="ND113_HTX"),
        content="Bồi dưỡng giám đốc",
        money="local",
        giver="Sở Tài chính",
        amount_vnd=24_000_000,
        starts_on=date(2026, 9, 1),
        ends_on=date(2026, 12, 31),
        **facts,
    )


def test_support_is_read_and_narrowed(asking, farm):
    support(farm)

    told = asking.get("/support").json()["items"][0]

    assert (told["content"], told["state"], told["verdict"]) == ("Bồi dưỡng giám đốc", "planned", None)
    assert told["cooperative_code"] == farm.code
    assert asking.get("/support", {"state": "given"}).json()["items"] == []
    assert len(asking.get("/support", {"cooperative": farm.code}).json()["items"]) == 1


def test_a_cooperatives_own_reads_its_support_and_no_other(farm):
    other = cooperative(name="Hợp tác xã khác")
    support(farm)
    support(other)
    asking = program(representative(farm).user, "support.read")

    assert [one["cooperative_id"] for one in asking.get("/support").json()["items"]] == [farm.pk]

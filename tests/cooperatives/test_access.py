"""Who sees which cooperative and may do what with it."""

from __future__ import annotations

from datetime import date

import pytest

from cooperatives.access.register import Perm
from cooperatives.models import Cooperative, Person, Product
from cooperatives.queries.files import find_cooperatives
from cooperatives.queries.products import find_products
from lmhtx.directory.models import Agency
from lmhtx.people.models import Posting, User
from tests.factories.cooperatives import commune, cooperative
from tests.factories.forms import representative

pytestmark = pytest.mark.django_db
WRITING = (Perm.EDIT_COOPERATIVE, Perm.CHANGE_STATUS, Perm.EDIT_PERSON, Perm.UNMASK_PERSON)


@pytest.fixture
def farms() -> list[Cooperative]:
    return [cooperative(name="HTX Một"), cooperative(name="HTX Hai", commune=commune(1))]


@pytest.fixture
def villager() -> User:
    """A person of the first commune's committee."""
    user = User.objects.create_user("canboxa", full_name="Cán bộ xã")
    agency = Agency.objects.create(kind="outside", name="Ủy ban nhân dân xã Một", commune=commune())
    Posting.objects.create(user=user, unit=agency, role="agency_officer", valid_from=date(2026, 1, 1))
    return user


SEES = {
    "admin": 0,
    "chairman": 2,
    "deputy": 2,
    "office_chief": 2,
    "clerk": 2,
    "unit_head": 2,
    "officer": 2,
    "officer_of_other_unit": 2,
    "controller": 2,
    "keeper": 0,
    "outsider": 0,
    "villager": 1,
}


@pytest.mark.parametrize(("who", "count"), SEES.items())
def test_who_sees_how_many(who, count, farms, request):
    user = request.getfixturevalue(who)

    assert Cooperative.objects.visible_to(user).count() == count


def test_the_accountant_of_the_fund_sees_none(farms):
    assert not Cooperative.objects.visible_to(User.objects.get(username="ketoanquy")).exists()


def test_rows_are_seen_with_their_cooperative(farms, villager, officer):
    for farm in farms:
        Person.objects.create(cooperative=farm, full_name="An")

    assert Person.objects.visible_to(officer).count() == 2
    assert [person.cooperative for person in Person.objects.visible_to(villager)] == [farms[0]]


@pytest.mark.parametrize("permission", WRITING)
def test_only_the_unit_that_keeps_the_register_writes(
    permission, farms, officer, unit_head, chairman, clerk, request
):
    office = User.objects.get(username="chuyenvienvp")

    assert officer.has_perm(permission, farms[0])
    assert unit_head.has_perm(permission, farms[0])
    assert not office.has_perm(permission, farms[0])
    for who in (chairman, clerk, request.getfixturevalue("controller")):
        assert not who.has_perm(permission, farms[0])


def test_people_are_not_shown_to_communes_and_clerks(farms, villager, clerk, chairman):
    assert not villager.has_perm(Perm.VIEW_PERSON, farms[0])
    assert not clerk.has_perm(Perm.VIEW_PERSON, farms[0])
    assert chairman.has_perm(Perm.VIEW_PERSON, farms[0])


def test_a_double_is_out_of_sight(farms, officer):
    Cooperative.objects.filter(pk=farms[1].pk).update(merged_into=farms[0])

    assert list(Cooperative.objects.visible_to(officer)) == [farms[0]]


def test_a_cooperatives_own_people_find_nothing_that_they_may_not_open(farms):
    own = representative(farms[0]).user
    product = Product.objects.create(cooperative=farms[0], name="Bưởi", group="food")

    assert list(find_cooperatives(own, "HTX")) == []
    assert list(find_products(own, "bưởi")) == []
    assert list(Cooperative.objects.visible_to(own)) == [farms[0]]
    assert list(Product.objects.visible_to(own)) == [product]

"""People, what they hold on a day, and whom they see."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from lmhtx.directory.models import Agency
from lmhtx.people.demo import PEOPLE, make_people
from lmhtx.people.models import SYSTEM, Actor, Posting, User, Via, actor
from lmhtx.people.roles import HEADS, LEADERS, STAFF, Role

pytestmark = pytest.mark.django_db


def test_people_are_sorted_by_given_name(db: None) -> None:
    names = ["Nguyễn Thị Hạnh", "Đỗ Thị Lan", "Bùi Ngọc Lan", "Nguyễn Văn Thành"]

    assert list(User.objects.filter(full_name__in=names).values_list("full_name", flat=True)) == [
        "Nguyễn Thị Hạnh",
        "Bùi Ngọc Lan",
        "Đỗ Thị Lan",
        "Nguyễn Văn Thành",
    ]


def test_the_demonstration_people_are_made_once() -> None:
    before = User.objects.count()

    made = make_people()

    assert set(made) == {person.username for person in PEOPLE}
    assert User.objects.count() == before


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2025, 6, 30), False),
        (date(2025, 7, 1), True),
        (date(2026, 9, 14), True),
        (date(2026, 9, 15), False),
    ],
)
def test_a_posting_holds_from_its_first_to_its_last_day(clerk, day: date, holds: bool) -> None:
    Posting.objects.filter(user=clerk).update(valid_to=date(2026, 9, 14))

    assert Posting.objects.on(day).filter(user=clerk).exists() is holds
    assert User.objects.at_work(day).filter(pk=clerk.pk).exists() is holds


def test_staff_see_everyone_and_outside_people_see_staff_and_themselves(
    officer, partner, keeper, outsider
) -> None:
    assert set(User.objects.visible_to(officer)) == set(User.objects.all())
    seen = set(User.objects.visible_to(partner))
    assert partner in seen
    assert officer in seen
    assert not {keeper, outsider} & seen
    assert not User.objects.visible_to(AnonymousUser()).exists()


def test_postings_are_seen_as_far_as_people_are(partner, keeper, officer) -> None:
    seen = set(Posting.objects.visible_to(partner))

    assert officer.postings.get() in seen
    assert keeper.postings.get() not in seen


@pytest.mark.parametrize(
    ("username", "leads", "staff", "heads"),
    [
        ("chutich", True, True, False),
        ("phochutich", True, True, False),
        ("chanhvanphong", False, True, True),
        ("truongphong", False, True, True),
        ("chuyenvien", False, True, False),
        ("quantri", False, False, False),
        ("sotaichinh", False, False, False),
    ],
)
def test_roles_tell_what_a_person_is(username: str, leads: bool, staff: bool, heads: bool) -> None:
    person = User.objects.get(username=username)

    assert (person.is_leader, person.is_staff_member, bool(person.headed_ids)) == (leads, staff, heads)


def test_roles_and_rights_of_a_request_cost_one_query(officer, django_assert_num_queries) -> None:
    person = User.objects.get(pk=officer.pk)

    with django_assert_num_queries(1):
        assert person.has_perm("directory.view_directory")
        assert not person.has_perm("people.manage_people")
        assert person.agency_ids
        assert not person.headed_ids


def test_an_administrator_has_no_business_power(admin) -> None:
    assert admin.is_staff
    assert not admin.is_superuser
    assert not admin.is_staff_member
    assert admin.has_module_perms("people")
    assert not admin.has_perm("plans.judge_report")


def test_the_command_line_makes_an_administrator() -> None:
    person = User.objects.create_superuser("chu", password="dong-lua-xanh-1")

    assert person.roles == {Role.ADMIN}
    assert person.check_password("dong-lua-xanh-1")
    assert (person.email, str(person), person.get_full_name()) == ("", "chu", "chu")


def test_only_an_administrator_stands_outside_all_units(officer) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Posting.objects.create(user=officer, role=Role.OFFICER, valid_from=date(2026, 1, 1))


def test_a_posting_does_not_end_before_it_begins(officer) -> None:
    unit = Agency.objects.get(code="office")
    with pytest.raises(IntegrityError), transaction.atomic():
        Posting.objects.create(
            user=officer, unit=unit, role=Role.OFFICER, valid_from=date(2026, 1, 2), valid_to=date(2026, 1, 1)
        )


def test_two_people_never_share_a_mail_address(officer) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("khac", email=officer.email.upper())


def test_a_person_acts_for_himself_unless_an_actor_says_more(officer, clerk) -> None:
    link = Actor(user=officer, on_behalf_of=clerk, via=Via.LINK)

    assert actor(officer) == Actor(user=officer, on_behalf_of=None, via=Via.SESSION)
    assert actor(link) is link
    assert SYSTEM.user is None


def test_every_leader_and_head_is_staff() -> None:
    assert LEADERS <= STAFF
    assert HEADS <= STAFF
    assert not {Role.ADMIN, Role.AGENCY_OFFICER, Role.COOPERATIVE} & STAFF

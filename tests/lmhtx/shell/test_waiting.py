"""What waits in the parts of a desk: counted and told apart by one query that is put together once a minute."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from lmhtx.base import clock
from lmhtx.directory.models import Agency
from lmhtx.directory.parameters import value
from lmhtx.people.models import User
from lmhtx.shell.waiting import SHOWN, Among, firsts_of


@pytest.fixture
def farms(db: None) -> list[Agency]:
    return [Agency.objects.create(name=f"Việc {number:02}", kind="outside") for number in range(12)]


def own(_user: User) -> Any:
    return Agency.objects.filter(name__startswith="Việc").order_by("-name")


def nothing(_user: User) -> Any:
    return Agency.objects.none()


def named(*names: str) -> Among:
    return Among(own, lambda _user: Q(name__in=names))


NOBODYS = Among(own, lambda _user: None)
IMPOSSIBLE = Among(nothing, lambda _user: Q(name="Việc 03"))


def test_all_parts_come_by_one_query(clerk: User, farms: list[Agency]) -> None:
    parts = [own, nothing, named("Việc 03", "Việc 07"), NOBODYS, named("Việc 11"), IMPOSSIBLE]
    clerk.postings_today  # noqa: B018 - every request has read them before

    with CaptureQueriesContext(connection) as asked:
        found = firsts_of(parts, clerk)

    assert len(asked) == 1
    assert [one.count for one in found] == [12, 0, 2, 0, 1, 0]
    assert found[0].keys == [farm.pk for farm in reversed(farms)][:SHOWN]
    assert found[2].keys == [farms[7].pk, farms[3].pk]
    assert {one.model for one in found} == {Agency}


@pytest.mark.parametrize("parts", [[], [nothing], [NOBODYS], [IMPOSSIBLE]])
def test_nothing_asked_is_nothing_counted(clerk: User, parts: list[Any]) -> None:
    assert [one.count for one in firsts_of(parts, clerk)] == [0] * len(parts)


def test_a_part_alone_gives_its_rows(clerk: User, farms: list[Agency]) -> None:
    assert list(named("Việc 03", "Việc 07")(clerk)) == [farms[7], farms[3]]
    assert list(NOBODYS(clerk)) == []


def test_the_query_is_put_together_once_a_minute_and_read_each_time(clerk: User, farms: list[Agency]) -> None:
    made = []

    def counted(user: User) -> Any:
        made.append(user)
        return own(user)

    minutes = [datetime(2026, 9, 15, 8, 0, second, tzinfo=UTC) for second in (1, 59)]
    counts = []
    for moment in (*minutes, minutes[0].replace(minute=1)):
        with clock.standing_at(moment):
            counts.append(firsts_of([counted], clerk)[0].count)
        Agency.objects.filter(name__startswith="Việc").first().delete()  # type: ignore[union-attr]

    assert counts == [12, 11, 10]
    assert len(made) == 2


def test_a_part_that_asks_the_tables_is_put_together_each_time(clerk: User, farms: list[Agency]) -> None:
    def first_alone(_user: User) -> Any:
        first = own(_user).first()
        return Agency.objects.filter(pk=first.pk) if first else Agency.objects.none()

    before = firsts_of([first_alone], clerk)[0].keys
    farms[11].delete()

    assert firsts_of([first_alone], clerk)[0].keys != before


def test_a_part_that_asks_for_a_parameter_is_put_together_once(clerk: User, farms: list[Agency]) -> None:
    def within_days(_user: User) -> Any:
        return own(_user)[: value("plans.DUE_SOON_DAYS")]

    firsts_of([within_days], clerk)
    with CaptureQueriesContext(connection) as asked:
        firsts_of([within_days], clerk)

    assert len(asked) == 1


def test_each_person_has_his_own_query(clerk: User, officer: User, farms: list[Agency]) -> None:
    def mine(user: User) -> Any:
        return User.objects.filter(pk=user.pk)

    assert [firsts_of([mine], user)[0].keys for user in (clerk, officer)] == [[clerk.pk], [officer.pk]]

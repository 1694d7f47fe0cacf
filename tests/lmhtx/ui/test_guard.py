"""Looking writes nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from lmhtx.directory.models import Agency
from lmhtx.people.models import User
from lmhtx.ui.guard import WroteWhileReading, may_note, refusing_writes

Sign = Callable[[User], Client]


def test_a_page_that_only_reads_is_shown(as_: Sign, clerk: User, agency: Agency) -> None:
    assert as_(clerk).get(reverse("sample_peek", args=["read"])).status_code == 200


def test_a_page_that_writes_while_reading_fails_loudly(as_: Sign, clerk: User, agency: Agency) -> None:
    with pytest.raises(WroteWhileReading):
        as_(clerk).get(reverse("sample_peek", args=["write"]))


def test_a_note_of_the_house_passes(as_: Sign, clerk: User, agency: Agency) -> None:
    assert as_(clerk).get(reverse("sample_peek", args=["note"])).status_code == 200


def test_a_reading_page_takes_no_post(as_: Sign, clerk: User) -> None:
    assert as_(clerk).post(reverse("sample_peek", args=["read"])).status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO directory_agency (name) VALUES ('x')",
        'UPDATE "directory_agency" SET name = %s',
        "DELETE FROM directory_agency",
        "TRUNCATE directory_agency",
        "SELECT 1; delete from directory_agency",
        "WITH gone AS (DELETE FROM directory_agency RETURNING id) SELECT * FROM gone",
    ],
)
def test_writing_statements_are_refused(statement: str) -> None:
    with refusing_writes(), connection.cursor() as cursor, pytest.raises(WroteWhileReading):
        cursor.execute(statement)


@pytest.mark.django_db
def test_locking_and_words_of_a_user_are_no_writes(agency: Agency) -> None:
    with refusing_writes():
        found = list(Agency.objects.select_for_update().filter(name="DELETE FROM x"))

    assert found == []


@pytest.mark.django_db
def test_the_door_closes_behind_a_note(agency: Agency) -> None:
    with refusing_writes():
        with may_note():
            agency.save()
        with pytest.raises(WroteWhileReading):
            agency.save()

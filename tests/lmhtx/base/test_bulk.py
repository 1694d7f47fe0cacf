"""Many rows changed at once, each in its own way."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DataError, IntegrityError

from cooperatives.enums.register import Status
from cooperatives.models import Cooperative
from lmhtx.base.bulk import update_rows
from tests.factories.cooperatives import commune, cooperative

pytestmark = pytest.mark.django_db
FIELDS = ["name", "commune", "charter_vnd", "is_member", "first_registered_on"]


def test_each_row_gets_its_own_values_and_no_other_field_changes(
    django_assert_num_queries: pytest.FixtureRequest,
) -> None:
    rows = [cooperative(name=f"Hợp tác xã {number}", phone="0913456789") for number in range(3)]
    place = commune(1)
    for number, row in enumerate(rows):
        row.name, row.commune, row.phone = f"Đổi, “{number}” {{\\}} NULL", place, "bỏ"
        row.charter_vnd = None if number == 1 else 10**15 + number
        row.is_member, row.first_registered_on = number == 2, date(2020, 1, 1 + number)
    with django_assert_num_queries(1):
        update_rows(rows, FIELDS)
    for row in rows:
        found = Cooperative.objects.get(pk=row.pk)
        assert [getattr(found, name) for name in FIELDS] == [getattr(row, name) for name in FIELDS]
        assert found.phone == "0913456789"


def test_rows_not_among_them_stay() -> None:
    one, other = cooperative(name="Hợp tác xã Một"), cooperative(name="Hợp tác xã Hai")
    one.name = "Hợp tác xã Một mới"
    update_rows([one], ["name"])
    other.refresh_from_db()
    assert other.name == "Hợp tác xã Hai"


def test_nothing_asks_the_database_nothing(django_assert_num_queries: pytest.FixtureRequest) -> None:
    with django_assert_num_queries(0):
        update_rows([], ["name"])


def test_words_too_long_are_refused_and_not_cut() -> None:
    one = cooperative(name="Hợp tác xã Một")
    one.name = "a" * 251
    with pytest.raises(DataError):
        update_rows([one], ["name"])


def test_constraints_hold() -> None:
    one = cooperative(name="Hợp tác xã Một")
    one.status, one.suspended_until_on = Status.ACTIVE, date(2026, 1, 1)
    with pytest.raises(IntegrityError):
        update_rows([one], ["status", "suspended_until_on"])

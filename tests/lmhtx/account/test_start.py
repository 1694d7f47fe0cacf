"""The server refuses to start where it would show passwords to the world or touch a real office."""

from __future__ import annotations

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from lmhtx.base.checks import stop_if_misplaced
from lmhtx.people import checks
from lmhtx.people.models import User

pytestmark = pytest.mark.django_db


def faults() -> set[str]:
    return {fault.id for fault in run_checks(databases=["default"]) if fault.is_serious()}


@pytest.fixture
def real_office(settings) -> None:
    """People, none of them the demonstration's."""
    settings.DEMO = True
    User.objects.update(email="")


@pytest.fixture
def kept_connection(monkeypatch) -> None:
    """The test's own transaction outlives the closing of connections."""
    monkeypatch.setattr(connection, "close", lambda: None)


def test_a_demonstration_starts_on_its_own_data(settings, kept_connection: None) -> None:
    settings.DEMO = True

    assert faults() == set()
    stop_if_misplaced()


def test_a_demonstration_does_not_start_on_a_real_office(real_office: None, kept_connection: None) -> None:
    assert faults() == {"lmhtx.E005"}
    with pytest.raises(SystemExit, match="có người dùng thật"):
        stop_if_misplaced()


def test_a_demonstration_does_not_start_on_a_public_host(settings, kept_connection: None) -> None:
    settings.DEMO = True
    settings.ALLOWED_HOSTS = ["cong.dongnai.gov.vn"]

    with pytest.raises(SystemExit, match="không chạy trên địa chỉ công khai"):
        stop_if_misplaced()


def test_a_real_office_starts_when_it_is_no_demonstration(real_office: None, settings) -> None:
    settings.DEMO = False

    assert "lmhtx.E005" not in faults()


def test_a_database_that_is_away_stops_no_start(settings, monkeypatch) -> None:
    settings.DEMO = True

    def away() -> bool:
        raise OperationalError

    monkeypatch.setattr(checks, "is_real_office", away)

    assert checks.demonstration_touches_no_real_people(databases=["default"]) == []
    assert checks.demonstration_touches_no_real_people() == []


@pytest.mark.parametrize("option", ["--once", "--empty"])
def test_the_demonstration_neither_fills_nor_empties_a_real_office(real_office: None, option: str) -> None:
    with pytest.raises(CommandError, match="người dùng thật"):
        call_command("demo", option)

    assert User.objects.exists()

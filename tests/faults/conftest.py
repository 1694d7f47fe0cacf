"""An office of real processes on services that a test may take away."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from lmhtx.people.demo import make_people
from lmhtx.people.models import User
from tests.faults import office


@pytest.fixture(scope="session")
def services() -> office.Services:
    """The throw-away services of bin/test; a test may stop them and starts them again."""
    directory = os.environ.get("LMHTX_SERVICES")
    assert directory, "chạy bằng bin/test tests/faults: các phép thử này cần dịch vụ riêng để tắt và bật lại"
    return office.Services(Path(directory))


@pytest.fixture
def furnished(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The directory and the people again: each of these tests empties the database behind itself."""
    del transactional_db
    # Nobody signs in by password here, and making good ones for sixteen people takes seconds.
    monkeypatch.setattr(settings, "PASSWORD_HASHERS", ["django.contrib.auth.hashers.MD5PasswordHasher"])
    call_command("seed_directory", verbosity=0)
    make_people()


@pytest.fixture
def person(furnished: None) -> Callable[[str], User]:
    """Somebody of the office by sign-in name."""
    del furnished
    return lambda username: User.objects.get(username=username)


@pytest.fixture
def var(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place for the files of the processes; the test's own uploads lie there too."""
    place = Path(tempfile.mkdtemp(prefix="lmhtx-su-co-", dir="/tmp"))
    (place / "static").mkdir()
    monkeypatch.setattr(settings, "MEDIA_ROOT", str(place / "files"))
    yield place
    shutil.rmtree(place, ignore_errors=True)


@pytest.fixture
def start_worker(furnished: None, var: Path) -> Iterator[Callable[[], office.Process]]:
    """Workers as many as wanted, none left behind."""
    del furnished
    started: list[office.Process] = []

    def start() -> office.Process:
        started.append(office.worker(var))
        return started[-1]

    yield start
    for process in started:
        process.kill()


@pytest.fixture
def web(furnished: None, var: Path) -> Iterator[office.Web]:
    """A web server on the database of the tests."""
    del furnished
    server = office.Web(var)
    yield server
    server.kill()

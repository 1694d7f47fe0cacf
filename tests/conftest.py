"""People, a furnished directory and hostile switches for every test."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

from lmhtx.directory.models import Agency
from lmhtx.people.demo import make_people
from lmhtx.people.models import Posting, User
from tests import furniture

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

from pytest_django.plugin import DjangoDbBlocker

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
UNIT_TESTS = ("test_rules.py", "test_deadlines.py", "lmhtx/vn/", "lmhtx/legal/")


def pytest_configure(config: pytest.Config) -> None:
    """Give each worker of a parallel run a cache of its own: one clears its cache while another counts queries."""
    worker = getattr(config, "workerinput", {}).get("workerid", "gw0")
    place = urlsplit(settings.REDIS_URL)
    number = 1 + int(worker.removeprefix("gw"))
    settings.CACHES["default"]["LOCATION"] = place._replace(path=f"/{number}").geturl()
    # A real hash takes half a second by design, and signing in is what many tests do.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test by its layer, from where it stands."""
    for item in items:
        path = str(item.path)
        if "/e2e/" in path:
            item.add_marker(pytest.mark.journey)
        elif "/faults/" in path:
            item.add_marker(pytest.mark.fault)
        elif any(part in path for part in UNIT_TESTS):
            item.add_marker(pytest.mark.unit)
        else:
            item.add_marker(pytest.mark.integration)


BLOCKER: pytest.StashKey[DjangoDbBlocker] = pytest.StashKey()


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, pytestconfig: pytest.Config
) -> None:
    """Furnish the test database once: the directory and the invented people stand before every test."""
    del django_db_setup
    pytestconfig.stash[BLOCKER] = django_db_blocker
    with django_db_blocker.unblock():
        call_command("seed_directory", verbosity=0)
        make_people()
        furniture.keep()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, None, None]:
    """Put the furniture back once a test that emptied the database is over."""
    yield
    marks = [mark.kwargs.get("transaction") for mark in item.iter_markers("django_db")]
    if any(marks) or {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ())):
        with item.config.stash[BLOCKER].unblock():
            furniture.put_back()


@pytest.fixture(autouse=True)
def working_day(settings: SettingsWrapper, tmp_path: object) -> date:
    """A frozen working day, the Tuesday of the demonstration office; files go to a place of the test's own."""
    settings.FIXED_TODAY = "2026-09-15"
    settings.MEDIA_ROOT = str(tmp_path)
    return date(2026, 9, 15)


@pytest.fixture
def at_day(settings: SettingsWrapper) -> object:
    """Move the office to another day: `at_day(date(2026, 12, 24))`."""

    def move(day: date) -> None:
        settings.FIXED_TODAY = day.isoformat()

    return move


@pytest.fixture(autouse=True)
def _clean_cache() -> None:
    cache.clear()


def _person(username: str) -> User:
    return User.objects.get(username=username)


@pytest.fixture
def admin(db: None) -> User:
    """Quản trị hệ thống."""
    return _person("quantri")


@pytest.fixture
def chairman(db: None) -> User:
    """Chủ tịch."""
    return _person("chutich")


@pytest.fixture
def deputy(db: None) -> User:
    """Phó Chủ tịch."""
    return _person("phochutich")


@pytest.fixture
def office_chief(db: None) -> User:
    """Chánh Văn phòng."""
    return _person("chanhvanphong")


@pytest.fixture
def clerk(db: None) -> User:
    """Văn thư."""
    return _person("vanthu")


@pytest.fixture
def unit_head(db: None) -> User:
    """Trưởng phòng Tuyên truyền - Kế hoạch - Hỗ trợ hợp tác xã."""
    return _person("truongphong")


@pytest.fixture
def officer(db: None) -> User:
    """Chuyên viên of the same unit."""
    return _person("chuyenvien")


@pytest.fixture
def officer_of_other_unit(db: None) -> User:
    """Cán bộ of the Fund: a member of staff in another unit."""
    return _person("tindung")


@pytest.fixture
def controller(db: None) -> User:
    """Kiểm soát viên."""
    return _person("kiemsoat")


@pytest.fixture
def keeper(db: None) -> User:
    """The person of Sở Tài chính, which keeps the 2026 plan."""
    return _person("sotaichinh")


@pytest.fixture
def partner(db: None) -> User:
    """The person of another outside agency, Sở Nông nghiệp và Môi trường."""
    return _person("sonongnghiep")


@pytest.fixture
def outsider(db: None) -> User:
    """Somebody of a cooperative: may sign in, and has no part in the Alliance's own work."""
    user = User.objects.create_user("htxxuanloc", full_name="Người Lạ")
    farm = Agency.objects.create(kind="outside", name="Hợp tác xã Nông nghiệp Xuân Lộc")
    Posting.objects.create(user=user, unit=farm, role="cooperative", valid_from=date(2026, 1, 1))
    return user


@pytest.fixture
def as_() -> object:
    """A browser of the test client with somebody signed in: `as_(clerk).get(…)`."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="lmhtx.account.backends.Backend")
        return client

    return signed_in


def moment(text: str) -> datetime:
    """A moment in Vietnam from "2026-09-15 16:30"."""
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)

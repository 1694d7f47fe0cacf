"""Pages of the tests' own site, and what its forms send."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest

from lmhtx.directory.models import Agency


@pytest.fixture(autouse=True)
def _site(settings: object) -> None:
    settings.ROOT_URLCONF = "tests.lmhtx.ui.site"


@pytest.fixture
def agency(db: None) -> Agency:
    """An agency of no further meaning."""
    return Agency.objects.create(name="Hợp tác xã Đường Mới", kind="outside")


@pytest.fixture
def key() -> Callable[[], str]:
    """A fresh one-time key."""
    return lambda: str(uuid.uuid4())

"""A verb for these tests, and an agency to do things to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lmhtx.contributions import AuditVerb, temporarily
from lmhtx.directory.models import Agency

VERBS = (
    AuditVerb(key="tests.agency.renamed", label="đổi tên"),
    AuditVerb(key="tests.agency.closed", label="đóng {subject} lại"),
)


@pytest.fixture(autouse=True)
def _verbs() -> Iterator[None]:
    """The verbs that these tests write."""
    with temporarily(*VERBS):
        yield


@pytest.fixture
def agency(db: None) -> Agency:
    """An outside agency."""
    return Agency.objects.create(kind="outside", name="Sở Thử nghiệm", note="cũ")

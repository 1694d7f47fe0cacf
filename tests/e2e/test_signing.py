"""A leader signs several papers in one sitting, the registry numbers and seals one: in the browser, with real keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from documents.enums.outgoing import OutgoingState as State
from documents.enums.outgoing import SignWay
from documents.models import Outgoing
from tests.documents.signing.conftest import Office, keys, office  # noqa: F401 - fixtures
from tests.factories import outgoing as out
from tests.lmhtx.signatures.authority import PASSWORD
from tests.lmhtx.signatures.conftest import _standing, authority, trusted  # noqa: F401 - fixtures

SIGNED_MS = 60_000


@pytest.fixture
def two(furnished: None, office: Office) -> list[Outgoing]:  # noqa: F811 - the fixture
    """Two plans before the chairman, whose key the portal reaches."""
    office(leader="chutich")
    return [out.outgoing(State.PENDING_SIGN, subject=f"Kế hoạch số {number}") for number in (1, 2)]


def test_several_papers_are_signed_in_one_sitting(two: list[Outgoing], open_as: Callable[..., Page]) -> None:
    page = open_as("chutich", phone=True, path=reverse("signing_queue"))
    rows = page.locator("[data-lmhtx-sign]")
    expect(rows).to_have_count(2)

    page.fill("#id_pin", "sai")
    page.click(".form-acts .btn-primary")
    expect(page.locator('.sign-said[data-tone="danger"]')).to_have_count(2, timeout=SIGNED_MS)
    assert page.input_value("#id_pin") == ""
    assert states(two) == {State.PENDING_SIGN}

    page.fill("#id_pin", PASSWORD)
    page.click(".form-acts .btn-primary")
    expect(page.locator('.sign-said[data-tone="done"]')).to_have_count(2, timeout=SIGNED_MS)
    assert states(two) == {State.SIGNED}

    desk = open_as("vanthu", path=two[0].get_absolute_url())
    desk.get_by_role("link", name="Cấp số").first.click()
    desk.click(".form-acts .btn-primary")
    desk.get_by_role("link", name="Ký số của cơ quan").first.click()
    desk.fill("#id_pin", PASSWORD)
    desk.click(".form-acts .btn-primary")
    desk.get_by_role("link", name="Phát hành").first.wait_for(timeout=SIGNED_MS)
    sealed = Outgoing.objects.get(pk=two[0].pk)
    assert (sealed.state, sealed.sealed_way) == (State.SEALED, SignWay.DIGITAL)


def states(papers: list[Outgoing]) -> set[Any]:
    """Where they stand now."""
    return set(Outgoing.objects.filter(pk__in=[one.pk for one in papers]).values_list("state", flat=True))

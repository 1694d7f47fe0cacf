"""The page of the trail."""

from __future__ import annotations

import pytest
from django.urls import reverse

from lmhtx.audit.actions import record
from lmhtx.audit.models import Entry

TRAIL = "/nhat-ky/"


@pytest.fixture
def story(agency, officer, clerk):
    record("tests.agency.renamed", agency, by=officer, note="do văn phòng đề nghị")
    record("tests.agency.closed", agency, by=clerk)


def test_the_trail_is_for_administrators_and_controllers(as_, admin, controller, chairman, officer, outsider):
    people = (admin, controller, chairman, officer, outsider)

    assert [as_(person).get(TRAIL).status_code for person in people] == [200, 200, 403, 403, 403]
    assert [Entry.objects.visible_to(person).exists() for person in (chairman, officer)] == [False, False]


def test_the_trail_tells_each_act(as_, admin, story, officer):
    page = as_(admin).get(reverse("entry_list")).text

    assert all(words in page for words in ("đổi tên", "Sở Thử nghiệm", "do văn phòng đề nghị", str(officer)))


@pytest.mark.parametrize(
    ("query", "verbs"),
    [
        ("?viec=tests.agency.closed", ["tests.agency.closed"]),
        ("?nguoi={officer}", ["tests.agency.renamed"]),
        ("?tu=2026-09-15&den=2026-09-15", ["tests.agency.closed", "tests.agency.renamed"]),
        ("?den=2026-09-14", []),
        ("?tu=2026-09-16", []),
        ("?nguoi=la&tu=hom-qua&truoc=x", ["tests.agency.closed", "tests.agency.renamed"]),
    ],
)
def test_the_trail_is_narrowed(as_, admin, story, officer, query, verbs):
    response = as_(admin).get(TRAIL + query.format(officer=officer.pk))

    assert [entry.verb for entry in response.context["entries"]] == verbs


def test_a_long_trail_goes_on_at_the_next_page(as_, admin, agency, officer, django_assert_max_num_queries):
    for _ in range(55):
        record("tests.agency.closed", agency, by=officer)
    browser = as_(admin)

    with django_assert_max_num_queries(8):
        first = browser.get(TRAIL)
    second = browser.get(f"{TRAIL}?truoc={first.context['next_before']}")

    assert (len(first.context["entries"]), len(second.context["entries"])) == (50, 5)


def test_each_request_has_a_number(as_, admin):
    browser = as_(admin)

    numbers = {browser.get(TRAIL)["X-Request-Id"] for _ in range(2)}

    assert len(numbers) == 2

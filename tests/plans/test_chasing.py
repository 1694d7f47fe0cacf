"""Reminding by hand: who is late, the text for each, and who has reminded whom."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from lmhtx.account.actions.links import Reporter, add_reporter
from lmhtx.account.models import PersonalLink
from lmhtx.audit.models import Entry
from lmhtx.directory.models import Commune
from lmhtx.notices.models import Nudge
from lmhtx.people.models import User
from plans.queries.chasing import late_groups
from tests.factories.plans import agency_named, task

pytestmark = pytest.mark.django_db
LATE = date(2026, 8, 31)
FARMING = "Sở Nông nghiệp và Môi trường"


@pytest.fixture
def reporter(clerk: User) -> User:
    """Somebody of an outside agency, late, without a password."""
    agency = agency_named(FARMING)
    late = task(due_on=LATE, leads=())
    late.assignments.create(agency=agency, written=FARMING, role="lead")
    return add_reporter(reporter=Reporter(agency=agency, full_name="Lê Tám", phone="0912345678"), by=clerk)


def test_the_late_stand_by_agency_unit_and_commune(reporter: User, officer: User, clerk: User) -> None:
    task(due_on=LATE, person=officer)
    task(due_on=date(2026, 9, 1), person=officer)
    groups = {group.label: group for group in late_groups(clerk)}
    agency = agency_named(FARMING)
    agency.commune = Commune.objects.exclude(code="").first()
    agency.save()
    by_commune = {group.key for group in late_groups(clerk)}

    assert [(one.name, one.count) for one in groups[FARMING].people] == [("Lê Tám", 1), ("Mai Văn Đức", 1)]
    mine = [group for group in groups.values() if group.label != FARMING]
    assert [(one.name, one.count, one.due_on) for one in mine[0].people] == [(str(officer), 2, LATE)]
    assert f"commune-{agency.commune_id}" in by_commune


def test_copying_gives_the_text_makes_the_link_and_records_it(
    reporter: User, clerk: User, partner: User, as_: Any
) -> None:
    browser = as_(clerk)
    before = browser.get(reverse("chase_list")).content.decode()
    address = reverse("chase_person", args=[reporter.pk])

    piece = browser.post(address, headers={"HX-Request": "true"}).content.decode()
    whole = browser.post(address).content.decode()
    other = browser.post(reverse("chase_person", args=[partner.pk])).content.decode()
    group = late_groups(clerk)[0]
    browser.post(reverse("chase_group", args=[group.key]))
    after = browser.get(reverse("chase_list")).content.decode()

    assert "chưa nhắc" in before
    assert "/lien-ket/mo/" in piece
    assert "https://zalo.me/0912345678" in piece
    assert "/lien-ket/mo/" in whole
    assert PersonalLink.objects.filter(user=reporter, revoked_at=None).count() == 1
    assert "/lien-ket/mo/" not in other
    assert "đã nhắc 2 lần, gần nhất" in after
    assert f"({clerk})" in after
    assert Entry.objects.filter(verb="notices.nudge.copied", by=clerk).count() == 4
    assert Nudge.objects.visible_to(clerk).count() == 4
    assert Nudge.objects.visible_to(partner).count() == 0


def test_who_is_not_late_is_not_reminded(clerk: User, officer: User, as_: Any) -> None:
    browser = as_(clerk)

    assert "Không có ai quá hạn" in browser.get(reverse("chase_list")).content.decode()
    assert browser.post(reverse("chase_person", args=[officer.pk])).status_code == 404
    assert browser.post(reverse("chase_group", args=["agency-1"])).status_code == 404


def test_a_nudge_reaches_a_person_or_a_group(clerk: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Nudge.objects.create(topic="x", by=clerk)


def test_the_list_asks_as_often_for_one_as_for_many(
    reporter: User, clerk: User, as_: Any, django_assert_max_num_queries: Any
) -> None:
    for _ in range(8):
        late = task(due_on=LATE, leads=())
        late.assignments.create(agency=agency_named(FARMING), written=FARMING, role="lead")

    with django_assert_max_num_queries(6):
        late_groups(clerk)

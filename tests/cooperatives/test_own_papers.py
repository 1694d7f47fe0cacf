"""A cooperative's own file: what is missing or runs out, sent in from there."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cooperatives.enums.papers import PaperKind
from cooperatives.models import CooperativePaper, Petition
from cooperatives.queries.own_papers import own_files
from lmhtx.base import clock
from tests.cooperatives.test_petitions import scan
from tests.factories.cooperatives import cooperative
from tests.factories.forms import representative

pytestmark = pytest.mark.django_db


@pytest.fixture
def farm():
    return cooperative(name="HTX Một")


@pytest.fixture
def own(farm):
    return representative(farm).user


def test_what_is_missing_waits_or_runs_out_is_told_apart(farm, own, officer):
    facts = {"cooperative": farm, "issued_on": date(2024, 3, 1)}
    digital = {"copy_kind": "certified", "digitised_on": clock.today(), "digitised_by": officer}
    CooperativePaper.objects.create(kind="charter", **facts)
    CooperativePaper.objects.create(kind="member_book", **facts, **digital)
    licence = CooperativePaper.objects.create(kind="licence", **facts, through_on=date(2026, 9, 20))

    found = own_files(own)[0]

    lacking = {one.kind: one for one in found.lacking}
    assert lacking[PaperKind.CHARTER].held is not None
    assert PaperKind.MEMBER_BOOK not in lacking
    assert found.running_out == [licence]
    assert found.there == found.asked - len(found.lacking)


def test_each_missing_paper_has_a_draft_of_its_own(client, farm, own):
    client.force_login(own)
    page = client.get(reverse("my_papers")).content.decode()
    assert ("Còn thiếu" in page, "Điều lệ" in page) == (True, True)
    begin = reverse("petition_begin", args=[farm.pk, "paper"])

    first = client.post(begin, {"kind": "charter"})
    other = client.post(begin, {"kind": "member_book"})
    again = client.post(begin, {"kind": "charter"})
    blank = client.post(begin)

    assert (first.url, first.url != other.url) == (again.url, True)
    assert Petition.objects.count() == 3
    assert client.get(blank.url).status_code == HTTPStatus.OK


def test_what_was_sent_in_is_shown_beside_what_is_missing(client, farm, own):
    client.force_login(own)
    begun = client.post(reverse("petition_begin", args=[farm.pk, "paper"]), {"kind": "charter"})
    one = Petition.objects.get()
    client.post(reverse("petition_paper_add", args=[one.pk]), {"paper": scan()})
    client.post(begun.url, {"muc_kind": "charter", "muc_issued_on": "1/3/2020", "version": one.version})
    one.refresh_from_db()
    client.post(
        reverse("petition_send", args=[one.pk]),
        {"declared_by": "An", "is_sworn": "on", "version": one.version},
    )

    assert "đã gửi, chờ xem" in client.get(reverse("my_papers")).content.decode()


def test_many_cooperatives_ask_no_more(farm, own):
    own_files(own)
    with CaptureQueriesContext(connection) as one:
        own_files(own)
    for number in range(3):
        more = cooperative(name=f"HTX {number}")
        CooperativePaper.objects.create(cooperative=more, kind="charter", issued_on=date(2024, 3, 1))
        representative(more)
    with CaptureQueriesContext(connection) as four:
        assert len(own_files(own)) == 4
    assert len(one) == len(four)


def test_another_ones_file_is_not_shown(client, farm, own):
    stranger = representative(cooperative(name="HTX Hai"), "htxhai").user
    client.force_login(stranger)

    assert "HTX Một" not in client.get(reverse("my_papers")).content.decode()

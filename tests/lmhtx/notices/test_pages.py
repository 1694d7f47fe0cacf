"""The inbox, the bell, the digest, the settings."""

from __future__ import annotations

import pytest

from lmhtx.notices.models import Digest, Notice, Preference
from lmhtx.notices.reminders import run
from tests.lmhtx.notices.conftest import WORKING_DAY, task_due

INBOX, BELL, READ, WISHES = (
    "/thong-bao/",
    "/thong-bao/so-chua-doc/",
    "/thong-bao/da-doc/",
    "/thong-bao/cai-dat/",
)


@pytest.fixture
def told(due, officer, clerk):
    due += [task_due(officer, number) for number in range(1, 4)]
    due += [task_due(officer, 9, stage="T-1"), task_due(clerk, 5)]
    run(WORKING_DAY)


def test_the_inbox_groups_and_shows_only_ones_own(told, as_, officer, clerk):
    mine, other = as_(officer).get(INBOX).text, as_(clerk).get(INBOX).text

    assert "3 việc đến hạn 31/12/2026" in mine
    assert "Nhiệm vụ 9" in mine
    assert ("Nhiệm vụ 5" in mine, "Nhiệm vụ 5" in other, "Nhiệm vụ 9" in other) == (False, True, False)


def test_the_bell_counts_what_is_unread(told, as_, officer, outsider):
    assert as_(officer).get(BELL).text == "4"
    assert as_(outsider).get(BELL).text == ""


def test_opening_a_notice_reads_it_and_goes_there(told, as_, officer, clerk):
    notice = Notice.objects.get(person=officer, subject_id=9)

    assert as_(clerk).post(f"/thong-bao/{notice.pk}/mo/").status_code == 404
    response = as_(officer).post(f"/thong-bao/{notice.pk}/mo/")

    assert response.url == "/ke-hoach/nhiem-vu/9/"
    assert as_(officer).get(BELL).text == "3"
    assert as_(officer).get(f"/thong-bao/{notice.pk}/mo/").status_code == 405


def test_some_or_all_are_marked_read(told, as_, officer, clerk):
    first, other = Notice.objects.filter(person=officer).first(), Notice.objects.get(person=clerk)

    as_(officer).post(READ, {"notice": [first.pk, other.pk, "x", "9" * 30]})
    assert (as_(officer).get(BELL).text, as_(clerk).get(BELL).text) == ("3", "1")
    as_(officer).post(READ)
    assert as_(officer).get(BELL).text == ""
    assert "Anh/chị đã đọc hết." in as_(officer).get(f"{INBOX}?loc=chua-doc").text


def test_a_digest_is_for_its_person(told, as_, officer, clerk):
    digest = Digest.objects.get(person=officer)

    page = as_(officer).get(digest.get_absolute_url())

    assert "3 việc đến hạn 31/12/2026" in page.text
    assert as_(clerk).get(digest.get_absolute_url()).status_code == 404


def test_each_kind_can_be_switched(as_, officer):
    page = as_(officer).get(WISHES).text
    assert ("Nhiệm vụ sắp đến hạn" in page, "Việc bắt buộc" in page) == (True, False)

    as_(officer).post(WISHES, {"tests.due:portal": "on", "tests.returned:mail": "on"})

    rows = Preference.objects.order_by("reminder").values_list("reminder", "is_on_portal", "is_on_mail")
    assert list(rows) == [("tests.due", True, False), ("tests.returned", False, True)]


def test_the_inbox_takes_the_same_queries_for_one_and_many(due, as_, officer, django_assert_max_num_queries):
    due += [task_due(officer, number) for number in range(200)]
    run(WORKING_DAY)
    browser = as_(officer)

    with django_assert_max_num_queries(8):
        browser.get(INBOX)


def test_nobody_signed_in_sees_nothing(client):
    assert {client.get(address).status_code for address in (INBOX, BELL, WISHES)} == {302}

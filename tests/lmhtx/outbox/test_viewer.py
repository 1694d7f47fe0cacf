"""The mails of a demonstration can be read in the portal, and only there."""

from __future__ import annotations

import pytest

from lmhtx.outbox.actions import queue_mail
from lmhtx.outbox.sending import send_due
from lmhtx.outbox.viewer import newest_mails

MAILS = "/thu/"


@pytest.fixture
def sent(officer, folder, settings):
    settings.DEMO = True
    settings.SITE_ADDRESS = "http://localhost:8000"
    for number in (1, 2):
        queue_mail(
            officer,
            subject=f"Nhiệm vụ số {number} bị trả lại",
            text="Thiếu số liệu quý III.",
            link=f"/ke-hoach/{number}/",
            dedupe_key=f"thu-{number}",
        )
    assert send_due() == 2


def test_mails_are_read_back_newest_first(sent, officer):
    mails = newest_mails(10)

    assert [mail.subject for mail in mails] == ["Nhiệm vụ số 2 bị trả lại", "Nhiệm vụ số 1 bị trả lại"]
    assert mails[0].to == officer.email
    assert "Thiếu số liệu quý III." in mails[0].text
    assert "http://localhost:8000/ke-hoach/2/" in mails[0].text
    assert len(newest_mails(1)) == 1


def test_the_page_shows_them_with_their_links(sent, as_, clerk):
    page = as_(clerk).get(MAILS).text

    assert "Nhiệm vụ số 2 bị trả lại" in page
    assert 'href="http://localhost:8000/ke-hoach/2/"' in page


def test_the_page_is_for_the_clerk_and_the_administrator(sent, as_, clerk, admin, officer, keeper):
    people = (clerk, admin, officer, keeper)

    assert [as_(person).get(MAILS).status_code for person in people] == [200, 200, 403, 403]


def test_outside_a_demonstration_there_is_no_such_page(sent, as_, admin, settings):
    settings.DEMO = False

    assert as_(admin).get(MAILS).status_code == 404


def test_no_mails_yet(as_, admin, folder, settings):
    settings.DEMO = True

    assert "Chưa có thư nào được gửi" in as_(admin).get(MAILS).text

"""An act happens once, however often its form is sent."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.urls import reverse

from lmhtx.directory.models import Agency
from lmhtx.people.models import User
from lmhtx.ui.models import ActKey, Draft

Sign = Callable[[User], Client]


def note_of(agency: Agency) -> str:
    return Agency.objects.get(pk=agency.pk).note


def said(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.fixture
def address(agency: Agency) -> str:
    return reverse("sample_note", args=[agency.pk])


def test_the_form_carries_a_fresh_key_each_time(as_: Sign, clerk: User, address: str) -> None:
    browser = as_(clerk)

    first, second = (browser.get(address).content.decode() for _ in range(2))

    assert 'name="act_key"' in first
    assert first != second


def test_an_act_answers_by_going_there(
    as_: Sign, clerk: User, agency: Agency, address: str, key: Any
) -> None:
    response = as_(clerk).post(address, {"note": "một", "act_key": key()})

    assert (response.status_code, response["Location"]) == (302, reverse("sample_list"))
    assert note_of(agency) == "+một"


def test_a_repeated_post_gets_the_first_answer(
    as_: Sign, clerk: User, agency: Agency, address: str, key: Any
) -> None:
    browser, sent = as_(clerk), {"note": "một", "act_key": key()}
    browser.post(address, sent)

    again = browser.post(address, sent)

    assert again["Location"] == reverse("sample_list")
    assert note_of(agency) == "+một"
    assert said(again)[-1].startswith("Đã ghi. Đã ghi nhận lúc ")


def test_a_repeated_post_with_other_words_says_they_were_not_kept(
    as_: Sign, clerk: User, agency: Agency, address: str, key: Any
) -> None:
    browser, once = as_(clerk), key()
    browser.post(address, {"note": "một", "act_key": once})

    again = browser.post(address, {"note": "hai", "act_key": once})

    assert note_of(agency) == "+một"
    assert said(again)[-1].endswith("Nội dung vừa sửa thêm chưa được ghi, mời kiểm tra lại.")


def test_another_key_acts_again(as_: Sign, clerk: User, agency: Agency, address: str, key: Any) -> None:
    browser = as_(clerk)

    for _ in range(2):
        browser.post(address, {"note": "x", "act_key": key()})

    assert note_of(agency) == "+x+x"


def test_a_key_of_one_person_means_nothing_for_another(
    as_: Sign, clerk: User, officer: User, agency: Agency, address: str, key: Any
) -> None:
    sent = {"note": "x", "act_key": key()}

    as_(clerk).post(address, sent)
    as_(officer).post(address, sent)

    assert note_of(agency) == "+x+x"


def test_a_faulty_form_uses_up_no_key(as_: Sign, clerk: User, agency: Agency, address: str, key: Any) -> None:
    browser, once = as_(clerk), key()

    faulty = browser.post(address, {"note": "", "act_key": once})
    browser.post(address, {"note": "một", "act_key": once})

    assert faulty.status_code == 422
    assert "Hãy điền mục này." in faulty.content.decode()
    assert note_of(agency) == "+một"


def test_a_refused_act_changes_nothing_and_keeps_what_was_typed(
    as_: Sign, clerk: User, agency: Agency, address: str, key: Any
) -> None:
    response = as_(clerk).post(address, {"note": "cấm", "act_key": key()})

    page = response.content.decode()
    assert response.status_code == 422
    assert "Cơ quan này đã khóa." in page
    assert 'value="cấm"' in page
    assert note_of(agency) == ""
    assert not ActKey.objects.exists()


def test_a_refused_act_without_form_tells_htmx(as_: Sign, clerk: User, agency: Agency, key: Any) -> None:
    address = reverse("sample_mark", args=[agency.pk])

    response = as_(clerk).post(address, {"note": "cấm", "act_key": key()}, headers={"HX-Request": "true"})

    assert (response.status_code, response["HX-Reswap"]) == (422, "none")
    assert "lmhtx:say" in response["HX-Trigger"]
    assert note_of(agency) == ""


def test_a_refused_act_without_form_goes_back(as_: Sign, clerk: User, agency: Agency, key: Any) -> None:
    came_from = {"Referer": "http://testserver/mau/co-quan/?q=x"}

    response = as_(clerk).post(
        reverse("sample_mark", args=[agency.pk]), {"note": "cấm", "act_key": key()}, headers=came_from
    )

    assert response["Location"] == "/mau/co-quan/?q=x"
    assert said(response) == ["Cơ quan này đã khóa."]


def test_a_refused_act_never_goes_to_a_stranger(as_: Sign, clerk: User, agency: Agency, key: Any) -> None:
    response = as_(clerk).post(
        reverse("sample_mark", args=[agency.pk]),
        {"note": "cấm", "act_key": key()},
        headers={"Referer": "https://xau.example/x"},
    )

    assert response["Location"] == reverse("home")


def test_a_piece_answered_after_an_act_counts_as_its_result(
    as_: Sign, clerk: User, agency: Agency, key: Any
) -> None:
    browser, sent = as_(clerk), {"act_key": key()}
    address = reverse("sample_mark", args=[agency.pk])
    htmx = {"HX-Request": "true"}

    first = browser.post(address, sent, headers=htmx)
    browser.post(address, sent, headers=htmx)

    assert first["LMHTX-Next-Key"]
    assert note_of(agency) == "+x"


def test_htmx_is_sent_on_by_header(as_: Sign, clerk: User, address: str, key: Any) -> None:
    response = as_(clerk).post(address, {"note": "một", "act_key": key()}, headers={"HX-Request": "true"})

    assert (response.status_code, response["HX-Redirect"]) == (200, reverse("sample_list"))


def test_an_act_uses_up_its_draft(as_: Sign, clerk: User, address: str, key: Any) -> None:
    Draft.objects.create(user=clerk, form=address, values={"note": ["nháp"]})

    as_(clerk).post(address, {"note": "một", "act_key": key(), "draft_key": address})

    assert not Draft.objects.exists()


def test_a_view_of_acts_alone_does_not_answer_get(as_: Sign, clerk: User, agency: Agency) -> None:
    assert as_(clerk).get(reverse("sample_mark", args=[agency.pk])).status_code == 405


@pytest.fixture
def lasting(django_db_setup: None, django_db_blocker: Any) -> Any:
    """A person and an agency that other connections see, too; gone afterwards."""
    with django_db_blocker.unblock():
        agency = Agency.objects.create(name="Cơ quan thử đồng thời", kind="outside")
        user = User.objects.get(username="vanthu")
        yield user, agency
        ActKey.objects.filter(user=user).delete()
        agency.delete()
        connection.close()


def test_two_clicks_at_the_same_moment_act_once(lasting: Any, as_: Sign, key: Any) -> None:
    user, agency = lasting
    address, once = reverse("sample_note", args=[agency.pk]), key()
    browsers, answers, start = [as_(user) for _ in range(4)], [], threading.Barrier(4)

    def click(browser: Client) -> None:
        start.wait()
        answers.append(browser.post(address, {"note": "một", "act_key": once})["Location"])
        connection.close()

    threads = [threading.Thread(target=click, args=[browser]) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert answers == [reverse("sample_list")] * 4
    assert note_of(agency) == "+một"

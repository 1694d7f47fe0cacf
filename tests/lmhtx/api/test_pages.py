"""Pages of tokens: one's own, everybody's for the keeper, and how the API is called."""

from __future__ import annotations

import time

import pytest

from lmhtx.account.proof import PROVEN
from lmhtx.api.actions import make_token, revoke_token
from lmhtx.api.models import ApiToken
from tests.factories.api import Program

HOME = "/tai-khoan/ma-api/"


@pytest.fixture
def browser(officer, as_):
    """The officer, who has just shown his password."""
    client = as_(officer)
    session = client.session
    session[PROVEN] = time.time()
    session.save()
    return client


def make(user):
    return make_token(by=user, name="Kho dữ liệu", chosen=["directory.read"], days=30)[0]


def test_a_token_is_made_and_shown_once(browser, officer):
    form = {"name": "Kho dữ liệu", "scopes": ["tasks.read"], "days": "90"}
    shown = browser.post(f"{HOME}tao/", form, follow=True)
    token = ApiToken.objects.get(user=officer)
    secret = shown.content.decode().partition('id="token-secret">')[2].partition("<")[0]

    assert Program(secret).get("/me").json()["token"] == "Kho dữ liệu"
    assert secret not in browser.get(f"{HOME}{token.pk}/").content.decode()
    assert "đã hiện một lần" in browser.get(f"{HOME}{token.pk}/").content.decode()
    assert browser.get(HOME).content.decode().count("Đang dùng được") == 1


def test_the_password_is_asked_again_before(officer, as_):
    answer = as_(officer).get(f"{HOME}tao/")

    assert answer.headers["Location"].startswith("/tai-khoan/xac-nhan-lai/")


@pytest.mark.parametrize("form", [{"name": "x", "scopes": ["khong.co"], "days": "90"}, {"days": "999"}])
def test_a_faulty_form_makes_nothing(browser, form):
    assert browser.post(f"{HOME}tao/", form).status_code == 422
    assert not ApiToken.objects.exists()


def test_only_scopes_that_one_may_give_are_offered(browser, admin, as_):
    assert "tasks.report" in browser.get(f"{HOME}tao/").content.decode()


def test_a_token_is_revoked_from_ones_own_page(browser, officer):
    token = make(officer)
    answer = browser.post(f"{HOME}{token.pk}/thu-hoi/", follow=True)

    assert "Đã thu hồi" in answer.content.decode()
    token.refresh_from_db()
    assert token.revoked_by == officer


def test_the_token_of_another_is_not_there(browser, unit_head):
    token = make(unit_head)

    assert browser.get(f"{HOME}{token.pk}/").status_code == 404
    assert browser.post(f"{HOME}{token.pk}/thu-hoi/").status_code == 404
    assert browser.get(f"{HOME}moi-nguoi/").status_code == 403


def test_the_keeper_sees_and_ends_all(admin, officer, unit_head, as_):
    token, ended = make(officer), make(unit_head)
    revoke_token(token=ended, by=unit_head)
    keeper = as_(admin)
    page = keeper.get(f"{HOME}moi-nguoi/").content.decode()

    assert str(officer) in page
    assert "Đã thu hồi" in page
    assert keeper.get(f"{HOME}{token.pk}/").status_code == 404
    answer = keeper.post(f"{HOME}{token.pk}/thu-hoi/")
    assert answer.headers["Location"] == f"{HOME}moi-nguoi/"


@pytest.mark.parametrize(("state", "count"), [("live", 1), ("unused", 1), ("ended", 1), ("", 2)])
def test_the_register_is_narrowed_by_state(admin, officer, as_, state, count):
    make(officer)
    revoke_token(token=make(officer), by=officer)
    page = as_(admin).get(f"{HOME}moi-nguoi/", {"state": state})

    assert len(page.context["table"].rows) == count


def test_the_guide_tells_every_call_without_foreign_files(browser):
    page = browser.get(f"{HOME}tai-lieu/").content.decode()

    assert "/api/v1/tasks/{task_id}/reports" in page
    assert "figures.submit" in page
    assert "//cdn" not in page

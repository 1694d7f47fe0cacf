"""Tokens: made, shown once, used, ended; every state that opens nothing says why."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from lmhtx.api import bearer
from lmhtx.api.actions import end_tokens, make_token, note_use, revoke_token
from lmhtx.api.models import ApiToken
from lmhtx.api.scopes import scope_of, scopes, scopes_for, words_of
from lmhtx.audit.models import Entry
from lmhtx.people.models import Posting, Via
from lmhtx.workflow import Refused
from tests.factories.api import Program, program


def make(user, *scopes, days=30):
    return make_token(by=user, name=" Kho  dữ liệu ", chosen=scopes or ("directory.read",), days=days)


def test_only_a_hash_of_the_secret_is_kept(officer):
    token, secret = make(officer)

    assert secret.startswith("lmhtx_")
    assert token.name == "Kho dữ liệu"
    assert token.hint == secret[-4:]
    assert str(token) == f"Kho dữ liệu (…{secret[-4:]})"
    assert secret not in str(ApiToken.objects.filter(pk=token.pk).values().get())
    assert Entry.objects.filter(verb="api.token.made", by=officer).exists()


def test_a_token_opens_what_its_owner_may_see(officer):
    _, secret = make(officer)
    answer = Program(secret).get("/me")

    assert answer.status_code == 200
    assert answer.json()["username"] == officer.username
    assert answer.json()["scopes"] == ["directory.read"]


@pytest.mark.parametrize("head", ["", "Bearer ", "Basic abc", "Bearer lmhtx_sai"])
def test_without_a_good_token_nothing_opens(db, head):
    asking = Program()
    asking.head = {"Authorization": head} if head else {}
    answer = asking.get("/me")

    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert answer.json()["title"] == "Chưa xác thực"


def ended(token, **facts):
    ApiToken.objects.filter(pk=token.pk).update(**facts)


def test_a_revoked_token_says_so(officer):
    token, secret = make(officer)
    revoke_token(token=token, by=officer)
    answer = Program(secret).get("/me")

    assert (answer.status_code, answer.json()["detail"]) == (401, bearer.REVOKED)
    assert Entry.objects.filter(verb="api.token.revoked", by=officer).exists()


def test_an_expired_token_says_so(officer):
    token, secret = make(officer)
    past = timezone.now() - timedelta(days=40)
    ended(token, created_at=past, expires_at=past + timedelta(days=30))
    answer = Program(secret).get("/me")

    assert (answer.status_code, answer.json()["detail"]) == (401, bearer.EXPIRED)
    assert not ApiToken.objects.get(pk=token.pk).is_live


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [("is_active", False, bearer.GONE), ("must_change_password", True, bearer.WAITING)],
)
def test_the_token_of_an_owner_who_may_not_come_in_opens_nothing(officer, field, value, words):
    _, secret = make(officer)
    setattr(officer, field, value)
    officer.save()
    answer = Program(secret).get("/me")

    assert (answer.status_code, answer.json()["detail"]) == (401, words)


def test_the_tokens_of_whoever_leaves_end(officer, admin):
    token, _ = make(officer)

    assert end_tokens(officer, admin) == 1
    assert end_tokens(officer, admin) == 0
    token.refresh_from_db()
    assert token.revoked_by == admin


def test_a_right_lost_today_is_lost_to_the_token(officer):
    asking = program(officer, "tasks.read")
    assert asking.get("/tasks").status_code == 200
    Posting.objects.filter(user=officer).delete()
    answer = asking.get("/tasks")

    assert answer.status_code == 403
    assert "xem kế hoạch" in answer.json()["detail"]


def test_a_scope_the_token_lacks_is_refused(officer):
    answer = program(officer, "tasks.read").get("/plans")

    assert answer.status_code == 403
    assert answer.json()["scope"] == "plans.read"


def test_a_scope_that_is_gone_opens_nothing(officer):
    with pytest.raises(LookupError, match=r"khong\.co"):
        scope_of("khong.co")
    assert words_of(["tasks.read", "khong.co"]) == ["Đọc nhiệm vụ", "khong.co"]


def test_only_what_one_may_do_can_be_given_away(admin, officer):
    assert {one.key for one in scopes_for(officer)} == {one.key for one in scopes()}
    assert "tasks.read" not in {one.key for one in scopes_for(admin)}
    with pytest.raises(Refused, match="phạm vi"):
        make(admin, "tasks.read")
    with pytest.raises(Refused, match="phạm vi"):
        make_token(by=officer, name="x", chosen=[], days=30)


def test_a_person_without_a_role_makes_none(officer):
    Posting.objects.filter(user=officer).delete()

    with pytest.raises(Refused, match="không được tạo"):
        make(officer)


@pytest.mark.parametrize("days", [0, -1, 367])
def test_a_token_lives_a_year_at_most(officer, days):
    with pytest.raises(Refused, match="một năm"):
        make(officer, days=days)


@pytest.mark.parametrize(
    "facts",
    [
        {"expires_at": timezone.now() + timedelta(days=400)},
        {"expires_at": timezone.now() - timedelta(days=400)},
        {"scopes": []},
        {"revoked_at": timezone.now()},
    ],
)
def test_the_database_refuses_what_no_act_makes(officer, facts):
    token, _ = make(officer)

    with pytest.raises(IntegrityError), transaction.atomic():
        ended(token, **facts)


def test_twenty_live_tokens_are_enough(officer, monkeypatch):
    monkeypatch.setattr("lmhtx.api.actions.MOST_LIVE", 1)
    make(officer)

    with pytest.raises(Refused, match="thu hồi mã không dùng"):
        make(officer)


def test_nobody_ends_the_token_of_another_but_the_keeper(officer, unit_head, admin):
    token, _ = make(officer)

    with pytest.raises(Refused, match="Chỉ chủ mã"):
        revoke_token(token=token, by=unit_head)
    assert revoke_token(token=token, by=admin).revoked_by == admin
    with pytest.raises(Refused, match="rồi"):
        revoke_token(token=token, by=officer)


def test_each_sees_his_own_and_the_keeper_all(officer, unit_head, admin):
    make(officer)

    people = (officer, unit_head, admin, AnonymousUser())
    assert [ApiToken.objects.visible_to(one).count() for one in people] == [1, 0, 1, 0]


def test_the_last_use_is_written_once_a_minute(officer, django_assert_num_queries):
    token, secret = make(officer)
    Program(secret).get("/me")
    token.refresh_from_db()
    first = token.last_used_at

    assert first is not None
    with django_assert_num_queries(0):
        note_use(token)
    ended(token, last_used_at=first - timedelta(minutes=2))
    Program(secret).get("/me")
    token.refresh_from_db()
    assert token.last_used_at > first


def test_an_act_by_token_is_told_as_one(officer):
    officer.is_by_api = True
    make(officer)

    assert Entry.objects.get(verb="api.token.made").via == Via.API

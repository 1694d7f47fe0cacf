"""Where people are signed in: listed, ended, told of when new."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lmhtx.account.actions import presences
from lmhtx.account.devices import COOKIE, words_of
from lmhtx.account.models import Presence
from lmhtx.account.tasks import forget_old
from lmhtx.audit.models import Entry
from lmhtx.outbox.models import Message
from lmhtx.people.demo import PASSWORD
from lmhtx.people.models import Actor, User
from lmhtx.workflow import Refused

pytestmark = pytest.mark.django_db
DOOR = "/tai-khoan/dang-nhap/"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/109.0 Safari/537.36 Edg/109.0"


def sit(username: str = "vanthu", *, agent: str = EDGE, client: Client | None = None) -> Client:
    """Sign in through the door."""
    client = client or Client()
    client.post(DOOR, {"login": username, "password": PASSWORD}, headers={"User-Agent": agent})
    return client


def is_in(client: Client) -> bool:
    return client.get(reverse("profile")).status_code == 200


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (EDGE, "Edge trên Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/109.0 Safari/537.36", "Chrome trên Linux"),
        ("Mozilla/5.0 (Windows NT 6.1) coc_coc_browser/90 Chrome/84 Safari/537.36", "Cốc Cốc trên Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) Version/16 Safari/604.1",
            "Safari trên iPhone",
        ),
        ("curl/8", "Trình duyệt lạ"),
    ],
)
def test_a_browser_is_told_in_words(agent: str, words: str) -> None:
    assert words_of(agent) == words


def test_the_list_names_each_place_and_marks_this_one(clerk: User) -> None:
    here, _elsewhere = sit(), sit(agent="Mozilla/5.0 (Linux; Android 13) Chrome/109.0 Mobile Safari/537.36")

    page = here.get(reverse("presence_list")).content.decode()

    assert "Edge trên Windows" in page
    assert "Chrome trên Android" in page
    assert page.count("Máy này") == 1
    assert "127.0.0.1" in page
    assert "Đăng xuất các nơi khác" in page


def test_one_place_is_ended_at_once(clerk: User) -> None:
    here, elsewhere = sit(), sit()
    other = Presence.objects.exclude(session_key=here.session.session_key).get()

    here.post(reverse("presence_end", args=[other.pk]))

    assert not is_in(elsewhere)
    assert is_in(here)
    other.refresh_from_db()
    assert other.ended_by == clerk
    assert Entry.objects.get(verb="people.session.ended").data == {"device": "Edge trên Windows"}


def test_all_other_places_are_ended_at_once(as_, clerk: User) -> None:
    here, elsewhere, stray = sit(), sit(), as_(clerk)
    assert is_in(stray)

    here.post(reverse("presences_end"))

    assert (is_in(here), is_in(elsewhere), is_in(stray)) == (True, False, False)


def test_alone_there_is_nothing_to_end(clerk: User) -> None:
    here = sit()

    here.post(reverse("presences_end"))

    assert is_in(here)
    assert not Entry.objects.filter(verb="people.sessions.ended").exists()


def test_a_place_is_noted_even_in_a_session_that_was_just_emptied(clerk: User, rf) -> None:
    request = rf.get(DOOR)
    request.session = SessionStore()

    place = presences.begin_presence(request=request, user=clerk, address="127.0.0.1")

    assert place.session_key == request.session.session_key
    assert Session.objects.filter(pk=place.session_key).exists()


def test_nobody_ends_anothers_place(officer: User) -> None:
    sit()
    place = Presence.objects.get()

    assert sit("chuyenvien").post(reverse("presence_end", args=[place.pk])).status_code == 404
    with pytest.raises(Refused, match="Chỉ người quản trị mới đăng xuất người khác"):
        presences.end_presence(presence=place, by=officer)


def test_an_administrator_ends_a_persons_places(as_, admin: User, clerk: User, office_chief: User) -> None:
    first, second = sit(), sit()

    response = as_(admin).post(reverse("user_sign_out", args=[clerk.pk]))

    assert response["Location"] == clerk.get_absolute_url()
    assert not is_in(first)
    assert not is_in(second)
    assert Entry.objects.get(verb="people.sessions.ended").by == admin
    sit("quantri")
    as_(office_chief).post(reverse("user_sign_out", args=[admin.pk]))
    assert Presence.objects.alive(timezone.now()).filter(user=admin).count() == 1


def test_an_administrator_ends_one_place(admin: User, clerk: User) -> None:
    there = sit()

    presences.end_presence(presence=Presence.objects.get(), by=admin)

    assert not is_in(there)


def test_ending_sessions_takes_untracked_ones_along(as_, clerk: User, admin: User) -> None:
    stray, another = as_(clerk), as_(admin)

    count = presences.end_sessions(clerk, by=Actor(user=admin))

    assert count == 0
    assert not is_in(stray)
    assert is_in(another)


def test_signing_out_ends_the_place(clerk: User) -> None:
    browser = sit()

    browser.post(reverse("account_logout"))

    place = Presence.objects.get()
    assert place.ended_at is not None
    assert place.ended_by == clerk


def test_an_expired_session_is_no_place(clerk: User) -> None:
    sit()
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    assert not Presence.objects.alive(timezone.now()).exists()


def test_a_new_password_keeps_this_place_in_the_list(clerk: User) -> None:
    browser = sit()

    browser.post(
        reverse("account_change_password"),
        {
            "old_password": PASSWORD,
            "new_password": "dong-lua-moi-77",
            "new_password_again": "dong-lua-moi-77",
        },
    )

    assert "Máy này" in browser.get(reverse("presence_list")).content.decode()


def test_a_machine_not_met_before_is_told_by_mail(clerk: User) -> None:
    browser = sit()
    browser.post(reverse("account_logout"))
    sit(client=browser)
    assert not Message.objects.exists()

    sit(agent="Mozilla/5.0 (Linux; Android 13) Chrome/109.0 Mobile Safari/537.36")

    letter = Message.objects.get()
    assert letter.person == clerk
    assert "Chrome trên Android" in letter.text
    assert letter.link == reverse("presence_list")
    assert Entry.objects.filter(verb="people.device.met", subject_id=clerk.pk).count() == 1


def test_the_browser_keeps_its_cookie(clerk: User) -> None:
    browser = sit()
    cookie = browser.cookies[COOKIE]

    assert cookie["httponly"]
    assert int(cookie["max-age"]) > 300 * 24 * 3600
    assert cookie.value not in Presence.objects.get().device


def test_use_is_noted_once_in_five_minutes(clerk: User) -> None:
    browser = sit()
    Presence.objects.update(seen_at=timezone.now() - timedelta(hours=1))
    is_in(browser)
    assert Presence.objects.get().seen_at < timezone.now() - timedelta(minutes=30)

    session = browser.session
    session[presences.SEEN] -= 301
    session.save()
    is_in(browser)

    assert Presence.objects.get().seen_at > timezone.now() - timedelta(minutes=1)


def test_places_of_long_ago_are_forgotten(clerk: User) -> None:
    sit()
    sit()
    Presence.objects.filter(pk=Presence.objects.first().pk).update(
        seen_at=timezone.now() - timedelta(days=401)
    )

    assert forget_old() == "Đã dọn 1 nơi."
    assert forget_old() == ""
    assert Presence.objects.count() == 1


def test_one_place_or_three_cost_the_same(clerk: User) -> None:
    browser = sit()
    browser.get(reverse("presence_list"))
    counts = []

    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            browser.get(reverse("presence_list"))
        counts.append(len(asked))
        sit()
        sit()

    assert counts[0] == counts[1]

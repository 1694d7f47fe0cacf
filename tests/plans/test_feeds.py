"""A person's secret calendar address: what it tells, whom it obeys, when it is dead."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from icalendar import Calendar

from lmhtx.audit.models import Entry
from plans.actions.feeds import renew_feed, revoke_feed
from plans.models import CalendarFeed
from plans.queries.feeds import TITLE_LETTERS
from plans.views import pictures
from tests.conftest import VIETNAM
from tests.factories import plans as make

pytestmark = pytest.mark.django_db


def read(client, token: str) -> Calendar:
    response = client.get(reverse("calendar_feed", args=[token]))
    assert response.status_code == 200, response.status_code
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content)


def events(calendar: Calendar) -> dict[str, object]:
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def test_feed_holds_own_open_deadlines_by_day_and_by_hour(client, officer, unit_head):
    whole_day = make.task(person=officer, due_on=date(2026, 10, 1), text="Lập danh sách")
    by_hour = make.task(
        person=officer, due_on=date(2026, 9, 25), due_time=time(16, 0), text="Gửi báo cáo " * 20
    )
    make.task(person=unit_head, due_on=date(2026, 10, 1), text="Việc của người khác")
    make.task(person=officer, due_on=None, text="Không hạn")
    token = renew_feed(user=officer, by=officer)

    found = events(read(client, token))

    assert set(found) == {f"nhiem-vu-{whole_day.pk}@lmhtx", f"nhiem-vu-{by_hour.pk}@lmhtx"}
    day, hour = found[f"nhiem-vu-{whole_day.pk}@lmhtx"], found[f"nhiem-vu-{by_hour.pk}@lmhtx"]
    assert (day["summary"], day["dtstart"].dt, day["dtend"].dt) == (
        "Hạn: Lập danh sách",
        date(2026, 10, 1),
        date(2026, 10, 2),
    )
    assert hour["dtstart"].dt == datetime(2026, 9, 25, 16, 0, tzinfo=VIETNAM)
    assert hour["duration"].dt == timedelta(minutes=15)
    assert len(str(hour["summary"])) == len("Hạn: ") + TITLE_LETTERS
    assert not list(day.walk("VALARM"))


def test_secret_is_not_kept_and_the_last_reading_is(client, officer):
    token = renew_feed(user=officer, by=officer)
    feed = CalendarFeed.objects.get(user=officer)

    read(client, token)

    assert token not in str(CalendarFeed.objects.values().get())
    assert feed.used_at is None
    assert CalendarFeed.objects.get(user=officer).used_at is not None
    assert str(feed) == f"lịch của {officer}"


def test_new_secret_kills_the_old_one(client, officer):
    old = renew_feed(user=officer, by=officer)
    new = renew_feed(user=officer, by=officer)

    answers = [client.get(reverse("calendar_feed", args=[token])).status_code for token in (old, new, "sai")]

    assert answers == [404, 200, 404]


def test_revoking_kills_the_address_once(client, officer, unit_head):
    token = renew_feed(user=officer, by=officer)

    assert [revoke_feed(officer, unit_head), revoke_feed(officer, unit_head)] == [True, False]
    assert client.get(reverse("calendar_feed", args=[token])).status_code == 404
    verbs = list(Entry.objects.filter(verb__startswith="plans.feed").order_by("pk").values_list("verb", "by"))
    assert verbs == [("plans.feed.renewed", officer.pk), ("plans.feed.revoked", unit_head.pk)]


def test_address_is_dead_when_the_person_holds_no_post(client, officer):
    token = renew_feed(user=officer, by=officer)
    officer.postings.update(valid_to=date(2026, 9, 14))

    assert client.get(reverse("calendar_feed", args=[token])).status_code == 404


def test_reading_too_often_is_put_off(client, officer, monkeypatch):
    monkeypatch.setattr(pictures, "READINGS_AN_HOUR", 2)
    token = renew_feed(user=officer, by=officer)

    answers = [client.get(reverse("calendar_feed", args=[token])).status_code for _ in range(3)]

    assert answers == [200, 200, 429]


def test_count_that_lapsed_holds_nobody_back(monkeypatch):
    """Between asking and adding the hour may end: the count is gone then."""
    pictures.is_too_often("x")
    real = cache.add
    monkeypatch.setattr(
        cache, "add", lambda *args, **kwargs: (real(*args, **kwargs), cache.clear(), False)[2]
    )

    assert pictures.is_too_often("x") is False


def test_page_shows_the_address_once_and_takes_it_back(as_, officer):
    browser = as_(officer)
    made = browser.post(reverse("feed_renew"), follow=True).content.decode()
    again = browser.get(reverse("my_calendar")).content.decode()
    browser.post(reverse("feed_revoke"))
    gone = browser.get(reverse("my_calendar")).content.decode()

    assert ".ics" in made
    assert ".ics" not in again
    assert "Tạo lại" in again
    assert "Lập địa chỉ lịch" in gone
    assert CalendarFeed.objects.visible_to(officer).count() == 0


def test_feed_costs_the_same_for_one_task_and_for_many(client, officer, django_assert_max_num_queries):
    token = renew_feed(user=officer, by=officer)
    for _ in range(12):
        make.task(person=officer)

    with django_assert_max_num_queries(8):
        assert len(events(read(client, token))) == 12

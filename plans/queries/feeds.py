"""A person's deadlines as calendar programs read them (RFC 5545)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from icalendar import Calendar, Event

from lmhtx.base import clock
from lmhtx.calendar_events import CalendarEvents
from lmhtx.contributions import collected
from lmhtx.people.models import User
from plans.models import CalendarFeed, Task

LOOKING_BACK_DAYS = 90
MOST = 500
TITLE_LETTERS = 90


def feed_of_token(token: str) -> CalendarFeed | None:
    """The living feed behind a secret; none once its person holds no post today."""
    feed = CalendarFeed.objects.of_token(token).select_related("user").first()
    if feed is None or not User.objects.at_work(clock.today()).filter(pk=feed.user_id).exists():
        return None
    return feed


def own_deadlines(user: User) -> list[Task]:
    """What is the person's own to do and has a day, from three months back on."""
    since = clock.today() - timedelta(days=LOOKING_BACK_DAYS)
    tasks = Task.objects.visible_to(user).held_by(user).open().filter(due_on__gte=since)
    return list(tasks.order_by("due_on", "id")[:MOST])


def as_calendar(user: User) -> bytes:
    """The file: a title and a day for each task, nothing of its reports, and no alarm."""
    calendar = Calendar()
    calendar.add("prodid", "-//LMHTX//Lich nhiem vu//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Hạn nhiệm vụ")
    calendar.add("refresh-interval;value=duration", "PT2H")
    for task in own_deadlines(user):
        calendar.add_component(_event(task))
    for source in collected(CalendarEvents):
        for event in source.events(user):
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(task: Task) -> Event:
    event = Event()
    title = " ".join(task.text.split())
    title = title if len(title) <= TITLE_LETTERS else f"{title[: TITLE_LETTERS - 1]}…"
    event.add("uid", f"nhiem-vu-{task.pk}@lmhtx")
    event.add("dtstamp", task.changed_at.astimezone(datetime.now().astimezone().tzinfo))
    event.add("summary", f"Hạn: {title}")
    event.add("url", f"{settings.SITE_ADDRESS}{task.get_absolute_url()}")
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    if task.due_on is not None and task.due_time is not None:
        event.add("dtstart", clock.end_of(task.due_on, task.due_time))
        event.add("duration", timedelta(minutes=15))
    elif task.due_on is not None:
        event.add("dtstart", task.due_on)
        event.add("dtend", task.due_on + timedelta(days=1))
    return event

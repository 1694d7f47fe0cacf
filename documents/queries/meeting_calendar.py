"""Meetings of a week by day, as calendar programs read them, and notices that are owed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from icalendar import Calendar, Event

from documents.access.meetings import may_join
from documents.enums.outgoing import OUT
from documents.models import Meeting
from documents.queries.meetings import place_of
from documents.rules.meetings import notice_by
from lmhtx.base import clock
from lmhtx.contributions import DueNotice
from lmhtx.directory.calendar import calendar_for
from lmhtx.directory.parameters import value

if TYPE_CHECKING:
    from lmhtx.people.models import User

DAYS = 7
LOOKING_BACK_DAYS = 90
NAMES = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


@dataclass(frozen=True, slots=True)
class DayOfWeek:
    """A day with its meetings in their order; whether the office works on it."""

    day: date
    name: str
    is_working: bool
    meetings: list[Meeting]


def week_of(user: User, monday: date) -> list[DayOfWeek]:
    """The seven days from a Monday on, with the meetings that the person sees."""
    sunday = monday + timedelta(days=DAYS - 1)
    rows = (
        Meeting.objects.visible_to(user)
        .filter(starts_at__date__range=(monday, sunday))
        .select_related("chair", "room")
        .order_by("starts_at", "pk")
    )
    by_day: dict[date, list[Meeting]] = {}
    for one in rows:
        by_day.setdefault(clock.local(one.starts_at).date(), []).append(one)
    calendar = calendar_for(monday)
    days = (monday + timedelta(days=place) for place in range(DAYS))
    return [
        DayOfWeek(day, NAMES[day.weekday()], calendar.is_working(day), by_day.get(day, [])) for day in days
    ]


def own_events(user: User) -> list[Event]:
    """Meetings that the person takes part in, from three months back on."""
    since = clock.end_of(clock.today() - timedelta(days=LOOKING_BACK_DAYS))
    rows = Meeting.objects.visible_to(user).filter(starts_at__gt=since).select_related("chair", "room")
    held = rows.prefetch_related("invitees").order_by("starts_at", "pk")
    return [event_of(one) for one in held if may_join(user, one)]


def event_of(meeting: Meeting) -> Event:
    """The meeting as RFC 5545 has it: hours and place, never its link or code."""
    event = Event()
    event.add("uid", f"cuoc-hop-{meeting.pk}@lmhtx")
    event.add("dtstamp", meeting.changed_at)
    event.add("summary", f"Họp: {meeting.title}")
    event.add("dtstart", meeting.starts_at)
    event.add("dtend", meeting.ends_at)
    event.add("location", place_of(meeting))
    event.add("url", f"{settings.SITE_ADDRESS}{meeting.get_absolute_url()}")
    return event


def calendar_file(meeting: Meeting) -> bytes:
    """One meeting as a file for a calendar program."""
    calendar = Calendar()
    calendar.add("prodid", "-//LMHTX//Lich hop//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event_of(meeting))
    return bytes(calendar.to_ical())


def due_notices(day: date) -> Iterator[DueNotice]:
    """To the secretary: meetings with conclusions whose notice is not out by its day."""
    days, calendar = int(str(value("documents.NOTICE_WORKING_DAYS", on=day))), calendar_for(day)
    rows = Meeting.objects.filter(ends_at__lte=clock.end_of(day), conclusions__isnull=False).distinct()
    for one in rows.exclude(notice__state__in=OUT).order_by("pk"):
        due = notice_by(held_on=clock.local(one.starts_at).date(), days=days, calendar=calendar)
        if day < due:
            continue
        late = (day - due).days
        words = f"quá hạn {late} ngày" if late else "hạn hôm nay"
        yield DueNotice(
            stage="overdue" if late else "today",
            subject_id=one.pk,
            person_id=one.secretary_id,
            due_on=due,
            line=f"Thông báo kết luận {words}: {one}"[:300],
            url=one.get_absolute_url(),
        )

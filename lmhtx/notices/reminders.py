"""The morning's reminders: derived for the day, written once, told in one digest a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery

from lmhtx.base import clock
from lmhtx.contributions import DueNotice, Reminder, collected
from lmhtx.directory.calendar import calendar_for
from lmhtx.jobs.locks import wait_for
from lmhtx.notices.actions import call
from lmhtx.notices.models import DailyRun, Digest, Notice
from lmhtx.notices.rules import digest_subject, digest_text, grouped
from lmhtx.notices.substitutes import instead
from lmhtx.notices.wishes import Wishes
from lmhtx.outbox.actions import Mail, queue_calls, queue_mails
from lmhtx.outbox.models import CALLS, Channel
from lmhtx.people.delegation import Delegation, substitutes
from lmhtx.people.models import User
from lmhtx.vn.dates import short

BATCH = 5000
PEOPLE_AT_ONCE = 200
# What an act told and nobody read goes into a digest of the week after it, and into none later.
WAITING_DAYS = 7
NO_SUBJECT = 0
LINE_LENGTH = 500

Item = TypeVar("Item")


def never(day: date) -> Iterable[DueNotice]:
    """For kinds of notices that are only told at once, by `tell()`."""
    del day
    return ()


def run(day: date) -> str:
    """Write and send the day's reminders; on a rest day nothing. Doing it twice tells nobody twice."""
    if not calendar_for(day, day).is_working(day):
        return f"{short(day)} là ngày nghỉ, không gửi nhắc."
    count = collect(day)
    digests = send_digests(day)
    DailyRun.objects.get_or_create(day=day)
    return f"{count} việc cần nhắc, gửi {digests} bản tin."


def catch_up(day: date) -> str:
    """The day's reminders, unless they have been told already."""
    return "" if DailyRun.objects.filter(day=day).exists() else run(day)


def collect(day: date) -> int:
    """Write the notices of the day for people at work; returns how many the kinds gave for them.

    What was told before (same kind, stage, thing, due day and person) stays as it is.
    """
    at_work = set(User.objects.at_work(day).values_list("pk", flat=True))
    wishes, away = Wishes(), substitutes()
    count = 0
    for kind in collected(Reminder):
        rows = _rows(kind, day, at_work, wishes, away)
        for batch in _batches(rows, BATCH):
            Notice.objects.bulk_create(batch, ignore_conflicts=True)
            count += len(batch)
    return count


def send_digests(day: date) -> int:
    """One digest for each person with notices of the day who has none yet; returns how many.

    Each group of people is one transaction: whoever kills the run midway leaves the rest to the next run.
    """
    person_ids = sorted(set(_waiting(day).values_list("person_id", flat=True)) - _served(day))
    return sum(_send_to(group, day) for group in _batches(person_ids, PEOPLE_AT_ONCE))


@transaction.atomic
def _send_to(person_ids: list[int], day: date) -> int:
    wait_for(f"notices.digest {day}")
    people = User.objects.at_work(day).filter(pk__in=set(person_ids) - _served(day)).in_bulk()
    waiting = _waiting(day).filter(person__in=people)
    held: dict[int, list[Notice]] = defaultdict(list)
    for notice in waiting.order_by("due_on", "pk"):
        held[notice.person_id].append(notice)
    digests = Digest.objects.bulk_create(Digest(person=people[pk], day=day) for pk in held)
    # What was written since the notices were read waits for another digest: it is in no mail yet.
    last = max((notice.pk for mine in held.values() for notice in mine), default=0)
    own = Digest.objects.filter(day=day, person=OuterRef("person")).values("pk")
    waiting.filter(pk__lte=last).update(mailed_in=Subquery(own))
    queue_mails(_mails(digests, held))
    for channel in CALLS:
        queue_calls(_calls(digests, held, channel), channel=channel)
    return len(digests)


def _mails(digests: list[Digest], held: dict[int, list[Notice]]) -> Iterator[Mail]:
    wishes = Wishes()
    titles = {kind.key: kind.title for kind in collected(Reminder)}
    for digest in digests:
        mine = [n for n in held[digest.person_id] if wishes.of(digest.person_id, n.reminder).is_on_mail]
        if not mine:
            continue
        groups = grouped(mine, on=digest.day)
        yield Mail(
            person=digest.person,
            subject=digest_subject(groups, on=digest.day),
            text=digest_text(groups, titles, name=str(digest.person), on=digest.day),
            link=digest.get_absolute_url(),
            dedupe_key=f"digest:{digest.person_id}:{digest.day}",
        )


def _calls(digests: list[Digest], held: dict[int, list[Notice]], channel: Channel) -> Iterator[Mail]:
    """One call for the whole digest, for those who want any of its kinds by this channel."""
    wishes = Wishes()
    for digest in digests:
        of = [wishes.of(digest.person_id, notice.reminder) for notice in held[digest.person_id]]
        if count := sum(channel in wish.calls for wish in of):
            title = f"Bản tin {short(digest.day)}: {count} việc cần chú ý"
            key = f"digest:{digest.person_id}:{digest.day}"
            yield call(title, digest.person, digest.get_absolute_url(), key)


def _waiting(day: date) -> QuerySet[Notice]:
    """The day's reminders, and what acts told in the days before that nobody has read yet."""
    told = Q(
        created_on__range=(day - timedelta(days=WAITING_DAYS), day),
        subject_id=NO_SUBJECT,
        read_at__isnull=True,
    )
    rows = Notice.objects.filter(mailed_in__isnull=True, is_immediate=False)
    return rows.filter(Q(created_on=day) | told)


def _served(day: date) -> set[int]:
    return set(Digest.objects.filter(day=day).values_list("person_id", flat=True))


def _rows(
    kind: Reminder, day: date, at_work: set[int], wishes: Wishes, away: dict[int, Delegation]
) -> Iterator[Notice]:
    now = clock.now()
    for due in kind.due(day):
        told = [(due.person_id, due.line)]
        if (one := away.get(due.person_id)) is not None:
            told.append((one.substitute_id, instead(one, due.line)))
        for person_id, line in told:
            wish = wishes.of(person_id, kind.key)
            if person_id not in at_work or wish.is_silent:
                continue
            yield Notice(
                reminder=kind.key,
                stage=due.stage,
                subject_id=due.subject_id,
                due_on=due.due_on,
                person_id=person_id,
                line=line[:LINE_LENGTH],
                url=due.url,
                is_in_portal=wish.is_on_portal,
                created_on=day,
                created_at=now,
            )


def _batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch

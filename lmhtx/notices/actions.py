"""Telling at once, reading, choosing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from django.db import transaction

from lmhtx.base import clock
from lmhtx.notices.models import Notice, Preference
from lmhtx.notices.substitutes import with_substitutes
from lmhtx.notices.wishes import Wish, Wishes, kind_of
from lmhtx.outbox.actions import Mail, queue_calls, queue_mails
from lmhtx.outbox.models import CALLS
from lmhtx.people.models import User

# Long enough to take an act back before anybody hears of it.
HOLD_SECONDS = 60
LINE_LENGTH = 500


def tell(person: User, *, key: str, line: str, url: str, dedupe: str, by_mail_now: bool = True) -> None:
    """Tell a person at once in the portal, and by mail as he wishes; `dedupe` names what has happened.

    What can wait (`by_mail_now=False`) is mailed with the next morning's digest unless it was read by then.
    Goes with the caller's transaction. Raises LookupError for a kind that no app contributes.
    """
    tell_all([person], key=key, line=line, url=url, dedupe=dedupe, by_mail_now=by_mail_now)


@transaction.atomic
def tell_all(
    people: Iterable[User], *, key: str, line: str, url: str, dedupe: str, by_mail_now: bool = True
) -> None:
    """Tell several people the same at once; those who may not sign in any more are left out.

    Whoever stands in for somebody who is away today is told as well, in that one's name.
    """
    kind_of(key)
    wishes = Wishes()
    told = with_substitutes(people, line)
    heard = [one for one in told if one[0].is_active and not wishes.of(one[0].pk, key).is_silent]
    Notice.objects.bulk_create(
        [
            Notice(
                reminder=key,
                stage=dedupe,
                person=person,
                line=words[:LINE_LENGTH],
                url=url,
                is_in_portal=wishes.of(person.pk, key).is_on_portal,
                is_immediate=by_mail_now,
            )
            for person, words in heard
        ],
        ignore_conflicts=True,
    )
    if by_mail_now:
        _send_now(heard, wishes, key=key, url=url, dedupe=dedupe)


def _send_now(heard: list[tuple[User, str]], wishes: Wishes, *, key: str, url: str, dedupe: str) -> None:
    """By mail, and by the channels that lie open on a screen, as each one wishes."""
    title = kind_of(key).title
    mails = [
        Mail(
            person=person,
            subject=words,
            text=f"{title}: {words}",
            link=url,
            dedupe_key=_mail_key(key, dedupe, person),
        )
        for person, words in heard
        if wishes.of(person.pk, key).is_on_mail
    ]
    queue_mails(mails, hold_seconds=HOLD_SECONDS)
    for channel in CALLS:
        called = [person for person, _words in heard if channel in wishes.of(person.pk, key).calls]
        calls = [call(title, person, url, _mail_key(key, dedupe, person)) for person in called]
        queue_calls(calls, channel=channel, hold_seconds=HOLD_SECONDS)


def call(title: str, person: User, url: str, dedupe_key: str) -> Mail:
    """What a channel that lies open on a screen says: of what kind it is, and no more."""
    text = f"Cổng điều hành: {title}. Mở cổng để xem."
    return Mail(person=person, subject=title, text=text, link=url, dedupe_key=dedupe_key)


def mark_read(*, notices: Iterable[Notice], by: User) -> int:
    """The person has read these of his notices; returns how many were new to him."""
    mine = Notice.objects.visible_to(by).filter(pk__in=[notice.pk for notice in notices])
    return mine.unread().update(read_at=clock.now())


def mark_all_read(*, by: User) -> int:
    """The person has read all; returns how many were new to him."""
    return Notice.objects.visible_to(by).unread().update(read_at=clock.now())


@transaction.atomic
def choose(*, wishes: Mapping[str, Wish], by: User) -> None:
    """From now on the person hears of each kind as he wishes."""
    Preference.objects.bulk_create(
        [Preference(person=by, reminder=key, **asdict(wish)) for key, wish in wishes.items()],
        update_conflicts=True,
        unique_fields=["person", "reminder"],
        update_fields=["is_on_portal", "is_on_mail", "is_on_push", "is_on_sms", "is_on_zalo"],
    )


def _mail_key(key: str, dedupe: str, person: User) -> str:
    return f"notice:{key}:{dedupe}:{person.pk}"

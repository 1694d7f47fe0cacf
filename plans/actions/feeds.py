"""The secret calendar address of a person: made anew, taken back, read."""

from __future__ import annotations

import secrets

from django.db import transaction

from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.people.models import Actor, User
from plans.models.feed import CalendarFeed, hash_of

SECRET_BYTES = 32


@transaction.atomic
def renew_feed(*, user: User, by: User) -> str:
    """The person has a new secret, given back this once; the address before it is dead."""
    token = secrets.token_urlsafe(SECRET_BYTES)
    feed, _is_new = CalendarFeed.objects.update_or_create(
        user=user, defaults={"token_hash": hash_of(token), "made_at": clock.now(), "used_at": None}
    )
    record("plans.feed.renewed", feed, by=by)
    return token


@transaction.atomic
def revoke_feed(user: User, by: User | Actor) -> bool:
    """The person's address is dead; whether there was one. Also called when a person leaves."""
    feed = CalendarFeed.objects.select_for_update().filter(user=user).first()
    if feed is None:
        return False
    record("plans.feed.revoked", feed, by=by)
    feed.delete()
    return True


def note_reading(feed: CalendarFeed) -> None:
    """The feed was read a moment ago."""
    CalendarFeed.objects.filter(pk=feed.pk).update(used_at=clock.now())

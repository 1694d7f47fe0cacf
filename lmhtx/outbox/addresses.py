"""Where each channel reaches a person: telephone numbers and browsers, without those that were refused for good."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.conf import settings

from lmhtx.outbox.models import Bounce, Channel, PushSubscription
from lmhtx.people.models import User

PHONE = re.compile(r"0\d{9,10}")


def is_set_up(channel: Channel) -> bool:
    """Whether the office sends by this channel at all."""
    return channel in (Channel.MAIL, Channel.PUSH) or bool(settings.CALL_PLUGS[channel.value]["url"])


def phone_of(person: User) -> str:
    """The person's number in digits alone, at home in Vietnam; "" where it is none."""
    return phone_in(person.phone)


def phone_in(written: str) -> str:
    """The number that was written, in digits alone, at home in Vietnam; "" where it is none."""
    digits = re.sub(r"\D", "", written)
    digits = f"0{digits[2:]}" if digits.startswith("84") else digits
    return digits if PHONE.fullmatch(digits) else ""


def addresses_of(people: Iterable[User], channel: Channel) -> dict[int, list[str]]:
    """The addresses of each active person on the channel, in at most one query."""
    active = {person.pk: person for person in people if person.is_active}
    found: dict[int, list[str]] = defaultdict(list)
    if not active or not is_set_up(channel):
        return found
    if channel == Channel.PUSH:
        for pk, person in PushSubscription.objects.filter(person__in=active).values_list("pk", "person"):
            found[person].append(str(pk))
        return found
    refused = set(Bounce.objects.filter(person__in=active, channel=channel).values_list("person", "address"))
    for pk, user in active.items():
        phone = phone_of(user)
        if phone and (pk, phone) not in refused:
            found[pk].append(phone)
    return found


def bounces_of(user: Any, person: User) -> dict[str, Any] | None:
    """What stands on a person's page of channels that do not reach him; nothing where all do."""
    del user
    bounces = list(Bounce.objects.filter(person=person))
    return {"person": person, "bounces": bounces} if bounces or person.mail_bounced_at else None

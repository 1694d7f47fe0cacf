"""What each person wants to hear, by which way."""

from __future__ import annotations

from dataclasses import dataclass

from lmhtx.contributions import Reminder, collected
from lmhtx.notices.models import Preference
from lmhtx.outbox.models import Channel


@dataclass(frozen=True, slots=True)
class Wish:
    """Whether one kind of notice reaches one person in the portal, by mail and by the channels that call."""

    is_on_portal: bool = True
    is_on_mail: bool = True
    is_on_push: bool = False
    is_on_sms: bool = False
    is_on_zalo: bool = False

    @property
    def is_silent(self) -> bool:
        """Whether it reaches the person nowhere."""
        return not (self.is_on_portal or self.is_on_mail or self.calls)

    @property
    def calls(self) -> frozenset[Channel]:
        """The channels by which the person wants to be called."""
        wanted = (
            (Channel.PUSH, self.is_on_push),
            (Channel.SMS, self.is_on_sms),
            (Channel.ZALO, self.is_on_zalo),
        )
        return frozenset(channel for channel, is_on in wanted if is_on)


# Who allows his browser to be called wants it; what costs money must be asked for.
ALL = Wish(is_on_push=True)


class Wishes:
    """The wishes of everybody who changed something, read once; kinds that are not optional always reach."""

    def __init__(self, *, person_id: int | None = None) -> None:
        """Read the wishes of all people, or of one."""
        optional = {kind.key for kind in collected(Reminder) if kind.is_optional}
        changed = Preference.objects.filter(reminder__in=optional)
        if person_id is not None:
            changed = changed.filter(person=person_id)
        self._changed = {
            (row.person_id, row.reminder): Wish(
                row.is_on_portal, row.is_on_mail, row.is_on_push, row.is_on_sms, row.is_on_zalo
            )
            for row in changed
        }

    def of(self, person_id: int, key: str) -> Wish:
        """What this person wants of this kind."""
        return self._changed.get((person_id, key), ALL)


def kind_of(key: str) -> Reminder:
    """The kind of that key; LookupError when no app contributes it."""
    for kind in collected(Reminder):
        if kind.key == key:
            return kind
    message = f"no app contributes the reminder {key}"
    raise LookupError(message)

"""Alarms by the clock: a paper that was not presented in time."""

from __future__ import annotations

from django.db import transaction

from documents.notices import LATE_KEY
from documents.queries.desk import late_to_present
from documents.queries.reminders import people_of_office
from lmhtx.base import clock
from lmhtx.notices.actions import tell_all


@transaction.atomic
def alarm_unpresented() -> int:
    """Clerks and office chief hear of each paper past its moment, once; how many papers there are."""
    late = list(late_to_present().defer("content", "content_folded"))
    people = list(people_of_office()) if late else []
    for one in late:
        moment = clock.local(one.present_until_at) if one.present_until_at else None
        hour = f"{moment:%H:%M ngày %d/%m/%Y}" if moment else ""
        tell_all(
            people,
            key=LATE_KEY,
            line=f"Quá giờ trình ({hour}): {one}"[:300],
            url=one.get_absolute_url(),
            dedupe=f"unpresented:{one.pk}",
        )
    return len(late)

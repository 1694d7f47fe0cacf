"""What upkeep gives to the house: its page, its alarms, a line on Monday when something is not well."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lmhtx.contributions import DueNotice, NavItem, Reminder, contribute
from lmhtx.upkeep.access import Perm
from lmhtx.upkeep.actions import ALARM, administrators
from lmhtx.upkeep.signs import worst_lines

MONDAY = 0
PAGE = "/suc-khoe/"


def alarms(day: date) -> Iterable[DueNotice]:
    """Alarms are told when they happen; on Mondays what is amber or red stands in the digest."""
    if day.weekday() != MONDAY:
        return []
    lines = worst_lines()
    if not lines:
        return []
    line = f"Sức khỏe hệ thống có {len(lines)} điều cần để ý: {'; '.join(lines)}"[:500]
    return [
        DueNotice(stage="weekly", subject_id=0, person_id=admin.pk, due_on=day, line=line, url=PAGE)
        for admin in administrators()
    ]


contribute(
    NavItem(
        group="Hệ thống",
        label="Sức khỏe hệ thống",
        url_name="system_health",
        permission=Perm.SEE_HEALTH.value,
        icon="activity",
        order=910,
    ),
    Reminder(key=ALARM, title="Sức khỏe hệ thống", due=alarms, is_optional=False, order=900),
)

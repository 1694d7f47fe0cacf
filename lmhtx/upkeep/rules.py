"""Which backups stay, and when one is late."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

LATE_AFTER = timedelta(hours=26)
TRIAL_LATE_AFTER = timedelta(days=35)
# A backup before an upgrade or taken by hand outlives the night that follows.
ALL_FOR = timedelta(days=2)


def kept(moments: Iterable[datetime], *, daily: int, monthly: int) -> set[datetime]:
    """All of the last two days, then the newest of each of `daily` days and `monthly` months that have any."""
    newest_first = sorted(moments, reverse=True)
    fresh = [moment for moment in newest_first if newest_first[0] - moment < ALL_FOR]
    by_day: dict[object, datetime] = {}
    by_month: dict[object, datetime] = {}
    for moment in newest_first:
        by_day.setdefault(moment.date(), moment)
        by_month.setdefault((moment.year, moment.month), moment)
    return {*fresh, *list(by_day.values())[:daily], *list(by_month.values())[:monthly]}

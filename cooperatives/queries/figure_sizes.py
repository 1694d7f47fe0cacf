"""Sizes of all cooperatives at once, as the rule `size` says them of one."""

from __future__ import annotations

from django.db.models import Case, CharField, F, Q, Value, When

from cooperatives.enums.register import Size
from cooperatives.rules import sizes
from lmhtx.directory.parameters import Values
from lmhtx.legal import MissingValue
from lmhtx.reports.rules import Days

BY_HAND = Case(When(~Q(size_by_hand=""), then=F("size_by_hand")), default=Value(Size.UNKNOWN.value))


def size_of(days: Days) -> Case:
    """The rule `size` said of all, by the table of each sector on the day; a size by hand where it is unknown."""
    values = Values(on=days.last_on, keys=list(sizes.TABLES.values()))
    whens: list[When] = []
    for sector, key in sizes.TABLES.items():
        try:
            table = sizes.thresholds(str(values.value(key)))
        except (MissingValue, ValueError):
            continue
        whens += _size_within(Q(sector=sector), table)
    return Case(*whens, default=BY_HAND, output_field=CharField())


def _size_within(sector: Q, table: tuple[sizes.Threshold, ...]) -> list[When]:
    """From large to small; where a missing sum could still lift the size none is given here."""
    known = sector & Q(official_members__isnull=False)
    no_sum = Q(revenue_vnd__isnull=True) & Q(capital_vnd__isnull=True)
    some_missing = Q(revenue_vnd__isnull=True) | Q(capital_vnd__isnull=True)
    whens = [When(known & no_sum, then=BY_HAND)]
    for row in table:
        many = known & Q(official_members__gte=row.members)
        much = Q(revenue_vnd__gte=row.revenue_vnd) | Q(capital_vnd__gte=row.capital_vnd)
        whens += [When(many & much, then=Value(row.size.value)), When(many & some_missing, then=BY_HAND)]
    return [*whens, When(known, then=Value(Size.TINY.value))]

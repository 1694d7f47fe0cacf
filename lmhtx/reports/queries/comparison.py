"""An issued report beside what is known now of the same days: which figures differ, by which records, and why."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import connection

from lmhtx.contributions import PeriodicReport
from lmhtx.reports.counting import Facts, Figure, amount_of, amount_worth, holds, plain, summed
from lmhtx.reports.models import ReportRun
from lmhtx.reports.periodic import kind_of
from lmhtx.reports.queries.lineage import Traced, figures_of, retold_of
from lmhtx.reports.showing import shown
from lmhtx.vn.numbers import share_percent

# More than this is no correction but another report.
MOST = 2000
# The statement that takes the place of `known` is Django's own; what it was given travels beside it.
BESIDE = """
SELECT coalesce(kept.record_id, known.record_id), kept.facts::text, known.facts::text
FROM (SELECT record_id, facts FROM reports_countedrecord WHERE run_id = %s AND is_base = %s) AS kept
FULL JOIN ({known}) AS known (record_id, facts) ON known.record_id = kept.record_id
WHERE kept.facts IS DISTINCT FROM known.facts ORDER BY 1 LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Moved:
    """A record whose facts of the close are known otherwise now; None on the side where it does not count."""

    record_id: int
    is_base: bool
    kept: Facts | None
    known: Facts | None


@dataclass(frozen=True, slots=True)
class Reason:
    """A record that makes a figure differ: the thing itself, how it counts now, what happened to it."""

    thing: Any
    words: str
    lines: list[str]


@dataclass(slots=True)
class Difference:
    """One figure that would be another now."""

    traced: Traced
    now: str
    reasons: list[Reason] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs; `is_cut` when more records changed than anybody can read."""

    differences: list[Difference]
    record_count: int
    is_cut: bool


def compared(run: ReportRun) -> Comparison:
    """What the report would say today over the same days, figure by figure."""
    kind = kind_of(run.report)
    moved = [*_moved(run, kind, is_base=False), *_moved(run, kind, is_base=True)]
    is_cut = len(moved) > MOST
    found = [(traced, _touched(traced.figure, moved)) for traced in figures_of(run)]
    differing = [(traced, touched) for traced, touched in found if touched]
    ids = {one.record_id for _traced, touched in differing for one in touched}
    things = {thing.pk: thing for thing in kind.rows(ids)}
    lines = kind.reasons(ids, run.built_at)
    told = [_difference(traced, touched, things, lines) for traced, touched in differing]
    told += _retold(run, kind)
    return Comparison([one for one in told if one.now != one.traced.words], len(ids), is_cut)


def _moved(run: ReportRun, kind: PeriodicReport, *, is_base: bool) -> list[Moved]:
    """The records whose facts differ, found by the database in one statement."""
    known = kind.records(run.days(is_base=is_base), run.subject_id).values_list("record_id", "facts")
    sql, params = known.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(BESIDE.format(known=sql), [run.pk, is_base, *params, MOST + 1])
        rows = cursor.fetchall()
    return [Moved(pk, is_base, _read(kept), _read(now)) for pk, kept, now in rows]


def _retold(run: ReportRun, kind: PeriodicReport) -> list[Difference]:
    """What other rooms tell of the same days now, beside what they told then."""
    now = kind.retold(run) if kind.retold else {}
    return [
        Difference(traced, shown({"v": now.get((traced.section, traced.row, traced.column))}, traced.kind))
        for traced in retold_of(run)
    ]


def _read(text: str | None) -> Facts | None:
    return None if text is None else json.loads(text)


def _touched(figure: Figure, moved: Iterable[Moved]) -> list[Moved]:
    """The records that count in the figure on one side and not, or otherwise, on the other."""
    return [
        one
        for one in moved
        if one.is_base == figure["base"] and _weight(figure, one.kept) != _weight(figure, one.known)
    ]


def _weight(figure: Figure, facts: Facts | None) -> tuple[Decimal, Decimal]:
    """What a record adds to a figure, and to the part of a share."""
    if facts is None or not holds(facts, figure["any"]):
        return Decimal(0), Decimal(0)
    if "adds" in figure:
        return amount_of(figure, facts)
    if "sum" in figure:
        return summed(facts, figure["sum"]), Decimal(0)
    return Decimal(1), Decimal(holds(facts, figure.get("part", ())))


def _difference(
    traced: Traced, touched: list[Moved], things: dict[int, Any], lines: dict[int, list[str]]
) -> Difference:
    figure = traced.figure
    grown = [Decimal(0), Decimal(0)]
    for one in touched:
        for place in (0, 1):
            grown[place] += _weight(figure, one.known)[place] - _weight(figure, one.kept)[place]
    reasons = [
        Reason(
            things.get(one.record_id),
            _words(figure, one),
            lines.get(one.record_id, []),
        )
        for one in touched
    ]
    return Difference(traced, shown({"v": _now(figure, grown)}, traced.kind), reasons)


def _words(figure: Figure, one: Moved) -> str:
    """How a record counts now, beside how it counted then."""
    kept, known = _weight(figure, one.kept), _weight(figure, one.known)
    if "adds" in figure and all(kept) and all(known):
        return "nay có số khác"
    return "nay được tính thêm" if known > kept else "nay không còn được tính"


def _now(figure: Figure, grown: list[Decimal]) -> int | str | None:
    if "adds" in figure:
        added, by = (Decimal(one) + more for one, more in zip(figure["added"], grown, strict=True))
        return amount_worth(figure, added, by)
    if "counts" in figure:
        part, whole = figure["counts"]
        return _text(share_percent(part + grown[1], whole + grown[0]))
    if "quantity" in figure:
        reached = Decimal(str(figure["reached"])) + grown[0]
        return _text(share_percent(reached, Decimal(str(figure["quantity"]))))
    return plain(Decimal(str(figure["v"])) + grown[0])


def _text(share: Decimal | None) -> str | None:
    return None if share is None else str(share)

"""From a figure of a report to the records behind it, and from a record to the reports that counted it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lmhtx.reports.counting import Figure, amount_of, amount_worth, matching, plain, summed
from lmhtx.reports.enums import RunState
from lmhtx.reports.models import CountedRecord, ReportRun
from lmhtx.reports.showing import shown

LIST_CELL = "total"


@dataclass(frozen=True, slots=True)
class Traced:
    """A figure with its place in the report."""

    section: str
    row: str
    column: str
    title: str
    kind: str
    figure: Figure

    @property
    def words(self) -> str:
        """The figure as the report shows it."""
        return shown(self.figure, self.kind)


def _marked(run: ReportRun, mark: str) -> Iterator[Traced]:
    """The figures of the sections that carry a mark, with their places."""
    for section in run.figures["sections"]:
        for row in section["rows"]:
            for column in section["columns"]:
                figure = row["cells"].get(column["key"])
                if figure is not None and mark in figure:
                    title = f"{section['title']} – {row['label']} – {column['label']}"
                    yield Traced(section["key"], row["key"], column["key"], title, column["kind"], figure)


def figures_of(run: ReportRun) -> Iterator[Traced]:
    """Every figure of the report that was counted from records."""
    yield from _marked(run, "any")
    for one in run.figures["lists"]:
        yield Traced(one["key"], LIST_CELL, LIST_CELL, one["title"], "count", one["total"])


def figure_at(run: ReportRun, section: str, row: str, column: str) -> Traced | None:
    """The figure of a place; None where the report has none."""
    place = (section, row, column)
    return next((one for one in figures_of(run) if (one.section, one.row, one.column) == place), None)


def records_of(run: ReportRun, figure: Figure) -> Any:
    """The kept records that a figure was counted from; of a share, those of its whole."""
    return matching(run.records.filter(is_base=figure["base"]), figure["any"]).order_by("record_id")


def retold_of(run: ReportRun) -> Iterator[Traced]:
    """Every figure that another room told: it rests on no kept records."""
    yield from _marked(run, "told")


def worth_of(run: ReportRun, figure: Figure) -> int | str | None:
    """The figure counted again from its kept records: their number, or the sum of what they reached."""
    records = records_of(run, figure)
    if "adds" in figure:
        added = [amount_of(figure, facts) for facts in records.values_list("facts", flat=True)]
        sums = (sum((one[place] for one in added), Decimal(0)) for place in (0, 1))
        return amount_worth(figure, *sums)
    if "sum" not in figure:
        return int(records.count())
    reached = (summed(facts, figure["sum"]) for facts in records.values_list("facts", flat=True))
    return plain(sum(reached, Decimal(0)))


def issued_reports_of(user: Any, record_id: int, *, report: str) -> Any:
    """The issued reports in which a record was counted, latest first."""
    counted = CountedRecord.objects.filter(record_id=record_id, is_base=False).values("run")
    rows = ReportRun.objects.visible_to(user).filter(report=report, state=RunState.ISSUED, pk__in=counted)
    return rows.order_by("-last_on", "-edition")

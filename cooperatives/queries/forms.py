"""What a form is compared with, and who has handed one in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.cache import cache
from django.db.models import (
    Aggregate,
    BooleanField,
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    FloatField,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import TruncDate

from cooperatives.enums.forms import FormSource, FormState
from cooperatives.legal import forms as legal
from cooperatives.models import Cooperative, Period, Submission, YearFigures
from cooperatives.queries.form_papers import Paper, papers_of
from cooperatives.readings import BadFigure, read_figure
from cooperatives.rules.figures import Doubt, Limits, doubts, impossible
from cooperatives.year_form import Figure
from lmhtx.base import clock
from lmhtx.directory.parameters import Values

PEERS_KEPT_SECONDS = 3600
# Fewer than this say nothing of what is usual.
FEWEST_PEERS = 5


class Median(Aggregate):
    """The middle value of a column."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


@dataclass(frozen=True, slots=True)
class Line:
    """A figure of a form: as declared, the verified one of the year before and of the year itself, and what is odd."""

    figure: Figure
    typed: str
    value: int | None
    before: int | None
    verified: int | None
    doubts: list[Doubt]
    fault: str
    note: str
    ask: str
    papers: list[Paper]

    @property
    def is_changed(self) -> bool:
        """Whether it says something else than is on record of the year, or else of the year before."""
        return self.value != (self.before if self.verified is None else self.verified)


def limits_on(day: date) -> Limits:
    """From when on figures are doubted."""
    keys = [legal.DOUBTED_CHANGE.key, legal.DOUBTED_TIMES.key, legal.SUM_SLACK.key]
    values = Values(on=day, keys=keys)
    change, times, slack = (int(str(values.value(key))) for key in keys)
    return Limits(change_percent=change, times=times, slack_vnd=slack)


def verified_of(cooperative_id: int, year: int) -> dict[str, Any]:
    """The verified figures of a year, by column; {} where there are none."""
    row = YearFigures.objects.filter(cooperative=cooperative_id, year=year).values().first()
    return row or {}


def peers_of(cooperative: Cooperative, year: int, figures: tuple[Figure, ...]) -> dict[str, int]:
    """The usual sums among cooperatives of the same kind and sector; kept an hour, for they hardly move."""
    key = f"cooperatives.peers:{year}:{cooperative.kind}:{cooperative.sector}"
    found = cache.get(key)
    if found is None:
        rows = YearFigures.objects.filter(
            year=year, cooperative__kind=cooperative.kind, cooperative__sector=cooperative.sector
        )
        money = [one.key for one in figures if one.is_money]
        wanted = {f"{name}_usual": Median(name) for name in money} | {
            f"{name}_n": Count(name) for name in money
        }
        row = rows.aggregate(**wanted)
        found = {name: int(row[f"{name}_usual"]) for name in money if row[f"{name}_n"] >= FEWEST_PEERS}
        cache.set(key, found, PEERS_KEPT_SECONDS)
    return found


@dataclass(frozen=True, slots=True)
class Reading:
    """What the typed figures mean so far, and which of them mean nothing."""

    values: dict[str, int]
    faults: dict[str, str]


def reading_of(submission: Submission) -> Reading:
    """Every figure that can be read; a form that is still being typed is never refused."""
    values, faults = {}, {}
    for one in submission.figures:
        try:
            value = read_figure(one, submission.typed.get(one.key, ""))
        except BadFigure as bad:
            faults[one.key] = str(bad)
        else:
            values |= {} if value is None else {one.key: value}
    return Reading(values, faults | impossible(submission.figures, values))


def doubts_of(submission: Submission, values: Mapping[str, int | None]) -> list[Doubt]:
    """What is odd about the values, beside the year before and the peers."""
    year, figures = submission.period.year - 1, submission.figures
    return doubts(
        figures,
        values,
        before=verified_of(submission.cooperative_id, year),
        peers=peers_of(submission.cooperative, year, figures),
        limits=limits_on(clock.today()),
    )


def lines_of(submission: Submission, reading: Reading) -> list[Line]:
    """All figures of a form with what stands beside them."""
    values = reading.values
    year, figures = submission.period.year, submission.figures
    before, now = (verified_of(submission.cooperative_id, one) for one in (year - 1, year))
    odd, papers = doubts_of(submission, values), papers_of(submission)
    return [
        Line(
            figure=one,
            typed=submission.typed.get(one.key, ""),
            value=values.get(one.key),
            before=before.get(one.key),
            verified=now.get(one.key),
            doubts=[doubt for doubt in odd if doubt.key == one.key],
            fault=reading.faults.get(one.key, ""),
            note=submission.notes.get(one.key, ""),
            ask=submission.asks.get(one.key, ""),
            papers=[paper for paper in papers if paper.file.kind == one.key],
        )
        for one in figures
    ]


def asked_in(period: Period, user: Any) -> QuerySet[Cooperative]:
    """The cooperatives within reach that must hand in."""
    rows: Any = Cooperative.objects.visible_to(user)
    rows = rows.filter(kind__in=period.kinds, status__in=period.statuses).filter(
        Q(first_registered_on__isnull=True) | Q(first_registered_on__year__lte=period.year)
    )
    communes = list(period.communes.values_list("pk", flat=True))
    return rows.filter(commune__in=communes) if communes else rows


def missing_in(period: Period, user: Any) -> QuerySet[Cooperative]:
    """Those of them from which nothing has come."""
    came = Submission.objects.received().filter(period=period, cooperative=OuterRef("pk"))
    return asked_in(period, user).filter(~Exists(came))


@dataclass(frozen=True, slots=True)
class CommuneRow:
    """How far the cooperatives of a commune have come."""

    commune_id: int | None
    commune: str
    due: int
    on_time: int
    late: int
    on_behalf: int

    @property
    def received(self) -> int:
        """In time or late."""
        return self.on_time + self.late

    @property
    def missing(self) -> int:
        """Not yet come."""
        return self.due - self.received

    @property
    def self_percent(self) -> int | None:
        """How many of those received were sent by the cooperatives themselves."""
        return (self.received - self.on_behalf) * 100 // self.received if self.received else None


def board_of(period: Period, user: Any) -> list[CommuneRow]:
    """One row for each commune with cooperatives that must hand in, counted by the database."""
    counts = {row.pop("cooperative__commune"): row for row in _received_by_commune(period, user)}
    none = {"on_time": 0, "late": 0, "on_behalf": 0}
    due = (
        asked_in(period, user)
        .order_by()
        .values("commune", "commune__kind", "commune__name")
        .annotate(due=Count("pk"))
    )
    rows = [
        CommuneRow(
            commune_id=row["commune"],
            commune=_place(row["commune__kind"], row["commune__name"]),
            due=row["due"],
            **counts.get(row["commune"], none),
        )
        for row in due
    ]
    return sorted(rows, key=lambda row: (-row.missing, row.commune))


def _place(kind: str | None, name: str | None) -> str:
    """Phường Bình Phước."""
    words = " ".join(filter(None, (kind, name))) or "chưa rõ xã, phường"
    return words[0].upper() + words[1:]


def _received_by_commune(period: Period, user: Any) -> QuerySet[Any, dict[str, int]]:
    is_late = ExpressionWrapper(Q(first_day__gt=period.due_on), output_field=BooleanField())
    rows: Any = Submission.objects.received().filter(
        period=period, cooperative__in=asked_in(period, user).order_by().values("pk")
    )
    rows = rows.annotate(first_day=TruncDate("first_submitted_at")).annotate(is_late=is_late)
    return (
        rows.order_by()
        .values("cooperative__commune")
        .annotate(
            on_time=Count("pk", filter=Q(is_late=False)),
            late=Count("pk", filter=Q(is_late=True)),
            on_behalf=Count("pk", filter=Q(source=FormSource.ON_BEHALF)),
        )
    )


def whole_of(rows: list[CommuneRow]) -> CommuneRow:
    """All communes together."""
    sums = {name: sum(getattr(row, name) for row in rows) for name in ("due", "on_time", "late", "on_behalf")}
    return CommuneRow(commune_id=None, commune="Cộng", **sums)


def waiting_first(rows: Any) -> QuerySet[Submission]:
    """The queue: corrected ones first, then new ones as they came, then those that are done."""
    place = Case(
        When(state=FormState.RESUBMITTED, then=Value(0)),
        When(state=FormState.SUBMITTED, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    found = rows.exclude(state=FormState.DRAFT).select_related(
        "cooperative__commune", "period", "submitted_by"
    )
    return found.annotate(place=place).order_by("place", "submitted_at", "pk")


@dataclass(frozen=True, slots=True)
class Owed:
    """A form that a cooperative owes, and what has become of it; None where it was not begun."""

    cooperative: Cooperative
    period: Period
    submission: Submission | None


def owed_by(user: Any) -> list[Owed]:
    """The forms of a person's own cooperatives in the periods, open ones first."""
    found: list[Owed] = []
    for period in Period.objects.order_by("-state", "-year"):
        mine = list(asked_in(period, user).select_related("commune"))
        rows: Any = Submission.objects.filter(period=period, cooperative__in=mine)
        begun = {row.cooperative_id: row for row in rows}
        found += [Owed(one, period, begun.get(one.pk)) for one in mine if period.is_open or one.pk in begun]
    return found

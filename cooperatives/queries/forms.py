"""What a form is compared with, and who has handed one in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import TruncDate

from cooperatives.enums.forms import FormSource, FormState, PeriodState
from cooperatives.legal import forms as legal
from cooperatives.models import Cooperative, Period, Submission
from cooperatives.queries.before import Before, before_of, peers_of, verified_in
from cooperatives.queries.form_papers import Paper, papers_of
from cooperatives.readings import BadFigure, read_figure
from cooperatives.rules.figures import Doubt, Limits, doubts, impossible
from cooperatives.year_form import Answer, Figure
from lmhtx.base import clock
from lmhtx.directory.parameters import Values


@dataclass(frozen=True, slots=True)
class Line:
    """A figure of a form: as declared, the verified one of the time before and of the time itself, and what is odd.

    `since` names the time before.
    """

    figure: Figure
    typed: str
    value: Answer | None
    before: Answer | None
    verified: Answer | None
    since: str
    doubts: list[Doubt]
    fault: str
    note: str
    ask: str
    papers: list[Paper]

    @property
    def is_changed(self) -> bool:
        """Whether it says something else than is on record of the year, or else of the time before."""
        return self.value != (self.before if self.verified is None else self.verified)

    @property
    def told(self) -> str:
        """The declared value in words."""
        return self.figure.told(self.value)

    @property
    def before_told(self) -> str:
        """That of the time before."""
        return self.figure.told(self.before)

    @property
    def verified_told(self) -> str:
        """The verified one of the time itself."""
        return self.figure.told(self.verified)


def limits_on(day: date) -> Limits:
    """From when on figures are doubted."""
    keys = [legal.DOUBTED_CHANGE.key, legal.DOUBTED_TIMES.key, legal.SUM_SLACK.key]
    values = Values(on=day, keys=keys)
    change, times, slack = (int(str(values.value(key))) for key in keys)
    return Limits(change_percent=change, times=times, slack_vnd=slack)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the typed figures mean so far, and which of them mean nothing."""

    values: dict[str, Answer]
    faults: dict[str, str]


def reading_of(submission: Submission) -> Reading:
    """Every figure that can be read; a form that is still being typed is never refused."""
    values: dict[str, Answer] = {}
    faults: dict[str, str] = {}
    for one in submission.figures:
        try:
            value = read_figure(one, submission.typed.get(one.key, ""))
        except BadFigure as bad:
            faults[one.key] = str(bad)
        else:
            values |= {} if value is None else {one.key: value}
    return Reading(values, faults | impossible(submission.figures, values))


def doubts_of(submission: Submission, values: Mapping[str, Any], before: Before | None = None) -> list[Doubt]:
    """What is odd about the values, beside the time before and the peers."""
    before = before or before_of(submission.period, submission.cooperative_id)
    return doubts(
        submission.figures,
        values,
        before=before.values,
        peers=peers_of(submission.cooperative, submission.period),
        limits=limits_on(clock.today()),
        since=before.since,
    )


def lines_of(submission: Submission, reading: Reading) -> list[Line]:
    """All figures of a form with what stands beside them."""
    values, period = reading.values, submission.period
    before, now = before_of(period, submission.cooperative_id), verified_in(period, submission.cooperative_id)
    odd, papers = doubts_of(submission, values, before), papers_of(submission)
    return [
        Line(
            figure=one,
            typed=submission.typed.get(one.key, ""),
            value=values.get(one.key),
            before=before.values.get(one.key),
            verified=now.get(one.key),
            since=before.since,
            doubts=[doubt for doubt in odd if doubt.key == one.key],
            fault=reading.faults.get(one.key, ""),
            note=submission.notes.get(one.key, ""),
            ask=submission.asks.get(one.key, ""),
            papers=[paper for paper in papers if paper.file.kind == one.key],
        )
        for one in submission.figures
    ]


def asked_in(period: Period, user: Any) -> QuerySet[Cooperative]:
    """The cooperatives within reach that must hand in."""
    rows: Any = Cooperative.objects.visible_to(user)
    rows = rows.filter(kind__in=period.kinds, status__in=period.statuses).filter(
        Q(first_registered_on__isnull=True) | Q(first_registered_on__lte=period.ends_on)
    )
    communes = [one.pk for one in period.communes.all()]
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
    """The forms of a person's own cooperatives, those of open periods first; of locked ones only what was begun."""
    rows: Any = Submission.objects.visible_to(user).select_related("period", "cooperative__commune")
    begun = list(rows.order_by("-period__ends_on", "pk"))
    by_key = {(row.period_id, row.cooperative_id): row for row in begun}
    found: list[Owed] = []
    for period in Period.objects.filter(state=PeriodState.OPEN):
        mine = asked_in(period, user).select_related("commune")
        found += [Owed(one, period, by_key.get((period.pk, one.pk))) for one in mine]
    shown = {(one.period.pk, one.cooperative.pk) for one in found}
    rest = [one for one in begun if (one.period_id, one.cooperative_id) not in shown]
    return found + [Owed(one.cooperative, one.period, one) for one in rest]

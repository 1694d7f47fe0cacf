"""What came of a period: sums over its forms, as declared and as verified, each with how many make it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import Case, Count, DecimalField, F, JSONField, Q, QuerySet, Sum, When
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast

from cooperatives.enums.forms import FormState
from cooperatives.models import Cooperative, Period, PeriodFigure, Submission
from cooperatives.year_form import Figure

PERIODS_SHOWN = 8
MOST_FIGURES = 30


def answers_in(period: Period, user: Any) -> QuerySet[Submission]:
    """The forms of a period within reach that count as handed in."""
    rows: Any = Submission.objects.visible_to(user).received()
    return rows.filter(period=period).select_related("cooperative__commune", "period")


def declared(figure: Figure) -> Any:
    """What a form declares of a figure, as the database finds it."""
    return KeyTransform(figure.key, "values")


def verified(figure: Figure) -> Any:
    """The same where staff have applied it, else nothing."""
    return Case(When(_is_applied(figure), then=declared(figure)), default=None, output_field=JSONField())


def _is_applied(figure: Figure) -> Q:
    return Q(state=FormState.ACCEPTED, applied__contains=[figure.key])


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One question: what all answers together make, declared and verified, and how many answered.

    Of Có and Không it is the number of Có; answers in words only count.
    """

    figure: Figure
    declared: Decimal | int | None
    declared_n: int
    verified: Decimal | int | None
    verified_n: int


def sums_of(period: Period, user: Any) -> list[ResultLine]:
    """Every question of the period, added up by the database in one go; who did not answer is no nought."""
    figures = period.figures_for()
    wanted: dict[str, Any] = {}
    for at, one in enumerate(figures):
        for name, among in ((f"said_{at}", Q()), (f"kept_{at}", _is_applied(one))):
            wanted |= {f"{name}_{part}": made for part, made in _parts(one, among)}
    row = answers_in(period, user).order_by().aggregate(**wanted)
    return [
        ResultLine(
            one,
            _whole(row.get(f"said_{at}_sum")),
            row[f"said_{at}_n"],
            _whole(row.get(f"kept_{at}_sum")),
            row[f"kept_{at}_n"],
        )
        for at, one in enumerate(figures)
    ]


def _parts(figure: Figure, among: Q) -> Iterator[tuple[str, Any]]:
    said = KeyTextTransform(figure.key, "values")
    is_said = among & Q(**{f"values__{figure.key}__isnull": False})
    yield "n", Count("pk", filter=is_said)
    if figure.is_counted:
        yield "sum", Sum(Cast(said, DecimalField(max_digits=24, decimal_places=2)), filter=is_said)
    elif figure.is_yes_no:
        yield "sum", Count("pk", filter=among & Q(**{f"values__{figure.key}": True}))


def _whole(value: Decimal | int | None) -> Decimal | int | None:
    return int(value) if value is not None and value == int(value) else value


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """What one cooperative's verified figures of a period are, in words."""

    period: Period
    said: list[tuple[str, str]]


def periods_of(cooperative: Cooperative) -> list[PeriodLine]:
    """The newest periods other than years of which a cooperative has verified figures."""
    rows = PeriodFigure.objects.filter(cooperative=cooperative).select_related("period")
    newest = rows.order_by("-period__ends_on", F("period").desc(), "pk")[: PERIODS_SHOWN * MOST_FIGURES]
    found = []
    for period, group in groupby(newest, key=lambda row: row.period):
        figures = {one.key: one for one in period.figures_for(cooperative.kind)}
        told = [(figures[row.key], row.value) for row in group if row.key in figures]
        found.append(PeriodLine(period, [(one.label, _said(one, value)) for one, value in told]))
    return found[:PERIODS_SHOWN]


def _said(figure: Figure, value: Any) -> str:
    return f"{figure.told(value)}\u00a0đ" if figure.is_money else figure.told(value)

"""Invented assessments of digital maturity: over three years most cooperatives become a little more digital."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from cooperatives.enums.maturity import MaturityState
from cooperatives.models import (
    Cooperative,
    MaturityAnswer,
    MaturityAssessment,
    MaturityItem,
    MaturityPillar,
    MaturityScore,
)
from cooperatives.queries.maturity import pillars_of, rubric_on
from cooperatives.rules.maturity import PillarPoints, maturity_level, maturity_points
from lmhtx.people.models import User

DAYS_AGO = (760, 400, 35)
# Of ten items, how many a cooperative of this place has at first; a year adds one or two.
BEGINNINGS = (1, 3, 0, 5, 2, 7, 4, 8)
NOT_FOUND = 7


def write_maturity(cooperatives: Sequence[Cooperative], day: date) -> None:
    """Half of them, each with one to three sheets; of the last ones some still wait."""
    rubric = rubric_on(day)
    officer = User.objects.filter(username="chuyenvien").first()
    if rubric is None or officer is None:
        return
    pillars, bounds = pillars_of(rubric), list(rubric.levels.values_list("least_points", flat=True))
    sheets: list[MaturityAssessment] = []
    answers: list[MaturityAnswer] = []
    scores: list[MaturityScore] = []
    for place, one in enumerate(cooperatives[::2]):
        for year, ago in enumerate(DAYS_AGO[-1 - place % 3 :]):
            tenths = min(BEGINNINGS[place % len(BEGINNINGS)] + year * (1 + place % 2), 10)
            is_last = ago == DAYS_AGO[-1]
            sheet = MaturityAssessment(
                cooperative=one,
                rubric=rubric,
                assessed_on=day - timedelta(days=ago + place % 20),
                is_own=place % 2 == 0,
                declared_by=one.representative or "Cán bộ hợp tác xã",
                created_by=officer,
            )
            told, found = _filled(sheet, pillars, tenths, is_seen=not is_last or place % 4 != 3)
            sheet.declared_points = _sums(told, "declared_points") or Decimal(0)
            sheet.points = _sums(told, "points")
            sheet.declared_level = maturity_level(sheet.declared_points, bounds=bounds)
            if sheet.points is not None:
                sheet.level, sheet.state = maturity_level(sheet.points, bounds=bounds), MaturityState.VERIFIED
                sheet.verified_on, sheet.verified_by = sheet.assessed_on + timedelta(days=9), officer
            sheets.append(sheet)
            scores += told
            answers += found
    MaturityAssessment.objects.bulk_create(sheets)
    MaturityAnswer.objects.bulk_create(answers)
    MaturityScore.objects.bulk_create(scores)


def _sums(scores: Sequence[MaturityScore], name: str) -> Decimal | None:
    """The sum of a column; None where nobody has looked."""
    found = [getattr(score, name) for score in scores]
    return None if None in found else sum(found, Decimal(0))


def _filled(
    sheet: MaturityAssessment, pillars: Sequence[MaturityPillar], tenths: int, *, is_seen: bool
) -> tuple[list[MaturityScore], list[MaturityAnswer]]:
    answers, told, found = [], [], []
    for pillar in pillars:
        items = list(pillar.items.all())
        has = {item.pk for item in items if (item.pk * 7) % 10 < tenths}
        kept = {pk for pk in has if pk % NOT_FOUND}
        told.append(_points(pillar, items, has))
        found.append(_points(pillar, items, kept))
        answers += [
            MaturityAnswer(
                assessment=sheet,
                item=item,
                is_declared=item.pk in has,
                is_found=item.pk in kept if is_seen else None,
                seen="Đã xem tại hợp tác xã" if is_seen and item.pk in kept else "",
            )
            for item in items
        ]
    lines = zip(pillars, maturity_points(told), maturity_points(found), strict=True)
    scores = [
        MaturityScore(assessment=sheet, pillar=pillar, declared_points=own, points=got if is_seen else None)
        for pillar, own, got in lines
    ]
    return scores, answers


def _points(pillar: MaturityPillar, items: Sequence[MaturityItem], held: set[int]) -> PillarPoints:
    return PillarPoints(
        weight=pillar.weight,
        total=sum((item.points for item in items), Decimal(0)),
        held=sum((item.points for item in items if item.pk in held), Decimal(0)),
    )

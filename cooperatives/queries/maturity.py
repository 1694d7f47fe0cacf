"""How digital cooperatives are: rubrics, one assessment, the years of one cooperative, all of them by level."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cooperatives.access.maturity import MaturityPerm
from cooperatives.enums.digital import ProofState
from cooperatives.enums.maturity import MaturityState
from cooperatives.models import (
    Cooperative,
    DigitalEvidence,
    MaturityAssessment,
    MaturityItem,
    MaturityLevel,
    MaturityPillar,
    MaturityRubric,
    MaturityScore,
)
from cooperatives.queries.digital import terms_on
from cooperatives.rules.maturity import PillarPoints, maturity_fault, maturity_level, maturity_points
from lmhtx.files.models import Attachment
from lmhtx.people.models import User

HALF = 2
YEARS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class PillarBar:
    """A pillar of one assessment in a picture: its words, its whole, and the lengths from 0 to 100."""

    label: str
    weight: Decimal
    declared: Decimal
    found: Decimal | None

    @property
    def declared_length(self) -> float:
        """How much of the pillar was declared."""
        return round(float(self.declared * 100 / self.weight), 1)

    @property
    def found_length(self) -> float:
        """How much of it was found."""
        return round(float((self.found or 0) * 100 / self.weight), 1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What follows from a set of items: points by pillar, their sum, the level."""

    by_pillar: dict[int, Decimal]
    total: Decimal
    level: int


def rubric_on(day: date) -> MaturityRubric | None:
    """The edition that holds on the day."""
    found: MaturityRubric | None = MaturityRubric.objects.holding(day).first()
    return found


def pillars_of(rubric: MaturityRubric) -> list[MaturityPillar]:
    """The pillars in their order, each with its items."""
    items = Prefetch("items", queryset=MaturityItem.objects.select_related("pillar"))
    return list(rubric.pillars.prefetch_related(items))


def items_of(rubric: MaturityRubric) -> list[MaturityItem]:
    """All items in their order."""
    return list(MaturityItem.objects.filter(pillar__rubric=rubric).select_related("pillar"))


def _total(pillar: MaturityPillar) -> Decimal:
    return sum((item.points for item in pillar.items.all()), Decimal(0))


def fault_of(rubric: MaturityRubric) -> str:
    """Why nobody may be assessed on it; "" when all is well."""
    pillars = pillars_of(rubric)
    bounds = list(rubric.levels.values_list("least_points", flat=True))
    return maturity_fault([one.weight for one in pillars], [_total(one) for one in pillars], bounds)


def outcome_of(rubric: MaturityRubric, held: Iterable[int]) -> Outcome:
    """What follows from these items of the rubric, by their numbers in the database."""
    pillars, has = pillars_of(rubric), set(held)
    points = maturity_points(
        [
            PillarPoints(
                weight=one.weight,
                total=_total(one),
                held=sum((item.points for item in one.items.all() if item.pk in has), Decimal(0)),
            )
            for one in pillars
        ]
    )
    total = sum(points, Decimal(0))
    bounds = list(rubric.levels.values_list("least_points", flat=True))
    by_pillar = {one.pk: got for one, got in zip(pillars, points, strict=True)}
    return Outcome(by_pillar, total, maturity_level(total, bounds=bounds))


def proofs_on(cooperative: Cooperative, day: date) -> dict[str, DigitalEvidence]:
    """The newest verified evidence of digital tools that counts on the day, by its item."""
    rows: Any = DigitalEvidence.objects.filter(cooperative=cooperative)
    rows = rows.in_state(ProofState.COUNTS, day, terms_on(day).months)
    return {row.item: row for row in rows.order_by("evidenced_on", "id")}


def assessment_rows(user: User) -> Any:
    """Assessments within reach, with their cooperative."""
    rows: Any = MaturityAssessment.objects.visible_to(user)
    return rows.select_related("cooperative__commune", "rubric", "verified_by")


def weak_in(rows: Any, number: int) -> Any:
    """Those that have less than half the points of the pillar, as verified, else as declared."""
    scores = MaturityScore.objects.filter(assessment=OuterRef("pk"), pillar__number=number)
    got = scores.annotate(got=Coalesce("points", "declared_points"))
    return rows.filter(Exists(got.filter(got__lt=F("pillar__weight") / HALF)))


def _years(rows: Iterable[Any]) -> list[MaturityAssessment]:
    """Each with its pillars as pictures; one query for all."""
    found = list(rows)
    scores = defaultdict(list)
    for score in MaturityScore.objects.filter(assessment__in=found).select_related("pillar"):
        scores[score.assessment_id].append(
            PillarBar(
                str(score.pillar),
                score.pillar.weight,
                score.declared_points,
                score.points,
            )
        )
    names = {
        (level.rubric_id, level.level): str(level)
        for level in MaturityLevel.objects.filter(rubric__in={one.rubric_id for one in found})
    }
    for one in found:
        one.bars = scores[one.pk]
        one.declared_name = names.get((one.rubric_id, one.declared_level), "")
        one.level_name = names.get((one.rubric_id, one.level), "")
    return found


def maturity_panel(user: User, cooperative: Cooperative) -> dict[str, Any]:
    """The years of one cooperative, the last one in pictures."""
    rows = assessment_rows(user).filter(cooperative=cooperative).exclude(state=MaturityState.WITHDRAWN)
    years = _years(rows[:YEARS_SHOWN])
    return {
        "newest": years[0] if years else None,
        "years": years[1:],
        "may_declare": user.has_perm(MaturityPerm.DECLARE_MATURITY, cooperative),
    }


def own_maturity(user: User) -> list[dict[str, Any]]:
    """Each cooperative that the person works for, with its years."""
    farms = Cooperative.objects.visible_to(user).select_related("commune").order_by("name", "id")
    rows = assessment_rows(user).filter(cooperative__in=farms.values("pk"))
    years = defaultdict(list)
    for one in _years(rows.exclude(state=MaturityState.WITHDRAWN)):
        years[one.cooperative_id].append(one)
    return [{"cooperative": farm, "years": years[farm.pk]} for farm in farms]


def assessment_case(assessment: MaturityAssessment, user: User) -> dict[str, Any]:
    """All that the page of one assessment shows, and what the person may do."""
    _years([assessment])
    is_open = assessment.state == MaturityState.DECLARED
    may_verify = user.has_perm(MaturityPerm.VERIFY_MATURITY, assessment)
    return {
        "answers": list(assessment.answers.select_related("item__pillar")),
        "files": list(Attachment.objects.of(assessment)),
        "may_declare": is_open and user.has_perm(MaturityPerm.DECLARE_MATURITY, assessment),
        "may_verify": is_open and may_verify,
        "may_withdraw": may_verify and assessment.state != MaturityState.WITHDRAWN,
    }


def waiting_for(user: User) -> QuerySet[MaturityAssessment]:
    """What cooperatives have declared and nobody has looked into, in the work of the day."""
    rows: QuerySet[MaturityAssessment] = assessment_rows(user).filter(state=MaturityState.DECLARED)
    return rows.order_by("assessed_on", "id") if user.has_perm(MaturityPerm.VERIFY_MATURITY) else rows.none()


def with_digital_level(farms: Any) -> Any:
    """Cooperatives with the level of the last assessment verified of each."""
    last = MaturityAssessment.objects.verified().filter(cooperative=OuterRef("pk"))
    level = Subquery(last.order_by("-assessed_on", "-id").values("level")[:1])
    return farms.annotate(digital_level=level)


def levels_among(farms: Any) -> dict[int, int]:
    """How many of these cooperatives stand on each level, by the last one verified of each."""
    rows = with_digital_level(farms).filter(digital_level__isnull=False)
    return dict(rows.order_by().values_list("digital_level").annotate(n=Count("pk")))


def level_names(day: date) -> dict[int, str]:
    """What the levels are called by the edition of the day."""
    rubric = rubric_on(day)
    return {one.level: str(one) for one in rubric.levels.all()} if rubric else {}


def pillar_names(day: date) -> dict[int, str]:
    """What the pillars are called by the edition of the day."""
    rubric = rubric_on(day)
    return {one.number: str(one) for one in rubric.pillars.all()} if rubric else {}

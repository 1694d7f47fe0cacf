"""Who is rated in a year and who not, and what of the ratings is to be done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from cooperatives.access.ratings import RatingPerm
from cooperatives.enums.ratings import RatingState, Unrated
from cooperatives.enums.register import Kind
from cooperatives.legal import ratings as legal
from cooperatives.models import Cooperative, Criterion, Rating, Rubric, StatusEvent
from cooperatives.rules.ratings import rubric_fault, unrated
from lmhtx.base import clock
from lmhtx.directory.parameters import Values, value
from lmhtx.files.models import Attachment
from lmhtx.people.models import User

SHOWN = 5


def grounds_for(cooperatives: Iterable[Cooperative], year: int) -> dict[int, Unrated | None]:
    """Why each is not rated in the year, None where it is; two queries for all."""
    rows = list(cooperatives)
    keys = (legal.RATING_LEAST_MONTHS.key, legal.RATING_STOPPED_MONTHS.key)
    values = Values(on=date(year, 12, 31), keys=keys)
    least, stopped = (int(str(values.value(key))) for key in keys)
    events = defaultdict(list)
    for event in StatusEvent.objects.filter(cooperative__in=[one.pk for one in rows]):
        events[event.cooperative_id].append(event.facts)
    return {
        one.pk: unrated(
            Kind(one.kind),
            year=year,
            founded_on=one.first_registered_on,
            events=events[one.pk],
            least_months=least,
            stopped_months=stopped,
            until=clock.today(),
        )
        for one in rows
    }


def step_on(day: date) -> Decimal:
    """By how much points move."""
    return Decimal(str(value(legal.RATING_STEP.key, on=day)))


def criteria_of(rubric: Rubric) -> list[Criterion]:
    """The lines of a rubric in their order."""
    return list(rubric.criteria.all())


def fault_of(rubric: Rubric) -> str:
    """Why no round may open on the rubric; "" when nothing is against it."""
    return rubric_fault([one.max_points for one in criteria_of(rubric)])


def rating_rows(user: User) -> Any:
    """The newest edition of each rating within reach."""
    rows: Any = Rating.objects.visible_to(user)
    return rows.newest().select_related("round__rubric", "cooperative__commune", "approved_by")


def lines_of(rating: Rating) -> list[tuple[Criterion, Any]]:
    """Each criterion of the rating's rubric with its points, None where there are none yet."""
    scores = {score.criterion_id: score for score in rating.scores.all()}
    return [(criterion, scores.get(criterion.pk)) for criterion in criteria_of(rating.round.rubric)]


def rating_case(rating: Rating, user: User) -> dict[str, Any]:
    """All that a rating's page shows, and what the person may do with it now."""
    editions = Rating.objects.visible_to(user).filter(round=rating.round, cooperative=rating.cooperative)
    is_newest = not editions.filter(edition__gt=rating.edition).exists()
    state = RatingState(rating.state)
    may = {
        name: is_newest and not rating.unrated and state in states and user.has_perm(permission, rating)
        for name, states, permission in (
            ("enter", {RatingState.DRAFT}, RatingPerm.ENTER_RATING),
            ("appraise", {RatingState.SUBMITTED}, RatingPerm.APPRAISE_RATING),
            ("approve", {RatingState.APPRAISED}, RatingPerm.APPROVE_RATING),
            ("reopen", {RatingState.APPROVED}, RatingPerm.APPRAISE_RATING),
        )
    }
    return {
        "lines": lines_of(rating),
        "files": list(Attachment.objects.of(rating)),
        "editions": [one for one in editions.select_related("round") if one.pk != rating.pk],
        "may": may,
    }


def rating_panel(user: User, cooperative: Cooperative) -> dict[str, Any]:
    """The last years of one cooperative."""
    rows = rating_rows(user).filter(cooperative=cooperative).order_by("-round__year")
    return {"rows": list(rows[:SHOWN])}


def to_appraise(user: User) -> QuerySet[Rating]:
    """Ratings that wait for the unit that keeps the register."""
    return _waiting(user, RatingState.SUBMITTED, RatingPerm.APPRAISE_RATING)


def to_approve(user: User) -> QuerySet[Rating]:
    """Ratings that wait for the leaders."""
    return _waiting(user, RatingState.APPRAISED, RatingPerm.APPROVE_RATING)


def _waiting(user: User, state: RatingState, permission: RatingPerm) -> QuerySet[Rating]:
    rows: QuerySet[Rating] = rating_rows(user).filter(state=state).order_by("cooperative__name", "id")
    return rows if user.has_perm(permission, Cooperative()) else rows.none()

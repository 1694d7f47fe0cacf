"""Invented rounds: last year's with most sheets approved, this year's just open, on points that are for show only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from cooperatives.enums.ratings import RatingState
from cooperatives.enums.register import ENDED, Kind
from cooperatives.models import Cooperative, Criterion, Rating, RatingRound, Rubric, Score
from cooperatives.queries.ratings import grounds_for
from cooperatives.rules.ratings import band_of
from lmhtx.people.models import User

# The text gives 40 points to these six together; how it divides them is not known.
FOR_SHOW = {10: 8, 11: 12, 12: 6, 13: 4, 14: 6, 15: 4}
HALF = Decimal("0.5")
OPEN_DAYS = 15
# How well a cooperative does, in tenths of the highest points.
LEVELS = (9, 7, 8, 6, 10, 5, 7, 4)
STATES = (*[RatingState.APPROVED] * 6, RatingState.SUBMITTED, RatingState.APPRAISED, RatingState.DRAFT)


def write_ratings(cooperatives: Sequence[Cooperative], day: date) -> None:
    """A rubric for show, the round of last year, its sheets and points, in few statements."""
    year = day.year - 1
    rubric, criteria = _rubric()
    rows = [
        one for one in cooperatives if one.kind in {Kind.COOPERATIVE, Kind.UNION} and one.status not in ENDED
    ]
    round_of_year = RatingRound.objects.create(
        year=year, rubric=rubric, opened_on=date(year, 11, 15), closes_on=date(year, 12, 15)
    )
    grounds = grounds_for(rows, year)
    leader = User.objects.filter(username="phochutich").first()
    made, scores = [], []
    for place, one in enumerate(rows):
        ground = grounds[one.pk] or ""
        state = RatingState.DRAFT if ground else STATES[place % len(STATES)]
        rating = Rating(round=round_of_year, cooperative=one, unrated=ground, state=state)
        made.append(rating)
        if state != RatingState.DRAFT:
            scores += list(_filled(rating, criteria, place, leader))
    Rating.objects.bulk_create(made)
    Score.objects.bulk_create(scores)
    _open_this_year(rubric, rows, day)


def _open_this_year(rubric: Rubric, rows: Sequence[Cooperative], day: date) -> None:
    """The round in which cooperatives score themselves now; nobody has handed in yet."""
    if RatingRound.objects.filter(year=day.year).exists():
        return
    last = max(date(day.year, 12, 15), day + timedelta(days=OPEN_DAYS))
    running = RatingRound.objects.create(year=day.year, rubric=rubric, opened_on=day, closes_on=last)
    grounds = grounds_for(rows, day.year)
    Rating.objects.bulk_create(
        Rating(round=running, cooperative=one, unrated=grounds[one.pk] or "") for one in rows
    )


def _rubric() -> tuple[Rubric, list[Criterion]]:
    known = Rubric.objects.get(key="TT01_2020", edition=1)
    lines = list(known.criteria.all())
    rubric = Rubric.objects.create(
        key=known.key,
        edition=2,
        title=f"{known.title} (số minh họa)",
        legal_basis=known.legal_basis,
        valid_from=known.valid_from,
        doubt="Điểm tối đa của tiêu chí 10–15 là số minh họa của bản trình diễn, không phải của Thông tư.",
    )
    for line in lines:
        line.pk, line.rubric = None, rubric
        line.max_points = Decimal(FOR_SHOW.get(line.number, line.max_points or 0))
    return rubric, Criterion.objects.bulk_create(lines)


def _filled(
    rating: Rating, criteria: Sequence[Criterion], place: int, leader: User | None
) -> Iterator[Score]:
    is_looked_into = rating.state in {RatingState.APPRAISED, RatingState.APPROVED}
    total = Decimal(0)
    for number, criterion in enumerate(criteria, place):
        highest = criterion.max_points or Decimal(0)
        own = (highest * LEVELS[number % len(LEVELS)] / 10 / HALF).to_integral_value() * HALF
        found = max(own - 1, Decimal(0)) if number % 11 == 0 else own
        reason = "Chưa có tài liệu chứng minh" if found != own else ""
        total += found
        yield Score(
            rating=rating,
            criterion=criterion,
            self_points=own,
            points=found if is_looked_into else None,
            reason=reason if is_looked_into else "",
        )
    if is_looked_into:
        rating.total, rating.band = total, band_of(total, lowest=rating.round.rubric.lowest)
    if rating.state == RatingState.APPROVED:
        rating.approved_on, rating.approved_by = rating.round.closes_on, leader

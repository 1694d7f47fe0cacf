"""A round opens, cooperatives are scored, appraised and approved; a change afterwards is a new edition."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from cooperatives.access.ratings import RatingPerm
from cooperatives.actions.cooperatives import refuse_unless
from cooperatives.actions.digital import keep_paper
from cooperatives.enums.forms import FormSource
from cooperatives.enums.ratings import RatingState
from cooperatives.enums.register import ENDED, Kind
from cooperatives.models import Cooperative, Rating, RatingRound, Score
from cooperatives.queries.ratings import criteria_of, fault_of, grounds_for, lines_of, step_on
from cooperatives.queries.self_ratings import typed_of
from cooperatives.rules.ratings import Mark, band_of, marks_fault
from cooperatives.workflow import RATINGS
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.people.models import Actor, User, rights_of
from lmhtx.workflow import Refused
from lmhtx.workflow.actions import move

Points = Mapping[int, Decimal | None]


@transaction.atomic
def open_round(*, round: RatingRound, by: Actor | User) -> RatingRound:  # noqa: A002 - the round of a year
    """All cooperatives and unions at work have a sheet; those that are not rated this year say why."""
    refuse_unless(RatingPerm.OPEN_ROUND, by)
    if fault := fault_of(round.rubric):
        raise Refused(fault)
    if RatingRound.objects.filter(year=round.year).exists():
        raise Refused(f"Năm {round.year} đã có đợt đánh giá.")
    round.created_by, round.opened_on = rights_of(by), clock.today()
    round.save()
    ended = [str(status) for status in ENDED]
    rows = Cooperative.objects.filter(kind__in=[Kind.COOPERATIVE, Kind.UNION], merged_into__isnull=True)
    rows = rows.exclude(status__in=ended)
    grounds = grounds_for(rows, round.year)
    Rating.objects.bulk_create(
        Rating(round=round, cooperative_id=pk, unrated=ground or "", created_by=rights_of(by))
        for pk, ground in grounds.items()
    )
    record("cooperatives.round.opened", round, by=by, count=len(grounds))
    return round


@transaction.atomic
def close_round(*, round: RatingRound, by: Actor | User) -> RatingRound:  # noqa: A002 - the round of a year
    """No more self-scores come in; what was handed in is still appraised and approved."""
    refuse_unless(RatingPerm.OPEN_ROUND, by)
    if round.closed_on is not None:
        raise Refused("Đợt đánh giá này đã đóng.")
    round.closed_on = clock.today()
    round.save(update_fields=["closed_on"])
    record("cooperatives.round.closed", round, by=by)
    return round


@transaction.atomic
def enter_self_scores(*, rating: Rating, by: Actor | User, points: Points, file: Any = None) -> Rating:
    """What a cooperative gave itself, entered for it with its paper, or by its own people; may still be changed."""
    rating = _open(rating, RatingState.DRAFT, RatingPerm.ENTER_RATING, by)
    given = [
        (one, points[one.pk]) for one in criteria_of(rating.round.rubric) if points.get(one.pk) is not None
    ]
    marks = [
        Mark(number=one.number, max_points=one.max_points or Decimal(0), points=was) for one, was in given
    ]
    if fault := marks_fault(marks, step=step_on(rating.round.opened_on)):
        raise Refused(fault)
    notes = dict(rating.scores.values_list("criterion", "note"))
    rating.scores.all().delete()
    Score.objects.bulk_create(
        Score(rating=rating, criterion=one, self_points=was, note=notes.get(one.pk, ""))
        for one, was in given
        if was is not None
    )
    # What the cooperative goes on writing is what was entered for it; another device is told.
    rating.typed = typed_of(rating)
    rating.source, rating.version = FormSource.ON_BEHALF, rating.version + 1
    rating.save(update_fields=["typed", "source", "version"])
    if file is not None:
        keep_paper(owner=rating, file=file, by=by)
    record("cooperatives.rating.entered", rating, by=by)
    return rating


@transaction.atomic
def submit_rating(*, rating: Rating, by: Actor | User, note: str = "") -> Rating:
    """The sheet is handed in whole; nothing left empty counts as nought."""
    rating = _open(rating, RatingState.DRAFT, RatingPerm.ENTER_RATING, by)
    _refuse_faulty(rating, {one.pk: score and score.self_points for one, score in lines_of(rating)})
    return _moved(rating, "submit", "submitted", by, note)


@transaction.atomic
def send_back_rating(*, rating: Rating, by: Actor | User, note: str = "") -> Rating:
    """The cooperative scores anew."""
    return _moved(rating, "send_back", "sent_back", by, note)


@transaction.atomic
def appraise_rating(
    *, rating: Rating, by: Actor | User, points: Points, reasons: Mapping[int, str]
) -> Rating:
    """Each criterion has been looked into, with a reason where the points differ; total and band follow."""
    rating = _open(rating, RatingState.SUBMITTED, RatingPerm.APPRAISE_RATING, by)
    _refuse_faulty(rating, points)
    scores = list(rating.scores.select_related("criterion"))
    for score in scores:
        score.points, score.reason = points[score.criterion_id], reasons.get(score.criterion_id, "").strip()
        if score.points != score.self_points and not score.reason:
            raise Refused(f"Tiêu chí {score.criterion.number}: điểm khác điểm tự chấm thì phải ghi lý do.")
    Score.objects.bulk_update(scores, ["points", "reason"])
    rating.total = sum((score.points for score in scores if score.points is not None), Decimal(0))
    rating.band = band_of(rating.total, lowest=rating.round.rubric.lowest)
    rating.save(update_fields=["total", "band"])
    return _moved(rating, "appraise", "appraised", by, "")


@transaction.atomic
def return_appraisal(*, rating: Rating, by: Actor | User, note: str = "") -> Rating:
    """The unit looks into it once more."""
    return _moved(rating, "return_appraisal", "returned", by, note)


@transaction.atomic
def approve_rating(*, rating: Rating, by: Actor | User, note: str = "") -> Rating:
    """The result stands and is locked."""
    rating = _locked(rating)
    if rating.state == RatingState.APPRAISED:
        rating.approved_on, rating.approved_by = clock.today(), rights_of(by)
        rating.save(update_fields=["approved_on", "approved_by"])
    return _moved(rating, "approve", "approved", by, note)


@transaction.atomic
def reopen_rating(*, rating: Rating, by: Actor | User, note: str = "") -> Rating:
    """A new edition with the same points, to be changed; what was approved stays as it was."""
    refuse_unless(RatingPerm.APPRAISE_RATING, by, rating.cooperative)
    if not note.strip():
        raise Refused("Hãy ghi lý do lập lần đánh giá mới.")
    editions = Rating.objects.filter(round=rating.round, cooperative=rating.cooperative)
    if rating.state != RatingState.APPROVED or editions.filter(edition__gt=rating.edition).exists():
        raise Refused("Chỉ lập lần mới từ lần đã phê duyệt gần nhất.")
    made = Rating.objects.create(
        round=rating.round,
        cooperative=rating.cooperative,
        edition=rating.edition + 1,
        is_estimate=False,
        reason=note.strip(),
        created_by=rights_of(by),
    )
    Score.objects.bulk_create(
        Score(rating=made, criterion_id=one.criterion_id, self_points=one.points, note=one.note)
        for one in rating.scores.all()
    )
    record("cooperatives.rating.reopened", made, by=by, note=note)
    return made


def _locked(rating: Rating) -> Rating:
    rows = Rating.objects.select_for_update(of=("self",)).select_related("round__rubric", "cooperative")
    return rows.get(pk=rating.pk)


def _open(rating: Rating, state: RatingState, permission: RatingPerm, by: Actor | User) -> Rating:
    refuse_unless(permission, by, rating.cooperative)
    rating = _locked(rating)
    if rating.unrated:
        raise Refused(f"{rating.get_unrated_display()}.")
    if rating.state != state:
        raise Refused(f"Phiếu đang ở trạng thái “{rating.get_state_display()}”; hãy tải lại trang.")
    if state == RatingState.DRAFT and rating.round.closed_on and rating.edition == 1:
        raise Refused("Đợt đánh giá đã đóng, không nhận điểm tự chấm nữa.")
    return rating


def _refuse_faulty(rating: Rating, points: Points) -> None:
    marks = [
        Mark(number=one.number, max_points=one.max_points or Decimal(0), points=points.get(one.pk))
        for one in criteria_of(rating.round.rubric)
    ]
    if fault := marks_fault(marks, step=step_on(rating.round.opened_on)):
        raise Refused(fault)


def _moved(rating: Rating, name: str, verb: str, by: Actor | User, note: str) -> Rating:
    move(RATINGS, rating, name, by=by, note=note)
    record(f"cooperatives.rating.{verb}", rating, by=by, note=note)
    return rating

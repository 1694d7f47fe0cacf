"""A cooperative scores itself: saved as it is typed, with its evidence, handed in until the last day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from cooperatives.access.ratings import RatingPerm
from cooperatives.actions.form_papers import WHOLE_FORM, keep_once
from cooperatives.enums.forms import FormSource
from cooperatives.models import Rating, Score
from cooperatives.queries.ratings import criteria_of
from cooperatives.queries.self_ratings import refusal_today, self_lines
from cooperatives.workflow import RATINGS
from lmhtx.audit.actions import record
from lmhtx.base.models import Stale
from lmhtx.files.actions import remove
from lmhtx.files.models import Attachment
from lmhtx.people.models import User
from lmhtx.workflow import Refused
from lmhtx.workflow.actions import move


@transaction.atomic
def save_self_scores(*, rating: Rating, by: User, typed: Mapping[str, str], version: int) -> Rating:
    """What was typed is kept, readable or not.

    Raises Stale where another device or person has saved since, and then nothing is overwritten.
    """
    rating = _writable(rating, by)
    if rating.version != version:
        raise Stale
    rating.typed = {key: words for key, words in typed.items() if words.strip()}
    rating.version += 1
    rating.save(update_fields=["typed", "version"])
    return rating


@transaction.atomic
def submit_self_rating(*, rating: Rating, by: User, version: int) -> Rating:
    """The sheet is handed in whole by the cooperative itself; nothing left empty counts as nought."""
    rating = _writable(rating, by)
    if rating.version != version:
        raise Refused("Phiếu vừa được sửa ở máy khác. Hãy tải lại trang, xem lại rồi nộp.")
    lines = self_lines(rating)
    if missing := [str(line.criterion.number) for line in lines if line.points is None and not line.fault]:
        raise Refused(f"Chưa chấm tiêu chí {', '.join(missing)}. Không có điểm thì ghi 0, không để trống.")
    if faults := [f"Tiêu chí {line.criterion.number}: {line.fault}" for line in lines if line.fault]:
        raise Refused(" ".join(faults))
    rating.scores.all().delete()
    Score.objects.bulk_create(
        Score(rating=rating, criterion=line.criterion, self_points=line.points, note=line.note[:300])
        for line in lines
        if line.points is not None
    )
    rating.source = FormSource.SELF
    rating.save(update_fields=["source"])
    move(RATINGS, rating, "submit_own", by=by)
    record("cooperatives.rating.submitted", rating, by=by, source=rating.source)
    return rating


@transaction.atomic
def add_evidence(*, rating: Rating, by: User, file: Any, about: str = WHOLE_FORM) -> Attachment:
    """The file stands behind a criterion, or the whole sheet; sent twice it is kept once."""
    rating = _writable(rating, by)
    if about != WHOLE_FORM and about not in {str(one.pk) for one in criteria_of(rating.round.rubric)}:
        raise Refused("Phiếu không có tiêu chí này; hãy chọn lại tiêu chí mà giấy tờ chứng minh.")
    kept, is_new = keep_once(owner=rating, file=file, kind=about, by=by)
    if is_new:
        record("cooperatives.rating.paper_added", rating, by=by, file=kept.name)
    return kept


@transaction.atomic
def drop_evidence(*, rating: Rating, by: User, paper: Attachment) -> None:
    """The sheet lets go of a file that was a mistake."""
    rating = _writable(rating, by)
    remove(attachment=paper, by=by)
    record("cooperatives.rating.paper_dropped", rating, by=by, file=paper.name)


def _writable(rating: Rating, by: User) -> Rating:
    """The sheet as it stands now, until the act is over; refuses strangers, and everybody after the last day."""
    rows = Rating.objects.select_for_update(of=("self",)).select_related("round__rubric", "cooperative")
    held: Rating = rows.get(pk=rating.pk)
    if not by.has_perm(RatingPerm.SCORE_OWN_RATING, held):
        raise Refused("Chỉ người của hợp tác xã tự chấm được phiếu này.")
    if why := refusal_today(held):
        raise Refused(why)
    return held

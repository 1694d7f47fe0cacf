"""A cooperative's own sheets: what it is writing, what its points mean so far, what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from cooperatives.enums.ratings import RatingState
from cooperatives.models import Criterion, Rating
from cooperatives.queries.form_papers import Paper
from cooperatives.queries.ratings import criteria_of, step_on
from cooperatives.rules.ratings import Mark, marks_fault, self_scoring_refusal
from lmhtx.base import clock
from lmhtx.files.models import Attachment
from lmhtx.vn.numbers import decimal_comma

LONGEST = 6


@dataclass(frozen=True, slots=True)
class SelfLine:
    """A criterion of the cooperative's own sheet: as typed, what it means, what is wrong, and its evidence."""

    criterion: Criterion
    typed: str
    note: str
    points: Decimal | None
    fault: str
    papers: list[Paper]
    found: Decimal | None = None
    reason: str = ""


def points_key(criterion: Criterion) -> str:
    """Under which name the points of a criterion are typed."""
    return f"diem_{criterion.pk}"


def note_key(criterion: Criterion) -> str:
    """Under which name its evidence is told."""
    return f"minh_{criterion.pk}"


def typed_of(rating: Rating) -> dict[str, str]:
    """What stands on the sheet, as it would have been typed."""
    found = {}
    for score in rating.scores.select_related("criterion"):
        found[points_key(score.criterion)] = decimal_comma(score.self_points.normalize() + 0)
        if score.note:
            found[note_key(score.criterion)] = score.note
    return found


def read_points(words: str) -> Decimal | None:
    """Points with a comma or a point; None where nothing was typed; ValueError where it is no number."""
    if not words.strip():
        return None
    plain = words.strip().replace(",", ".")
    try:
        if len(plain) > LONGEST or not plain.isascii():
            raise ValueError(words)
        found = Decimal(plain)
    except InvalidOperation as bad:
        raise ValueError(words) from bad
    if not found.is_finite() or found.as_tuple().exponent < -2:  # type: ignore[operator]
        raise ValueError(words)
    return found


def self_lines(rating: Rating) -> list[SelfLine]:
    """Each criterion as the cooperative wrote it; what was found of it only once the result stands."""
    criteria, step = criteria_of(rating.round.rubric), step_on(rating.round.opened_on)
    scores = {score.criterion_id: score for score in rating.scores.all()}
    labels = {str(one.pk): str(one) for one in criteria}
    papers = [Paper(one, labels.get(one.kind, "Cả phiếu")) for one in Attachment.objects.of(rating)]
    typed = rating.typed or typed_of(rating)
    is_final = rating.state == RatingState.APPROVED
    found = []
    for one in criteria:
        words, score = str(typed.get(points_key(one), "")), scores.get(one.pk)
        points, fault = _read(one, words, step)
        found.append(
            SelfLine(
                criterion=one,
                typed=words,
                note=str(typed.get(note_key(one), "")),
                points=points,
                fault=fault,
                papers=[paper for paper in papers if paper.file.kind == str(one.pk)],
                found=score.points if score and is_final else None,
                reason=score.reason if score and is_final else "",
            )
        )
    return found


def _read(one: Criterion, words: str, step: Decimal) -> tuple[Decimal | None, str]:
    try:
        points = read_points(words)
    except ValueError:
        return None, "Điểm phải là số, ví dụ 7 hoặc 7,5."
    if points is None:
        return None, ""
    mark = Mark(number=one.number, max_points=one.max_points or Decimal(0), points=points)
    return points, marks_fault([mark], step=step)


def self_papers(rating: Rating) -> list[Paper]:
    """The files of the sheet, oldest first."""
    labels = {str(one.pk): str(one) for one in criteria_of(rating.round.rubric)}
    return [Paper(one, labels.get(one.kind, "Cả phiếu")) for one in Attachment.objects.of(rating)]


def refusal_today(rating: Rating) -> str:
    """Why the cooperative may not write on its sheet today; "" where it may."""
    if rating.unrated:
        return f"{rating.get_unrated_display()}."
    if rating.state != RatingState.DRAFT:
        return "Phiếu đã nộp nên không sửa được nữa; muốn sửa hãy gọi phòng giữ sổ hợp tác xã của Liên minh."
    year = rating.round
    return self_scoring_refusal(clock.today(), closes_on=year.closes_on, closed_on=year.closed_on)


def own_ratings(user: Any) -> list[Rating]:
    """The sheets of the person's own cooperatives, newest first, each with why it may not be written on."""
    rows: Any = Rating.objects.visible_to(user).newest().select_related("round__rubric", "cooperative")
    found = list(rows.order_by("-round__year", "cooperative__name", "pk"))
    for row in found:
        row.refusal = refusal_today(row)
    return found

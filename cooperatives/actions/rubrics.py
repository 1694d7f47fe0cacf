"""Rubrics are filled in from their text, and followed by a new edition once they are in use."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction

from cooperatives.access.ratings import RatingPerm
from cooperatives.models import Criterion, Rubric
from lmhtx.audit.actions import record
from lmhtx.people.models import Actor, User, rights_of
from lmhtx.workflow import Refused


@transaction.atomic
def set_max_points(*, criterion: Criterion, by: Actor | User, max_points: Decimal, title: str) -> Rubric:
    """The highest points of a criterion, as the text says; a rubric in use stays as it is."""
    rubric = _kept(criterion.rubric, by)
    if rubric.rounds.exists():
        raise Refused("Bộ tiêu chí đã dùng cho một đợt đánh giá, không sửa được; hãy lập lần mới.")
    criterion.max_points, criterion.title = max_points, title
    criterion.save(update_fields=["max_points", "title"])
    record("cooperatives.rubric.edited", rubric, by=by, criterion=str(criterion), max_points=str(max_points))
    return rubric


@transaction.atomic
def add_edition(*, rubric: Rubric, by: Actor | User) -> Rubric:
    """The same lines once more, to be changed; the older edition and its rounds stay."""
    rubric = _kept(rubric, by)
    lines = list(rubric.criteria.all())
    newest = Rubric.objects.filter(key=rubric.key).order_by("-edition").values_list("edition", flat=True)[0]
    rubric.pk, rubric.edition, rubric.created_by = None, newest + 1, rights_of(by)
    rubric.save()
    for line in lines:
        line.pk, line.rubric = None, rubric
    Criterion.objects.bulk_create(lines)
    record("cooperatives.rubric.edition_added", rubric, by=by)
    return rubric


def _kept(rubric: Rubric, by: Actor | User) -> Rubric:
    person = rights_of(by)
    if person is not None and not person.has_perm(RatingPerm.EDIT_RUBRIC, rubric):
        raise Refused("Chỉ phòng giữ sổ hợp tác xã và người quản trị mới sửa được bộ tiêu chí.")
    return Rubric.objects.select_for_update().get(pk=rubric.pk)

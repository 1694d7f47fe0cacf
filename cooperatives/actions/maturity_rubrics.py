"""The rubric of digital maturity is changed in an edition of its own, and holds from a day on once it is issued."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from cooperatives.access.maturity import MaturityPerm
from cooperatives.models import MaturityItem, MaturityLevel, MaturityPillar, MaturityRubric
from cooperatives.queries.maturity import fault_of, pillars_of
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.people.models import Actor, User, rights_of
from lmhtx.workflow import Refused

Line = MaturityItem | MaturityLevel | MaturityPillar


@transaction.atomic
def add_maturity_edition(*, rubric: MaturityRubric, by: Actor | User) -> MaturityRubric:
    """The same pillars, items and levels once more, to be changed; what was issued stays as it was."""
    rubric = _kept(rubric, by)
    newest = MaturityRubric.objects.order_by("-edition").values_list("edition", flat=True)[0]
    made = MaturityRubric.objects.create(
        edition=newest + 1,
        title=rubric.title,
        legal_basis=rubric.legal_basis,
        doubt=rubric.doubt,
        valid_from=clock.today(),
        created_by=rights_of(by),
    )
    for level in rubric.levels.all():
        level.pk, level.rubric = None, made
        level.save()
    for pillar in pillars_of(rubric):
        items = list(pillar.items.all())
        pillar.pk, pillar.rubric = None, made
        pillar.save()
        for item in items:
            item.pk, item.pillar = None, pillar
        MaturityItem.objects.bulk_create(items)
    record("cooperatives.maturity_rubric.edition_added", made, by=by)
    return made


@transaction.atomic
def set_maturity_head(
    *, rubric: MaturityRubric, by: Actor | User, title: str, legal_basis: str, doubt: str, valid_from: date
) -> MaturityRubric:
    """Name, source, doubt and first day of an edition that is not issued yet."""
    rubric = _drafted(rubric, by)
    rubric.title, rubric.legal_basis, rubric.doubt = title, legal_basis, doubt
    rubric.valid_from = valid_from
    rubric.save(update_fields=["title", "legal_basis", "doubt", "valid_from"])
    record("cooperatives.maturity_rubric.edited", rubric, by=by)
    return rubric


@transaction.atomic
def set_maturity_line(*, line: Line, by: Actor | User, **facts: Any) -> MaturityRubric:
    """A pillar, an item or a level is changed, or an item comes anew, in an edition that is not issued yet."""
    rubric = _drafted(line.pillar.rubric if isinstance(line, MaturityItem) else line.rubric, by)
    for name, value in facts.items():
        setattr(line, name, value)
    if isinstance(line, MaturityItem):
        same = MaturityItem.objects.filter(pillar=line.pillar_id, number=line.number)
        if same.exclude(pk=line.pk).exists():
            raise Refused(f"Trụ cột này đã có mục số {line.number}.")
    line.save()
    record("cooperatives.maturity_rubric.edited", rubric, by=by, line=str(line))
    return rubric


@transaction.atomic
def drop_maturity_item(*, item: MaturityItem, by: Actor | User) -> MaturityRubric:
    """The item is gone from an edition that is not issued yet."""
    rubric, told = _drafted(item.pillar.rubric, by), str(item)
    item.delete()
    record("cooperatives.maturity_rubric.edited", rubric, by=by, dropped=told)
    return rubric


@transaction.atomic
def issue_maturity_rubric(*, rubric: MaturityRubric, by: Actor | User) -> MaturityRubric:
    """The edition is frozen and holds from its first day on."""
    rubric = _drafted(rubric, by)
    if fault := fault_of(rubric):
        raise Refused(fault)
    if MaturityRubric.objects.filter(issued_on__isnull=False, valid_from__gte=rubric.valid_from).exists():
        raise Refused("Đã có lần ban hành áp dụng từ ngày này hoặc muộn hơn; hãy chọn ngày sau ngày đó.")
    rubric.issued_on = clock.today()
    rubric.save(update_fields=["issued_on"])
    record("cooperatives.maturity_rubric.issued", rubric, by=by)
    return rubric


def _kept(rubric: MaturityRubric, by: Actor | User) -> MaturityRubric:
    person = rights_of(by)
    if person is not None and not person.has_perm(MaturityPerm.EDIT_MATURITY_RUBRIC, rubric):
        raise Refused("Chỉ phòng giữ sổ hợp tác xã và người quản trị mới sửa được bộ tiêu chí.")
    return MaturityRubric.objects.select_for_update(of=("self",)).get(pk=rubric.pk)


def _drafted(rubric: MaturityRubric, by: Actor | User) -> MaturityRubric:
    rubric = _kept(rubric, by)
    if rubric.issued_on is not None:
        raise Refused("Bộ tiêu chí đã ban hành, không sửa được; hãy lập lần mới.")
    return rubric

"""Two files of one cooperative become one."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q

from cooperatives.access.register import Perm
from cooperatives.actions.cooperatives import refuse_unless
from cooperatives.actions.projecting import refresh
from cooperatives.enums.register import OtherNumber
from cooperatives.models import (
    Activity,
    AllianceMembership,
    Capital,
    Cooperative,
    CooperativeAddress,
    CooperativeName,
    Delivery,
    Member,
    OtherCode,
    PeriodFigure,
    Person,
    PublicAgreement,
    StatusEvent,
    YearFigures,
)
from lmhtx.audit.actions import record
from lmhtx.people.models import Actor, User
from lmhtx.workflow import Refused

# What was recorded of the double itself: it stays there and tells how the double came to be.
OWN = {
    Activity, AllianceMembership, Capital, Cooperative, CooperativeAddress, CooperativeName, Delivery, Member,
    OtherCode, PeriodFigure, Person, PublicAgreement, StatusEvent, YearFigures,
}  # fmt: skip


@transaction.atomic
def merge_double(
    *, cooperative: Cooperative, by: Actor | User, double: Cooperative, reason: str
) -> Cooperative:
    """The double leads to this file, under which its code and old numbers are found from now on.

    Its own rows (names, events, people) stay with it as they were recorded; whatever else points to it – products,
    classes, forms, people who fill them in, and what other areas keep – points to this file. Nothing is deleted.
    """
    refuse_unless(Perm.EDIT_COOPERATIVE, by, cooperative)
    pair = Cooperative.objects.select_for_update().filter(pk__in=(cooperative.pk, double.pk)).in_bulk()
    if cooperative.pk == double.pk or any(one.merged_into_id for one in pair.values()):
        raise Refused("Hãy chọn một hồ sơ khác, chưa gộp vào đâu.")
    if not reason.strip():
        raise Refused("Gộp hồ sơ trùng phải ghi lý do.")
    numbers = [(OtherNumber.MERGED, double.code)] if double.code else []
    numbers += [(OtherNumber(row.kind), row.number) for row in double.other_codes.all()]
    for kind, number in numbers:
        OtherCode.objects.get_or_create(cooperative=cooperative, kind=kind, number=number)
    Cooperative.objects.filter(merged_into=double).update(merged_into=cooperative)
    Cooperative.objects.filter(pk=double.pk).update(merged_into=cooperative)
    _point_to(cooperative, double)
    # The double too: the province is told into which file it went.
    refresh([cooperative.pk, double.pk])
    cooperative.refresh_from_db()
    record("cooperatives.cooperative.double_merged", cooperative, by=by, note=reason, double=str(double))
    return cooperative


def _point_to(kept: Cooperative, double: Cooperative) -> None:
    """Rows that would be twice there (the form of the same period) stay where they are."""
    for relation in Cooperative._meta.related_objects:
        model: Any = relation.related_model
        if relation.many_to_many or model in OWN:
            continue
        name = relation.field.name
        rows = model._base_manager.filter(**{name: double})
        for once, where in _once(model, name):
            same = {field: OuterRef(field) for field in once}
            there = model._base_manager.filter(where, **{name: kept}, **same)
            rows = rows.filter(~(where & Q(Exists(there))))
        rows.update(**{name: kept})


def _once(model: type[models.Model], name: str) -> list[tuple[list[str], Q]]:
    """For each rule that allows something once for a cooperative: what else the rule looks at, and of which rows."""
    rules = (one for one in model._meta.constraints if isinstance(one, models.UniqueConstraint))
    return [
        ([field for field in one.fields if field != name], one.condition or ~Q(pk__in=[]))
        for one in rules
        if name in one.fields
    ]

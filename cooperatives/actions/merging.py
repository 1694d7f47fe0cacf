"""Two files of one cooperative become one."""

from __future__ import annotations

from django.db import transaction

from cooperatives.access.register import Perm
from cooperatives.actions.cooperatives import refuse_unless
from cooperatives.actions.projecting import refresh
from cooperatives.enums.register import OtherNumber
from cooperatives.models import Cooperative, OtherCode
from lmhtx.audit.actions import record
from lmhtx.people.models import Actor, User
from lmhtx.workflow import Refused


@transaction.atomic
def merge_double(
    *, cooperative: Cooperative, by: Actor | User, double: Cooperative, reason: str
) -> Cooperative:
    """The double leads to this file, under which its code and old numbers are found from now on.

    Its own rows (names, events, people) stay with it as they were recorded; nothing is deleted.
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
    refresh([cooperative.pk])
    cooperative.refresh_from_db()
    record("cooperatives.cooperative.double_merged", cooperative, by=by, note=reason, double=str(double))
    return cooperative

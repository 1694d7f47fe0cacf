"""Names in tasks that the directory did not know, once a person has said whom they mean."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef

from lmhtx.directory.matching import normal
from lmhtx.directory.models import Agency, UnknownName
from plans.models import Assignment


@transaction.atomic
def put_agency(name: UnknownName, agency: Agency) -> int:
    """Every assignment that only bore the written name gets the agency; gives their number.

    Where the agency stands in that role already under another name, the written one goes.
    """
    waiting = Assignment.objects.filter(agency__isnull=True)
    spellings = [
        written
        for written in waiting.values_list("written", flat=True).distinct()
        if normal(written) == name.normal
    ]
    rows = waiting.filter(written__in=spellings)
    same = Assignment.objects.filter(task=OuterRef("task"), role=OuterRef("role"), agency=agency)
    rows.filter(Exists(same)).delete()
    # Two spellings of one name may stand in one cell: only the first of them gets the agency.
    first = (
        rows.order_by("task_id", "role", "position", "pk")
        .distinct("task_id", "role")
        .values_list("pk", flat=True)
    )
    mended = Assignment.objects.filter(pk__in=list(first)).update(agency=agency)
    rows.filter(Exists(same)).delete()
    return mended

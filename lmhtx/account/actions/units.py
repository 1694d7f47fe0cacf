"""The people of a unit move to its successor."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q, QuerySet

from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.directory.models import Agency
from lmhtx.people.models import Posting, User


def postings_of(unit: Agency) -> QuerySet[Posting]:
    """The posts held in the unit today or later."""
    open_ones = Posting.objects.filter(Q(valid_to=None) | Q(valid_to__gte=clock.today()), unit=unit)
    return open_ones.select_related("user").order_by("id")


def move_postings(rows: QuerySet[Posting], unit: Agency, to: Agency, by: User) -> None:
    """From today on the same people hold the same posts in the successor; until yesterday they held them here."""
    today = clock.today()
    for posting in rows:
        began = posting.valid_from
        if began < today:
            Posting.objects.filter(pk=posting.pk).update(valid_to=today - timedelta(days=1))
            posting.pk, posting.valid_from = None, today
        posting.unit = to
        posting.decision = posting.decision or f"Chuyển từ {unit}"[:200]
        posting.save()
        record("people.posting.given", posting.user, by=by, posting=str(posting.get_role_display()))

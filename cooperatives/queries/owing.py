"""The calls for figures that the people of cooperatives still have to answer."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, Func, IntegerField, OuterRef, Q, QuerySet
from django.db.models.lookups import IsNull

from cooperatives.access.forms import FormPerm
from cooperatives.enums.forms import FormState, PeriodState
from cooperatives.models import Cooperative, Period, Submission


def owed_periods(user: Any) -> QuerySet[Period]:
    """The open calls to which a cooperative of one's own has not answered, or has to answer better, soonest due first.

    It says of all periods at once what `missing_in` says of one, and counts what waits for a correction as owed.
    """
    if not user.has_perm(FormPerm.VIEW_OWN_FORM):
        return Period.objects.none()
    within = Q(first_registered_on__isnull=True) | Q(first_registered_on__year__lte=OuterRef("year"))
    came = Submission.objects.received().exclude(state=FormState.CORRECTING)
    came = came.filter(period=OuterRef(OuterRef("pk")), cooperative=OuterRef("pk"))
    places = Period.communes.through.objects.filter(period=OuterRef(OuterRef("pk")))
    mine: Any = Cooperative.objects.visible_to(user).filter(
        within,
        ~Exists(came),
        ~Exists(places) | Exists(places.filter(commune=OuterRef("commune"))),
        _one_of("kind", "kinds"),
        _one_of("status", "statuses"),
    )
    return Period.objects.filter(Exists(mine), state=PeriodState.OPEN).order_by("due_on", "pk")


def _one_of(column: str, wanted: str) -> IsNull:
    place = Func(OuterRef(wanted), F(column), function="array_position", output_field=IntegerField())
    return IsNull(place, False)

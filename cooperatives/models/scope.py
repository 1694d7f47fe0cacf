"""Whose cooperatives a person may see: staff all, a commune's people those of theirs, a cooperative's own its own."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from lmhtx.base import clock
from lmhtx.directory.models import Agency
from lmhtx.people.roles import Role

# Staff whose work touches the register; the Fund's accountants have no part in it.
WHOLE = (
    Role.CHAIRMAN,
    Role.DEPUTY,
    Role.OFFICE_CHIEF,
    Role.CLERK,
    Role.UNIT_HEAD,
    Role.OFFICER,
    Role.FUND_DIRECTOR,
    Role.FUND_OFFICER,
    Role.CONTROLLER,
)


class OfCooperative(models.QuerySet[Any]):
    """Rows that belong to a cooperative; `path` leads to it."""

    path = "cooperative__"

    def visible_to(self, user: Any) -> Self:
        """All for staff of the register, a commune's for its people, a cooperative's for its own, none for others."""
        if user.has_role(*WHOLE):
            return self
        if user.has_role(Role.AGENCY_OFFICER):
            communes = Agency.objects.filter(pk__in=user.agency_ids).values("commune")
            return self.filter(**{f"{self.path}commune__in": communes})
        if user.has_role(Role.COOPERATIVE):
            # The user's own rows, by name: the model of them stands above this one.
            mine = user.representations.on(clock.today()).values("cooperative")
            return self.filter(**{f"{self.path}pk__in": mine})
        return self.none()


class DatedQuerySet(OfCooperative):
    """Rows that hold from one day to another."""

    def on(self, day: Any = None) -> Self:
        """Those that hold on the day, or today."""
        day = day or clock.today()
        began = models.Q(valid_from__isnull=True) | models.Q(valid_from__lte=day)
        return self.filter(began, models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=day))

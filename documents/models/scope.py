"""Scopes that rooms of this app share."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from lmhtx.people.roles import STAFF, Role

# Whoever works with every paper of the office, or reads it for control.
WHOLE_OFFICE = frozenset({Role.CHAIRMAN, Role.DEPUTY, Role.OFFICE_CHIEF, Role.CLERK, Role.CONTROLLER})


class StaffQuerySet(models.QuerySet[Any]):
    """Rows that the Alliance's staff see, and nobody else."""

    def visible_to(self, user: Any) -> Self:
        """All of them for staff."""
        return self if user.is_authenticated and user.has_role(*STAFF) else self.none()


class DatedQuerySet(StaffQuerySet):
    """Questions asked of what holds between two days."""

    def on(self, day: date) -> Self:
        """Those that hold on the day."""
        return self.filter(valid_from__lte=day).filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))

"""What lists of tasks say in Excel, told by the database: a hundred thousand rows must not become objects."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Case, CharField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Concat, NullIf

from lmhtx.people.models import User
from lmhtx.people.roles import LEADERS, Role
from plans.access import Perm
from plans.enums import AssignmentRole, PlanState
from plans.models import Assignment, Plan


def names_in(role: AssignmentRole) -> Subquery:
    """The agencies of a task in one role, in the order given, parted by semicolons."""
    rows = Assignment.objects.filter(task=OuterRef("pk"), role=role).order_by().values("task")
    name = Coalesce("agency__name", NullIf("written", Value("")))
    told = rows.annotate(told=StringAgg(name, "; ", order_by=("position", "id")))
    return Subquery(told.values("told"), output_field=CharField())


def paper_of_task() -> Any:
    """Number and symbol of the paper a task comes from, its title where it has none, nothing for a single task."""
    return Case(
        When(
            ~Q(plan__number="") & ~Q(plan__symbol=""), then=Concat("plan__number", Value("/"), "plan__symbol")
        ),
        default=F("plan__title"),
        output_field=CharField(),
    )


def plans_to_fill(user: User) -> QuerySet[Plan]:
    """The plans that a person may edit, as the judge of single plans says it, newest first."""
    plans = (
        Plan.objects.visible_to(user)
        .exclude(state=PlanState.CANCELLED)
        .select_related("keeper", "followed_by")
    )
    if not user.has_perm(Perm.EDIT_PLAN):
        return plans.none()
    if user.has_role(Role.OFFICE_CHIEF, Role.CLERK, *LEADERS):
        return plans
    return plans.filter(followed_by__in=user.agency_ids)

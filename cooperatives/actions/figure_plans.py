"""The plan of a year is written down from its paper."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from cooperatives.models import FigurePlan
from lmhtx.audit.actions import record
from lmhtx.people.models import Actor, User, rights_of


@transaction.atomic
def save_plan(*, plan: FigurePlan, by: Actor | User, numbers: Mapping[str, Decimal]) -> FigurePlan:
    """The lines of the year are set as the paper says; what was set before stays in the trail."""
    is_new, before = plan.pk is None, plan.values
    plan.values = {code: f"{number.normalize():f}" for code, number in numbers.items()}
    if is_new:
        plan.created_by = rights_of(by)
    plan.save()
    moved = sorted(
        code for code in {*before, *plan.values} if is_new or before.get(code) != plan.values.get(code)
    )
    verb = "added" if is_new else "changed"
    told = {code: [before.get(code) if not is_new else None, plan.values.get(code)] for code in moved}
    record(f"cooperatives.figure_plan.{verb}", plan, by=by, lines=told)
    return plan

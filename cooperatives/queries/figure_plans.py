"""Plans of the table of figures."""

from __future__ import annotations

from cooperatives.models import FigurePlan


def plan_of(year: int) -> FigurePlan | None:
    """What is set for a year, where it has been written down."""
    return FigurePlan.objects.filter(year=year).first()

"""What rooms of the register know for the table of figures beside the cooperatives themselves.

Without a user it is told of all there is: an official report is the same whoever builds it.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from cooperatives.access.support import SupportPerm
from cooperatives.access.training import TrainingPerm
from cooperatives.models import Cooperative, Learner, TrainingClass
from cooperatives.queries.products import by_stars
from cooperatives.queries.support import received_within

MILLION = 1_000_000


def products_on(user: Any, first_on: date, last_on: date) -> dict[str, int]:
    """Products with a certificate in force at the close, each once, all and by stars."""
    del first_on
    cooperatives = Cooperative.objects.filter(merged_into__isnull=True)
    counts = dict(by_stars(last_on, cooperatives.visible_to(user) if user else cooperatives))
    stars = {f"38{letter}": counts.get(number, 0) for letter, number in (("b", 3), ("c", 4), ("d", 5))}
    return {"38a": sum(counts.values()), **stars}


def classes_within(user: Any, first_on: date, last_on: date) -> dict[str, int]:
    """Classes that ended within the days, and how many sat in them; only for whoever may see lists of people."""
    if user and not user.has_perm(TrainingPerm.VIEW_TRAINING):
        return {}
    classes, learners = TrainingClass.objects.all(), Learner.objects.all()
    if user:
        classes, learners = classes.visible_to(user), learners.visible_to(user)
    classes = classes.filter(ends_on__range=(first_on, last_on))
    learners = learners.filter(training__in=classes.values("pk"), session_count__gt=0)
    return {"43a": classes.count(), "43b": learners.count()}


def support_within(user: Any, first_on: date, last_on: date) -> dict[str, Decimal | int]:
    """Cooperatives that were given something within the days, and how much in million đồng."""
    if user and not user.has_perm(SupportPerm.VIEW_SUPPORT):
        return {}
    count, total_vnd = received_within(user, first_on, last_on)
    return {"44a": count, "44b": Decimal(total_vnd) / MILLION}

"""Who has lately sat at a shared machine."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Max
from django.utils import timezone

from lmhtx.account.models import SharedMachine
from lmhtx.base import clock
from lmhtx.people.models import User

SHOWN = 8
WITHIN = timedelta(days=30)


def last_people(machine: SharedMachine) -> list[User]:
    """Those who may sign in and did so here within a month, the latest first."""
    since = timezone.now() - WITHIN
    here = User.objects.at_work(clock.today()).filter(
        presences__device=machine.device, presences__started_at__gte=since
    )
    return list(here.annotate(sat_at=Max("presences__started_at")).order_by("-sat_at")[:SHOWN])

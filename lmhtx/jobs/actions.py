"""Acts on the schedule."""

from __future__ import annotations

from django.db import transaction

from lmhtx.jobs.locks import wait_for
from lmhtx.jobs.models import Job
from lmhtx.jobs.queries import open_run
from lmhtx.jobs.queue import later
from lmhtx.people.models import User


@transaction.atomic
def run_now(*, name: str, by: User) -> Job:
    """A run of a scheduled job is queued.

    While one waits or goes on, that one is the answer: a double click starts nothing twice.
    """
    wait_for(f"jobs.run_now {name}")
    return open_run(name) or later(name, by=by)

"""Some four hundred invented cooperatives over the communes, so that every page of the register lives."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from cooperatives.actions.projecting import refresh
from cooperatives.demo.forms import call_for_figures
from cooperatives.demo.inventing import Inventor
from cooperatives.demo.writing import write
from lmhtx.audit.actions import record_all
from lmhtx.people.models import SYSTEM

COUNT = 400


@transaction.atomic
def load(day: date) -> None:
    """Invent them and write them in sets; the same ones each time, none of them real."""
    invented = Inventor(day).invent(COUNT)
    cooperatives = write(invented)
    refresh([one.pk for one in cooperatives], day=day)
    record_all("cooperatives.cooperative.registered", cooperatives, by=SYSTEM)
    call_for_figures(day)

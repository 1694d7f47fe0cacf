"""Some four hundred invented cooperatives over the communes, so that every page of the register lives."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from cooperatives.actions.projecting import refresh
from cooperatives.demo.inventing import Inventor
from cooperatives.demo.products import write_products
from cooperatives.demo.writing import write
from cooperatives.models import Cooperative
from lmhtx.audit.actions import record_all
from lmhtx.people.models import SYSTEM

COUNT = 400


@transaction.atomic
def load(day: date) -> None:
    """Invent them and write them in sets; the same ones each time, none of them real."""
    invented = Inventor(day).invent(COUNT)
    cooperatives = write(invented)
    refresh([one.pk for one in cooperatives], day=day)
    write_products(list(Cooperative.objects.order_by("pk")), day)
    record_all("cooperatives.cooperative.registered", cooperatives, by=SYSTEM)

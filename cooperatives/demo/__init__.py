"""Some four hundred invented cooperatives over the communes, so that every page of the register lives."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from cooperatives.actions.projecting import refresh
from cooperatives.demo.digital import write_digital
from cooperatives.demo.forms import call_for_figures
from cooperatives.demo.inventing import Inventor
from cooperatives.demo.invites import invite_some
from cooperatives.demo.market import write_market
from cooperatives.demo.maturity import write_maturity
from cooperatives.demo.national import write_national
from cooperatives.demo.other_periods import call_for_quarter, call_once
from cooperatives.demo.papers import write_papers
from cooperatives.demo.petitions import write_petitions
from cooperatives.demo.pilots import write_pilots
from cooperatives.demo.products import write_products
from cooperatives.demo.province import write_deliveries
from cooperatives.demo.public import write_public
from cooperatives.demo.ratings import write_ratings
from cooperatives.demo.reporting import write_reports
from cooperatives.demo.support import write_support
from cooperatives.demo.training import write_sessions, write_training
from cooperatives.demo.writing import write
from cooperatives.enums.national import Origin
from cooperatives.models import Cooperative
from cooperatives.provenance import Whence, coming_from
from lmhtx.audit.actions import record_all
from lmhtx.people.models import SYSTEM

COUNT = 400
BOOK, BOOK_BACK = "Sổ theo dõi hợp tác xã năm 2025", timedelta(days=200)


@transaction.atomic
def load(day: date) -> None:
    """Invent them and write them in sets; the same ones each time, none of them real."""
    invented = Inventor(day).invent(COUNT)
    cooperatives = write(invented)
    write_digital(cooperatives, day)
    write_sessions(write_training(cooperatives, day))
    with coming_from(Whence(Origin.WORKBOOK, BOOK, day - BOOK_BACK)):
        refresh([one.pk for one in cooperatives], day=day)
    standing = list(Cooperative.objects.filter(pk__in=[one.pk for one in cooperatives]).order_by("pk"))
    write_deliveries(day)
    write_products(standing, day)
    write_maturity(standing, day)
    write_pilots(standing, day)
    write_market(standing, day)
    write_support(standing, day)
    write_papers(standing, day)
    write_ratings(standing, day)
    write_public(standing, day)
    record_all("cooperatives.cooperative.registered", cooperatives, by=SYSTEM)
    call_for_quarter(day)
    call_once(day)
    call_for_figures(day)
    invite_some(day)
    write_petitions(day)
    write_reports(day)
    write_national(standing, day)

"""Cooperatives for tests, one call each, no surprises."""

from __future__ import annotations

from datetime import date
from typing import Any

from stdnum.vn import mst

from cooperatives.actions.projecting import refresh
from cooperatives.models import Cooperative, CooperativeAddress, CooperativeName
from lmhtx.directory.models import Commune

_taken = iter(range(1, 10**7))


def code() -> str:
    """A code that no other call has given, with its right check digit."""
    while True:
        body = f"36{next(_taken):07d}"
        digit = mst.calc_check_digit(body)
        if len(digit) == 1 and body[2:] != "0000000":
            return body + digit


def commune(place: int = 0) -> Commune:
    """One of the communes of today, by its place in their order."""
    return Commune.objects.exclude(code="").order_by("code")[place]


def cooperative(**facts: Any) -> Cooperative:
    """A cooperative at work in the first commune, unless said otherwise; without acts and audit."""
    seat = facts.pop("commune", None) or commune()
    given = {
        "name": "Hợp tác xã Nông nghiệp Xuân Lộc",
        "code": code(),
        "first_registered_on": date(2020, 3, 1),
        **facts,
    }
    made = Cooperative.objects.create(**given)
    CooperativeName.objects.create(cooperative=made, name=made.name, valid_from=made.first_registered_on)
    CooperativeAddress.objects.create(
        cooperative=made, text="Ấp 1", commune=seat, valid_from=made.first_registered_on
    )
    refresh([made.pk])
    made.refresh_from_db()
    return made

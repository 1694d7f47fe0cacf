"""A name as written in a paper → the agency, unit or group it means on a day, or nothing; never a guess."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from lmhtx.base import clock
from lmhtx.directory.models import Agency, AgencyAlias, AgencyName
from lmhtx.vn.agency_names import normal_name
from lmhtx.vn.text import letters

normal = lru_cache(maxsize=20_000)(normal_name)


class AgencyBook:
    """All names of the directory as of one day, read in three queries; ask it as often as needed."""

    def __init__(self, *, on: date | None = None) -> None:
        """Read the directory; without a day, as of today."""
        self._day = on or clock.today()
        self._agencies = Agency.objects.in_bulk()
        self._known: dict[str, set[int]] = {}
        self._spelled: dict[str, set[int]] = {}
        for agency in self._agencies.values():
            self._learn(agency.pk, agency.name, agency.short_name)
        for agency_id, name, short_name in AgencyName.objects.values_list("agency", "name", "short_name"):
            self._learn(agency_id, name, short_name)
        for agency_id, alias in AgencyAlias.objects.values_list("agency", "alias"):
            self._learn(agency_id, alias)

    def find(self, written: str) -> Agency | None:
        """The agency that bears or bore the name, or what took its place by the day.

        None when no agency bears the name, or when it could mean two even with its accents ("xã Lộc Thành" and
        "xã Lộc Thạnh" are told apart, "xa Loc Thanh" is not).
        """
        return self._only(self._known.get(normal(written))) or self._only(self._spelled.get(letters(written)))

    def _only(self, agency_ids: set[int] | None) -> Agency | None:
        heirs = {self._heir(agency_id).pk for agency_id in agency_ids or ()}
        return self._agencies[heirs.pop()] if len(heirs) == 1 else None

    def _learn(self, agency_id: int, *names: str) -> None:
        for name in filter(None, names):
            self._known.setdefault(normal(name), set()).add(agency_id)
            self._spelled.setdefault(letters(name), set()).add(agency_id)

    def _heir(self, agency_id: int) -> Agency:
        agency, seen = self._agencies[agency_id], {agency_id}
        while agency.successor_id and agency.valid_to and agency.valid_to < self._day:
            if agency.successor_id in seen:
                break
            seen.add(agency.successor_id)
            agency = self._agencies[agency.successor_id]
        return agency


def find_agency(written: str, *, on: date | None = None) -> Agency | None:
    """The agency one written name means on the day; for several names use `match_all`."""
    return AgencyBook(on=on).find(written)


def match_all(names: Iterable[str], *, on: date | None = None) -> dict[str, Agency | None]:
    """What each of the written names means on the day, in three queries whatever their number."""
    book = AgencyBook(on=on)
    return {name: book.find(name) for name in names}

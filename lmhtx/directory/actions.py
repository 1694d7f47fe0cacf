"""What changes in the directory beyond one row; the pages about it stand in lmhtx.account."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F

from lmhtx.contributions import NameUser, collected
from lmhtx.directory.matching import normal
from lmhtx.directory.models import Agency, AgencyAlias, AgencyName, UnknownName


@transaction.atomic
def note_unknown_names(names: Iterable[str], *, seen_in: str) -> list[UnknownName]:
    """Queue names that the directory does not know; a name met again counts up, one set aside stays aside."""
    written = {normal(name): name.strip() for name in names if normal(name)}
    UnknownName.objects.bulk_create(
        [
            UnknownName(written=name[:500], normal=key[:500], seen_in=seen_in[:300], seen_count=0)
            for key, name in written.items()
        ],
        ignore_conflicts=True,
    )
    queued = UnknownName.objects.filter(normal__in=written)
    queued.update(seen_count=F("seen_count") + 1)
    return list(queued)


@transaction.atomic
def map_unknown_name(*, name: UnknownName, agency: Agency) -> int:
    """A person says which agency the name means: it becomes an alias and is put wherever the name waits.

    Gives the number of places mended. Raises ValueError when the name already belongs to another agency.
    """
    alias, _is_new = AgencyAlias.objects.get_or_create(
        normal=name.normal, defaults={"agency": agency, "alias": name.written[:250]}
    )
    if alias.agency_id != agency.pk:
        raise ValueError(alias.agency.name)
    name.agency, name.is_set_aside = agency, False
    name.save(update_fields=["agency", "is_set_aside"])
    return sum(user.apply(name, agency) for user in collected(NameUser))


@transaction.atomic
def rename_agency(*, agency: Agency, name: str, short_name: str, since: date, source: str) -> Agency:
    """Give the agency a new name from a day on; papers of earlier days keep the old one."""
    last = agency.names.filter(valid_to__isnull=True).order_by("-valid_from").first()
    if last is None:
        last = AgencyName(
            agency=agency, name=agency.name, short_name=agency.short_name, valid_from=agency.valid_from
        )
    last.valid_to = since - timedelta(days=1)
    last.save()
    AgencyName.objects.create(
        agency=agency, name=name, short_name=short_name, valid_from=since, source=source
    )
    agency.name, agency.short_name = name, short_name
    agency.save(update_fields=["name", "short_name", "folded"])
    return agency


@transaction.atomic
def replace_agency(*, agency: Agency, successor: Agency | None, last_day: date) -> Agency:
    """End the agency after a day; from the next day its names lead to the successor, where there is one."""
    agency.valid_to, agency.successor = last_day, successor
    agency.save(update_fields=["valid_to", "successor"])
    agency.groups.filter(valid_to__isnull=True).update(valid_to=last_day)
    return agency

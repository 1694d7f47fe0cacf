"""A workbook of cooperatives read beside the directory and the register."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from cooperatives import vsic
from cooperatives.enums.register import OtherNumber, Status
from cooperatives.models import Activity, Cooperative, OtherCode, SourceLayout, YearFigures
from cooperatives.workbooks.facts import Facts, FormerPlace, Known, Place, Wanted
from cooperatives.workbooks.layouts import Layout
from cooperatives.workbooks.outcome import Reading, simple
from cooperatives.workbooks.reader import read_workbook
from cooperatives.workbooks.sheets import Sheet
from lmhtx.base import clock
from lmhtx.directory.models import Commune, CommuneChange
from lmhtx.reading.child import run_parser
from lmhtx.reading.whole_books import whole_book

LONGEST_SECONDS = 120
# A group of activities has three figures, an activity four.
GROUP = 3
PLAIN = ("code", "name", "first_registered_on", "address", "charter_vnd", "representative", "phone", "status")


def read_file(path: Path, *, year: int | None = None) -> Reading:
    """The rows of a workbook with all that was mended and is asked; UnreadableFile when it cannot be opened."""
    sheets = run_parser(whole_book, path, seconds=LONGEST_SECONDS)
    return read_workbook([Sheet.told(one) for one in sheets], facts(year or clock.today().year - 1))


def facts(year: int) -> Facts:
    """Communes of today and of the past, the cooperatives that stand with that year, the sources that were told of."""
    today = clock.today()
    standing = Commune.objects.filter(valid_to__isnull=True).exclude(code="").values_list("kind", "name")
    layouts = [Layout(told) for told in SourceLayout.objects.values_list("facts", flat=True)]
    places = (Place(*one) for one in standing)
    return Facts.of(
        today, places, former_places(), lambda wanted: known_among(wanted, year), industries(), layouts
    )


def former_places() -> list[FormerPlace]:
    """Each commune of the past with the full names of those it went into."""
    became: dict[tuple[str, str, str], list[str]] = {}
    changes = CommuneChange.objects.order_by("pk").values_list(
        "old__kind", "old__name", "old__old_district", "new__kind", "new__name"
    )
    for kind, name, district, new_kind, new_name in changes:
        became.setdefault((kind, name, district), []).append(Place(new_kind, new_name).full)
    return [FormerPlace(*old, tuple(dict.fromkeys(new))) for old, new in became.items()]


def communes_by_name() -> dict[str, int]:
    """The communes of today by their full name, as the reader writes it."""
    rows = Commune.objects.filter(valid_to__isnull=True).exclude(code="").values_list("kind", "name", "pk")
    return {Place(kind, name).full: pk for kind, name, pk in rows}


def known_among(wanted: Wanted, year: int) -> tuple[Known, ...]:
    """The cooperatives that may be meant, each with what the fourteen fields of an export would say of it."""
    named = Q(code__in=wanted.codes) | Q(name_key__in=wanted.names)
    numbered = OtherCode.objects.filter(kind=OtherNumber.CERTIFICATE, number__in=wanted.numbers)
    # The code of a merged double still names the file that was kept.
    merged = OtherCode.objects.filter(kind=OtherNumber.MERGED, number__in=wanted.codes)
    merged_codes = list(merged.values_list("cooperative", "number"))
    ids = {
        *Cooperative.objects.filter(named).values_list("pk", flat=True),
        *numbered.values_list("cooperative", flat=True),
        *(pk for pk, _number in merged_codes),
    }
    rows = {row["pk"]: row for row in _standing(year, pk__in=ids)}
    known = [_known(row, row["code"] or "") for row in rows.values()]
    return (*known, *(_known(rows[pk], number) for pk, number in merged_codes if pk in rows))


def _known(row: Mapping[str, Any], code: str) -> Known:
    return Known(row["pk"], code, row["number"] or "", row["name"], _ward(row) or "", _values(row))


def industries() -> frozenset[str]:
    """The codes that may be written: those of both editions, of one that is not whole all within its known groups."""
    found = set()
    for edition in vsic.versions():
        lines = vsic.lines(edition.key).values()
        found |= {line.code for line in lines if line.level == vsic.LEVEL_REGISTERED}
        if edition.is_doubtful:
            found |= {
                f"{line.code[:GROUP]}{last}" for line in lines if line.level >= GROUP for last in range(10)
            }
    return frozenset(found)


def said_of(ids: Collection[int], year: int) -> dict[int, dict[str, Any]]:
    """What the register says of these cooperatives, under the fourteen fields, as plain values."""
    told = ((row["pk"], _values(row)) for row in _standing(year, pk__in=ids))
    return {pk: {name: simple(value) for name, value in values.items()} for pk, values in told}


def _standing(year: int, **which: Any) -> Any:
    figures = YearFigures.objects.filter(cooperative=OuterRef("pk"), year=year)
    main = Activity.objects.filter(cooperative=OuterRef("pk"), is_main=True)
    certificates = OtherCode.objects.filter(cooperative=OuterRef("pk"), kind=OtherNumber.CERTIFICATE)
    told = {
        column: Subquery(figures.values(column)[:1])
        for column in ("official_members", "workers", "revenue_vnd")
    }
    told |= {"line": Subquery(main.values("code")[:1]), "detail": Subquery(main.values("detail")[:1])}
    told |= {"number": Subquery(certificates.values("number")[:1])}
    rows = Cooperative.objects.filter(merged_into__isnull=True, **which).annotate(**told)
    return rows.values("pk", "commune__kind", "commune__name", *told, *PLAIN)


def _ward(row: Mapping[str, Any]) -> str | None:
    return Place(row["commune__kind"], row["commune__name"]).full if row["commune__name"] else None


def _values(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": row["name"],
        "tax_code": row["code"],
        "founded": row["first_registered_on"],
        "hamlet": row["address"] or None,
        "ward": _ward(row),
        "vsic": row["line"],
        "trade": row["detail"] or None,
        "capital": row["charter_vnd"],
        "members": row["official_members"],
        "workers": row["workers"],
        "revenue": row["revenue_vnd"],
        "head": row["representative"] or None,
        "phone": row["phone"] or None,
        "status": Status(row["status"]).label,
    }

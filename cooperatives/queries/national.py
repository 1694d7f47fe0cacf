"""An export of the national registration system beside the register: what is the same, what would change or differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from cooperatives.access.register import Perm
from cooperatives.enums.national import APPLIED, Legal, Standing, Winner
from cooperatives.enums.register import ENDED, OtherNumber
from cooperatives.legal_words import told as words_of
from cooperatives.models import Cooperative, LegalFact, NationalExport, Newcomer, OtherCode
from cooperatives.queries.legal_facts import kept_facts_of
from cooperatives.queries.workbooks import LONGEST_SECONDS, communes_by_name, former_places, industries
from cooperatives.rules.national import Ours, verdict
from cooperatives.workbooks.facts import Facts, Place
from cooperatives.workbooks.names import name_key
from cooperatives.workbooks.national import Export, read_export
from cooperatives.workbooks.sheets import Sheet
from lmhtx.base import clock
from lmhtx.directory.models import Commune
from lmhtx.people.models import User
from lmhtx.reading.child import run_parser
from lmhtx.reading.whole_books import whole_book
from lmhtx.reading.whole_json import whole_json

PREVIEWED = 60


def read_file(path: Path) -> Export:
    """The rows of an export; UnreadableFile or BadExport where it is none."""
    parser = whole_json if path.suffix == ".json" else whole_book
    sheets = run_parser(parser, path, seconds=LONGEST_SECONDS)
    standing = Commune.objects.filter(valid_to__isnull=True).exclude(code="").values_list("kind", "name")
    facts = Facts.of(
        clock.today(), (Place(*one) for one in standing), former_places(), industries=industries()
    )
    codes = Commune.objects.filter(valid_to__isnull=True).exclude(code="").values_list("code", "pk")
    return read_export([Sheet.told(one) for one in sheets], facts, {**communes_by_name(), **dict(codes)})


@dataclass(frozen=True, slots=True)
class Found:
    """What happens with one fact of one cooperative."""

    cooperative_id: int
    fact: Legal
    theirs: Any
    changed_on: date | None
    verdict: Winner
    kept: LegalFact | None


@dataclass(slots=True)
class Comparison:
    """The facts found, the rows of cooperatives that we do not have, and rows of files that were merged away."""

    found: list[Found] = field(default_factory=list)
    newcomers: list[Mapping[str, Any]] = field(default_factory=list)
    merged: list[Mapping[str, Any]] = field(default_factory=list)

    def of(self, *verdicts: Winner) -> list[Found]:
        """Those to which the same happens."""
        return [one for one in self.found if one.verdict in verdicts]


def compare(rows: Sequence[Mapping[str, Any]], stands_on: date) -> Comparison:
    """The rows beside the register of this moment; four questions for any many."""
    codes = [row["code"] for row in rows]
    ids = dict(Cooperative.objects.filter(code__in=codes, merged_into__isnull=True).values_list("code", "pk"))
    doubles = OtherCode.objects.filter(kind=OtherNumber.MERGED, number__in=codes)
    merged = set(doubles.values_list("number", flat=True)) - ids.keys()
    kept = kept_facts_of(list(ids.values()))
    made = Comparison()
    for row in rows:
        if row["code"] not in ids:
            (made.merged if row["code"] in merged else made.newcomers).append(row)
            continue
        pk = ids[row["code"]]
        changed_on = date.fromisoformat(row["changed_on"]) if row["changed_on"] else None
        for fact in (one for one in APPLIED if one in row["values"]):
            theirs, known = row["values"][fact], kept.get((pk, fact))
            found = verdict(fact, _ours(known), theirs, stands_on=stands_on)
            made.found.append(Found(pk, fact, theirs, changed_on, found, known))
    return made


def _ours(kept: LegalFact | None) -> Ours:
    if kept is None:
        return Ours()
    return Ours(
        value=kept.value,
        stands_on=kept.stands_on,
        last=kept.theirs,
        last_as_of=kept.theirs_on,
        standing=Standing(kept.standing),
    )


def outlook(export: NationalExport, found: Comparison) -> dict[str, int]:
    """How many cooperatives and facts there are of each kind, as the page tells them."""
    facts = Counter(one.verdict for one in found.found)
    unlike = {one.cooperative_id for one in found.of(Winner.TAKE, Winner.OPEN)}
    known = {one.cooperative_id for one in found.found}
    return {
        "rows": len(export.rows),
        "same": len(known - unlike),
        "differ": len(unlike),
        "take": facts[Winner.TAKE],
        "open": facts[Winner.OPEN],
        "reported": facts[Winner.STILL_REPORTED],
        "old": facts[Winner.OLD],
        "new": len(found.newcomers),
        "merged": len(found.merged),
        "faults": len(export.faults),
        "absent": absent_from({row["code"] for row in export.rows}).count(),
    }


def absent_from(codes: Iterable[str]) -> QuerySet[Cooperative]:
    """Cooperatives of ours with a code that have not ended and that an export does not name."""
    rows = Cooperative.objects.filter(merged_into__isnull=True, code__isnull=False)
    found: QuerySet[Cooperative] = rows.exclude(status__in=ENDED).exclude(code__in=list(codes))
    return found


def unknown_to_them(user: Any) -> QuerySet[Cooperative]:
    """Cooperatives in reach that have not ended and that the newest export does not name."""
    rows: QuerySet[Cooperative] = Cooperative.objects.visible_to(user).filter(code__isnull=False)
    newest = NationalExport.objects.newest()
    if newest is None:
        return rows.none()
    named = LegalFact.objects.filter(cooperative=OuterRef("pk"), theirs_on__gte=newest.stands_on)
    return rows.exclude(status__in=ENDED).filter(~Exists(named)).select_related("commune")


def differences(user: Any) -> Any:
    """Facts of which the two systems say different things, for whoever keeps the register."""
    rows: Any = LegalFact.objects.visible_to(user).different()
    rows = rows.select_related("cooperative__commune", "national", "decided_by")
    return rows if user.has_perm(Perm.EDIT_COOPERATIVE, Cooperative()) else rows.none()


def waiting_differences(user: User) -> Any:
    """What waits for a person, in the work of the day."""
    return differences(user).filter(standing=Standing.OPEN).order_by("theirs_on", "pk")


def newcomers(user: Any) -> Any:
    """Those only the national system knows and nobody has decided on."""
    return Newcomer.objects.visible_to(user).waiting().select_related("commune", "national")


def waiting_newcomers(user: User) -> Any:
    """The same in the work of the day."""
    return newcomers(user).order_by("stands_on", "pk")


@dataclass(frozen=True, slots=True)
class Line:
    """One fact of a dry run: whose, which, our words, theirs, what would happen."""

    cooperative: str
    address: str
    fact: str
    ours: str
    theirs: str
    verdict: str
    is_asked: bool


def preview(export: NationalExport) -> list[Line]:
    """The first facts that would be written or asked about, beside the register of this moment."""
    found = compare(export.rows, export.stands_on or clock.today()).of(Winner.TAKE, Winner.OPEN)[:PREVIEWED]
    names, communes = Cooperative.objects.in_bulk([one.cooperative_id for one in found]), commune_names()
    return [
        Line(
            cooperative=str(names[one.cooperative_id]),
            address=names[one.cooperative_id].get_absolute_url(),
            fact=one.fact.label,
            ours=words_of(one.fact, one.kept.value if one.kept else None, communes),
            theirs=words_of(one.fact, one.theirs, communes),
            verdict=one.verdict.label,
            is_asked=one.verdict == Winner.OPEN,
        )
        for one in found
    ]


def standing_now(user: Any) -> dict[str, int]:
    """How many wait where, for the head of the page."""
    told = Counter(differences(user).order_by().values_list("standing", flat=True))
    return {
        "open": told[Standing.OPEN],
        "reported": told[Standing.REPORTED],
        "new": newcomers(user).count(),
        "absent": unknown_to_them(user).count(),
    }


def origins_panel(user: User, cooperative: Cooperative) -> dict[str, Any]:
    """Whence each legal fact of a cooperative came, and what the national system says beside it."""
    rows = LegalFact.objects.visible_to(user).filter(cooperative=cooperative).select_related("national")
    order = {str(fact): place for place, fact in enumerate(Legal)}
    communes = commune_names()
    told = [
        (row, words_of(row.fact, row.value, communes), words_of(row.fact, row.theirs, communes))
        for row in rows
    ]
    return {
        "rows": sorted(told, key=lambda one: order[one[0].fact]),
        "may_decide": user.has_perm(Perm.EDIT_COOPERATIVE, cooperative),
    }


def commune_names() -> dict[int, str]:
    """The names of the communes of today by number."""
    rows = Commune.objects.filter(valid_to__isnull=True)
    return {pk: Place(kind, name).full for pk, kind, name in rows.values_list("pk", "kind", "name")}


def alike_of(rows: Iterable[Newcomer]) -> dict[int, Cooperative]:
    """For newcomers the cooperative without a code that is called the same, in one question."""
    keys = {row.pk: name_key(row.name) for row in rows}
    known = Cooperative.objects.filter(code__isnull=True, merged_into__isnull=True)
    by_key = {one.name_key: one for one in known.filter(name_key__in=set(keys.values()))}
    return {pk: by_key[key] for pk, key in keys.items() if key in by_key}

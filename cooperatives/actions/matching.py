"""What an export says goes beside what the register says: what follows by itself is written, the rest is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from cooperatives.actions.taking import Theirs, take
from cooperatives.enums.national import NewcomerState, Origin, Standing, Winner
from cooperatives.models import Cooperative, LegalFact, NationalExport, Newcomer
from cooperatives.provenance import Whence, coming_from
from cooperatives.queries.legal_facts import kept_facts_of
from cooperatives.queries.national import Found, compare, outlook
from cooperatives.rules.national import is_same
from lmhtx.base.bulk import update_rows
from lmhtx.people.models import User
from lmhtx.vn.dates import short
from lmhtx.workflow import Refused

NOTED = (
    "theirs", "theirs_on", "changed_on", "national", "standing", "hindrance", "decided_by", "decided_at", "reason",
)  # fmt: skip
NOT_TAKEN = "Khác với số Liên minh ghi sau lần đối chiếu trước."
FIRST_TIME = "Lần đầu đối chiếu: chưa biết bên nào đúng."


def ground_of(source: str, stands_on: date) -> str:
    """How the register names an export as the ground of a change."""
    return f"{source}, số liệu đến {short(stands_on)}"


def whence_of(export: NationalExport) -> Whence:
    """Whence what an export says comes."""
    return Whence(Origin.NATIONAL, export.source, export.stands_on, export.pk)


def match(
    export: NationalExport, *, stands_on: date, by: User, told: Callable[[int, int], None]
) -> dict[str, int]:
    """Within the caller's transaction; how many there were of each kind. `told` hears how far it is."""
    codes = [row["code"] for row in export.rows]
    # In one order for all, so that two never wait for each other.
    list(Cooperative.objects.select_for_update().filter(code__in=codes).order_by("pk").values_list("pk"))
    found = compare(export.rows, stands_on)
    counts = outlook(export, found)
    hindrances = _take_all(export, stands_on, found.of(Winner.TAKE), by=by, told=told)
    _keep_beside(export, found.found, hindrances)
    _keep_newcomers(export, stands_on, found.newcomers)
    counts["taken"] = counts["take"] - len(hindrances)
    counts["open"] += len(hindrances)
    return counts


def _take_all(
    export: NationalExport,
    stands_on: date,
    found: Sequence[Found],
    *,
    by: User,
    told: Callable[[int, int], None],
) -> dict[tuple[int, str], str]:
    """What could not be written, by cooperative and fact, with the sentence why."""
    hindrances = {}
    standing = Cooperative.objects.in_bulk([one.cooperative_id for one in found])
    ground = ground_of(export.source, stands_on)
    for number, one in enumerate(found):
        told(number, len(found))
        theirs = Theirs(value=one.theirs, changed_on=one.changed_on, stands_on=stands_on, ground=ground)
        try:
            with transaction.atomic(), coming_from(whence_of(export)):
                take(standing[one.cooperative_id], one.fact, theirs, by=by)
        except Refused as refused:
            hindrances[one.cooperative_id, str(one.fact)] = str(refused)
    return hindrances


def _keep_beside(
    export: NationalExport, found: Sequence[Found], hindrances: Mapping[tuple[int, str], str]
) -> None:
    """Their side of each fact, and how the two stand now that what follows by itself is written."""
    kept = kept_facts_of({one.cooperative_id for one in found})
    made, changed = [], []
    for one in found:
        if one.verdict == Winner.OLD:
            continue
        key = (one.cooperative_id, str(one.fact))
        row = kept.get(key)
        if row is None:
            row = LegalFact(cooperative_id=one.cooperative_id, fact=one.fact, origin=Origin.EARLIER)
            made.append(row)
        else:
            changed.append(row)
        is_first = row.theirs is None
        row.theirs, row.theirs_on, row.changed_on = one.theirs, export.stands_on, one.changed_on
        row.national = export
        if one.verdict != Winner.STILL_REPORTED:
            agrees = is_same(one.fact, row.value, one.theirs)
            why = hindrances.get(key) or (FIRST_TIME if is_first else NOT_TAKEN)
            row.standing = Standing.AGREED if agrees else Standing.OPEN
            row.hindrance = "" if agrees else why[:300]
            row.decided_by = row.decided_at = None
            row.reason = ""
    LegalFact.objects.bulk_create(made, batch_size=2000)
    update_rows(changed, NOTED)


def _keep_newcomers(export: NationalExport, stands_on: date, rows: Sequence[Mapping[str, Any]]) -> None:
    """Those we do not have; what was decided of one stays, what is told of it is the newest."""
    standing = {one.code: one for one in Newcomer.objects.filter(code__in=[row["code"] for row in rows])}
    for row in rows:
        held = standing.get(row["code"]) or Newcomer(code=row["code"], state=NewcomerState.OPEN)
        if held.pk and held.stands_on > stands_on:
            continue
        place = row["values"].get("address")
        held.name = row["values"].get("name") or held.name or f"Hợp tác xã mã số {row['code']}"
        held.commune_id = place["commune"] if place else held.commune_id
        held.values = {**row["values"], "changed_on": row["changed_on"]}
        held.stands_on, held.national = stands_on, export
        held.save()

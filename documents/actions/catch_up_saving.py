"""A catch-up is saved: its new rows stand in the book with their files, known papers get the files they lacked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import time
from typing import Any

from django.db import transaction

from documents.actions.catch_up import WAITING_FILE, open_catch_up
from documents.actions.checking import ask_for_check
from documents.actions.directing import let_see
from documents.actions.incoming import register_new
from documents.enums.catch_up import RowKind
from documents.enums.incoming import SOURCE_FILE, Channel, Urgency
from documents.enums.numbers import Authority
from documents.models import CatchUp, Incoming
from documents.queries.catch_up import day, judged
from documents.queries.letters import type_of
from documents.workflow_registers import CATCH_UPS
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.decisions.actions.pages import ask_for_pages
from lmhtx.directory.matching import AgencyBook
from lmhtx.directory.models import Agency
from lmhtx.directory.models.agency import AgencyKind
from lmhtx.files.models import Attachment
from lmhtx.jobs.queue import later
from lmhtx.people.models import User
from lmhtx.vn.text import fold
from lmhtx.workflow.actions import move

MORNING = time(8, 0)
MOST_NOTE = 500
URGENCY = {fold(one.label): one for one in Urgency}


@transaction.atomic
def save_catch_up(
    *, catch_up: CatchUp, places: Mapping[int, int | None], left_out: Collection[int], by: User
) -> CatchUp:
    """The new rows stand in the book, each file hangs on the paper of its row.

    `places` says for a file's place among the files its row's place, None for a stray one; `left_out` are rows that
    are not wanted. For a register of the province's system the numbers given there are kept, and no bút phê is asked.
    """
    held = open_catch_up(catch_up)
    held.rows = judged(held.series, held.rows)
    papers: dict[int, Incoming] = {}
    units = AgencyBook(on=clock.today())
    for place, row in enumerate(held.rows):
        if row["kind"] == RowKind.NEW and place not in left_out:
            papers[place] = _registered(held, row, units, by=by)
            row["incoming"] = papers[place].pk
            held.saved_count += 1
    for number, file in enumerate(held.files):
        file["place"] = places.get(number, file["place"]) if not file["fault"] else file["place"]
    _hang(held, papers, by=by)
    held.save(update_fields=["rows", "files", "saved_count"])
    move(CATCH_UPS, held, "save", by=by)
    record("documents.catch_up.saved", held, by=by, note=f"{held.saved_count} văn bản")
    return held


def _registered(held: CatchUp, row: Mapping[str, Any], book: AgencyBook, *, by: User) -> Incoming:
    arrived = day(row.get("arrived_on"))
    today = clock.today()
    moment = clock.now() if arrived is None or arrived >= today else clock.end_of(arrived, MORNING)
    paper = register_new(
        series=held.series,
        values=values_of(row),
        channel=Channel.AXIS,
        arrived_at=moment,
        arrival_number=None if held.series.is_ours else row["arrival_number"],
        by=by,
    )
    if held.series.directives_from == Authority.PROVINCE:
        _directed_elsewhere(paper, row, book)
    return paper


def _directed_elsewhere(paper: Incoming, row: Mapping[str, Any], book: AgencyBook) -> None:
    """Words were said in the province's system: the unit named there sees the paper, nobody is asked again."""
    paper.present_until_at = None
    unit = book.find(row["receiver"]) if row.get("receiver") else None
    if unit is not None and unit.kind == AgencyKind.UNIT:
        paper.lead_unit = unit
    paper.save(update_fields=["present_until_at", "lead_unit"])
    if paper.lead_unit is not None:
        let_see(paper, [paper.lead_unit])


def values_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """What the row says of the paper, in the fields of the book."""
    said = [
        str(row.get("note") or ""),
        f"Bút phê (Đồng Nai-S): {row['directive']}" if row.get("directive") else "",
        f"Chuyển: {row['receiver']}" if row.get("receiver") else "",
    ]
    return {
        "number": str(row.get("number_text") or "")[:20],
        "symbol": str(row.get("symbol") or "")[:80],
        "issued_on": day(row.get("dated_on")),
        "issuer": Agency.objects.filter(pk=row["issuer"]).first() if row.get("issuer") else None,
        "issuer_written": str(row.get("author") or "")[:250],
        "subject": str(row["subject"])[:1000],
        "type": type_of(str(row.get("type_name") or ""), str(row.get("reference") or "")),
        "urgency": URGENCY.get(fold(str(row.get("urgency") or "")), Urgency.ORDINARY),
        "signer": str(row.get("signer") or "")[:150],
        "demanded_on": day(row.get("due_on")),
        "note": "; ".join(part for part in said if part)[:MOST_NOTE],
    }


def _hang(held: CatchUp, papers: Mapping[int, Incoming], *, by: User) -> None:
    waiting = {one.pk: one for one in Attachment.objects.of(held).filter(kind=WAITING_FILE)}
    touched: dict[int, Incoming] = {}
    for file in held.files:
        attachment = waiting.get(file["attachment"])
        place = file["place"]
        if attachment is None or place is None:
            continue
        paper = papers.get(place) or Incoming.objects.filter(pk=held.rows[place]["incoming"]).first()
        if paper is None:
            file["place"] = None
            continue
        attachment.owner_kind, attachment.owner_id = Incoming._meta.label_lower, paper.pk
        attachment.kind = SOURCE_FILE
        attachment.save(update_fields=["owner_kind", "owner_id", "kind"])
        ask_for_pages(attachment=attachment, by=by)
        ask_for_check(attachment=attachment, by=by)
        touched[paper.pk] = paper
    for key in touched:
        later("documents.read_incoming", by=by, incoming_id=key)

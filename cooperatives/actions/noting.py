"""Noting, with the change itself, whence the present value of each legal fact came."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from cooperatives.enums.national import DIFFERENT, Legal, Standing
from cooperatives.models import LegalFact
from cooperatives.provenance import Whence, whence
from cooperatives.queries.legal_facts import kept_facts_of, legal_facts_of
from cooperatives.rules.national import is_same
from lmhtx.base.bulk import update_rows

NOTED = ("value", "origin", "told", "stands_on", "standing", "hindrance")


def note_origins(ids: Collection[int], *, day: date) -> None:
    """Of each legal fact that is otherwise than noted: its value and whence it came.

    A difference that the change has settled is open no more; one that a change makes is asked about when the next
    export is read, since the authority may learn of it later than we. The cooperatives are locked by the caller.
    """
    kept, origin = kept_facts_of(ids), whence()
    made, changed = [], []
    for pk, facts in legal_facts_of(ids).items():
        for fact, value in facts.items():
            row = kept.get((pk, fact))
            if row is None:
                if value is not None:
                    made.append(_noted(LegalFact(cooperative_id=pk, fact=fact), value, origin, day))
            elif row.value != value:
                changed.append(_noted(row, value, origin, day))
    LegalFact.objects.bulk_create(made, batch_size=2000)
    update_rows(changed, NOTED)


def _noted(row: LegalFact, value: Any, origin: Whence, day: date) -> LegalFact:
    row.value, row.origin, row.told = value, origin.origin, origin.told[:250]
    row.stands_on = origin.stands_on or day
    if row.theirs is not None:
        agrees = is_same(Legal(row.fact), value, row.theirs)
        if agrees:
            row.standing, row.hindrance = Standing.AGREED, ""
        elif row.standing not in DIFFERENT:
            row.standing = Standing.SILENT
    return row

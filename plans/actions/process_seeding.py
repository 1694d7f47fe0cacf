"""The standard processes that come with the portal, to be edited as the office works."""

from __future__ import annotations

import csv
from datetime import date
from itertools import groupby
from pathlib import Path

from django.db import transaction

from lmhtx.audit.actions import record
from lmhtx.directory.models import Agency
from lmhtx.people.models import User
from plans.models import ProcessStep, ProcessTemplate

FILE = Path(__file__).parent.parent / "data" / "process_templates.csv"
WRITTEN_ON = date(2026, 1, 1)


@transaction.atomic
def bring_templates(*, by: User) -> list[ProcessTemplate]:
    """The templates of the file that the office does not have yet stand with their steps; those there stay."""
    units = {agency.code: agency for agency in Agency.objects.exclude(code="")}
    known = set(ProcessTemplate.objects.values_list("title", flat=True))
    with FILE.open(encoding="utf-8", newline="") as file:
        by_title = groupby(csv.DictReader(file), key=lambda row: row["process"])
        return [_bring(title, list(rows), units, by=by) for title, rows in by_title if title not in known]


def _bring(title: str, rows: list[dict[str, str]], units: dict[str, Agency], *, by: User) -> ProcessTemplate:
    first = rows[0]
    template = ProcessTemplate.objects.create(
        title=title, note=first["note"], unit=units[first["unit"]], valid_from=WRITTEN_ON, created_by=by
    )
    steps: list[ProcessStep] = []
    for place, row in enumerate(rows, start=1):
        step = ProcessStep.objects.create(
            template=template,
            position=place,
            text=row["text"],
            product=row["product"],
            base=row["base"],
            after=steps[int(row["after"]) - 1] if row["after"] else None,
            offset_days=int(row["offset_days"]),
            lead_unit=units.get(row["lead_unit"]),
            lead_role=row["lead_role"],
        )
        steps.append(step)
    record("plans.process_template.created", template, by=by)
    return template

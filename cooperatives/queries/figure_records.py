"""What an official report of figures keeps of each cooperative at the close of its period."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    Case,
    CharField,
    DecimalField,
    F,
    Func,
    JSONField,
    Q,
    Value,
    When,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, JSONObject

from cooperatives.figure_lines import lines
from cooperatives.models import Cooperative
from cooperatives.queries.figure_rows import CONDITIONS, YEAR, flow_conditions, rows_among, year_flows
from cooperatives.queries.figure_ways import WEIGHT, Ground
from lmhtx.reports.counting import NUMBERS
from lmhtx.reports.rules import Days

COUNTS = "counts"  # the fact that lists what a cooperative counts as
COLUMNS = sorted({line.column for line in lines() if line.column} | {WEIGHT})
NAMES = sorted({name for line in lines() for name in (line.among, line.where) if name})


def records(days: Days, subject_id: int | None) -> Any:
    """One row for each cooperative on record at the close: `record_id` and `facts`, which hold only what is so."""
    del subject_id
    rows = rows_among(days, Cooperative.objects.filter(merged_into__isnull=True)).annotate(**year_flows(days))
    numbers = Func(
        JSONObject(**{name: F(name) for name in COLUMNS}),
        function="jsonb_strip_nulls",
        output_field=JSONField(),
    )
    facts = JSONObject(**{COUNTS: _counted(), NUMBERS: numbers})
    return rows.annotate(record_id=F("pk"), facts=facts).values("record_id", "facts")


def _counted() -> Func:
    """The names of all that holds of a row, as a list."""
    held = {name: CONDITIONS[name] for name in NAMES}
    held.update({name: Q(**{f"{name}__isnull": False}) for name in COLUMNS})
    held.update({f"{YEAR}{name}": condition for name, condition in flow_conditions(YEAR).items()})
    names = [
        Case(When(condition, then=Value(name)), default=None, output_field=CharField())
        for name, condition in held.items()
    ]
    listed = Func(
        Func(*names, template="ARRAY[%(expressions)s]", output_field=ArrayField(CharField())),
        Value(None, output_field=CharField()),
        function="array_remove",
        output_field=ArrayField(CharField()),
    )
    return Func(listed, function="to_jsonb", output_field=JSONField())


def kept_ground(rows: Any) -> Ground:
    """Kept records as a ground of figures."""
    return Ground(rows, _holds, _number)


def facts_for(*names: str) -> dict[str, Any]:
    """What a record must hold to count as all of these."""
    return {COUNTS: [name for name in names if name]}


def _holds(name: str) -> Q:
    return Q(facts__contains=facts_for(name)) if name else Q()


def _number(name: str) -> Cast:
    return Cast(KT(f"facts__{NUMBERS}__{name}"), DecimalField(max_digits=24, decimal_places=4))

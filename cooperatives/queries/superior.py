"""What a superior's form asks for, answered from the table of figures."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from cooperatives.figure_lines import line_of
from cooperatives.models import SuperiorForm
from cooperatives.queries.figure_table import days_of, figures_of
from cooperatives.queries.figure_ways import SCALES, Figure
from cooperatives.workbooks.superior import BASE, NOW, row_key
from lmhtx.reports.rules import Reach


def known_rows() -> dict[str, str]:
    """What people have said of rows in forms before, the latest word last."""
    found = {}
    for rows in (
        SuperiorForm.objects.exclude(learned_at=None).order_by("learned_at").values_list("rows", flat=True)
    ):
        found.update({row_key(row["label"], row["part"]): row["code"] for row in rows})
    return found


def cells_of(form: SuperiorForm, reach: Reach, user: Any) -> list[list[Any]]:
    """[sheet, row, column, number as text] for every figure that is known."""
    days, before = days_of(reach)
    told = {NOW: figures_of(days, user), BASE: figures_of(before, user)}
    cells = []
    for row in form.rows:
        for column in form.columns:
            if column["sheet"] != row["sheet"] or column["role"] not in told or not row["code"]:
                continue
            number = _number(told[column["role"]][row["code"]], row)
            if number is not None:
                cells.append([row["sheet"], row["at"], column["at"], number])
    return cells


def _number(figure: Figure, row: dict[str, Any]) -> str | None:
    """The figure in the unit that the row asks for."""
    line = line_of(row["code"])
    if line is None or figure.value is None:
        return None
    value = Decimal(figure.value)
    if line.unit in SCALES and row["unit_vnd"]:
        value = value * SCALES[line.unit][0] / row["unit_vnd"]
    return f"{value.normalize():f}"

"""Sums beside the sums of their column: the unit of a column that names none, and slips of a unit."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from statistics import median
from typing import Any

from cooperatives.workbooks.outcome import Mend, ReadRow, Trouble
from lmhtx.vn.numbers import grouped

FEWEST_PEERS = 5
SLIP = 500
USUAL_VND = 10**9
LEAST_CAPITAL_VND = 1_000_000
# What the middle of a column is, when its heading names no unit: sums of cooperatives lie between some million and
# some hundred billion đồng.
BANDS = ((10**7, 10**15, 1), (50_000, 10**6, 10**3), (10, 20_000, 10**6))


def unit_of_column(cells: Sequence[Any]) -> int | None:
    """The one unit in which the bare numbers of a column make sense; None when more than one does."""
    numbers = [
        abs(cell) for cell in cells if isinstance(cell, int | float) and not isinstance(cell, bool) and cell
    ]
    if not numbers:
        return 1
    middle = median(numbers)
    return next((unit for least, most, unit in BANDS if least <= middle < most), None)


def ask_slips(rows: Sequence[ReadRow], name: str, what: str) -> None:
    """Ask about sums five hundred times their peers or less than a five hundredth of them."""
    sums = [row.values[name] for row in rows if row.values.get(name)]
    middle = median(sums) if len(sums) >= FEWEST_PEERS else 0
    for row in rows:
        amount = row.values.get(name)
        if not amount:
            continue
        is_slip = middle and (amount * SLIP <= middle or amount >= middle * SLIP)
        if is_slip or (name == "capital" and amount < LEAST_CAPITAL_VND):
            _ask(row, name, what, amount, middle)


def _ask(row: ReadRow, name: str, what: str, amount: int, middle: float) -> None:
    meant = _meant(amount, middle)
    suggestion = (
        f"Có phải là {meant}? Ghi rõ đơn vị trong ô." if meant else "Kiểm tra số tiền và đơn vị tính."
    )
    row.values[name] = None
    row.fixes = [
        fix for fix in row.fixes if not (fix.field == name and fix.rule in {Mend.UNIT, Mend.NUMBER_TEXT})
    ]
    row.trouble(
        name, Trouble("unit_slip", f"{what} {grouped(amount)} đồng có vẻ sai đơn vị tính.", suggestion)
    )


def _meant(amount: int, middle: float) -> str:
    """The sum that another unit would make of it, the one nearest to its peers, when it lies among them."""
    peers = middle or USUAL_VND
    sums = {
        amount * 10**6: f"{grouped(amount)} triệu đồng",
        amount * 10**3: f"{grouped(amount)} nghìn đồng",
        amount // 10**3: f"{grouped(amount // 10**3)} đồng",
        amount // 10**6: f"{grouped(amount // 10**6)} đồng",
    }
    near = {one: words for one, words in sums.items() if peers / SLIP < one < peers * SLIP}
    return near[min(near, key=lambda one: abs(log(one / peers)))] if near else ""

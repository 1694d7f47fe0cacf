"""Which declared figures cannot be, and which are doubted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cooperatives.enums.forms import DoubtKind, Unit
from cooperatives.legal import forms as legal
from cooperatives.legal.register import YEARLY_REPORT
from cooperatives.year_form import Figure
from lmhtx.legal import rule
from lmhtx.vn.numbers import grouped

# Figures by key; answers in words or Có, Không stand among them and are never weighed.
Values = Mapping[str, Any]
MOST_PEOPLE = 200_000
MOST_VND = 10**14
YEAR_CLOSES = (12, 14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """From when on a figure is doubted."""

    change_percent: int
    times: int
    slack_vnd: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """A figure that a person should look at again, and why."""

    key: str
    kind: DoubtKind
    sentence: str


@rule(legal.CHECKS, cases="impossible.csv")
def impossible(figures: tuple[Figure, ...], values: Values) -> dict[str, str]:
    """Figures that cannot be, by key: below zero, beyond all measure, or a part larger than its whole."""
    labels = {one.key: one.label for one in figures}
    found = {}
    for one in figures:
        value, whole = values.get(one.key), values.get(one.whole)
        most = MOST_PEOPLE if one.unit == Unit.PEOPLE else MOST_VND
        if value is None or not one.is_counted:
            continue
        if value < 0 and not one.is_signed:
            found[one.key] = f"{one.label} không thể là số âm."
        elif abs(value) > most:
            found[one.key] = (
                f"{one.label} {one.told(value)} lớn quá mức có thể; hãy xem lại số và đơn vị tính."
            )
        elif whole is not None and value > whole:
            found[one.key] = (
                f"{one.label} {grouped(value)} không thể lớn hơn {labels[one.whole].lower()} {grouped(whole)}."
            )
    return found


@rule(legal.CHECKS, cases="doubts.csv")
def doubts(
    figures: tuple[Figure, ...],
    values: Values,
    *,
    before: Values,
    peers: Values,
    limits: Limits,
    since: str = "năm trước",
) -> list[Doubt]:
    """Figures to look at again: sums that do not agree, slips of the unit, large changes since the time before.

    `since` names that time; the caller compares like with like: a quarter with a quarter.
    """
    found = _sums(values, limits)
    for one in figures:
        value, last, usual = values.get(one.key), before.get(one.key), peers.get(one.key)
        if not one.is_counted or not value or value == last:
            continue
        against = last or usual
        if one.is_money and against and _is_slip(abs(value), abs(against), limits.times):
            told = since if last else "các hợp tác xã cùng lĩnh vực"
            sentence = f"{one.label} {grouped(value)} đồng, trong khi {told} là {grouped(against)} đồng."
            found.append(Doubt(one.key, DoubtKind.SLIP, f"{sentence} Có nhầm giữa đồng, triệu, tỷ không?"))
        elif last and abs(value - last) * 100 > abs(last) * limits.change_percent:
            percent = round(abs(value - last) * 100 / abs(last))
            way = "tăng" if value > last else "giảm"
            found.append(
                Doubt(one.key, DoubtKind.CHANGE, f"{one.label} {way} {grouped(percent)} % so với {since}.")
            )
    return found


def _is_slip(value: int, against: int, times: int) -> bool:
    return value >= against * times or value * times <= against


def _sums(values: Values, limits: Limits) -> list[Doubt]:
    whole, own, owed = (values.get(key) for key in ("capital_vnd", "equity_vnd", "debts_vnd"))
    if whole is None or own is None or owed is None or abs(whole - own - owed) <= limits.slack_vnd:
        return []
    parts = f"Vốn chủ sở hữu cộng nợ phải trả là {grouped(own + owed)} đồng"
    return [Doubt("capital_vnd", DoubtKind.SUM, f"{parts}, khác tổng nguồn vốn {grouped(whole)} đồng.")]


@rule(YEARLY_REPORT, cases="figures_year.csv")
def figures_year(day: date) -> int:
    """Of which year the yearly figures stand on a day: its own once the yearly report has closed, else the one before.

    Cooperatives report a year by its 15 December, with data to the 14th.
    """
    return day.year if (day.month, day.day) >= YEAR_CLOSES else day.year - 1

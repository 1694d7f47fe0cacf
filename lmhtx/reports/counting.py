"""Counting kept records by their facts, and figures that remember what they were counted from.

A figure is a plain dict, so that it freezes as it is: `v` its value, `any` the facts of which a record must hold one,
`base` when it is of the same period of last year; a sum also names the targets it adds, a share its part and whole. An
amount names the number of each record that it `adds` and what it is then divided by (`per`); a figure that another room
`told` rests on no records.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import CharField, Count, Func, Q
from django.db.models.fields.json import KT, KeyTransform

from lmhtx.vn.numbers import share_percent

Facts = Mapping[str, Any]
Figure = dict[str, Any]
NUMBERS = "numbers"  # the fact that holds the numbers of a record, by name
RECORDS = "records"  # divided by how many records told the number


class Elements(Func):
    """Each element of a JSON list as a row of its own."""

    function = "jsonb_array_elements_text"
    set_returning = True
    output_field = CharField()


def matching(records: Any, any_of: Iterable[Facts]) -> Any:
    """The records that hold one of the sets of facts."""
    found = Q(pk__in=())
    for facts in any_of:
        found |= Q(facts__contains=dict(facts))
    return records.filter(found)


def tally(records: Any, *names: str, each: str = "") -> Counter[tuple[str | None, ...]]:
    """How many records there are of each combination of facts, by one query; `each` takes a list apart first."""
    columns: dict[str, Any] = {f"by_{place}": KT(f"facts__{name}") for place, name in enumerate(names)}
    rows = records.order_by()
    if each:
        columns["each"] = Elements(KeyTransform(each, "facts"))
    counted = rows.annotate(**columns).values_list(*columns).annotate(n=Count("pk"))
    return Counter({tuple(row[:-1]): row[-1] for row in counted})


def contains(facts: Any, wanted: Any) -> bool:
    """Whether facts hold what is wanted, as the database judges containment of JSON."""
    if isinstance(wanted, Mapping):
        return isinstance(facts, Mapping) and all(
            key in facts and contains(facts[key], value) for key, value in wanted.items()
        )
    if isinstance(wanted, list | tuple):
        return isinstance(facts, list) and all(any(contains(one, want) for one in facts) for want in wanted)
    return type(facts) is type(wanted) and facts == wanted


def holds(facts: Facts, any_of: Iterable[Facts]) -> bool:
    """Whether one record belongs to a figure."""
    return any(contains(facts, wanted) for wanted in any_of)


def count(value: int, *any_of: Facts, is_base: bool = False) -> Figure:
    """A number of records."""
    return {"v": value, "any": [dict(facts) for facts in any_of], "base": is_base}


def share(
    part: int, whole: int, part_of: Sequence[Facts], whole_of: Sequence[Facts], *, is_base: bool = False
) -> Figure:
    """A share in percent, cut to a tenth; it opens the records of the whole."""
    worth = share_percent(part, whole)
    return {
        "v": None if worth is None else str(worth),
        "any": [dict(facts) for facts in whole_of],
        "base": is_base,
        "part": [dict(facts) for facts in part_of],
        "counts": [part, whole],
    }


def total(value: Decimal, target_ids: Sequence[int]) -> Figure:
    """A sum of what was reached of some targets."""
    return {
        "v": plain(value),
        "any": [{"targets": [{"id": pk}]} for pk in target_ids],
        "base": False,
        "sum": list(target_ids),
    }


def words(text: str) -> Figure:
    """A cell that is no figure."""
    return {"t": text}


def given(value: Any) -> Figure:
    """A number that nothing was counted for: a target of the paper, a growth against last year."""
    return {"v": value}


def amount(
    added: tuple[Decimal | int, Decimal | int],
    any_of: Sequence[Facts],
    *,
    adds: str,
    per: str = "",
    scale: tuple[int, str] = (1, "1"),
    is_base: bool = False,
) -> Figure:
    """A number of the records added up, or its mean: `added` is the sum and what it is divided by.

    `scale` is what one unit of the figure is worth and to what it is rounded: (10**9, "0.001") tells milliards.
    """
    figure = {
        "any": [dict(facts) for facts in any_of],
        "base": is_base,
        "adds": adds,
        "per": per,
        "scale": list(scale),
        "added": [str(one) for one in added],
    }
    return {"v": amount_worth(figure, *added), **figure}


def amount_worth(figure: Figure, added: Decimal | int, by: Decimal | int) -> int | str | None:
    """What an amount comes to; nothing is known where nobody told anything."""
    if not by:
        return None
    worth, places = figure["scale"]
    value = Decimal(added) / (Decimal(by) if figure["per"] else 1) / worth
    return plain(value.quantize(Decimal(places), rounding=ROUND_HALF_UP))


def amount_of(figure: Figure, facts: Facts) -> tuple[Decimal, Decimal]:
    """What one record adds to an amount, and to what it is divided by."""
    numbers = facts.get(NUMBERS, {})
    if figure["adds"] not in numbers:
        return Decimal(0), Decimal(0)
    by = 1 if figure["per"] in {"", RECORDS} else numbers.get(figure["per"], 0)
    return Decimal(str(numbers[figure["adds"]])), Decimal(str(by))


def retold(value: Any, *, is_base: bool = False) -> Figure:
    """A figure of another room, which rests on no records kept here."""
    return {"v": plain(Decimal(value)) if value is not None else None, "told": True, "base": is_base}


def plain(value: Decimal) -> int | str:
    """A decimal as JSON keeps it: whole where it is whole."""
    return int(value) if value == value.to_integral_value() else str(value.normalize())


def summed(facts: Facts, target_ids: Iterable[int]) -> Decimal:
    """What one record adds to a sum."""
    wanted = set(target_ids)
    reached = (Decimal(str(one["done"])) for one in facts.get("targets", ()) if one["id"] in wanted)
    return sum(reached, Decimal(0))

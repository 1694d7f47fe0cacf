"""What is remarkable in a book of numbers: gaps, repeats, letters, days that go back; nothing is ever renumbered."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from documents.enums.catch_up import BookFinding
from documents.rules.numbers import number_text


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know of a book: what, at which number, in which row of the workbook (0 for a missing number)."""

    kind: BookFinding
    number: int
    suffix: str
    row: int
    words: str


def findings_of(
    rows: Sequence[Mapping[str, Any]],
    *,
    number: str = "number",
    suffix: str = "suffix",
    day: str = "dated_on",
) -> list[Finding]:
    """All that is remarkable, in the order of numbers; a row without a number is passed over.

    A gap is told once for each number that is missing between 1 and the last one.
    """
    counted = [row for row in rows if row.get(number)]
    found = [*_repeats(counted, number, suffix), *_suffixes(counted, number, suffix)]
    found += _gaps(counted, number)
    found += _backward(counted, number, suffix, day)
    return sorted(found, key=lambda one: (one.number, one.suffix, one.row))


def last_number(rows: Sequence[Mapping[str, Any]], *, number: str = "number") -> int:
    """The last number of the book; 0 for an empty one."""
    return max((int(row[number]) for row in rows if row.get(number)), default=0)


def plain_findings(found: Sequence[Finding]) -> list[dict[str, Any]]:
    """As JSON knows them."""
    return [{**asdict(one), "kind": one.kind.value, "label": one.kind.label} for one in found]


def _repeats(rows: Sequence[Mapping[str, Any]], number: str, suffix: str) -> list[Finding]:
    first: dict[tuple[int, str], int] = {}
    found = []
    for row in rows:
        key = (row[number], row.get(suffix) or "")
        if key in first:
            words = (
                f"Số {number_text(*key)} đã có ở dòng {first[key]}; dòng này giữ nguyên, không đánh số lại."
            )
            found.append(Finding(BookFinding.REPEAT, *key, row["row"], words))
        else:
            first[key] = row["row"]
    return found


def _suffixes(rows: Sequence[Mapping[str, Any]], number: str, suffix: str) -> list[Finding]:
    return [
        Finding(
            BookFinding.SUFFIX,
            row[number],
            row[suffix],
            row["row"],
            f"Số {number_text(row[number], row[suffix])} kèm chữ.",
        )
        for row in rows
        if row.get(suffix)
    ]


def _gaps(rows: Sequence[Mapping[str, Any]], number: str) -> list[Finding]:
    held = {row[number] for row in rows}
    return [
        Finding(BookFinding.GAP, one, "", 0, f"Sổ không có số {number_text(one)}.")
        for one in range(1, max(held, default=0))
        if one not in held
    ]


def _backward(rows: Sequence[Mapping[str, Any]], number: str, suffix: str, day: str) -> list[Finding]:
    """The numbers whose days break the order; one day written too late accuses itself and not all that follow it."""
    dated = []
    seen: set[tuple[int, str]] = set()
    for row in sorted(rows, key=lambda one: (one[number], one.get(suffix) or "", one["row"])):
        key = (row[number], row.get(suffix) or "")
        # Of a number that stands twice only the first line counts: the second is told as a repeat.
        if row.get(day) and key not in seen:
            seen.add(key)
            dated.append((key, str(row[day]), row["row"]))
    kept = _in_order([told for _, told, _ in dated])
    return [
        Finding(BookFinding.BACKWARD, *key, row, _words(dated, kept, place))
        for place, (key, _, row) in enumerate(dated)
        if place not in kept
    ]


def _in_order(days: Sequence[str]) -> set[int]:
    """The places of the longest run of days that never goes back."""
    ends: list[int] = []
    before: list[int | None] = []
    for place, day in enumerate(days):
        at = bisect_right([days[end] for end in ends], day)
        before.append(ends[at - 1] if at else None)
        ends[at : at + 1] = [place]
    kept: set[int] = set()
    place_ = ends[-1] if ends else None
    while place_ is not None:
        kept.add(place_)
        place_ = before[place_]
    return kept


def _words(dated: Sequence[tuple[tuple[int, str], str, int]], kept: set[int], place: int) -> str:
    (number, suffix), told, _ = dated[place]
    earlier = max((one for one in kept if one < place), default=None)
    text = number_text(number, suffix)
    if earlier is not None and dated[earlier][1] > told:
        (beside, letter), day, _ = dated[earlier]
        return f"Số {text} mang ngày {_shown(told)}, trước ngày {_shown(day)} của số {number_text(beside, letter)}."
    return f"Số {text} mang ngày {_shown(told)}, sau ngày của các số tiếp theo."


def _shown(day: str) -> str:
    year, month, number = day.split("-")
    return f"{number}/{month}/{year}"

"""What people have settled of a read workbook, and what is still open: rows as they are kept, never written here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cooperatives.workbooks.outcome import FIELDS, Kind, Reading, ReadRow, simple
from lmhtx.sheets.headings import letter
from lmhtx.vn.labels import Labelled

SAME_AS_REGISTERED = "same_as_registered"


class Sameness(Labelled):
    """What a person says of two that look like one."""

    ONE = "one", "Là một"
    TWO = "two", "Là hai"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows of the workbook that may speak of one cooperative."""

    first: Mapping[str, Any]
    second: Mapping[str, Any]

    @property
    def key(self) -> str:
        """Under which the answer is kept."""
        return f"{self.first['key']}={self.second['key']}"


@dataclass(frozen=True, slots=True)
class OpenCell:
    """A cell that waits for a person: mended in Excel, or, where it is only asked, left as read."""

    row: Mapping[str, Any]
    problem: Mapping[str, Any]

    @property
    def cell(self) -> str:
        """As Excel names it; "" for the row as a whole."""
        return str(self.row["cells"].get(self.problem["field"], ""))

    @property
    def raw(self) -> Any:
        """What stands in it."""
        return self.row["raws"].get(self.problem["field"])


@dataclass(slots=True)
class Settled:
    """The rows that would be written, the pairs and rows still asked about, the cells still open."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    alike: list[Mapping[str, Any]] = field(default_factory=list)
    cells: list[OpenCell] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether nothing waits for a person any more."""
        return not (self.pairs or self.alike or self.cells)

    @property
    def may_be_left(self) -> dict[str, list[OpenCell]]:
        """The open cells that a person may leave as read, by what is asked."""
        found: dict[str, list[OpenCell]] = {}
        for cell in self.cells:
            if cell.problem["kind"] == Kind.ASK:
                found.setdefault(cell.problem["code"], []).append(cell)
        return found


def kept_rows(reading: Reading) -> list[dict[str, Any]]:
    """The rows as plain values, each under a key of its own."""
    told = reading.as_json()["rows"]
    return [{**shown, **_besides(row)} for row, shown in zip(reading.rows, told, strict=True)]


def _besides(row: ReadRow) -> dict[str, Any]:
    return {
        "key": _key(row),
        "twins": [_key(twin) for twin in row.twins],
        "known": row.known,
        "alike": row.more.get("alike"),
        "old_number": row.more.get("old_number"),
        "cells": {name: f"{letter(at)}{row.row}" for name, (at, _heading) in row.columns.items()},
        "raws": {name: simple(row.raws.get(name)) for name in FIELDS if row.raws.get(name) is not None},
    }


def _key(row: ReadRow) -> str:
    return f"{row.sheet}!{row.row}"


def settle(
    rows: Sequence[Mapping[str, Any]], *, left: Iterable[str] = (), answers: Mapping[str, str] | None = None
) -> Settled:
    """What the answers make of the rows; `left` are the kinds of questions whose cells stay as they were read."""
    left, answers = set(left), answers or {}
    found = Settled()
    standing: dict[str, dict[str, Any]] = {}
    for row in rows:
        mine = {**row, "values": dict(row["values"])}
        if (first := _said_to_be(mine, standing, answers, found)) is not None:
            _fill(first, mine)
            continue
        standing[mine["key"]] = mine
        _settle_row(mine, left, answers, found)
    _ask_twice_meant(standing.values(), found)
    found.rows = list(standing.values())
    return found


def _said_to_be(
    row: dict[str, Any], standing: Mapping[str, dict[str, Any]], answers: Mapping[str, str], found: Settled
) -> dict[str, Any] | None:
    """The earlier row of which this one is said to be the same."""
    for key in row["twins"]:
        if (first := standing.get(key)) is None:
            continue
        pair = Pair(first, row)
        if answers.get(pair.key) == Sameness.ONE:
            return first
        if pair.key not in answers:
            found.pairs.append(pair)
    return None


def _fill(first: dict[str, Any], second: Mapping[str, Any]) -> None:
    """What the first row does not say is taken from the second."""
    for name, value in second["values"].items():
        if first["values"].get(name) is None:
            first["values"][name] = value
    for name in ("known", "old_number"):
        first[name] = first[name] or second[name]


def _ask_twice_meant(rows: Iterable[dict[str, Any]], found: Settled) -> None:
    """Two rows that stay two cannot both be one cooperative of the register, nor have one code."""
    first: dict[Any, dict[str, Any]] = {}
    for row in rows:
        who = row["known"] or row["values"].get("tax_code")
        if who is None or first.setdefault(who, row) is row:
            continue
        problem = {
            "field": "tax_code",
            "kind": Kind.BLOCK.value,
            "code": "meant_twice",
            "message": f"Dòng này và dòng {first[who]['row']} cùng chỉ một hợp tác xã.",
            "suggestion": "Bỏ một trong hai dòng, hoặc ghi đúng mã số của từng dòng, rồi tải tệp lên lại.",
        }
        found.cells.append(OpenCell(row, problem))


def _settle_row(row: dict[str, Any], left: set[str], answers: Mapping[str, str], found: Settled) -> None:
    for problem in row["problems"]:
        if problem["code"] == SAME_AS_REGISTERED:
            answer = answers.get(row["key"])
            if answer is None:
                found.alike.append(row)
            elif answer == Sameness.ONE:
                row["known"] = row["alike"]
        elif problem["kind"] == Kind.BLOCK or problem["code"] not in left:
            found.cells.append(OpenCell(row, problem))

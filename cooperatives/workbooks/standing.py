"""Rows beside the cooperatives that stand: new, changed, the same, or stopped until a person settles them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cooperatives.workbooks.facts import Known, Wanted
from cooperatives.workbooks.names import name_key
from cooperatives.workbooks.outcome import FIELDS, Action, Kind, ReadRow, Trouble


def wanted_by(rows: Iterable[ReadRow]) -> Wanted:
    """By what these rows may be found in the register."""
    rows = list(rows)
    return Wanted(
        codes=frozenset(code for row in rows if (code := row.values.get("tax_code"))),
        numbers=frozenset(number for row in rows if (number := row.more.get("old_number"))),
        names=frozenset(name for row in rows if (name := name_key(row.values.get("name") or ""))),
    )


class Standing:
    """What of the register may be meant, by code, by old number and by name."""

    def __init__(self, known: Iterable[Known]) -> None:
        """Sort once."""
        self.by_code: dict[str, list[Known]] = {}
        self.by_number: dict[str, list[Known]] = {}
        self.by_name: dict[str, list[Known]] = {}
        for one in known:
            for names, key in (
                (self.by_code, one.code),
                (self.by_number, one.old_number),
                (self.by_name, name_key(one.name)),
            ):
                if key:
                    names.setdefault(key, []).append(one)

    def settle(self, row: ReadRow) -> None:
        """Say what the row does; a row like two that stand is stopped, one like another by name alone is asked."""
        sure = self.by_code.get(row.values.get("tax_code") or "", [])
        sure = sure or self.by_number.get(row.more.get("old_number") or "", [])
        if len(sure) > 1:
            row.trouble("", _several(sure, Kind.BLOCK))
        elif sure:
            row.known = sure[0].pk
            row.action = Action.UNCHANGED if _says_the_same(row, sure[0]) else Action.UPDATE
        elif alike := self._alike(row):
            row.trouble("", _several(alike, Kind.ASK if len(alike) == 1 else Kind.BLOCK))
            row.more["alike"] = alike[0].pk
        if row.action != Action.UNCHANGED and _is_stopped(row):
            row.action = Action.BLOCKED

    def _alike(self, row: ReadRow) -> list[Known]:
        """Of the same name and, where both tell, the same commune; another code is another cooperative."""
        code, ward = row.values.get("tax_code"), row.values.get("ward")
        return [
            one
            for one in self.by_name.get(name_key(row.values.get("name") or ""), [])
            if not (code and one.code and code != one.code)
            and not (ward and one.commune and ward != one.commune)
        ]


def _says_the_same(row: ReadRow, known: Known) -> bool:
    """An empty cell keeps what stands, so it changes nothing."""
    said = {name: row.values[name] for name in FIELDS if row.values.get(name) is not None}
    return all(known.values.get(name) == value for name, value in said.items()) and not row.problems


def _is_stopped(row: ReadRow) -> bool:
    return any(problem.kind == Kind.BLOCK for problem in row.problems) or any(
        (twin.sheet, twin.row) < (row.sheet, row.row) for twin in row.twins
    )


def _several(alike: Sequence[Known], kind: Kind) -> Trouble:
    told = "; ".join(f"{one.name} ({one.code or one.old_number or 'chưa có mã số'})" for one in alike[:3])
    if len(alike) == 1:
        return Trouble(
            "same_as_registered",
            f"Giống hợp tác xã đã có trong sổ: {told}.",
            "Xác nhận là một hay là hai.",
            kind,
        )
    return Trouble(
        "several_registered",
        f"Giống {len(alike)} hợp tác xã đã có trong sổ: {told}.",
        "Gộp các hợp tác xã trùng trong sổ trước, hoặc ghi mã số vào dòng này.",
        kind,
    )

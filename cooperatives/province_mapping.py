"""How the register is told to the database of the province: our fields as theirs, in one edition, as data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from cooperatives.enums.register import Kind, Sector, Size, Status

FILE = Path(__file__).parent / "data" / "province_mapping.json"


# What the stored values of a field are called.
WORDS = {
    "kind": dict(Kind.choices()),
    "status": dict(Status.choices()),
    "sector": dict(Sector.choices()),
    "size": dict(Size.choices()),
}


@dataclass(frozen=True, slots=True)
class Mapped:
    """One of our fields under their name; `codes` turns our words into theirs."""

    ours: str
    theirs: str
    label: str
    codes: Mapping[str, str | None] | None = None

    @property
    def code_list(self) -> list[str]:
        """Our words with their codes, as a page tells them."""
        words = WORDS.get(self.ours, {})
        return [f"{words.get(ours, ours)}: {theirs or '–'}" for ours, theirs in (self.codes or {}).items()]

    def told(self, value: Any) -> Any:
        """The value as they want it: their code, a day as year-month-day, nothing for empty words.

        KeyError for a word of ours that has no code: better no sending than a wrong one.
        """
        if self.codes is not None:
            return self.codes[str(value)]
        if isinstance(value, date):
            return value.isoformat()
        return None if value == "" else value


@dataclass(frozen=True, slots=True)
class Edition:
    """The fields of a cooperative, of its figures, of the cover around both, and of the answer."""

    version: str
    source: str
    fields: tuple[Mapped, ...]
    figures: tuple[Mapped, ...]
    figures_name: str
    figures_label: str
    envelope: Mapping[str, str]
    acknowledgement: str

    def payload(self, facts: Mapping[str, Any], figures: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
        """A cooperative and the figures of its years as the province gets them."""
        years = [{one.theirs: one.told(year[one.ours]) for one in self.figures} for year in figures]
        return {
            **{one.theirs: one.told(facts[one.ours]) for one in self.fields},
            self.figures_name: years,
        }

    @property
    def version_name(self) -> str:
        """Their name of the edition: what is new where the same facts are told in another one."""
        return self.envelope["version"]

    def label_of(self, theirs: str) -> str:
        """What one of their fields is called in the portal; their own name where this edition lacks it."""
        if theirs in (apart := {self.figures_name: self.figures_label, self.version_name: "Bản ánh xạ"}):
            return apart[theirs]
        return next((one.label for one in self.fields if one.theirs == theirs), theirs)

    def cover(self, **told: Any) -> dict[str, Any]:
        """What goes around a payload, under their names."""
        return {self.envelope[name]: value for name, value in told.items()}


@cache
def mapping() -> Edition:
    """The edition of today."""
    told = json.loads(FILE.read_text(encoding="utf-8"))
    codes = told["codes"]

    def field(row: dict[str, str]) -> Mapped:
        return Mapped(
            row["ours"], row["theirs"], row["label"], codes[row["codes"]] if "codes" in row else None
        )

    return Edition(
        version=told["version"],
        source=told["source"],
        fields=tuple(map(field, told["fields"])),
        figures=tuple(map(field, told["figures"]["fields"])),
        figures_name=told["figures"]["theirs"],
        figures_label=told["figures"]["label"],
        envelope=told["envelope"],
        acknowledgement=told["acknowledgement"],
    )


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Their fields that are otherwise than before."""
    return [name for name, value in after.items() if name not in before or before[name] != value]


def hash_of(version: str, payload: Mapping[str, Any]) -> str:
    """One mark over a payload and its edition: the same mark means the very same words."""
    told = json.dumps([version, payload], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()

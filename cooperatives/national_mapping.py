"""How an export of the national registration system is read: its columns and words of statuses as ours, as data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lmhtx.vn.text import search_words

FILE = Path(__file__).parent / "data" / "national_mapping.json"
CODE = "code"


def heading_key(words: str) -> str:
    """A heading as headings are compared: "ma_so", "Mã số" and "MÃ  SỐ" are one, "maSo" another."""
    return search_words(words.replace("_", " "))


@dataclass(frozen=True, slots=True)
class Edition:
    """The columns by their headings, those that are not taken, and the words of statuses."""

    version: str
    source: str
    columns: Mapping[str, str]
    labels: Mapping[str, str]
    about: Mapping[str, str]
    not_taken: frozenset[str]
    ignored: frozenset[str]
    statuses: Mapping[str, str]

    def column_of(self, heading: str) -> str:
        """Our name of a column; "" for one that is none of the facts compared."""
        return self.columns.get(heading_key(heading), "")


@cache
def mapping() -> Edition:
    """The edition of today."""
    told = json.loads(FILE.read_text(encoding="utf-8"))
    return Edition(
        version=told["version"],
        source=told["source"],
        columns={heading_key(name): row["ours"] for row in told["columns"] for name in row["names"]},
        labels={row["ours"]: row["label"] for row in told["columns"]},
        about={heading_key(name): ours for ours, names in told["about"].items() for name in names},
        not_taken=frozenset(map(heading_key, told["not_taken"])),
        ignored=frozenset(map(heading_key, told["ignored"])),
        statuses={heading_key(word): status for status, words in told["status"].items() for word in words},
    )

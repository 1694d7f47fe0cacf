"""What a person said the columns of a source hold: remembered by their headings, used when that source comes again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from cooperatives.workbooks.headings import ADDRESS, DISTRICT, MAIL, NOTE, OLD_NUMBER, STT, unit_of
from cooperatives.workbooks.outcome import FIELDS, Field, SeenColumn
from cooperatives.workbooks.tables import MONEY, Column, Table
from lmhtx.sheets.headings import letter
from lmhtx.vn.text import search_words

# Two tables are of one source when so much of all their headings is common.
LEAST_ALIKE = 0.8
SAMPLES, LONGEST_SAMPLE = 3, 60
LABELS: dict[str, str] = {
    **{name: Field(name).label for name in FIELDS},
    STT: "Số thứ tự",
    OLD_NUMBER: "Số giấy chứng nhận cũ",
    ADDRESS: "Địa chỉ (cả ấp, xã)",
    DISTRICT: "Huyện, thành phố trước 01/7/2025",
    MAIL: "Thư điện tử",
    NOTE: "Ghi chú",
}
NOT_READ = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a source by their headings: a fact of `LABELS`, "" for one that is not read."""

    facts: Mapping[str, str] = field(default_factory=dict)


def keyed(table: Table) -> dict[str, Column]:
    """The columns with a heading by its words, in the order of the sheet; the second of the same words ends in " 2"."""
    found: dict[str, Column] = {}
    for column in sorted([*table.columns.values(), *table.unused], key=lambda one: one.at):
        words, place = search_words(column.heading), 1
        key = words
        while key in found:
            place += 1
            key = f"{words} {place}"
        found[key] = column
    return found


def arrange(table: Table, layouts: Iterable[Layout]) -> None:
    """Let the columns hold what was said of the source that this table is most like; of none, nothing changes."""
    columns = keyed(table)
    said = most_like(layouts, columns)
    if said is None:
        return
    guessed = {column.at: name for name, column in table.columns.items()}
    held = {key: said.facts.get(key, guessed.get(column.at, NOT_READ)) for key, column in columns.items()}
    table.columns, table.unused = {}, []
    # What a person said goes before what was guessed of a heading that the source did not have then.
    for key in sorted(columns, key=lambda key: key not in said.facts):
        column, name = columns[key], held[key]
        if name == NOT_READ or name in table.columns:
            table.unused.append(column)
        else:
            unit = unit_of(column.heading) if name in MONEY else None
            table.columns[name] = replace(column, unit_vnd=unit)


def most_like(layouts: Iterable[Layout], keys: Collection[str]) -> Layout | None:
    """Of the sources with nearly the same headings the one that has most of them; None where there is none."""
    found = max(layouts, key=lambda one: _alike(one, keys), default=None)
    return found if found is not None and _alike(found, keys) >= LEAST_ALIKE else None


def _alike(layout: Layout, keys: Collection[str]) -> float:
    told, here = set(layout.facts), set(keys)
    return len(told & here) / len(told | here) if here else 0.0


def source_of(keys: Iterable[str]) -> str:
    """A source by its headings, in whatever order its columns stand."""
    return sha256("\n".join(sorted(keys)).encode()).hexdigest()


def seen_columns(table: Table) -> list[SeenColumn]:
    """The columns as a person is shown them: where, under which heading, read as what, with some cells."""
    held = {column.at: name for name, column in table.columns.items()}
    return [
        SeenColumn(
            table.sheet.name,
            letter(column.at),
            key,
            column.heading,
            held.get(column.at, NOT_READ),
            _samples(table, column.at),
        )
        for key, column in keyed(table).items()
    ]


def _samples(table: Table, at: int) -> tuple[str, ...]:
    found: list[str] = []
    for row in range(table.last_heading + 1, len(table.sheet.rows)):
        words = table.sheet.words(row, at)
        if words and words not in found:
            found.append(words[:LONGEST_SAMPLE])
        if len(found) == SAMPLES:
            break
    return tuple(found)

"""Long lists as workbooks: rows pass through one by one, so a hundred thousand need no more memory than ten."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from lmhtx.sheets.harmless import harmless

MOST_ROWS = 1_048_575
NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
HEAD_COLOUR, HEAD_FONT = "#E3EFE8", "#14532D"


class NoRoom(OSError):
    """The disk is full; the message is a sentence for people."""


class Look(StrEnum):
    """How a column's cells look, by Excel's own codes."""

    TEXT = ""
    DAY = "dd/mm/yyyy"
    MOMENT = "hh:mm dd/mm/yyyy"
    WHOLE = "#,##0"
    NUMBER = "#,##0.##"
    PERCENT = '0"%"'


@dataclass(frozen=True, slots=True)
class Head:
    """A column of a written list."""

    heading: str
    look: Look = Look.TEXT
    width: float = 18


@dataclass(frozen=True, slots=True)
class Written:
    """A sheet to be written: its name, its columns and its rows as plain values, one tuple each."""

    name: str
    heads: Sequence[Head]
    rows: Iterable[Sequence[Any]]


def write_workbook(path: Path, sheets: Sequence[Written]) -> None:
    """Write the sheets with frozen bold heads that filter; NoRoom when the disk is full, and no piece is left then.

    Cells may be None, text, numbers, booleans, days and moments without a zone.
    """
    # Written in Rust; the format classes load with it.
    from rustpy_xlsxwriter import Format, write_worksheets  # noqa: PLC0415 only where a workbook is written

    named = {sheet.name: sheet for sheet in sheets}
    head = Format().set_bold().set_text_wrap().set_align("vcenter")
    head = head.set_background_color(HEAD_COLOUR).set_font_color(HEAD_FONT)
    try:
        write_worksheets(
            [(name, _records(sheet)) for name, sheet in named.items()],
            str(path),
            freeze_panes={name: {"row": 1, "col": 0} for name in named},
            autofilter=dict.fromkeys(named, True),
            header_format=dict.fromkeys(named, head),
            column_widths={name: [head.width for head in sheet.heads] for name, sheet in named.items()},
            column_formats={
                name: [_format(Format(), head) for head in sheet.heads] for name, sheet in named.items()
            },
        )
    except Exception as error:
        path.unlink(missing_ok=True)
        if is_no_room(error):
            raise NoRoom("Ổ đĩa của máy chủ đã đầy nên chưa ghi được tệp Excel.") from error
        raise


def is_no_room(error: BaseException) -> bool:
    """Whether the disk was full; the writer in Rust tells it in words only."""
    return (
        isinstance(error, NoRoom) or getattr(error, "errno", None) in NO_ROOM or "os error 28" in str(error)
    )


def _format(plain: Any, head: Head) -> Any:
    made = plain.set_align("top")
    return made.set_num_format(head.look.value) if head.look else made.set_text_wrap()


def _records(sheet: Written) -> Iterator[dict[str, Any]]:
    """What the writer takes; headings that are alike get a number, for it knows columns by them."""
    headings = distinct([head.heading for head in sheet.heads])
    is_empty = True
    for row in sheet.rows:
        is_empty = False
        yield dict(
            zip(headings, [harmless(cell) if type(cell) is str else cell for cell in row], strict=True)
        )
    if is_empty:
        # Without any row the writer would not know the columns.
        yield dict.fromkeys(headings)


def distinct(headings: Sequence[str]) -> list[str]:
    """The headings, the second of the same name as "name (2)"."""
    seen: dict[str, int] = {}
    found = []
    for heading in headings:
        seen[heading] = seen.get(heading, 0) + 1
        found.append(heading if seen[heading] == 1 else f"{heading} ({seen[heading]})")
    return found

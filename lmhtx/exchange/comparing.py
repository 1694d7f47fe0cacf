"""A brought workbook beside the register it is meant for."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import Model

from lmhtx.contributions import Exchange, collected
from lmhtx.exchange.models import Import
from lmhtx.files.models import Attachment
from lmhtx.reading.child import run_parser
from lmhtx.reading.filled_sheets import cells_of
from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.sheets.columns import Change, SheetRow
from lmhtx.sheets.incoming import Outcome, Register, changes, compare
from lmhtx.sheets.reading import decoded
from lmhtx.workflow import Refused

READ_SECONDS = 120
GONE = "Tệp đã tải lên không còn trong kho. Hãy tải lên lại."


@dataclass(frozen=True, slots=True)
class Compared:
    """What came out of one look, and the book of lookups with which rows are written."""

    outcome: Outcome
    book: Any
    counts: dict[str, int]
    changes: list[dict[str, Any]]

    @property
    def written_rows(self) -> list[SheetRow]:
        """The rows that do something."""
        return [row for row in self.outcome.rows if row.change != Change.SAME]


def exchange_of(kind: str) -> Exchange:
    """The register of that name; LookupError when no app contributes it."""
    for item in collected(Exchange):
        if item.key == kind:
            return item
    message = f"no register is called {kind}"
    raise LookupError(message)


def exchanges_for(user: Any) -> list[Exchange]:
    """The registers that the person may fill from Excel."""
    return [item for item in collected(Exchange) if user.has_perm(item.permission)]


def place_of(exchange: Exchange, within: int | None, by: Any) -> Model | None:
    """The thing to which a workbook belongs, looked up among those the person may fill."""
    if within is None or exchange.within is None:
        return None
    thing: Model | None = exchange.within(by).filter(pk=within).first()
    if thing is None:
        raise Refused("Nơi nhập vào không còn, hoặc anh/chị không còn quyền sửa ở đó.")
    return thing


def compared(brought: Import, exchange: Exchange, path: Path) -> Compared:
    """Read the workbook in a child and hold it against what stands now."""
    place = place_of(exchange, brought.within, brought.created_by)
    sheets = [
        (sheet["name"], [[decoded(cell) for cell in row] for row in sheet["rows"]])
        for sheet in run_parser(cells_of, path, seconds=READ_SECONDS)
    ]
    return held_against(exchange, sheets, by=brought.created_by, place=place)


def held_against(
    exchange: Exchange, sheets: Sequence[tuple[str, Any]], *, by: Any, place: Model | None
) -> Compared:
    """The rows of the workbook beside the register."""
    book = exchange.open(by, place)
    register = Register(
        columns=exchange.columns,
        natural_key=exchange.natural_key,
        standing=exchange.rows(book),
        book=book,
        check=exchange.check,
    )
    outcome = compare(sheets, register)
    counts = {change.value: len(outcome.of(change)) for change in Change}
    told = [_told(row, exchange) for row in outcome.rows if row.change != Change.SAME]
    return Compared(outcome, book, counts, told)


def _told(row: SheetRow, exchange: Exchange) -> dict[str, Any]:
    """A row of the preview as JSON keeps it."""
    cells = [list(cell) for cell in changes(row, exchange.columns)]
    named = [row.said.get(field) or str(row.old.get(field) or "") for field in exchange.natural_key]
    return {
        "row": row.number,
        "change": row.change.value,
        "name": " · ".join(filter(None, named))[:200],
        "cells": cells,
    }


@contextmanager
def at_hand(brought: Import, kind: str) -> Iterator[Path]:
    """A copy of the workbook on this machine for as long as the block lasts."""
    held = Attachment.objects.of(brought).filter(kind=kind).first()
    with TemporaryDirectory(prefix="lmhtx-") as folder:
        path = Path(folder) / "tep.xlsx"
        if held is None:
            raise UnreadableFile(GONE)
        with default_storage.open(held.blob.stored_name) as body, path.open("wb") as copy:
            shutil.copyfileobj(body, copy)
        yield path

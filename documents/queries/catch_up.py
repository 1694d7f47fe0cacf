"""Registers and files of a catch-up read beside what the portal holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from documents.catch_up_matching import HOW_WORDS, How, Looked, match_files
from documents.catch_up_sheets import SheetRead, read_register
from documents.enums.catch_up import RowKind
from documents.enums.incoming import SOURCE_FILE
from documents.models import CatchUp, Incoming, Series, SheetLayout
from documents.queries.incoming import twins
from lmhtx.base import clock
from lmhtx.directory.matching import AgencyBook
from lmhtx.directory.models import Agency
from lmhtx.files.models import Attachment
from lmhtx.reading.child import run_parser
from lmhtx.reading.unreadable import UnreadableFile

SECONDS = 120
SHEETS = (".xlsx", ".xls", ".ods", ".csv")
TELLING = {"arrival_number", "reference", "number", "subject"}


def register_read(path: Path) -> SheetRead:
    """The register in a workbook, its columns as they were told before or as their headings say."""
    sheets = run_parser("lmhtx.reading.whole_books:whole_book", path, seconds=SECONDS)
    known = dict(SheetLayout.objects.values_list("fingerprint", "headings"))
    return read_register([_decoded(one) for one in sheets], known)


def _decoded(sheet: Mapping[str, Any]) -> dict[str, Any]:
    from lmhtx.sheets.reading import decoded  # noqa: PLC0415 - loads its reader only where a workbook came

    return {"name": sheet["name"], "rows": [[decoded(cell) for cell in row] for row in sheet["rows"]]}


def is_register(read: SheetRead) -> bool:
    """Whether a workbook is a register and not an annex: it tells numbers and subjects in columns of their own."""
    return len(TELLING & set(read.columns.values())) >= 2 and bool(read.rows)


def try_register(path: Path) -> SheetRead | None:
    """The register in a file; None for one that is no workbook or cannot be read."""
    if path.suffix.lower() not in SHEETS:
        return None
    try:
        return register_read(path)
    except UnreadableFile:
        return None


def judged(series: Series, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each row as new, known or faulty, with the paper that stands for a known one."""
    book = AgencyBook(on=clock.today())
    return [_judged(series, row, book) for row in rows]


def _judged(series: Series, row: dict[str, Any], book: AgencyBook) -> dict[str, Any]:
    issuer = book.find(row.get("author") or "") if row.get("author") else None
    faults = list(row.get("faults") or [])
    if not row.get("subject"):
        faults.append("Thiếu trích yếu")
    if not row.get("author"):
        faults.append("Thiếu tác giả (cơ quan ban hành)")
    if not series.is_ours and not row.get("arrival_number"):
        faults.append("Thiếu số đến của Đồng Nai-S")
    if row.get("arrival_suffix"):
        faults.append(f"Số đến “{row['arrival_text']}” kèm chữ; hãy vào sổ tay")
    known = _standing(series, row, issuer)
    kind = RowKind.KNOWN if known is not None else RowKind.FAULTY if faults else RowKind.NEW
    return {
        **row,
        "faults": faults,
        "kind": kind.value,
        "incoming": known.pk if known is not None else None,
        "issuer": issuer.pk if issuer is not None else None,
    }


def _standing(series: Series, row: Mapping[str, Any], issuer: Agency | None) -> Incoming | None:
    """The paper of the book that the row speaks of: by its number there, else the same paper by its own number."""
    if not series.is_ours and row.get("arrival_number"):
        year = int((row.get("arrived_on") or clock.today().isoformat())[:4])
        held = Incoming.objects.filter(series=series, year=year, arrival_number=row["arrival_number"]).first()
        if held is not None:
            return held
    return twins(
        number=row.get("number_text") or "",
        symbol=row.get("symbol") or "",
        issuer=issuer,
        issuer_written=row.get("author") or "",
        issued_on=day(row.get("dated_on")),
    ).first()


def day(text: Any) -> date | None:
    """A day as it is kept in JSON."""
    return date.fromisoformat(text) if text else None


def known_contents(series: Series, sha256s: Sequence[str]) -> set[str]:
    """Those of the contents that hang on papers of the book already."""
    held = Attachment.objects.held().filter(
        owner_kind=Incoming._meta.label_lower,
        kind=SOURCE_FILE,
        blob__sha256__in=sha256s,
        owner_id__in=Incoming.objects.filter(series=series).values("pk"),
    )
    return set(held.values_list("blob__sha256", flat=True))


def matched(rows: Sequence[Mapping[str, Any]], files: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The files with the row that each belongs to."""
    looked = [Looked(one["name"], one["reference"], one["dated_on"], one["subject"]) for one in files]
    found = match_files(rows, looked)
    return [
        {**one, "place": match.place if match else None, "how": match.how.value if match else ""}
        for one, match in zip(files, found, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of the grid with the files that are to hang on it."""

    place: int
    facts: Mapping[str, Any]
    kind: RowKind
    files: Sequence[Mapping[str, Any]]

    @property
    def dated_on(self) -> date | None:
        """The day of the paper."""
        return day(self.facts.get("dated_on"))

    @property
    def is_new(self) -> bool:
        """Whether saving makes a paper of it."""
        return self.kind == RowKind.NEW

    @property
    def tone(self) -> str:
        """How its mark is coloured."""
        return {RowKind.NEW: "info", RowKind.KNOWN: "grey", RowKind.FAULTY: "danger"}[self.kind]


@dataclass(frozen=True, slots=True)
class Grid:
    """The whole of a catch-up as it is shown."""

    rows: list[GridRow]
    stray: Sequence[Mapping[str, Any]]
    stopped: Sequence[Mapping[str, Any]]

    @property
    def new(self) -> int:
        """How many papers saving makes."""
        return sum(row.is_new for row in self.rows)

    @property
    def with_files(self) -> int:
        """How many rows have a file."""
        return sum(bool(row.files) for row in self.rows)


def grid_of(catch_up: CatchUp) -> Grid:
    """Rows with their files, files without a row, files that were not taken."""
    kept = [
        {**one, "number": number, "how_words": HOW_WORDS[How(one["how"])] if one.get("how") else ""}
        for number, one in enumerate(catch_up.files)
    ]
    taken = [one for one in kept if not one.get("fault")]
    rows = [
        GridRow(place, row, RowKind(row["kind"]), [one for one in taken if one["place"] == place])
        for place, row in enumerate(catch_up.rows)
    ]
    stray = [one for one in taken if one["place"] is None]
    return Grid(rows, stray, [one for one in kept if one.get("fault")])

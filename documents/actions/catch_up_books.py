"""A book that was begun elsewhere comes in: its numbers are kept, what is remarkable is told, nothing is renumbered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.db import transaction

from documents.actions.numbers import held_year
from documents.catch_up_findings import findings_of, last_number, plain_findings
from documents.enums.catch_up import CatchUpState
from documents.enums.incoming import Channel, Closing
from documents.enums.numbers import Direction
from documents.models import Arrival, BookImport, BookLine, DocumentNumber, Incoming, Series, SeriesYear
from documents.queries.catch_up import day, register_read
from documents.queries.letters import type_of
from documents.workflow import INCOMING
from documents.workflow_registers import BOOK_IMPORTS
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.directory.matching import AgencyBook
from lmhtx.files.names import safe_name
from lmhtx.people.models import SYSTEM, User
from lmhtx.reading.safety import UnsafeFile, check_upload
from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.workflow import Refused
from lmhtx.workflow.actions import move

MORNING = time(8, 0)
ELSEWHERE = "Sổ lập trước khi dùng cổng; việc giải quyết theo sổ cũ."
USED = "Sổ năm {year} đã cấp đến số {last} trên cổng; chỉ nhập sổ cũ khi sổ của năm chưa có số nào trên cổng."
NO_ROWS = (
    "Không đọc được dòng nào có số trong tệp; hãy kiểm tra hàng tiêu đề: "
    "sổ đi cần “Số, ký hiệu”, sổ đến cần “Số đến”."
)
TWO_COLUMNS = {Direction.INCOMING: ("arrival_number", "arrival_suffix", "arrived_on")}


def columns_of(series: Series) -> tuple[str, str, str]:
    """Which facts of a row are the book's number, its letter and its day."""
    return TWO_COLUMNS.get(Direction(series.direction), ("number", "suffix", "dated_on"))


@transaction.atomic
def read_book(*, series: Series, year: int, file: Any, by: User) -> BookImport:
    """The workbook is read and shown with all that is remarkable in it; no number is taken yet."""
    _refuse_used(held_year(series, year))
    name = safe_name(file.name)
    rows = [row for row in _rows(file, name) if row.get(columns_of(series)[0])]
    if not rows:
        raise Refused(NO_ROWS)
    number, suffix, told = columns_of(series)
    found = findings_of(rows, number=number, suffix=suffix, day=told)
    book = BookImport.objects.create(
        series=series,
        year=year,
        name=name[:200],
        rows=rows,
        findings=plain_findings(found),
        last_number=last_number(rows, number=number),
        created_by=by,
    )
    record("documents.import.read", book, by=by, note=f"{len(rows)} dòng, {len(found)} điều cần biết")
    return book


def _rows(file: Any, name: str) -> list[dict[str, Any]]:
    with TemporaryDirectory(prefix="lmhtx-") as folder:
        path = Path(folder) / f"so{Path(name).suffix.lower()}"
        with path.open("wb") as copy:
            for piece in file.chunks():
                copy.write(piece)
        try:
            check_upload(path, name, max_bytes=settings.UPLOAD_MAX_BYTES)
            return register_read(path).rows
        except (UnsafeFile, UnreadableFile) as bad:
            raise Refused(str(bad)) from bad


def _refuse_used(year: SeriesYear) -> None:
    if year.last_number:
        raise Refused(USED.format(year=year.year, last=year.last_number))


def faults_of(book: BookImport) -> list[str]:
    """What must be mended in the workbook before it can be written: days that are none, or of another year."""
    number, suffix, told = columns_of(book.series)
    faults = []
    for row in book.rows:
        where = f"Dòng {row['row']}, số {row[number]}{row.get(suffix) or ''}"
        faults += [f"{where}: {fault}." for fault in row.get("faults") or ()]
        written = day(row.get(told))
        if written is None:
            faults.append(f"{where}: thiếu ngày.")
        elif written.year != book.year or written > clock.today():
            faults.append(f"{where}: ngày {written:%d/%m/%Y} không thuộc năm {book.year} hoặc sau hôm nay.")
    return faults


@transaction.atomic
def write_book(*, book: BookImport, by: User) -> BookImport:
    """Every line stands in the book under the number it bore; the next number is the last one and one."""
    held = _open(book)
    if faults := faults_of(held):
        raise Refused(f"{faults[0]} Hãy sửa trong tệp rồi nhập lại; còn {len(faults)} chỗ.")
    year = held_year(held.series, held.year)
    _refuse_used(year)
    if held.series.direction == Direction.INCOMING:
        _write_incoming(held, by=by)
    else:
        _write_outgoing(held, year, by=by)
    number, _, told = columns_of(held.series)
    year.last_number = held.last_number
    year.last_dated_on = max(date.fromisoformat(row[told]) for row in held.rows if row[number])
    year.save(update_fields=["last_number", "last_dated_on"])
    move(BOOK_IMPORTS, held, "write", by=by)
    record("documents.import.written", held, by=by, note=f"đến số {held.last_number}")
    return held


@transaction.atomic
def drop_book(*, book: BookImport, by: User) -> BookImport:
    """The workbook is not wanted; no number was taken."""
    held = _open(book)
    held.rows = []
    held.save(update_fields=["rows"])
    move(BOOK_IMPORTS, held, "drop", by=by)
    record("documents.import.dropped", held, by=by)
    return held


def _open(book: BookImport) -> BookImport:
    held = BookImport.objects.select_for_update(of=("self",)).select_related("series").get(pk=book.pk)
    if held.state != CatchUpState.OPEN:
        raise Refused("Sổ này đã nhập hoặc đã bỏ; hãy tải lại trang.")
    return held


def _once(rows: Sequence[dict[str, Any]], number: str, suffix: str) -> dict[tuple[int, str], int]:
    """The place of the first line of each number; what stands twice keeps its second line as a line alone."""
    first: dict[tuple[int, str], int] = {}
    for place, row in enumerate(rows):
        first.setdefault((row[number], row.get(suffix) or ""), place)
    return first


def _write_outgoing(held: BookImport, year: SeriesYear, *, by: User) -> None:
    first = _once(held.rows, "number", "suffix")
    given = DocumentNumber.objects.bulk_create(
        DocumentNumber(
            series_year=year,
            number=number,
            suffix=suffix,
            symbol=held.rows[place]["symbol"][:60],
            dated_on=held.rows[place]["dated_on"],
            reason=f"Số kèm chữ trong sổ cũ “{held.name}”"[:250] if suffix else "",
            given_by=by,
        )
        for (number, suffix), place in first.items()
    )
    by_place = dict(zip(first.values(), given, strict=True))
    _write_lines(held, "number", "suffix", {place: {"given": one} for place, one in by_place.items()})


def _write_lines(held: BookImport, number: str, suffix: str, stands_as: Mapping[int, dict[str, Any]]) -> None:
    BookLine.objects.bulk_create(
        BookLine(
            source=held,
            row=row["row"],
            number=row[number],
            suffix=row.get(suffix) or "",
            facts=row,
            **stands_as.get(place, {}),
        )
        for place, row in enumerate(held.rows)
    )


def _write_incoming(held: BookImport, *, by: User) -> None:
    """Each line is a paper of the book that is dealt with already; a number with a letter stands as a line alone."""
    first = _once(held.rows, "arrival_number", "arrival_suffix")
    names = AgencyBook(on=clock.today())
    papers = {
        place: {"incoming": _paper(held, held.rows[place], names, by=by)}
        for (_, suffix), place in first.items()
        if not suffix
    }
    _write_lines(held, "arrival_number", "arrival_suffix", papers)


def _paper(held: BookImport, row: Mapping[str, Any], names: AgencyBook, *, by: User) -> Incoming:
    moment = clock.end_of(date.fromisoformat(row["arrived_on"]), MORNING)
    author = str(row.get("author") or "")
    paper = Incoming.objects.create(
        series=held.series,
        year=held.year,
        arrival_number=row["arrival_number"],
        arrived_at=moment,
        registered_at=clock.now(),
        registered_by=by,
        number=str(row.get("number_text") or "")[:20],
        symbol=str(row.get("symbol") or "")[:80],
        issued_on=day(row.get("dated_on")),
        issuer=names.find(author) if author else None,
        issuer_written=author[:250],
        subject=str(row.get("subject") or "Không ghi trích yếu")[:1000],
        type=type_of(str(row.get("type_name") or ""), str(row.get("reference") or "")),
        signer=str(row.get("signer") or "")[:150],
        note=str(row.get("note") or "")[:500],
        created_by=by,
    )
    Arrival.objects.create(incoming=paper, channel=Channel.PAPER, at=moment, by=by)
    paper = move(INCOMING, paper, "register", by=by)
    paper.closing, paper.closing_reason = Closing.NO_ANSWER, ELSEWHERE
    paper.ended_at, paper.ended_by = clock.now(), by
    paper.save(update_fields=["closing", "closing_reason", "ended_at", "ended_by"])
    return move(INCOMING, paper, "close", by=SYSTEM, note=ELSEWHERE)

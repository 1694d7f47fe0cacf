"""Registers of the province's system: its list comes in, differences are explained, papers bear its numbers."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.db import transaction

from documents.actions.drafting import locked
from documents.actions.numbers import held_year
from documents.actions.signing import bear
from documents.actions.telling import tell_of
from documents.catch_up_sheets import NUMBER
from documents.enums.catch_up import Side
from documents.enums.numbers import Direction
from documents.models import DocumentNumber, Outgoing, ProvinceEntry, ProvinceExplanation, Series
from documents.queries.books import series_for
from documents.queries.catch_up import day, register_read
from documents.queries.outgoing import symbol_of
from documents.queries.province_book import numbers_for_papers
from documents.symbols import read_reference
from documents.workflow import OUTGOING
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.files.names import safe_name
from lmhtx.people.models import User
from lmhtx.reading.safety import UnsafeFile, check_upload
from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.workflow import Refused
from lmhtx.workflow.actions import move

NO_ROWS = "Không đọc được dòng nào có số trong tệp; hãy xuất lại sổ từ Đồng Nai-S, giữ nguyên hàng tiêu đề."
OURS = "Sổ “{series}” do cổng này cấp số; văn bản lấy số bằng “Cấp số”."


@transaction.atomic
def list_entries(*, series: Series, year: int, file: Any, by: User) -> tuple[int, int]:
    """The register as the province's system lists it stands beside ours; how many numbers are new, how many changed.

    What was listed before and is not in this file stays: a file of one month says nothing of another.
    """
    rows = _rows(file)
    name, letter = (
        ("arrival_number", "arrival_suffix")
        if series.direction == Direction.INCOMING
        else ("number", "suffix")
    )
    told = {(row[name], row.get(letter) or ""): row for row in rows if row.get(name)}
    if not told:
        raise Refused(NO_ROWS)
    held = {(one.number, one.suffix): one for one in ProvinceEntry.objects.filter(series=series, year=year)}
    new = changed = 0
    for key, row in told.items():
        facts = _facts(row, series)
        entry = held.get(key)
        if entry is None:
            ProvinceEntry.objects.create(
                series=series, year=year, number=key[0], suffix=key[1], created_by=by, **facts
            )
            new += 1
        elif any(getattr(entry, field) != value for field, value in facts.items()):
            for field, value in facts.items():
                setattr(entry, field, value)
            entry.save(update_fields=list(facts))
            changed += 1
    record("documents.province.listed", series, by=by, note=f"{len(told)} số: {new} mới, {changed} đổi")
    return new, changed


def _facts(row: dict[str, Any], series: Series) -> dict[str, Any]:
    is_incoming = series.direction == Direction.INCOMING
    return {
        "reference": str(row.get("reference") or "")[:100],
        "dated_on": day(row.get("arrived_on" if is_incoming else "dated_on")),
        "subject": str(row.get("subject") or "")[:1000],
    }


def _rows(file: Any) -> list[dict[str, Any]]:
    name = safe_name(file.name)
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


@transaction.atomic
def explain(
    *, series: Series, year: int, number: int, suffix: str, side: Side, reason: str, by: User
) -> ProvinceExplanation:
    """Somebody says why the two sides differ at a number; said again, the later words hold."""
    if not reason.strip():
        raise Refused("Hãy ghi rõ lý do chênh lệch.")
    said, _ = ProvinceExplanation.objects.update_or_create(
        series=series,
        year=year,
        number=number,
        suffix=suffix,
        side=side,
        defaults={"reason": reason.strip()[:300], "explained_by": by, "explained_at": clock.now()},
    )
    record("documents.province.explained", said, by=by, note=reason)
    return said


@transaction.atomic
def enter_number(*, outgoing: Outgoing, number: str, dated_on: date, by: User) -> Outgoing:
    """A signed paper bears the number and day that the province's system gave it; the portal gives none.

    Refuses for a book of ours, a number that another paper bears, a day after today or before the signature.
    """
    outgoing = locked(outgoing)
    series = series_for(body=outgoing.body, direction=Direction.OUTGOING, kind=outgoing.type, on=dated_on)
    if series.is_ours:
        raise Refused(OURS.format(series=series))
    found = NUMBER.match(read_reference(number).number)
    if found is None or not int(found["number"]):
        raise Refused("Hãy nhập số như ở Đồng Nai-S, ví dụ 245 hoặc 245/KH-LM.")
    _refuse_day(outgoing, dated_on)
    outgoing = move(OUTGOING, outgoing, "number", by=by)
    year = held_year(series, dated_on.year)
    given = _given(year, int(found["number"]), found["suffix"].lower(), outgoing, dated_on, by=by)
    bear(outgoing, given, by=by)
    record("documents.outgoing.number_entered", outgoing, by=by, note=outgoing.reference)
    tell_of(outgoing, [outgoing.drafter], line="Đã có số", by=by)
    return outgoing


def _refuse_day(outgoing: Outgoing, dated_on: date) -> None:
    if dated_on > clock.today():
        raise Refused("Ngày văn bản không được sau hôm nay.")
    if outgoing.signed_on is not None and dated_on < outgoing.signed_on:
        raise Refused(f"Ngày văn bản không được trước ngày ký ({outgoing.signed_on:%d/%m/%Y}).")


def _given(
    year: Any, number: int, suffix: str, outgoing: Outgoing, dated_on: date, *, by: User
) -> DocumentNumber:
    if DocumentNumber.objects.filter(series_year=year, number=number, suffix=suffix).exists():
        raise Refused(
            f"Số {number}{suffix} năm {year.year} đã có trong sổ “{year.series}”; hãy kiểm tra lại số."
        )
    given: DocumentNumber = DocumentNumber.objects.create(
        series_year=year,
        number=number,
        suffix=suffix,
        symbol=symbol_of(outgoing, dated_on),
        dated_on=dated_on,
        type=outgoing.type,
        reason="Số kèm chữ do Đồng Nai-S cấp" if suffix else "",
        given_by=by,
    )
    if number > year.last_number:
        year.last_number, year.last_dated_on = number, dated_on
        year.save(update_fields=["last_number", "last_dated_on"])
    return given


@transaction.atomic
def enter_listed_numbers(*, series: Series, year: int, by: User) -> int:
    """Signed papers bear the numbers that the province's list has for them; how many."""
    pairs = numbers_for_papers(series, year)
    if not pairs:
        raise Refused("Không có số nào của Đồng Nai-S khớp với văn bản đã ký đang chờ số.")
    for entry, paper in pairs:
        number = f"{entry.number}{entry.suffix}"
        enter_number(outgoing=paper, number=number, dated_on=entry.dated_on or clock.today(), by=by)
    return len(pairs)

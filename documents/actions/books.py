"""Books are opened and mended, begun in the middle of a year by two people, and closed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from documents.actions.numbers import held_year
from documents.models import DocumentType, Series, SeriesStart, SeriesYear
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.people.models import User
from lmhtx.workflow import Refused


@transaction.atomic
def keep_series(*, form: Any, by: User) -> Series:
    """A book is opened, or what it says of itself is mended; a book in use keeps its direction and body."""
    is_new = form.instance.pk is None
    if not is_new and {"direction", "body"} & set(form.changed_data):
        held = SeriesYear.objects.filter(series=form.instance, last_number__gt=0).exists()
        if held:
            raise Refused(
                "Sổ đã có số, không đổi được chiều và chủ thể; hãy đặt ngày kết thúc và lập sổ mới."
            )
    series: Series = form.save()
    record("documents.series.created" if is_new else "documents.series.edited", series, by=by)
    return series


@transaction.atomic
def keep_type(*, form: Any, by: User) -> DocumentType:
    """What the house says of a type is mended."""
    kind: DocumentType = form.save()
    record("documents.type.edited", kind, by=by)
    return kind


@transaction.atomic
def propose_start(
    *, series: Series, year: int, last_number: int, last_dated_on: date, ground: str, by: User
) -> SeriesStart:
    """The book of the year shall go on after a number used elsewhere; a second person has to confirm it.

    A proposal that nobody has confirmed gives way to the new one.
    """
    held = held_year(series, year)
    if held.last_number:
        raise Refused(
            f"Sổ năm {year} đã cấp đến số {held.last_number} trên cổng, không đặt lại số bắt đầu được."
        )
    if last_dated_on.year != year:
        raise Refused(f"Ngày của số cuối phải thuộc năm {year}.")
    SeriesStart.objects.filter(series_year=held, confirmed_at__isnull=True).delete()
    start = SeriesStart.objects.create(
        series_year=held,
        last_number=last_number,
        last_dated_on=last_dated_on,
        ground=ground.strip(),
        proposed_by=by,
    )
    record("documents.start.proposed", start, by=by, note=ground)
    return start


@transaction.atomic
def confirm_start(*, start: SeriesStart, by: User) -> SeriesStart:
    """The second person agrees: the next number of the book is the one after."""
    held = held_year(start.series_year.series, start.series_year.year)
    start = SeriesStart.objects.select_for_update(of=("self",)).get(pk=start.pk)
    if start.confirmed_at is not None:
        raise Refused("Số bắt đầu này đã được xác nhận.")
    if start.proposed_by_id in by.hands:
        raise Refused("Người đề nghị không tự xác nhận; cần một người thứ hai.")
    if held.last_number:
        raise Refused(f"Sổ đã cấp đến số {held.last_number} trên cổng, không đặt lại số bắt đầu được.")
    start.confirmed_at, start.confirmed_by = clock.now(), by
    start.save(update_fields=["confirmed_at", "confirmed_by"])
    held.last_number, held.last_dated_on = start.last_number, start.last_dated_on
    held.save(update_fields=["last_number", "last_dated_on"])
    record("documents.start.confirmed", start, by=by)
    return start


@transaction.atomic
def close_year(*, series: Series, year: int, by: User) -> SeriesYear:
    """The book of a year that is over takes no more numbers."""
    if year >= clock.today().year:
        raise Refused(f"Năm {year} chưa hết, chưa khóa sổ được.")
    held = held_year(series, year)
    held.closed_at, held.closed_by = clock.now(), by
    held.save(update_fields=["closed_at", "closed_by"])
    record("documents.year.closed", held, by=by)
    return held

"""Giving numbers: in order of issuing, one at a time for a book, never twice and never back."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from documents.enums.numbers import DayFault, NumberState
from documents.models import DocumentNumber, DocumentType, Series, SeriesYear
from documents.rules.numbers import number_day_fault
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.people.models import User
from lmhtx.workflow import Refused

NOT_OURS = (
    "Số của “{series}” do Đồng Nai-S cấp; hãy lấy số ở đó rồi nhập vào, cổng này không cấp thêm một số khác."
)
CLOSED = "Sổ “{series}” năm {year} đã khóa ngày {day:%d/%m/%Y}; không cấp thêm số vào năm ấy."
SUFFIX = "abcdeghik"


def held_year(series: Series, year: int) -> SeriesYear:
    """The year of the book under a lock that lasts until the act is done; whoever comes second waits."""
    locked = SeriesYear.objects.select_for_update(of=("self",))
    found = locked.filter(series=series, year=year).first()
    if found is None:
        SeriesYear.objects.get_or_create(series=series, year=year)
        found = locked.get(series=series, year=year)
    if found.closed_at is not None:
        raise Refused(CLOSED.format(series=series, year=year, day=clock.local(found.closed_at)))
    return found


@transaction.atomic
def give_number(
    *, series: Series, symbol: str, dated_on: date, by: User, kind: DocumentType | None = None
) -> DocumentNumber:
    """The next number of the book, bearing the day; the book stands at it when this returns.

    Refuses for a book whose numbers come from the province's system, a closed year, and a day before that of the last
    number, after today or of another year.
    """
    if not series.is_ours:
        raise Refused(NOT_OURS.format(series=series))
    year = held_year(series, dated_on.year)
    _refuse_day(year, dated_on)
    return _write(year, symbol=symbol, dated_on=dated_on, by=by, kind=kind)


@transaction.atomic
def hold_number(*, series: Series, symbol: str, dated_on: date, reason: str, by: User) -> DocumentNumber:
    """A number is kept free for a paper to come, with the reason; the book shows it as held."""
    if not reason.strip():
        raise Refused("Giữ số là việc bất thường: hãy ghi rõ lý do, cho văn bản nào.")
    if not series.is_ours:
        raise Refused(NOT_OURS.format(series=series))
    year = held_year(series, dated_on.year)
    _refuse_day(year, dated_on)
    held = _write(
        year, symbol=symbol, dated_on=dated_on, by=by, state=NumberState.HELD, reason=reason.strip()
    )
    record("documents.number.held", held, by=by, note=reason)
    return held


@transaction.atomic
def take_held_number(*, number: DocumentNumber, symbol: str, by: User) -> DocumentNumber:
    """A paper takes the number that was kept for it; the reason of the keeping stays in the book."""
    number = DocumentNumber.objects.select_for_update(of=("self",)).get(pk=number.pk)
    if number.state != NumberState.HELD:
        raise Refused(f"Số {number} không còn được giữ; hãy cấp số kế tiếp.")
    number.state, number.symbol = NumberState.GIVEN, symbol
    number.given_at, number.given_by = clock.now(), by
    number.save(update_fields=["state", "symbol", "given_at", "given_by", "given_for"])
    return number


@transaction.atomic
def cancel_number(*, number: DocumentNumber, reason: str, by: User) -> DocumentNumber:
    """The number is void for ever and stays in the book with the reason; it is never given again."""
    number = DocumentNumber.objects.select_for_update(of=("self",)).get(pk=number.pk)
    if not reason.strip():
        raise Refused("Hãy ghi rõ lý do hủy số; số đã hủy vẫn in trong sổ.")
    if number.state == NumberState.CANCELLED:
        raise Refused(f"Số {number} đã hủy trước đó.")
    number.state, number.reason = NumberState.CANCELLED, reason.strip()
    number.save(update_fields=["state", "reason"])
    record("documents.number.cancelled", number, by=by, note=reason)
    return number


@transaction.atomic
def give_suffixed_number(
    *, after: DocumentNumber, symbol: str, dated_on: date, reason: str, by: User
) -> DocumentNumber:
    """A number with a letter ("245a") stands between two that are given; it needs a reason, and prints with it."""
    if not reason.strip():
        raise Refused("Số kèm chữ là việc bất thường: hãy ghi rõ lý do.")
    year = held_year(after.series_year.series, after.series_year.year)
    beside = DocumentNumber.objects.filter(series_year=year)
    following = beside.filter(number__gt=after.number).order_by("number").first()
    if dated_on < after.dated_on or dated_on > (following.dated_on if following else clock.today()):
        raise Refused(
            f"Số kèm chữ phải mang ngày nằm giữa hai số liền kề, từ {after.dated_on:%d/%m/%Y} trở đi."
        )
    taken = set(beside.filter(number=after.number).values_list("suffix", flat=True))
    suffix = next((letter for letter in SUFFIX if letter not in taken), "")
    if not suffix:
        raise Refused(f"Số {after.number} đã có quá nhiều số kèm chữ.")
    given = DocumentNumber.objects.create(
        series_year=year,
        number=after.number,
        suffix=suffix,
        symbol=symbol,
        dated_on=dated_on,
        reason=reason.strip(),
        given_by=by,
    )
    record("documents.number.suffixed", given, by=by, note=reason)
    return given


def next_arrival(series: Series, year: int) -> int:
    """The next number of a book of incoming papers, taken; to be called within the act that writes the paper."""
    held = held_year(series, year)
    held.last_number += 1
    held.last_dated_on = clock.today()
    held.save(update_fields=["last_number", "last_dated_on"])
    return held.last_number


def _write(
    year: SeriesYear,
    *,
    symbol: str,
    dated_on: date,
    by: User,
    kind: DocumentType | None = None,
    state: NumberState = NumberState.GIVEN,
    reason: str = "",
) -> DocumentNumber:
    year.last_number += 1
    year.last_dated_on = dated_on
    year.save(update_fields=["last_number", "last_dated_on"])
    return DocumentNumber.objects.create(
        series_year=year,
        number=year.last_number,
        symbol=symbol,
        dated_on=dated_on,
        type=kind,
        state=state,
        reason=reason,
        given_by=by,
    )


def _refuse_day(year: SeriesYear, dated_on: date) -> None:
    fault = number_day_fault(
        dated_on=dated_on, year=year.year, previous_on=year.last_dated_on, today=clock.today()
    )
    if fault is None:
        return
    tail = f" ({year.last_dated_on:%d/%m/%Y})" if fault == DayFault.BACKWARD else ""
    raise Refused(f"{fault.label}{tail}.")

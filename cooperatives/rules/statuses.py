"""Where a cooperative stands, from the events of its life."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cooperatives.enums.register import DISSOLVED, ENDED, EndKind, Status
from cooperatives.legal import register as legal
from lmhtx.legal import rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event: what it made of the cooperative, from which day, and which earlier event it puts right."""

    number: int
    status: Status
    effective_on: date
    until_on: date | None = None
    corrects: int | None = None


def standing(events: Iterable[Event]) -> list[Event]:
    """The events that still count, in order of their days: those that another one corrected are gone."""
    events = list(events)
    gone = {event.corrects for event in events}
    return sorted(
        (event for event in events if event.number not in gone),
        key=lambda event: (event.effective_on, event.number),
    )


@rule(legal.ENDS, cases="status.csv")
def status_on(events: Sequence[Event], *, day: date) -> Status | None:
    """The status at the end of a day; None before the first event."""
    counted = [event for event in standing(events) if event.effective_on <= day]
    return counted[-1].status if counted else None


@rule(legal.ENDS, cases="refusal.csv")
def refusal(events: Sequence[Event], new: Event) -> str:
    """Why an event may not be recorded, as a sentence; "" when nothing is against it.

    An end is left only by an event that corrects it, and nothing happens after it.
    """
    if new.corrects is not None and new.corrects not in {event.number for event in standing(events)}:
        return "Sự kiện cần đính chính không còn hiệu lực; hãy chọn sự kiện khác."
    if (new.until_on is not None) != (new.status == Status.SUSPENDED):
        return "Tạm ngừng kinh doanh phải ghi cả ngày hết hạn; các tình trạng khác không có ngày hết hạn."
    kept = [event for event in standing(events) if event.number != new.corrects]
    ended = next((event for event in kept if event.status in ENDED), None)
    if ended is not None:
        told = f"{ended.status.label}, {ended.effective_on:%d/%m/%Y}"
        return f"Hợp tác xã đã kết thúc ({told}). Chỉ ghi được sự kiện đính chính."
    if new.status in ENDED and any(event.effective_on > new.effective_on for event in kept):
        return "Sau ngày kết thúc này còn sự kiện đã ghi; hãy đính chính sự kiện đó trước."
    return ""


@rule(legal.ENDS, cases="end_kind.csv")
def end_kind(status: Status, *, is_free: bool | None, has_debts: bool | None) -> EndKind:
    """The kind in the table of cooperatives to be dissolved; unsorted until both facts are known."""
    if status in DISSOLVED:
        is_free = status == Status.DISSOLVED_FREELY
    if is_free is None or has_debts is None:
        return EndKind.UNSORTED
    if is_free:
        return EndKind.FREELY_OWING if has_debts else EndKind.FREELY_CLEAR
    return EndKind.FORCED_OWING if has_debts else EndKind.FORCED_CLEAR

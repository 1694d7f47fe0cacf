"""How a year's rating follows from its points, and who is not rated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cooperatives.enums.ratings import Band, Unrated
from cooperatives.enums.register import Kind, Status
from cooperatives.legal import ratings as legal
from cooperatives.rules.statuses import Event, standing
from lmhtx.legal import rule
from lmhtx.vn.dates import add_months
from lmhtx.vn.numbers import decimal_comma

WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The points given for one criterion; None where nobody has given any."""

    number: int
    max_points: Decimal
    points: Decimal | None


@rule(legal.RATING_TABLE, cases="rubric_fault.csv")
def rubric_fault(maxima: Sequence[Decimal | None]) -> str:
    """Why no round may open on these highest points, as a sentence; "" when they are known and make a hundred."""
    missing = [str(place) for place, points in enumerate(maxima, 1) if points is None]
    if missing:
        return (
            f"Chưa có điểm tối đa của tiêu chí {', '.join(missing)}; hãy nhập theo văn bản trước khi mở đợt."
        )
    total = sum((points for points in maxima if points is not None), Decimal(0))
    if total != WHOLE:
        return f"Tổng điểm tối đa là {decimal_comma(total.normalize())}, phải bằng 100 mới mở được đợt."
    return ""


@rule(legal.RATING_BANDS, cases="band.csv")
def band_of(total: Decimal, *, lowest: tuple[Decimal, Decimal, Decimal]) -> Band:
    """The band of an unrounded total; `lowest` are the least totals of tốt, khá, trung bình."""
    good, fair, average = lowest
    if total >= good:
        return Band.GOOD
    if total >= fair:
        return Band.FAIR
    return Band.AVERAGE if total >= average else Band.POOR


@rule(legal.RATING_TABLE, cases="marks_fault.csv")
def marks_fault(marks: Iterable[Mark], *, step: Decimal) -> str:
    """What is wrong with the points, as a sentence: one missing, beyond its bounds, off the step; "" when all is well.

    A criterion without points is never nought by silence.
    """
    marks = list(marks)
    missing = [str(mark.number) for mark in marks if mark.points is None]
    if missing:
        return f"Chưa chấm tiêu chí {', '.join(missing)}. Không có điểm thì ghi 0, không để trống."
    for mark in marks:
        points = mark.points or Decimal(0)
        if not 0 <= points <= mark.max_points:
            return (
                f"Điểm tiêu chí {mark.number} phải từ 0 đến {decimal_comma(mark.max_points.normalize() + 0)}."
            )
        if points % step:
            return f"Điểm tiêu chí {mark.number} phải theo bước {decimal_comma(step.normalize())}."
    return ""


@rule(legal.RATING_SCOPE, cases="unrated.csv")
def unrated(
    kind: Kind,
    *,
    year: int,
    founded_on: date | None,
    events: Sequence[Event],
    least_months: int,
    stopped_months: int,
    until: date,
) -> Unrated | None:
    """Why a cooperative is not rated in the year; None where it is. What is not over yet is judged `until` a day."""
    if kind == Kind.CREDIT_FUND:
        return Unrated.CREDIT_FUND
    if kind == Kind.GROUP:
        return Unrated.GROUP
    last = date(year, 12, 31)
    if founded_on is not None and add_months(founded_on, least_months) > last:
        return Unrated.TOO_YOUNG
    for first, end in _stops(events, until=min(until, last)):
        if add_months(max(first, date(year, 1, 1)), stopped_months) < end:
            return Unrated.STOPPED
    return None


def _stops(events: Sequence[Event], *, until: date) -> list[tuple[date, date]]:
    """From when to when nothing was done, each stretch in one piece."""
    found: list[tuple[date, date]] = []
    since: date | None = None
    for event in standing(events):
        if event.effective_on > until:
            break
        if event.status == Status.ACTIVE and since is not None:
            found.append((since, event.effective_on))
            since = None
        elif event.status != Status.ACTIVE and since is None:
            since = event.effective_on
    return found if since is None else [*found, (since, until)]


@rule(legal.SELF_SCORING, cases="self_scoring.csv")
def self_scoring_refusal(day: date, *, closes_on: date, closed_on: date | None) -> str:
    """Why a cooperative may not score itself on the day, as a sentence; "" while it may, the last day included."""
    if closed_on is not None and day >= closed_on:
        return (
            f"Đợt đánh giá đã đóng ngày {closed_on:%d/%m/%Y} nên không nhận điểm tự chấm nữa. Những gì đã chấm vẫn "
            "còn; hãy gọi phòng giữ sổ hợp tác xã của Liên minh."
        )
    if day > closes_on:
        return (
            f"Hạn tự chấm là hết ngày {closes_on:%d/%m/%Y}, nay đã qua nên không nộp được nữa. Những gì đã chấm vẫn "
            "còn; hãy gọi phòng giữ sổ hợp tác xã của Liên minh."
        )
    return ""

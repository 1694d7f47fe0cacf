"""What one step of a deadline says, told from its marks: before, until, from-to, recurring, or an event."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from itertools import pairwise

from plans.deadline_marks import Mark, MarkKind, Period
from plans.deadline_patterns import find_marks
from plans.enums import DeadlineKind

FILLING = """
hoan thanh xong thuc hien trien khai bao cao ket qua gui trinh ban hanh to chuc xay dung trong vao
ngay thang quy nam thoi gian han diem tien do lo trinh giai doan nhiem ky dot lan ke hoach phai
truoc du kien khoang tu den va cac nhung cuoi dau giua muc ve viec nhiem vu cho tong hop la cung voi
duoc moi bat ket thuc hang suot ca qua ca toan bo cuoi cung nay o tai thu de so ket tong ket hop phe
duyet nop xin y kien tham muu de xuat sau day nhu phan dau gio
"""
HARMLESS = frozenset(FILLING.split())


@dataclass(frozen=True, slots=True)
class Deadline:
    """What the words say: days of the words alone, the last one still on time; doubts are Vietnamese sentences."""

    kind: DeadlineKind
    start: date | None = None
    end: date | None = None
    end_time: time | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What the paper around the words gives: its year and the day it was issued."""

    year: int | None
    issued_on: date | None


def read_segment(segment: str, context: Context) -> Deadline:
    """What one step of a deadline says; segment is folded text."""
    marks = find_marks(segment)
    broken = next((mark for mark in marks if mark.kind is MarkKind.BROKEN), None)
    if broken is not None:
        return Deadline(DeadlineKind.UNREADABLE, doubts=(f"Thời hạn: {broken.problem}",))
    if marks and _begins_event(segment, marks):
        return _event(marks)
    printed = marks
    marks, problem, doubts = _with_years(printed, context)
    if problem:
        return Deadline(DeadlineKind.UNREADABLE, doubts=(problem,))
    if any(mark.kind is MarkKind.RECURRING for mark in marks) and not _states_span(marks):
        return _with_doubts(Deadline(DeadlineKind.RECURRING), _unused_day(printed))
    return _with_doubts(_from_marks(segment, marks, context), doubts)


def _begins_event(segment: str, marks: list[Mark]) -> bool:
    """Whether the words begin by naming an event; dates behind it belong to the event, not to the task."""
    if marks[0].kind is not MarkKind.EVENT:
        return False
    words = re.findall(r"[a-z]+", segment[: marks[0].begin])
    return all(word in HARMLESS for word in words)


def _event(marks: list[Mark]) -> Deadline:
    if not any(mark.kind is MarkKind.PERIOD for mark in marks):
        return Deadline(DeadlineKind.EVENT)
    return Deadline(
        DeadlineKind.EVENT,
        doubts=("Thời hạn: phụ thuộc một sự kiện; ngày ghi kèm không phải hạn chắc chắn, cần nhập tay",),
    )


def _unused_day(marks: list[Mark]) -> tuple[str, ...]:
    if any(mark.period and mark.period.has_year for mark in marks):
        return ("Thời hạn: việc thường xuyên có nhắc một ngày cụ thể, cần kiểm tra",)
    return ()


def _states_span(marks: list[Mark]) -> bool:
    """Whether recurring work is bounded by years printed beside it: "thường xuyên, giai đoạn 2026 - 2030"."""
    periods = [mark.period for mark in marks if mark.period]
    whole = (DeadlineKind.YEAR, DeadlineKind.ALL_YEAR, DeadlineKind.RANGE, DeadlineKind.HALF)
    return bool(periods) and all(p.has_year and p.kind in whole for p in periods)


def _with_years(marks: list[Mark], context: Context) -> tuple[list[Mark], str, tuple[str, ...]]:
    """The marks with missing years filled from a neighbour, the plan, or the day of issue."""
    periods = [mark.period for mark in marks if mark.period]
    if all(period.has_year for period in periods):
        return marks, "", ()
    printed = [p.end.year for p in periods if p.has_year]
    year = context.year
    doubts: tuple[str, ...] = ()
    if not printed and not year and context.issued_on:
        year = context.issued_on.year
        doubts = (f"Thời hạn: không ghi năm, đã lấy năm {year} theo ngày ban hành",)
    filled: list[Mark] = []
    following = list(printed)
    for mark in marks:
        if mark.period and mark.period.has_year and following:
            year = following.pop(0)
        if mark.period and not mark.period.has_year:
            chosen = following[0] if following else year
            if not chosen:
                return marks, "Thời hạn: không ghi năm, cần nhập ngày đầy đủ", ()
            if mark.period.kind is DeadlineKind.DATE and _is_missing_day(mark.period.end, chosen):
                return marks, f"Thời hạn: năm {chosen} không có ngày 29/2", ()
            filled.append(replace(mark, period=mark.period.in_year(chosen)))
        else:
            filled.append(mark)
    return filled, "", doubts


def _is_missing_day(day: date, year: int) -> bool:
    return (day.month, day.day) == (2, 29) and not calendar.isleap(year)


def _from_marks(segment: str, marks: list[Mark], context: Context) -> Deadline:
    places = [index for index, mark in enumerate(marks) if mark.period]
    if not places:
        return _without_period(segment, marks)
    found = _spans(marks, places, context) or _single(marks, places)
    leftover = leftover_of(segment, marks)
    if leftover and not _is_announced(segment, marks):
        return Deadline(DeadlineKind.UNREADABLE, doubts=(f"Thời hạn: chưa hiểu “{leftover}”, cần nhập tay",))
    if found.start and found.end and found.start > found.end:
        return Deadline(DeadlineKind.UNREADABLE, doubts=("Thời hạn: ngày bắt đầu sau ngày kết thúc",))
    hours = [mark.hour for mark in marks if mark.hour]
    if hours and found.end:
        found = replace(found, end_time=hours[-1])
    if leftover:
        found = _with_doubts(found, ("Thời hạn: ngày được lấy ra từ một câu dài, cần kiểm tra",))
    if re.search(r"\bdu kien\b|\bkhoang\b", segment):
        found = _with_doubts(found, ("Thời hạn: bản gốc ghi là dự kiến",))
    return found


def _without_period(segment: str, marks: list[Mark]) -> Deadline:
    kinds = {mark.kind for mark in marks}
    if MarkKind.EVENT in kinds:
        return Deadline(DeadlineKind.EVENT)
    if MarkKind.ONWARD in kinds and not leftover_of(segment, marks):
        return Deadline(DeadlineKind.OPEN_ENDED, doubts=("Thời hạn: không ghi bắt đầu từ năm nào",))
    return Deadline(
        DeadlineKind.UNREADABLE, doubts=(f"Thời hạn: chưa hiểu “{segment.strip()}”, cần nhập tay",)
    )


def _spans(marks: list[Mark], places: list[int], context: Context) -> Deadline | None:
    """From-to, from-on and since-the-issue; None when the periods are not bound so."""
    kinds = [mark.kind for mark in marks]
    first, last = _period_at(marks, places[0]), _period_at(marks, places[-1])
    before_first = set(kinds[: places[0]])
    between = set(kinds[places[0] + 1 : places[-1]])
    if MarkKind.ONWARD in kinds[places[-1] :]:
        return Deadline(DeadlineKind.OPEN_ENDED, first.start)
    if len(places) == 2 and between & {MarkKind.DASH, MarkKind.UNTIL} and MarkKind.BEFORE not in between:
        return _span(first, last)
    if len(places) == 2 and MarkKind.SINCE in before_first and MarkKind.BEFORE in between:
        return Deadline(DeadlineKind.RANGE, first.start, last.start - timedelta(days=1))
    if MarkKind.SINCE_ISSUE in before_first and len(places) == 1:
        is_before = MarkKind.BEFORE in before_first
        end = last.start - timedelta(days=1) if is_before else last.end
        return Deadline(DeadlineKind.RANGE, context.issued_on, end)
    if len(places) == 1 and MarkKind.SINCE in before_first and first.kind is not DeadlineKind.RANGE:
        return Deadline(DeadlineKind.OPEN_ENDED, first.start)
    return None


def _span(first: Period, last: Period) -> Deadline:
    start = first.start
    if start > last.end and not first.has_year:
        start = start.replace(year=start.year - 1)
    return Deadline(DeadlineKind.RANGE, start, last.end)


def _single(marks: list[Mark], places: list[int]) -> Deadline:
    """One date, or several unbound ones of which the last counts."""
    bound = [_bound(marks, place) for place in places]
    if len(bound) == 1:
        return bound[0]
    years = [marks[place].period for place in places]
    if all(p and p.kind is DeadlineKind.YEAR for p in years) and all(
        one.start and other.start and other.start.year == one.start.year + 1 for one, other in pairwise(bound)
    ):
        return Deadline(DeadlineKind.RANGE, bound[0].start, bound[-1].end)
    return Deadline(DeadlineKind.MULTIPLE, None, max(one.end for one in bound if one.end))


def _bound(marks: list[Mark], place: int) -> Deadline:
    """One period with the word before it: trước, đến, chậm nhất."""
    period = _period_at(marks, place)
    leading = [mark.kind for mark in marks[:place] if mark.kind is not MarkKind.PERIOD]
    has_hour = any(mark.kind is MarkKind.HOUR for mark in marks)
    word = next((kind for kind in reversed(leading) if kind in (MarkKind.BEFORE, MarkKind.UNTIL)), None)
    if word is MarkKind.BEFORE and not has_hour:
        return Deadline(DeadlineKind.DATE, None, period.start - timedelta(days=1))
    is_point = period.kind in (DeadlineKind.DATE, DeadlineKind.MULTIPLE)
    if word or is_point:
        kind = DeadlineKind.DATE if word or period.kind is DeadlineKind.DATE else period.kind
        return Deadline(kind, None, period.end)
    return Deadline(period.kind, period.start, period.end)


def _period_at(marks: list[Mark], place: int) -> Period:
    period = marks[place].period
    if period is None:
        raise ValueError("a mark without a period")
    return period


def leftover_of(segment: str, marks: list[Mark]) -> str:
    """The words no mark explains; empty when only filling words are left."""
    rest, place = [], 0
    for mark in marks:
        rest.append(segment[place : mark.begin])
        place = mark.end
    rest.append(segment[place:])
    words = " ".join(rest)
    strange = [word for word in re.findall(r"[a-z0-9]+", words) if word not in HARMLESS]
    return " ".join(strange) if strange else ""


def _is_announced(segment: str, marks: list[Mark]) -> bool:
    """Whether the day is brought in by a word of deadlines, with no stray figures beside it."""
    periods = [mark for mark in marks if mark.period]
    for mark in periods:
        if re.search(r"\d\s*[/.-]?\s*$", segment[: mark.begin]) or re.match(
            r"\s*[/.-]?\s*\d", segment[mark.end :]
        ):
            return False
    if any(mark.kind in (MarkKind.BEFORE, MarkKind.UNTIL) for mark in marks):
        return True
    first = periods[0]
    lead_in = segment[: first.begin].strip(" ,(:-")
    is_first = not lead_in or all(word in HARMLESS for word in re.findall(r"[a-z0-9]+", lead_in))
    has_verb = re.search(r"\b(?:hoan thanh|xong|trong|vao|ket thuc|ban hanh|trinh)(?: trong| vao)?$", lead_in)
    return bool(has_verb) or (is_first and bool(first.period and first.period.has_year))


def _with_doubts(deadline: Deadline, doubts: tuple[str, ...]) -> Deadline:
    return replace(deadline, doubts=tuple(dict.fromkeys((*deadline.doubts, *doubts)))) if doubts else deadline

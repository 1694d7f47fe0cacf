"""The words of a deadline turned into days; words that say no clear day give none, and a doubt."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from itertools import pairwise

from lmhtx.vn.text import fold, squeeze
from plans.deadline_marks import Mark, MarkKind, Period, find_marks
from plans.enums import DeadlineKind

# The number and day of another paper are no deadline: "Kế hoạch số 113/KH-UBND ngày 12/9/2024".
OTHER_PAPER = re.compile(
    r"(?:\bso\s*:?\s*)?\b\d+[a-z]?(?:/20\d\d)?\s*[-/]\s*(?!quy\b|thang\b|nam\b|den\b|ngay\b|q\d|t\d)[a-z]{2,}[a-z0-9/&-]*"
    r"(?:\s*,?\s*ngay\s+(?:\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{1,2}\s+thang\s+\d{1,2}\s+nam\s+\d{4}))?"
    r"|\bluat(?:\s+(?!den\b|truoc\b)[a-z]+){1,9}\s+(?:nam\s+)?20\d\d"
)
# A list's own numbers say nothing about the day: "(1)", "đợt 2:", "1.", "bước 3".
LIST_NUMBER = re.compile(r"\(\s*\d{1,2}\s*\)|\b(?:dot|lan|buoc|giai doan|(?<!dinh )ky)\s+(?:\d|[ivx]+)\b(?!\s*[-/]?\s*\d)|^\s*\d{1,2}[.)]\s+(?!\d)")
BROKEN_YEAR = re.compile(r"(\d{1,2}\s*/\s*\d{1,2}\s*/\s*\d{1,3})\s*;?\s+(\d{1,3})(?!\d)(?!\s*/)")
SEGMENTS = re.compile(r"[;\n]|\.\s+(?=\D)|^\s*[-+•]\s+")
HARMLESS = frozenset(
    "hoan thanh xong thuc hien trien khai bao cao ket qua gui trinh ban hanh to chuc xay dung trong vao ngay thang quy nam "
    "thoi gian han diem tien do lo trinh giai doan nhiem ky dot lan ke hoach phai truoc du kien khoang tu den va cac nhung "
    "cuoi dau giua muc ve viec nhiem vu cho tong hop la cung voi duoc moi bat ket thuc hang suot ca qua ca toan bo cuoi cung "
    "nay o tai thu de so ket tong ket hop phe duyet nop xin y kien tham muu de xuat sau day nhu phan dau gio".split()
)
STARTING = re.compile(r"^\W*(?:bat dau|khoi cong|khoi dong|tu|trien khai tu)\b")


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


def read_deadline(words: str | None, *, year: int | None = None, issued_on: date | None = None) -> Deadline:
    """Read the words of a deadline cell; `year` is the plan's, used where the words name none. Never raises."""
    text = squeeze(str(words or "").replace("\n", " ; ").replace("\r", " ; "))
    folded = _cleaned(text)
    if not re.search(r"[a-z0-9]", folded):
        return Deadline(DeadlineKind.NONE)
    context = Context(year, issued_on)
    segments = [part for part in SEGMENTS.split(folded) if re.search(r"[a-z0-9]", part)]
    if len(segments) == 1:
        return _quoted(_read_segment(segments[0], context), text)
    whole = _across_lines(folded, context)
    return _quoted(whole or _combine(segments, context), text)


def _cleaned(text: str) -> str:
    folded = re.sub("[\u2010-\u2015\u2212~]", "-", fold(text)).replace("|", "/")
    folded = re.sub(r"\bqui\b", "quy", folded)
    folded = BROKEN_YEAR.sub(lambda m: m[1] + m[2] if len(re.split(r"/\s*", m[1])[-1] + m[2]) == 4 else m[0], folded)
    folded = re.sub(r"\b(20[0-4])\s(\d)(?![\d/.-])", r"\1\2", folded)
    folded = re.sub(r"([/.-])\s*;\s*(?=\d)", r"\1", folded)
    folded = re.sub(r"(-|\bden|\btu|\btruoc|\bngay)\s*;\s*|\s*;\s*(?=-\s*(?:\d|quy|thang|nam)|den\b)", r"\1 ", folded)
    return LIST_NUMBER.sub(" ", OTHER_PAPER.sub(" ", folded))


def _across_lines(folded: str, context: Context) -> Deadline | None:
    """One deadline broken over lines of a narrow cell; None when the lines are deadlines of their own."""
    joined = " ".join(folded.replace(";", " ").split())
    marks = find_marks(joined)
    if sum(mark.kind is MarkKind.PERIOD for mark in marks) > 2 or "." in re.sub(r"\d\.\d", "", joined):
        return None
    is_linked = any(mark.kind in (MarkKind.DASH, MarkKind.UNTIL, MarkKind.ONWARD) for mark in marks[1:-1] or marks[1:])
    is_one = sum(mark.kind is MarkKind.PERIOD for mark in marks) == 1 and not _leftover(joined, marks)
    found = _read_segment(joined, context)
    is_split = not all(_has_period(part) for part in SEGMENTS.split(folded) if re.search(r"[a-z0-9]", part))
    return found if (is_linked or is_one) and is_split and found.kind is not DeadlineKind.UNREADABLE else None


def _has_period(segment: str) -> bool:
    return any(mark.kind is MarkKind.PERIOD for mark in find_marks(segment))


def _combine(segments: list[str], context: Context) -> Deadline:
    """Several steps in one cell: the task ends with the last dated one."""
    known_years = re.findall(r"20\d\d", " ".join(segments))
    inner = replace(context, year=int(known_years[-1])) if known_years and not context.year else context
    read = [_read_segment(segment, inner) for segment in segments]
    dated = [one for one in read if one.end or one.start]
    doubts = tuple(dict.fromkeys(doubt for one in read for doubt in one.doubts))
    if len(dated) == 2 and STARTING.match(segments[0]) and dated[1].end:
        return Deadline(DeadlineKind.RANGE, dated[0].start or dated[0].end, dated[1].end, dated[1].end_time, doubts)
    if len(dated) >= 2:
        ends = [one.end for one in dated if one.end]
        last = max(ends, default=None)
        hour = next((one.end_time for one in dated if one.end == last), None)
        return Deadline(DeadlineKind.MULTIPLE, None, last, hour, doubts)
    if len(dated) == 1:
        rest = "Thời hạn: có phần chữ không nêu ngày; đã lấy mốc duy nhất có ngày"
        keeps = all(one.kind is DeadlineKind.UNREADABLE for one in read if one is not dated[0])
        kept = doubts if not keeps else tuple(d for d in doubts if d in dated[0].doubts)
        return replace(dated[0], doubts=(*kept, rest))
    return read[0] if len({one.kind for one in read}) == 1 else _undated(read, doubts)


def _undated(read: list[Deadline], doubts: tuple[str, ...]) -> Deadline:
    kinds = [one.kind for one in read]
    for kind in (DeadlineKind.UNREADABLE, DeadlineKind.RECURRING, DeadlineKind.EVENT):
        if kind in kinds:
            return Deadline(kind, doubts=doubts)
    return read[0]


def _read_segment(segment: str, context: Context) -> Deadline:
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
    year, doubts = context.year, ()
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
            mark = replace(mark, period=mark.period.in_year(chosen))
        filled.append(mark)
    return filled, "", doubts


def _is_missing_day(day: date, year: int) -> bool:
    return (day.month, day.day) == (2, 29) and not calendar.isleap(year)


def _from_marks(segment: str, marks: list[Mark], context: Context) -> Deadline:
    places = [index for index, mark in enumerate(marks) if mark.period]
    if not places:
        return _without_period(segment, marks)
    found = _spans(marks, places, context) or _single(marks, places)
    leftover = _leftover(segment, marks)
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
    if MarkKind.ONWARD in kinds and not _leftover(segment, marks):
        return Deadline(DeadlineKind.OPEN_ENDED, doubts=("Thời hạn: không ghi bắt đầu từ năm nào",))
    return Deadline(DeadlineKind.UNREADABLE, doubts=(f"Thời hạn: chưa hiểu “{segment.strip()}”, cần nhập tay",))


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
    assert period is not None
    return period


def _leftover(segment: str, marks: list[Mark]) -> str:
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
        if re.search(r"\d\s*[/.-]?\s*$", segment[: mark.begin]) or re.match(r"\s*[/.-]?\s*\d", segment[mark.end :]):
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


def _quoted(deadline: Deadline, text: str) -> Deadline:
    """Doubts that quote folded words quote the paper's own instead."""
    told = tuple(re.sub("“.*”", f"“{text}”", doubt) if "chưa hiểu" in doubt else doubt for doubt in deadline.doubts)
    return replace(deadline, doubts=told)

"""The words of a deadline turned into days; words that say no clear day give none, and a doubt."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from lmhtx.vn.text import fold, squeeze
from plans.deadline_marks import MarkKind
from plans.deadline_patterns import find_marks
from plans.deadline_steps import Context, Deadline, leftover_of, read_segment
from plans.enums import DeadlineKind

__all__ = ["Deadline", "read_deadline"]

# The number and day of another paper are no deadline: "Kế hoạch số 113/KH-UBND ngày 12/9/2024".
OTHER_PAPER = re.compile(
    r"(?:\bso\s*:?\s*)?\b\d+[a-z]?(?:/20\d\d)?\s*[-/]\s*(?!quy\b|thang\b|nam\b|den\b|ngay\b|q\d|"
    r"t\d)[a-z]{2,}[a-z0-9/&-]*"
    r"(?:\s*,?\s*ngay\s+(?:\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{1,2}\s+thang\s+\d{1,2}\s+nam\s+\d{4}))?"
    r"|\bluat(?:\s+(?!den\b|truoc\b)[a-z]+){1,9}\s+(?:nam\s+)?20\d\d"
)
# A list's own numbers say nothing about the day: "(1)", "đợt 2:", "1.", "bước 3".
LIST_NUMBER = re.compile(
    r"\(\s*\d{1,2}\s*\)|\b(?:dot|lan|buoc|giai doan|(?<!dinh )ky)\s+(?:\d|[ivx]+)\b(?!\s*[-/]?\s*\d)|"
    r"^\s*\d{1,2}[.)]\s+(?!\d)"
)
BROKEN_YEAR = re.compile(r"(\d{1,2}\s*/\s*\d{1,2}\s*/\s*\d{1,3})\s*;?\s+(\d{1,3})(?!\d)(?!\s*/)")
SEGMENTS = re.compile(r"[;\n]|\.\s+(?=\D)|^\s*[-+•]\s+")
STARTING = re.compile(r"^\W*(?:bat dau|khoi cong|khoi dong|tu|trien khai tu)\b")


def read_deadline(words: str | None, *, year: int | None = None, issued_on: date | None = None) -> Deadline:
    """Read the words of a deadline cell; `year` is the plan's, used where the words name none. Never raises."""
    text = squeeze(str(words or "").replace("\n", " ; ").replace("\r", " ; "))
    folded = _cleaned(text)
    if not re.search(r"[a-z0-9]", folded):
        return Deadline(DeadlineKind.NONE)
    context = Context(year, issued_on)
    segments = [part for part in SEGMENTS.split(folded) if re.search(r"[a-z0-9]", part)]
    if len(segments) == 1:
        return _quoted(read_segment(segments[0], context), text)
    whole = _across_lines(folded, context)
    return _quoted(whole or _combine(segments, context), text)


def _cleaned(text: str) -> str:
    folded = re.sub("[\u2010-\u2015\u2212~]", "-", fold(text)).replace("|", "/")
    folded = re.sub(r"\bqui\b", "quy", folded)
    folded = BROKEN_YEAR.sub(
        lambda m: m[1] + m[2] if len(re.split(r"/\s*", m[1])[-1] + m[2]) == 4 else m[0], folded
    )
    folded = re.sub(r"\b(20[0-4])\s(\d)(?![\d/.-])", r"\1\2", folded)
    folded = re.sub(r"([/.-])\s*;\s*(?=\d)", r"\1", folded)
    folded = re.sub(
        r"(-|\bden|\btu|\btruoc|\bngay)\s*;\s*|\s*;\s*(?=-\s*(?:\d|quy|thang|nam)|den\b)", r"\1 ", folded
    )
    return LIST_NUMBER.sub(" ", OTHER_PAPER.sub(" ", folded))


def _across_lines(folded: str, context: Context) -> Deadline | None:
    """One deadline broken over lines of a narrow cell; None when the lines are deadlines of their own."""
    joined = " ".join(folded.replace(";", " ").split())
    marks = find_marks(joined)
    if sum(mark.kind is MarkKind.PERIOD for mark in marks) > 2 or "." in re.sub(r"\d\.\d", "", joined):
        return None
    is_linked = any(
        mark.kind in (MarkKind.DASH, MarkKind.UNTIL, MarkKind.ONWARD) for mark in marks[1:-1] or marks[1:]
    )
    is_one = sum(mark.kind is MarkKind.PERIOD for mark in marks) == 1 and not leftover_of(joined, marks)
    found = read_segment(joined, context)
    is_split = not all(_has_period(part) for part in SEGMENTS.split(folded) if re.search(r"[a-z0-9]", part))
    return found if (is_linked or is_one) and is_split and found.kind is not DeadlineKind.UNREADABLE else None


def _has_period(segment: str) -> bool:
    return any(mark.kind is MarkKind.PERIOD for mark in find_marks(segment))


def _combine(segments: list[str], context: Context) -> Deadline:
    """Several steps in one cell: the task ends with the last dated one."""
    known_years = re.findall(r"20\d\d", " ".join(segments))
    inner = replace(context, year=int(known_years[-1])) if known_years and not context.year else context
    read = [read_segment(segment, inner) for segment in segments]
    dated = [one for one in read if one.end or one.start]
    doubts = tuple(dict.fromkeys(doubt for one in read for doubt in one.doubts))
    if len(dated) == 2 and STARTING.match(segments[0]) and dated[1].end:
        return Deadline(
            DeadlineKind.RANGE, dated[0].start or dated[0].end, dated[1].end, dated[1].end_time, doubts
        )
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


def _quoted(deadline: Deadline, text: str) -> Deadline:
    """Doubts that quote folded words quote the paper's own instead."""
    told = tuple(
        re.sub("“.*”", lambda _: f"“{text}”", doubt) if "chưa hiểu" in doubt else doubt
        for doubt in deadline.doubts
    )
    return replace(deadline, doubts=told)

"""How each mark in the words of a deadline is written, and what it stands for."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time

from lmhtx.vn.dates import BadDate, checked_date, last_day_of_month
from plans.deadline_marks import Mark, MarkKind, Period
from plans.enums import DeadlineKind

FIRST_YEAR, LAST_YEAR = 2000, 2100
# "Cuối giờ làm việc" names no hour; the office closes at 17:00.
END_OF_WORKING_DAY = time(17, 0)
END_OF_MORNING = time(11, 30)

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "l": 1, "ll": 2, "lll": 3, "lv": 4}
NUMBER_WORDS = {"mot": 1, "gieng": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8,
                "chin": 9, "muoi": 10, "muoi mot": 11, "muoi hai": 12, "chap": 12}  # fmt: skip


def find_marks(text: str) -> list[Mark]:
    """All marks in a folded text, in order, none overlapping another."""
    marks: list[Mark] = []
    place = 0
    while place < len(text):
        mark = _mark_at(text, place)
        if mark is None:
            following = re.compile(r"[a-z0-9]+|.", re.DOTALL).match(text, place)
            place = following.end() if following else place + 1
        else:
            marks.append(mark)
            place = mark.end
    return marks


def _mark_at(text: str, place: int) -> Mark | None:
    for pattern, build in PATTERNS:
        found = pattern.match(text, place)
        if found and found.end() > place:
            return build(found)
    return None


def _plain(kind: MarkKind) -> Callable[[re.Match[str]], Mark]:
    return lambda found: Mark(kind, found.start(), found.end())


def _period(found: re.Match[str], period: Period) -> Mark:
    return Mark(MarkKind.PERIOD, found.start(), found.end(), period=period)


def _broken(found: re.Match[str], problem: str) -> Mark:
    return Mark(MarkKind.BROKEN, found.start(), found.end(), problem=problem)


def _year(words: str | None) -> int | None:
    return int(words) if words else None


def _day(found: re.Match[str]) -> Mark:
    day, month, year_words = int(found["d"]), int(found["m"]), found["y"]
    year = _full_year(year_words)
    if year_words and year is None:
        return _broken(found, f"năm “{year_words}” bị cụt hoặc sai")
    try:
        on = checked_date(year or 2000, month, day)
    except BadDate as error:
        return _broken(found, str(error).rstrip("."))
    return _period(found, Period(DeadlineKind.DATE, on, on, year is not None))


def _full_year(words: str | None) -> int | None:
    if not words or len(words) != 4 or not FIRST_YEAR <= int(words) <= LAST_YEAR:
        return None
    return int(words)


def _days(found: re.Match[str]) -> Mark:
    try:
        end = checked_date(int(found["y"]), int(found["m"]), int(found["d2"]))
        start = checked_date(end.year, end.month, int(found["d"]))
    except BadDate as error:
        return _broken(found, str(error).rstrip("."))
    if start > end:
        return _broken(found, "ngày bắt đầu sau ngày kết thúc")
    return _period(found, Period(DeadlineKind.RANGE, start, end))


def _iso_day(found: re.Match[str]) -> Mark:
    try:
        on = checked_date(int(found["y"]), int(found["m"]), int(found["d"]))
    except BadDate as error:
        return _broken(found, str(error).rstrip("."))
    return _period(found, Period(DeadlineKind.DATE, on, on))


def _count(words: str) -> int:
    words = words.strip()
    return int(words) if words.isdigit() else ROMAN.get(words) or NUMBER_WORDS[words]


def _months(found: re.Match[str]) -> Mark:
    numbers = [_count(word) for word in re.findall(r"\d+|[a-z]+(?: mot| hai)?", _without_joints(found["n"]))]
    year = _full_year(found["y"])
    if found["y"] and year is None:
        return _broken(found, f"năm “{found['y']}” bị cụt hoặc sai")
    if not all(1 <= number <= 12 for number in numbers):
        return _broken(found, "tháng phải từ 1 đến 12")
    return _stretch(found, numbers, year=year, single=DeadlineKind.MONTH)


def _stretch(found: re.Match[str], numbers: list[int], *, year: int | None, single: DeadlineKind) -> Mark:
    """Months or quarters from the first to the last; "tháng 11 đến tháng 2/2026" began the year before."""
    kind = _joined(found["n"], numbers, single=single)
    months = 3 if single is DeadlineKind.QUARTER else 1
    end = last_day_of_month(year or 2000, numbers[-1] * months)
    start = date(end.year, numbers[0] * months - months + 1, 1)
    if numbers != sorted(numbers):
        if kind is not DeadlineKind.RANGE or len(numbers) != 2:
            return _broken(found, "thứ tự các mốc bị đảo")
        start = start.replace(year=start.year - 1)
    return _period(found, Period(kind, start, end, year is not None))


def _joined(words: str, numbers: list[int], *, single: DeadlineKind) -> DeadlineKind:
    """One, a span, or several apart: "quý II, IV" are two dates, "quý II-IV" and "quý II, III" are spans."""
    if len(numbers) == 1:
        return single
    is_span = re.search(r"-|\bden\b|\btoi\b", words) or numbers == list(range(numbers[0], numbers[-1] + 1))
    return DeadlineKind.RANGE if is_span else DeadlineKind.MULTIPLE


def _without_joints(words: str) -> str:
    return re.sub(r"\b(?:thang|quy|va|den|toi)\b", " ", words)


def _quarters(found: re.Match[str]) -> Mark:
    numbers = [_count(word) for word in re.findall(r"[a-z]+|\d", _without_joints(found["n"]))]
    year = _full_year(found["y"])
    if found["y"] and year is None:
        return _broken(found, f"năm “{found['y']}” bị cụt hoặc sai")
    return _stretch(found, numbers, year=year, single=DeadlineKind.QUARTER)


def _part_of_year(found: re.Match[str]) -> Mark:
    months = {"nua": 6, "sau": 6, "ba": 3, "chin": 9}.get(found["n"]) or int(found["n"])
    year = _year(found["y"])
    if not 1 <= months <= 11:
        return _broken(found, f"“{found['n']} tháng” không phải một phần của năm")
    is_first = (found["part"] or "dau") == "dau"
    first_month, last_month = (1, months) if is_first else (13 - months, 12)
    kind = DeadlineKind.HALF if months == 6 else DeadlineKind.RANGE
    start = date(year or 2000, first_month, 1)
    return _period(found, Period(kind, start, last_day_of_month(start.year, last_month), year is not None))


def _part_of_month(found: re.Match[str]) -> Mark:
    month, year = int(found["m"]), _year(found["y"])
    if not 1 <= month <= 12:
        return _broken(found, "tháng phải từ 1 đến 12")
    last = last_day_of_month(year or 2000, month)
    on = {"dau": last.replace(day=1), "giua": last.replace(day=15), "cuoi": last}[found["part"]]
    return _period(found, Period(DeadlineKind.DATE, on, on, year is not None))


def _point_of_year(found: re.Match[str]) -> Mark:
    year = _year(found["y"])
    on = date(year or 2000, 6, 30) if found["part"] == "giua" else date(year or 2000, 12, 31)
    return _period(found, Period(DeadlineKind.DATE, on, on, year is not None))


def _vague_part(found: re.Match[str]) -> Mark:
    return _broken(found, "chữ “đầu” hoặc “giữa” không nêu rõ ngày nào")


def _whole_year(found: re.Match[str]) -> Mark:
    year = _year(found["y"])
    if year and not FIRST_YEAR <= year <= LAST_YEAR:
        return _broken(found, f"năm {year} ngoài khoảng {FIRST_YEAR}–{LAST_YEAR}")
    kind = DeadlineKind.ALL_YEAR if "all" in found.re.groupindex else DeadlineKind.YEAR
    return _period(
        found, Period(kind, date(year or 2000, 1, 1), date(year or 2000, 12, 31), year is not None)
    )


def _years(found: re.Match[str]) -> Mark:
    first, last = int(found["y"]), int(found["y2"])
    if not FIRST_YEAR <= first <= last <= LAST_YEAR:
        return _broken(found, f"khoảng năm {first}–{last} không hợp lý")
    return _period(found, Period(DeadlineKind.RANGE, date(first, 1, 1), date(last, 12, 31)))


def _hour(found: re.Match[str]) -> Mark:
    hour, minute = int(found["h"]), int(found["min"] or found["min2"] or 0)
    if found["half"] in ("chieu", "toi") and hour < 12:
        hour += 12
    if hour > 23 or minute > 59:
        return _broken(found, f"giờ “{found.group().strip()}” không có")
    return Mark(MarkKind.HOUR, found.start(), found.end(), hour=time(hour, minute))


def _close_of_day(found: re.Match[str]) -> Mark:
    closing = END_OF_MORNING if "sang" in found.group() else END_OF_WORKING_DAY
    return Mark(MarkKind.HOUR, found.start(), found.end(), hour=closing)


YEAR_AFTER = r"(?:\s*(?:[/.,-]\s*)?(?:nam\s*)?(?P<y>\d{4})(?!\d))?"
YEAR_TIGHT = r"(?:\s*(?:[/.-]\s*(?:nam\s*)?|,?\s*nam\s*|(?<=\d),?\s+)(?P<y>\d{4})(?!\d))?"
ROMAN_QUARTER = r"(?:iv|iii|ii|i|lv|lll|ll|l|[1-4])(?![a-z0-9])"
MONTH_NAME = (
    r"(?:\d{1,2}(?!\d)|muoi mot|muoi hai|muoi|gieng|mot|hai|ba|tu|bon|nam(?!\s*\d)|sau|bay|tam|chin|chap)"
)
JOINT = r"\s*(?:-|,|va|den|toi)\s*"
QUARTERS = ROMAN_QUARTER + r"(?:" + JOINT + r"(?:quy\s*)?" + ROMAN_QUARTER + r")*"
BARE_YEAR = r"(?:\s*(?P<y>20\d\d))?(?!\d)"

PATTERNS: list[tuple[re.Pattern[str], Callable[[re.Match[str]], Mark]]] = [
    (re.compile(pattern), build)
    for pattern, build in (
        (r"(?P<y>20\d\d)(?P<y2>20\d\d)(?!\d)", _years),
        (r"(?P<y>20\d\d)-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)", _iso_day),
        ((
            r"(?:tu\s*)?(?:ngay\s*)?(?P<d>\d{1,2})\s*(?:-|"
            r"den)\s*(?:ngay\s*)?(?P<d2>\d{1,2})\s*/\s*(?P<m>\d{1,2})\s*/\s*"
            r"(?P<y>\d{4})(?!\d)"
        ), _days),
        (r"(?:ngay\s*)?(?P<d>\d{1,2})\s*(?P<s>[/.-])\s*(?P<m>\d{1,2})\s*(?P=s)\s*(?P<y>\d{1,8})(?!\d)", _day),
        (r"(?:ngay\s*)?(?P<d>\d{1,2})\s*[/.]\s*(?P<m>\d{1,2})\s*[-/.]\s*(?P<y>20\d\d)(?!\d)", _day),
        (r"(?P<n>\d{1,2}\s*-\s*\d{1,2})\s*/\s*(?P<y>20\d\d)(?!\d)", _months),
        (r"ngay\s*(?P<d>\d{1,2})\s*,?\s*thang\s*(?P<m>\d{1,2})(?:\s*,?\s*(?:nam|/)\s*(?P<y>\d{1,8}))?(?![\d])", _day),
        (r"(?P<d>\d{1,2})\s*thang\s*(?P<m>\d{1,2})(?:\s*,?\s*(?:nam|/)\s*(?P<y>\d{1,8}))(?![\d])", _day),
        ((
            r"(?P<h>\d{1,2})\s*(?:gio(?:\s*(?P<min>\d{2})(?!\d|\s*/))?(?:\s*phut)?|(?:h|g|"
            r":(?=\d\d))(?P<min2>\d{2})?(?!\d|[a-z]))"
            r"(?:\s*(?P<half>sang|chieu|toi)\b)?"
        ), _hour),
        ((
            r"(?:truoc\s+)?(?:cuoi|het)\s+(?:gio|ngay|buoi)(?:\s+(?:lam viec|hanh chinh|chieu|"
            r"sang))+(?:\s+(?=ngay))?"
            r"|cuoi gio\b|(?:trong )?buoi (?:sang|chieu)"
        ), _close_of_day),
        (r"(?:ngay\s*)?(?P<d>\d{1,2})\s*/\s*(?P<m>\d{1,2})(?!\d|\s*/)(?:\s*,?\s*nam\s*(?P<y>\d{4})(?!\d))?", _day),
        (r"ngay\s*(?P<d>\d{1,2})\s*[.-]\s*(?P<m>\d{1,2})(?!\d|\s*[/.-])(?P<y>(?!))?", _day),
        (r"(?P<part>dau|giua|cuoi)\s+thang\s*(?P<m>\d{1,2})(?!\d)" + YEAR_TIGHT, _part_of_month),
        (r"(?P<n>\d{1,2}|ba|sau|chin)\s*thang\s*(?P<part>dau|cuoi)(?:\s*nam)?" + BARE_YEAR, _part_of_year),
        (r"(?P<n>nua)\s*(?P<part>dau|cuoi)\s*(?:cua\s*)?nam(?:\s*(?P<y>20\d\d))?(?!\d)", _part_of_year),
        (r"(?P<n>0?9|chin)\s*thang(?!\s*(?:/|\d|mot lan))(?P<part>(?!))?(?:\s*nam" + BARE_YEAR + r")?", _part_of_year),
        (r"va hang nam\b", _plain(MarkKind.ONWARD)),
        ((
            r"(?:hang|moi)\s+(?:\d+\s+)?(?:ngay|tuan|thang|quy|nam)\b|thuong xuyen|lien tuc|dinh ky|thuong ky|"
            r"theo (?:tung )?"
            r"(?:thang|quy|nam|tuan)\b(?! [\divl])|\d+\s*(?:ngay|tuan|thang|quy|nam)\s*(?:/|mot)\s*(?:\d+\s*)?lan|"
            r"(?:\d+\s*)?lan\s*/\s*(?:nam|quy|thang|tuan)|duy tri(?= thuong| hang|$)"
        ), _plain(MarkKind.RECURRING)),
        (r"(?:thang|t\.|t(?=\d{1,2}/))\s*(?P<n>" + MONTH_NAME + r"(?:" + JOINT + (
            r"(?:thang\s*)?\d{1,2}(?![\d/]*/\d{1,2}/)"
            r"(?!\d))*)"
        ) + YEAR_TIGHT, _months),
        (r"(?P<n>\d{1,2})\s*[/.-]\s*(?P<y>20\d\d)(?!\d)", _months),
        (r"(?:quy|q)\s*\.?\s*(?P<n>" + QUARTERS + r")" + YEAR_AFTER, _quarters),
        (r"(?P<all>ca nam|suot nam|quanh nam)(?:\s*(?P<y>\d{4}))?(?!\d)", _whole_year),
        (r"(?:dau nam|(?:dau|giua) (?=quy))\b", _vague_part),
        (r"(?:vao\s+)?(?P<part>giua|cuoi)\s+nam(?:\s*(?P<y>20\d\d))?(?!\d)", _point_of_year),
        ((
            r"va\s+(?:cac|nhung)?\s*nam\s+(?:tiep theo|sau|ke tiep|tiep sau)|(?:cac|nhung)?\s*nam tiep theo|tro di|"
            r"ve sau|"
            r"tro ve sau"
        ), _plain(MarkKind.ONWARD)),
        (r"nam\s*(?P<y>\d{4})(?!\d)", _whole_year),
        (r"(?P<y>20\d\d)(?![\d/])", _whole_year),
        (r"trong nam(?: nay)?(?P<y>(?!))?(?!\s*\d)\b", _whole_year),
        ((
            r"(?:ke )?tu (?:ngay|khi) (?:ky )?(?:ky|ban hanh|phe duyet|co hieu luc|"
            r"ke hoach)(?: (?!den)[a-z]+){0,6}(?= den)"
        ),
         _plain(MarkKind.SINCE_ISSUE)),
        ((
            r"(?:ngay )?sau khi|khi\b|dot xuat|theo\b|phu hop\b|tuy\b|can cu\b|tren co so\b|"
            r"(?:trong )?(?:vong |thoi han )?(?:toi da )?\d+ ngay(?: lam viec)?|ke tu (?:ngay|khi)(?! \d)|"
            r"ngay khi\b|sau \d+ ngay"
        ), _plain(MarkKind.EVENT)),
        ((
            r"truoc (?:va|hoac) (?:trong )?|(?:truoc )?trong hoac truoc|cham nhat|muon nhat|khong qua|"
            r"khong (?:muon|cham) hon|"
            r"han (?:cuoi|chot)|cuoi(?= quy)|(?:cho )?den (?:het|cuoi)|(?:cho )?den(?! truoc)\b(?: ngay)?|"
            r"toi(?= ngay| het| nam| \d)|"
            r"het\b"
        ), _plain(MarkKind.UNTIL)),
        (r"(?:den )?truoc(?: het)?(?: ngay(?! \d))?\b(?! mat)", _plain(MarkKind.BEFORE)),
        (r"(?:ke )?tu\b", _plain(MarkKind.SINCE)),
        (r"\s*-\s*", _plain(MarkKind.DASH)),
    )
]  # fmt: skip

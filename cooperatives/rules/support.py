"""Whether a cooperative meets the conditions of a policy, and why; what is not known is never guessed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from cooperatives.enums.register import Kind, Sector, Status
from cooperatives.enums.support import Asked, ConditionPart, Known, Verdict
from cooperatives.legal import support as legal
from lmhtx.legal import rule
from lmhtx.vn.dates import add_months
from lmhtx.vn.numbers import grouped

# Two years of growth are seen in three years' figures.
YEARS_BACK = 3
ORDER = (Verdict.FAILS, Verdict.UNKNOWN, Verdict.PASSES)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFacts:
    """The verified figures of a year, as far as they are known."""

    members: int | None = None
    women: int | None = None
    workers: int | None = None
    revenue_vnd: int | None = None
    internal_vnd: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportFacts:
    """What the register knows of a cooperative at the end of a day."""

    kind: Kind
    sector: Sector = Sector.UNKNOWN
    status: Status = Status.ACTIVE
    founded_on: date | None = None
    is_in_alliance: bool = False
    has_ocop: bool = False
    trained: int = 0
    years: Mapping[int, YearFacts] = field(default_factory=dict)
    known: Mapping[Known, bool] = field(default_factory=dict)

    def year(self, year: int) -> YearFacts:
        """The figures of a year; of one without figures nothing is known."""
        return self.years.get(year, YearFacts())

    def newest(self, day: date) -> tuple[int, YearFacts]:
        """The newest year before the day's own whose members are known, else last year."""
        told = [year for year in self.years if year < day.year and self.years[year].members is not None]
        year = max(told, default=day.year - 1)
        return year, self.year(year)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What a policy asks for: a test, its number or its list, and whether it must be met."""

    test: Asked
    part: ConditionPart = ConditionPart.MUST
    bound: int = 0
    allowed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Answer:
    """How a cooperative stands to one condition, and why in Vietnamese."""

    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a cooperative stands to a policy: on the whole, and to each condition in their order."""

    verdict: Verdict
    answers: tuple[tuple[Condition, Answer], ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it stands so: what decides, in the order of the conditions."""
        return tuple(answer.reason for condition, answer in self.answers if self._decides(condition, answer))

    def _decides(self, condition: Condition, answer: Answer) -> bool:
        """Of those of which one is enough, only where all of them together stand so."""
        if condition.part == ConditionPart.ONE_OF and self._best_of_one != self.verdict:
            return False
        return answer.verdict == self.verdict

    @property
    def _best_of_one(self) -> Verdict:
        told = (answer.verdict for one, answer in self.answers if one.part == ConditionPart.ONE_OF)
        return max(told, key=ORDER.index)


def _told(holds: bool, reason: str) -> Answer:  # noqa: FBT001 - one of two answers
    return Answer(Verdict.PASSES if holds else Verdict.FAILS, reason)


def _lacks(what: str) -> Answer:
    return Answer(Verdict.UNKNOWN, f"Thiếu {what}")


def _kind(condition: Condition, facts: SupportFacts, day: date) -> Answer:
    del day
    return _told(facts.kind in condition.allowed, f"Loại hình: {facts.kind.label}")


def _sector(condition: Condition, facts: SupportFacts, day: date) -> Answer:
    del day
    if facts.sector == Sector.UNKNOWN:
        return _lacks("ngành chính để biết lĩnh vực")
    return _told(facts.sector in condition.allowed, f"Lĩnh vực: {facts.sector.label}")


def _active(condition: Condition, facts: SupportFacts, day: date) -> Answer:
    del condition, day
    return _told(facts.status == Status.ACTIVE, f"Tình trạng: {facts.status.label}")


def _registered(condition: Condition, facts: SupportFacts, day: date) -> Answer:
    del condition
    if facts.founded_on is None:
        return _lacks("ngày đăng ký lần đầu")
    return _told(facts.founded_on <= day, f"Đăng ký lần đầu ngày {facts.founded_on:%d/%m/%Y}")


def _months(condition: Condition, facts: SupportFacts, day: date) -> Answer:
    if facts.founded_on is None:
        return _lacks("ngày đăng ký lần đầu")
    full = add_months(facts.founded_on, condition.bound)
    told = f"Đăng ký ngày {facts.founded_on:%d/%m/%Y}, đủ {condition.bound} tháng từ ngày {full:%d/%m/%Y}"
    return _told(day >= full, told)


def _alliance(condition: Condition, facts: SupportFacts, day: date) -> Answer:
    del condition, day
    words = "Là thành viên Liên minh" if facts.is_in_alliance else "Chưa là thành viên Liên minh"
    return _told(facts.is_in_alliance, words)


def _members(condition: Condition, facts: SupportFacts, day: date) -> Answer:
    year, figures = facts.newest(day)
    if figures.members is None:
        return _lacks(f"số thành viên chính thức năm {year}")
    told = f"{grouped(figures.members)} thành viên chính thức năm {year}, cần {grouped(condition.bound)}"
    return _told(figures.members >= condition.bound, told)


def _women(condition: Condition, facts: SupportFacts, day: date) -> Answer:
    year, figures = facts.newest(day)
    if not figures.members or figures.women is None:
        return _lacks(f"số thành viên, thành viên nữ năm {year}")
    told = f"{grouped(figures.women)}/{grouped(figures.members)} thành viên là nữ năm {year}, cần {condition.bound} %"
    return _told(figures.women * 100 >= condition.bound * figures.members, told)


def _members_grew(condition: Condition, facts: SupportFacts, day: date) -> Answer:
    del condition
    years = range(day.year - YEARS_BACK, day.year)
    counts = [facts.year(year).members for year in years]
    known = [
        f"{year}: {grouped(count)}" for year, count in zip(years, counts, strict=True) if count is not None
    ]
    told = f"Thành viên chính thức năm {', '.join(known)}"
    pairs = list(pairwise(counts))
    if any(one is not None and other is not None and other <= one for one, other in pairs):
        return Answer(Verdict.FAILS, told)
    missing = [str(year) for year, count in zip(years, counts, strict=True) if count is None]
    if missing:
        return _lacks(f"số thành viên chính thức năm {', '.join(missing)}")
    return Answer(Verdict.PASSES, told)


def _internal_grew(condition: Condition, facts: SupportFacts, day: date) -> Answer:
    del condition
    shares = []
    for year in (day.year - 2, day.year - 1):
        figures = facts.year(year)
        if not figures.revenue_vnd or figures.internal_vnd is None:
            return _lacks(f"doanh thu, doanh thu từ thành viên năm {year}")
        shares.append((year, figures.internal_vnd, figures.revenue_vnd))
    (_, old_part, old_whole), (_, part, whole) = shares
    told = ", ".join(f"{year}: {_percent(one, of)} %" for year, one, of in shares)
    return _told(part * old_whole > old_part * whole, f"Giao dịch nội bộ trên doanh thu năm {told}")


def _percent(part: int, whole: int) -> str:
    """One figure behind the comma, cut and not rounded."""
    tenths = part * 1000 // whole
    return f"{tenths // 10},{tenths % 10}"


def _trained(condition: Condition, facts: SupportFacts, day: date) -> Answer:
    year, figures = facts.newest(day)
    wholes = {"thành viên": figures.members, "lao động": figures.workers}
    told = [f"{grouped(count)} {word}" for word, count in wholes.items() if count]
    if not told:
        return _lacks(f"số thành viên, lao động năm {year}")
    enough = any(count and facts.trained * 100 >= condition.bound * count for count in wholes.values())
    words = f"{grouped(facts.trained)} người đã tập huấn đến hết năm {day.year - 1} trên {', '.join(told)}"
    if not enough and not all(wholes.values()):
        return Answer(Verdict.UNKNOWN, f"{words}; thiếu số còn lại năm {year}")
    return _told(enough, f"{words}, cần {condition.bound} %")


def _ocop(condition: Condition, facts: SupportFacts, day: date) -> Answer:
    del condition, day
    words = "Có sản phẩm OCOP còn hiệu lực" if facts.has_ocop else "Chưa có sản phẩm OCOP còn hiệu lực"
    return _told(facts.has_ocop, words)


def _new_in_hard_area(condition: Condition, facts: SupportFacts, day: date) -> Answer:
    if facts.founded_on is None:
        return _lacks("ngày đăng ký lần đầu")
    told = f"Thành lập ngày {facts.founded_on:%d/%m/%Y}"
    if day > add_months(facts.founded_on, condition.bound):
        return Answer(Verdict.FAILS, f"{told}, đã quá {condition.bound} tháng")
    area = facts.known.get(Known.HARD_AREA)
    if area is None:
        return _lacks(f"xác nhận “{Known.HARD_AREA.label}”")
    return _told(area, f"{told}, {'' if area else 'không '}ở địa bàn khó khăn")


def _confirmed(condition: Condition, facts: SupportFacts, day: date) -> Answer:
    del day
    known = Known(condition.test.value)
    holds = facts.known.get(known)
    if holds is None:
        return _lacks(f"xác nhận “{known.label}”")
    return _told(holds, f"Đã xác nhận: {known.label}" if holds else f"Xác nhận là không: {known.label}")


TESTS: Mapping[Asked, Callable[[Condition, SupportFacts, date], Answer]] = {
    Asked.KIND: _kind,
    Asked.SECTOR: _sector,
    Asked.ACTIVE: _active,
    Asked.REGISTERED: _registered,
    Asked.MONTHS: _months,
    Asked.ALLIANCE: _alliance,
    Asked.MEMBERS: _members,
    Asked.WOMEN: _women,
    Asked.MEMBERS_GREW: _members_grew,
    Asked.INTERNAL_GREW: _internal_grew,
    Asked.TRAINED: _trained,
    Asked.OCOP: _ocop,
    Asked.NEW_IN_HARD_AREA: _new_in_hard_area,
}


@rule(legal.CRITERIA, cases="support_condition.csv")
def condition_answer(condition: Condition, *, facts: SupportFacts, day: date) -> Answer:
    """Whether one condition is met at the end of a day by what is known of a cooperative, and why."""
    return TESTS.get(condition.test, _confirmed)(condition, facts, day)


@rule(legal.CRITERIA, cases="support_policy.csv")
def policy_verdict(answers: Iterable[tuple[ConditionPart, Verdict]]) -> Verdict:
    """All that must be met, and one of those of which one is enough; what is not known leaves the answer open."""
    told = list(answers)
    must = [verdict for part, verdict in told if part == ConditionPart.MUST]
    one_of = [verdict for part, verdict in told if part == ConditionPart.ONE_OF]
    best = max(one_of, key=ORDER.index, default=Verdict.PASSES)
    return min([*must, best], key=ORDER.index)


def judge(conditions: Iterable[Condition], *, facts: SupportFacts, day: date) -> Judgement:
    """A cooperative's facts against the conditions of a policy of the day."""
    answers = tuple((one, condition_answer(one, facts=facts, day=day)) for one in conditions)
    return Judgement(policy_verdict((one.part, answer.verdict) for one, answer in answers), answers)

"""Whether a paper holds, and whether the file of a cooperative is whole and digitised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from cooperatives.enums.papers import ANNUAL, DigitalState, PaperEnd, PaperKind, PaperState
from cooperatives.enums.register import Kind
from cooperatives.legal import papers as legal
from lmhtx.legal import rule

# From so many days before the end on a paper shows that it runs out.
SOON_DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPaper:
    """A paper: what it is, of which year, through which day it holds, when it was digitised and when it left."""

    kind: PaperKind
    year: int | None = None
    through_on: date | None = None
    digitised_on: date | None = None
    ended_on: date | None = None
    end: PaperEnd | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperTerms:
    """What holds on a day: which papers each kind must have, and of which year the yearly ones."""

    year: int
    required: Mapping[Kind, frozenset[PaperKind]] = field(default_factory=dict)

    def of(self, kind: Kind, founded_on: date | None) -> frozenset[PaperKind]:
        """What one cooperative must have: nothing of a year in which it did not exist yet."""
        asked = self.required.get(kind, frozenset())
        is_younger = founded_on is not None and founded_on > self.year_end
        return asked - frozenset(ANNUAL) if is_younger else asked

    @property
    def year_end(self) -> date:
        """The last day of the year of which yearly papers are asked."""
        return date(self.year, 12, 31)


@rule(legal.VALIDITY, cases="paper_state.csv")
def paper_state(paper: HeldPaper, *, day: date) -> PaperState:
    """Where a paper stands at the end of a day; its last day still counts, and without an end it holds on."""
    if paper.ended_on is not None and paper.end is not None and paper.ended_on <= day:
        return PaperState(paper.end.value)
    if paper.through_on is None:
        return PaperState.VALID
    if paper.through_on < day:
        return PaperState.EXPIRED
    return PaperState.SOON if paper.through_on <= day + timedelta(days=SOON_DAYS) else PaperState.VALID


def digital_state(*, is_digitised: bool, has_file: bool) -> DigitalState:
    """How far a paper is from being digital."""
    if is_digitised:
        return DigitalState.DIGITISED
    return DigitalState.WAITING if has_file else DigitalState.NO_FILE


@rule(legal.DIGITISED, cases="asked_year.csv")
def asked_year(day: date, *, from_month: int) -> int:
    """Of which year the yearly papers must be there: of last year from that month on, before it of the year before."""
    return day.year - 1 if day.month >= from_month else day.year - 2


@rule(legal.KEEPING, cases="missing_papers.csv")
def missing_papers(
    kind: Kind, *, founded_on: date | None, papers: Iterable[HeldPaper], day: date, terms: PaperTerms
) -> frozenset[PaperKind]:
    """What is not there, no longer holds, or is not digitised at the end of a day."""
    there = {
        paper.kind
        for paper in papers
        if paper.digitised_on is not None
        and paper.digitised_on <= day
        and (paper.ended_on is None or paper.ended_on > day)
        and (paper.through_on is None or paper.through_on >= day)
        and (paper.kind not in ANNUAL or (paper.year or 0) >= terms.year)
    }
    return terms.of(kind, founded_on) - there


@rule(legal.DIGITISED, cases="digitised_file.csv")
def is_digitised_file(
    kind: Kind, *, founded_on: date | None, papers: Iterable[HeldPaper], day: date, terms: PaperTerms
) -> bool:
    """Whether everything that must be there is there and digitised; a kind of which nothing is asked has no file."""
    if not terms.of(kind, founded_on):
        return False
    return not missing_papers(kind, founded_on=founded_on, papers=papers, day=day, terms=terms)

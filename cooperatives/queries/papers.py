"""Which files of cooperatives are whole and digitised on a day, over all at once, and what of it is to be done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from cooperatives.access.papers import PaperPerm
from cooperatives.enums.papers import ANNUAL, CERTIFICATES, LEGAL, DigitalState, PaperKind
from cooperatives.enums.register import ENDED, Kind
from cooperatives.legal import papers as legal
from cooperatives.models import Cooperative, CooperativePaper
from cooperatives.queries.files import status_as_of
from cooperatives.queries.watching import DAYS_AFTER, ends_told_on, keepers_on
from cooperatives.required_papers import required_on
from cooperatives.rules.papers import PaperTerms, asked_year, missing_papers
from lmhtx.base import clock
from lmhtx.contributions import DueNotice
from lmhtx.directory.parameters import Values
from lmhtx.files.models import Attachment
from lmhtx.people.models import User
from lmhtx.vn.text import search_words

KEY = "cooperatives.papers"
ORDER = {str(kind): place for place, kind in enumerate(PaperKind)}
GONE = sorted(str(status) for status in ENDED)


def _value(key: str, day: date) -> Any:
    """A convention of the day; before its first day, what held first."""
    return Values(on=max(day, legal.HOUSE_PAPERS.effective), keys=[key]).value(key)


def paper_terms_on(day: date) -> PaperTerms:
    """Which papers are asked for on the day, and of which year the yearly ones."""
    month = int(str(_value(legal.PAPERS_ANNUAL_FROM_MONTH.key, day)))
    return PaperTerms(year=asked_year(day, from_month=month), required=required_on(day))


def lacking(paper: PaperKind, day: date, terms: PaperTerms) -> Q:
    """That a cooperative must have this paper on the day and has none that counts."""
    kinds = [str(kind) for kind, required in terms.required.items() if paper in required]
    asked = Q(kind__in=kinds)
    there: Any = CooperativePaper.objects.counting(day).filter(cooperative=OuterRef("pk"), kind=paper)
    if paper in ANNUAL:
        asked &= Q(first_registered_on__isnull=True) | Q(first_registered_on__lte=terms.year_end)
        there = there.filter(year__gte=terms.year)
    return asked & ~Q(Exists(there))


def lacking_some(day: date, terms: PaperTerms) -> Q:
    """That something is missing in the file of a cooperative on the day."""
    found = Q(pk__in=[])
    for paper in sorted(frozenset[PaperKind]().union(*terms.required.values())):
        found |= lacking(paper, day, terms)
    return found


def digitised_files_on(day: date) -> QuerySet[Cooperative]:
    """Those whose file is whole and digitised: the rule `is_digitised_file`, said of all of them."""
    terms = paper_terms_on(day)
    asked = [str(kind) for kind in Kind if terms.required.get(kind)]
    return Cooperative.objects.filter(~lacking_some(day, terms), kind__in=asked)


def standing_on(day: date) -> QuerySet[Cooperative]:
    """Every cooperative in the register whose life is not over at the end of the day."""
    return status_as_of(day).filter(Q(status_then__isnull=True) | ~Q(status_then__in=GONE))


def with_file_on(day: date) -> QuerySet[Cooperative]:
    """Those of which so many percent must have a digitised file."""
    rows = standing_on(day)
    if not _value(legal.PAPERS_COUNT_CREDIT_FUNDS.key, day):
        rows = rows.exclude(kind=Kind.CREDIT_FUND)
    if not _value(legal.PAPERS_COUNT_UNREGISTERED.key, day):
        rows = rows.exclude(kind=Kind.GROUP, first_registered_on__isnull=True)
    return rows


def without_file_on(day: date) -> QuerySet[Cooperative]:
    """Left out on purpose: credit funds, groups that have not registered."""
    return standing_on(day).exclude(pk__in=with_file_on(day).values("pk"))


def count_digitised_files(day: date) -> int:
    """How many cooperatives have a digitised file on the day."""
    return with_file_on(day).filter(pk__in=digitised_files_on(day).values("pk")).count()


def paper_rows(user: User, kinds: Iterable[PaperKind] = PaperKind) -> Any:
    """Papers within reach with where each stands today, and its cooperative."""
    rows: Any = CooperativePaper.objects.visible_to(user).filter(
        kind__in=[str(kind) for kind in kinds], cooperative__merged_into__isnull=True
    )
    return rows.with_state(clock.today()).select_related("cooperative__commune")


def file_rows(user: User) -> Any:
    """Cooperatives within reach whose life is not over, with the papers that stand in their files today."""
    day = clock.today()
    held = Prefetch("papers", queryset=CooperativePaper.objects.counting(day), to_attr="counting_papers")
    rows = Cooperative.objects.visible_to(user).exclude(status__in=GONE)
    return rows.select_related("commune").prefetch_related(held)


def missing_of(cooperative: Any, papers: Iterable[CooperativePaper], terms: PaperTerms) -> list[PaperKind]:
    """What is missing in one file today, in the order of the kinds."""
    found = missing_papers(
        Kind(cooperative.kind),
        founded_on=cooperative.first_registered_on,
        papers=[paper.facts for paper in papers],
        day=clock.today(),
        terms=terms,
    )
    return [kind for kind in PaperKind if kind in found]


def papers_panel(user: User, cooperative: Cooperative) -> dict[str, Any]:
    """The file of one cooperative: what is there, what is missing, and its certificates."""
    day = clock.today()
    terms = paper_terms_on(day)
    rows = sorted(cooperative.papers.in_file(day).with_state(day), key=lambda row: ORDER[row.kind])
    held = Attachment.objects.of_each(rows)
    for row in rows:
        row.files = held.get(row.pk, [])
    missing = missing_of(cooperative, rows, terms)
    asked = terms.of(Kind(cooperative.kind), cooperative.first_registered_on)
    return {
        "papers": [row for row in rows if row.kind not in CERTIFICATES],
        "certificates": [row for row in rows if row.kind in CERTIFICATES],
        "missing": [(kind, _in_place(kind, rows, terms.year)) for kind in missing],
        "asked": len(asked),
        "there": len(asked) - len(missing),
        "is_whole": bool(asked) and not missing,
        "may_record": user.has_perm(PaperPerm.RECORD_PAPER, cooperative),
    }


def _in_place(kind: PaperKind, rows: Iterable[Any], year: int) -> Any:
    """The paper that would count were it confirmed or in force; None where nobody has recorded one."""
    found = (row for row in rows if row.kind == kind and (kind not in ANNUAL or row.year >= year))
    return next(found, None)


def paper_case(paper: CooperativePaper, user: User) -> dict[str, Any]:
    """What the page of one paper shows: its files, what it replaces, and what may be done to it."""
    may_record = paper.ended_on is None and user.has_perm(PaperPerm.RECORD_PAPER, paper)
    return {
        "files": list(Attachment.objects.of(paper)),
        "before": list(paper.replaces.order_by("-issued_on", "-id")),
        "state": paper.state_today,
        "may_record": may_record,
        "may_change": may_record and paper.digitised_on is None,
        "may_digitise": paper.ended_on is None
        and paper.digitised_on is None
        and user.has_perm(PaperPerm.DIGITISE_PAPER, paper),
        "may_open_cooperative": user.has_perm("cooperatives.view_cooperative"),
    }


def find_papers(user: User, words: str) -> QuerySet[CooperativePaper]:
    """Papers by their number, giver or subject, newest first."""
    rows = paper_rows(user)
    if not user.has_perm(PaperPerm.VIEW_PAPER):
        rows = rows.none()
    for word in search_words(words).split():
        rows = rows.filter(folded__contains=word)
    found: QuerySet[CooperativePaper] = rows.order_by("-issued_on", "-id")
    return found


def waiting_papers(user: User) -> QuerySet[CooperativePaper]:
    """Papers with a file that nobody has compared yet, in the work of the day of whoever confirms."""
    rows = paper_rows(user, LEGAL).filter(ended_on__isnull=True, digital=DigitalState.WAITING)
    if not user.has_perm(PaperPerm.DIGITISE_PAPER, Cooperative()):
        rows = rows.none()
    found: QuerySet[CooperativePaper] = rows.order_by("issued_on", "id")
    return found


def due_papers(day: date) -> Iterable[DueNotice]:
    """Papers that run out within the days of the notice, and those that have run out, for the keepers."""
    days = int(str(_value(legal.PAPERS_NOTICE_DAYS.key, day)))
    first, last = day - timedelta(days=DAYS_AFTER), ends_told_on(day, days)[1]
    rows = CooperativePaper.objects.filter(
        through_on__range=(first, last), ended_on__isnull=True, cooperative__merged_into__isnull=True
    ).exclude(Q(through_on=day) | Q(cooperative__status__in=GONE))
    people = keepers_on(day, PaperPerm.RECORD_PAPER)
    for row in rows.select_related("cooperative").order_by("pk"):
        word = "sắp hết hạn" if row.through_on > day else "đã hết hạn"
        for person in people:
            yield DueNotice(
                stage=f"T-{days}" if row.through_on > day else "T+1",
                subject_id=row.pk,
                person_id=person,
                due_on=row.through_on,
                line=f"{row} ({row.cooperative}) {word} ngày {row.through_on:%d/%m/%Y}.",
                url=row.get_absolute_url(),
            )

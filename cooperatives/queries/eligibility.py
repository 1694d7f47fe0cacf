"""How cooperatives stand to policies on a day: the facts of many in few questions, then the rule for each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, Exists, OuterRef, Prefetch, Q, QuerySet, Value, When

from cooperatives.access.support import SupportPerm
from cooperatives.enums.register import ENDED, Kind, Sector, Status
from cooperatives.enums.support import SHORT, Known, Verdict
from cooperatives.models import (
    AllianceMembership,
    ConfirmedFact,
    Cooperative,
    Learner,
    OcopCertificate,
    SupportCondition,
    SupportPolicy,
    YearFigures,
)
from cooperatives.queries.files import status_as_of
from cooperatives.rules.support import YEARS_BACK, Judgement, SupportFacts, YearFacts, judge
from lmhtx.base import clock
from lmhtx.people.models import User

GONE = sorted(str(status) for status in ENDED)


def facts_of(rows: Any, day: date) -> dict[int, SupportFacts]:
    """What is known of each of these cooperatives at the end of the day; the same number of questions for any many."""
    chosen = rows.order_by().values("pk")
    years, known, trained, certified = (
        _years(chosen, day),
        _known(chosen, day),
        _trained(chosen, day),
        _ocop(chosen, day),
    )
    belongs = AllianceMembership.objects.filter(cooperative=OuterRef("pk"), admitted_on__lte=day)
    belongs = belongs.filter(Q(left_on__isnull=True) | Q(left_on__gt=day))
    found = status_as_of(day).filter(pk__in=chosen).annotate(belongs=Exists(belongs)).order_by()
    names = ("pk", "kind", "sector", "status_then", "first_registered_on", "belongs")
    return {
        pk: SupportFacts(
            kind=Kind(kind),
            sector=Sector(sector),
            status=Status(status or Status.ACTIVE),
            founded_on=founded_on,
            is_in_alliance=in_alliance,
            has_ocop=pk in certified,
            trained=trained.get(pk, 0),
            years=years.get(pk, {}),
            known=known.get(pk, {}),
        )
        for pk, kind, sector, status, founded_on, in_alliance in found.values_list(*names)
    }


def _years(chosen: Any, day: date) -> dict[int, dict[int, YearFacts]]:
    found: dict[int, dict[int, YearFacts]] = {}
    rows = YearFigures.objects.filter(
        cooperative__in=chosen, year__range=(day.year - YEARS_BACK, day.year - 1)
    )
    for row in rows.order_by():
        found.setdefault(row.cooperative_id, {})[row.year] = YearFacts(
            members=row.official_members,
            women=row.female_members,
            workers=row.workers,
            revenue_vnd=row.revenue_vnd,
            internal_vnd=row.member_revenue_vnd,
        )
    return found


def _known(chosen: Any, day: date) -> dict[int, dict[Known, bool]]:
    found: dict[int, dict[Known, bool]] = {}
    rows = ConfirmedFact.objects.on(day).filter(cooperative__in=chosen).order_by("valid_from", "id")
    for pk, known, holds in rows.values_list("cooperative", "known", "holds"):
        found.setdefault(pk, {})[Known(known)] = holds
    return found


def _trained(chosen: Any, day: date) -> dict[int, int]:
    """Distinct persons in classes that were over by the end of last year."""
    rows = Learner.objects.filter(
        cooperative__in=chosen, session_count__gt=0, training__ends_on__lt=date(day.year, 1, 1)
    )
    counts = rows.order_by().values_list("cooperative").annotate(persons=Count("identity", distinct=True))
    return dict(counts)


def _ocop(chosen: Any, day: date) -> set[int]:
    rows = OcopCertificate.objects.in_force(day).filter(product__cooperative__in=chosen)
    return set(rows.order_by().values_list("product__cooperative", flat=True))


def policies_on(day: date) -> QuerySet[SupportPolicy]:
    """The policies in force on the day, with their conditions."""
    lines = Prefetch("conditions", queryset=SupportCondition.objects.order_by("part", "id"))
    found: QuerySet[SupportPolicy] = (
        SupportPolicy.objects.on(day).prefetch_related(lines).order_by("group", "name", "id")
    )
    return found


def judged_by(policy: SupportPolicy, rows: Any, day: date) -> dict[int, Judgement]:
    """How each of these cooperatives stands to the policy on the day."""
    conditions = [line.facts for line in policy.conditions.all()]
    return {pk: judge(conditions, facts=facts, day=day) for pk, facts in facts_of(rows, day).items()}


def judged_on(policy: SupportPolicy, cooperative: Cooperative, day: date) -> Judgement | None:
    """How one cooperative stands to the policy on the day; None for one that was not there yet."""
    return judged_by(policy, Cooperative.objects.filter(pk=cooperative.pk), day).get(cooperative.pk)


def kept(judgement: Judgement, lines: Iterable[SupportCondition]) -> list[dict[str, str]]:
    """A judgement as plain values, to stay with a record."""
    return [
        {
            "part": line.get_part_display(),
            "condition": line.words,
            "place": line.place,
            "verdict": answer.verdict.value,
            "reason": answer.reason,
        }
        for line, (_, answer) in zip(lines, judgement.answers, strict=True)
    ]


def eligibility_of(user: User, cooperative: Cooperative) -> dict[str, Any]:
    """How one cooperative stands today to each policy in force, with its confirmations."""
    day = clock.today()
    facts = facts_of(Cooperative.objects.filter(pk=cooperative.pk), day).get(cooperative.pk)
    judged = [_told(policy, facts, day) for policy in policies_on(day)] if facts else []
    judged.sort(key=lambda one: list(Verdict).index(one["judgement"].verdict))
    return {
        "judged": judged,
        "passing": sum(1 for one in judged if one["judgement"].verdict == Verdict.PASSES),
        "confirmed": list(cooperative.confirmed_facts.select_related("created_by")),
        "may_keep": user.has_perm(SupportPerm.KEEP_SUPPORT, cooperative),
    }


def _told(policy: SupportPolicy, facts: SupportFacts, day: date) -> dict[str, Any]:
    lines = list(policy.conditions.all())
    judgement = judge([line.facts for line in lines], facts=facts, day=day)
    return {"policy": policy, "judgement": judgement, "lines": told_lines(kept(judgement, lines))}


def told_lines(lines: list[dict[str, str]]) -> list[dict[str, Any]]:
    """Kept lines with their verdict as a word of ours."""
    verdicts = [Verdict(line["verdict"]) for line in lines]
    return [
        {**line, "verdict": verdict, "short": SHORT[verdict]}
        for line, verdict in zip(lines, verdicts, strict=True)
    ]


def cooperatives_for(user: User) -> Any:
    """Cooperatives within reach whose life is not over."""
    return Cooperative.objects.visible_to(user).exclude(status__in=GONE).select_related("commune")


def with_verdict(rows: Any, judged: dict[int, Judgement]) -> Any:
    """The rows, each with how it stands, so that a list can be narrowed and sorted by it."""
    by_verdict: dict[Verdict, list[int]] = {verdict: [] for verdict in Verdict}
    for pk, judgement in judged.items():
        by_verdict[judgement.verdict].append(pk)
    whens = [When(pk__in=pks, then=Value(str(verdict))) for verdict, pks in by_verdict.items() if pks]
    standing = Case(*whens, default=Value(str(Verdict.UNKNOWN)), output_field=CharField())
    return rows.filter(pk__in=list(judged)).annotate(verdict=standing)


def counts_by_verdict(judged: dict[int, Judgement]) -> dict[Verdict, int]:
    """How many stand how."""
    counts = dict.fromkeys(Verdict, 0)
    for judgement in judged.values():
        counts[judgement.verdict] += 1
    return counts

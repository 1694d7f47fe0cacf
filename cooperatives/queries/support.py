"""Support as it is listed, on a file, counted for tasks, and added up by year."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import ExtractYear

from cooperatives.access.support import SupportPerm
from cooperatives.enums.support import RECEIVED, SupportState, Verdict
from cooperatives.models import Cooperative, SupportPolicy, SupportRecord
from cooperatives.queries.eligibility import eligibility_of, told_lines
from cooperatives.workflow import SUPPORTS
from lmhtx.base import clock
from lmhtx.people.models import User
from lmhtx.vn.text import search_words

# What a summary of two pages has room for.
BRIEF = 4
GOT = [str(state) for state in RECEIVED]


def support_rows(user: User) -> Any:
    """Support within reach, with its cooperative and policy."""
    rows: Any = SupportRecord.objects.visible_to(user).filter(cooperative__merged_into__isnull=True)
    return rows.select_related("cooperative__commune", "policy")


def find_support(user: User, words: str) -> QuerySet[SupportRecord]:
    """Support by what it is for, giver, decision or cooperative, newest first."""
    rows = support_rows(user)
    if not user.has_perm(SupportPerm.VIEW_SUPPORT):
        rows = rows.none()
    for word in search_words(words).split():
        rows = rows.filter(Q(folded__contains=word) | Q(cooperative__folded__contains=word))
    found: QuerySet[SupportRecord] = rows.order_by("-starts_on", "-pk")
    return found


def support_panel(user: User, cooperative: Cooperative) -> dict[str, Any] | None:
    """What one cooperative was given; nothing for whoever could neither see nor add any."""
    records = list(cooperative.support_records.select_related("policy"))
    may_keep = user.has_perm(SupportPerm.KEEP_SUPPORT, cooperative)
    if not (records or may_keep):
        return None
    return {"records": records, "given_vnd": sum(one.given_vnd or 0 for one in records), "may_keep": may_keep}


def support_brief(user: User, cooperative: Cooperative) -> dict[str, Any]:
    """What the summary for a visit tells: what it is eligible for, was given, and where it sells today."""
    today = clock.today()
    judged = eligibility_of(user, cooperative)["judged"]
    return {
        "passing": [one["policy"] for one in judged if one["judgement"].verdict == Verdict.PASSES],
        "records": list(cooperative.support_records.standing()[:BRIEF]),
        "contracts": list(cooperative.chain_contracts.on(today)[:BRIEF]),
        "shops": list(cooperative.online_shops.on(today)[:BRIEF]),
    }


def support_case(support: SupportRecord, user: User) -> dict[str, Any]:
    """What the page of one piece of support shows: what was judged then, and what may be done now."""
    may_keep = user.has_perm(SupportPerm.KEEP_SUPPORT, support)
    moves = {move.name for move in SUPPORTS.open_moves(support.state)} if may_keep else set()
    return {
        "verdict": Verdict(support.verdict) if support.verdict else None,
        "judged": told_lines(support.judged),
        "moves": moves,
        "may_open_cooperative": user.has_perm("cooperatives.view_cooperative"),
    }


def totals_by_year(user: User) -> list[dict[str, Any]]:
    """By year: what was decided, and what was given, to how many cooperatives; newest first."""
    rows = SupportRecord.objects.visible_to(user).filter(cooperative__merged_into__isnull=True)
    decided = _by_year(rows.standing().filter(decided_on__isnull=False), "decided_on", "amount_vnd")
    given = _by_year(rows.filter(state__in=GOT), "given_on", "given_vnd")
    nothing = {"records": 0, "cooperatives": 0, "total": 0}
    return [
        {"year": year, "decided": decided.get(year, nothing), "given": given.get(year, nothing)}
        for year in sorted({*decided, *given}, reverse=True)
    ]


def _by_year(rows: Any, day: str, amount: str) -> dict[int, dict[str, int]]:
    found = rows.order_by().annotate(year=ExtractYear(day)).values("year")
    found = found.annotate(
        records=Count("pk"), cooperatives=Count("cooperative", distinct=True), total=Sum(amount)
    )
    return {row.pop("year"): row for row in found}


def policy_rows(user: User) -> Any:
    """Policies with how many conditions they have and how many pieces of support rest on them."""
    rows = SupportPolicy.objects.visible_to(user)
    return rows.annotate(
        condition_count=Count("conditions", distinct=True),
        record_count=Count("records", distinct=True, filter=~Q(records__state=SupportState.WITHDRAWN)),
    )


def given_in_year(day: date) -> Any:
    """What was given in the year of the day by the end of the day."""
    return SupportRecord.objects.filter(
        state__in=GOT, given_on__range=(date(day.year, 1, 1), day), cooperative__merged_into__isnull=True
    )


def received_within(user: User | None, first_on: date, last_on: date) -> tuple[int, int]:
    """How many cooperatives within reach (all, without a user) were given something, and how much in đồng."""
    reached = SupportRecord.objects.visible_to(user) if user else SupportRecord.objects.all()
    rows = reached.filter(
        state__in=GOT, given_on__range=(first_on, last_on), cooperative__merged_into__isnull=True
    )
    found = rows.aggregate(n=Count("cooperative", distinct=True), total=Sum("given_vnd"))
    return found["n"], found["total"] or 0


def count_given(day: date) -> int:
    """How many pieces of support were given in the year of the day."""
    return int(given_in_year(day).count())


def count_supported(day: date) -> int:
    """How many cooperatives were given something in the year of the day."""
    return int(given_in_year(day).order_by().values("cooperative").distinct().count())

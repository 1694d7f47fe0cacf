"""The register as the table of figures sees it: each cooperative at the close of a period with what a line may ask."""

from __future__ import annotations

from typing import Any

from django.db.models import (
    Case,
    Count,
    ExpressionWrapper,
    F,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    When,
)
from django.db.models.fields import BooleanField

from cooperatives.enums.digital import DigitalItem, ProofState
from cooperatives.enums.papers import PaperKind
from cooperatives.enums.ratings import Band, RatingState
from cooperatives.enums.register import DISSOLVED, ENDED, Kind, MemberForm, Sector, Size, Status
from cooperatives.figure_lines import Line
from cooperatives.models import (
    AllianceMembership,
    Capital,
    ChainContract,
    Cooperative,
    CooperativePaper,
    DigitalEvidence,
    Member,
    OnlineShop,
    Rating,
    StatusEvent,
)
from cooperatives.queries.digital import digital_on, terms_on
from cooperatives.queries.figure_sizes import size_of
from cooperatives.queries.files import ended_within, registered_by
from cooperatives.queries.products import certified_on
from cooperatives.rules.figures import figures_year
from lmhtx.reports.rules import Days

MONTHS_OF_YEAR = 12
YEARLY = (
    "official_members",
    "female_members",
    "new_members",
    "workers",
    "member_workers",
    "managers",
    "trained_managers",
    "revenue_vnd",
    "member_revenue_vnd",
    "capital_vnd",
    "profit_vnd",
    "tax_vnd",
)
LEAVING = (Status.STOPPED, Status.DISSOLVING, Status.REVOKED, Status.GOING_BANKRUPT)
CERTIFIED = (PaperKind.VIETGAP, PaperKind.GLOBALGAP, PaperKind.ORGANIC)
ANY_HTX = Q(kind__in=[Kind.COOPERATIVE, Kind.CREDIT_FUND])
PLAIN_HTX = Q(kind=Kind.COOPERATIVE)
STANDING = Q(standing=True)
YEAR = "year_"  # before the name of what has flowed since the year began


def flow_conditions(prefix: str = "") -> dict[str, Q]:
    """What a cooperative counts as by what has flowed, within the days or since the year began."""
    return {
        "is_new": Q(**{f"{prefix}is_new": True}),
        "ended": Q(**{f"{prefix}ended_freely": True}) | Q(**{f"{prefix}ended_by_force": True}),
        "ended_freely": Q(**{f"{prefix}ended_freely": True}),
        "ended_by_force": Q(**{f"{prefix}ended_by_force": True}),
        "joined": Q(**{f"{prefix}joined": True}),
        "has_left": Q(**{f"{prefix}has_left": True}),
    }


# What the lines name: those among whom they count, and those who count.
CONDITIONS: dict[str, Q] = {
    "": Q(),
    "htx": ANY_HTX & STANDING,
    "any_htx": ANY_HTX,
    "union": Q(kind=Kind.UNION) & STANDING,
    "any_union": Q(kind=Kind.UNION),
    "group": Q(kind=Kind.GROUP) & STANDING,
    "any_group": Q(kind=Kind.GROUP),
    "not_group": ~Q(kind=Kind.GROUP) & STANDING,
    "any_not_group": ~Q(kind=Kind.GROUP),
    "rated": PLAIN_HTX & STANDING & Q(band__isnull=False),
    "active": Q(working=True),
    "suspended": Q(suspended=True),
    "leaving": Q(leaving=True),
    **flow_conditions(),
    "farming": PLAIN_HTX & Q(sector=Sector.FARMING),
    "industry": PLAIN_HTX & Q(sector=Sector.INDUSTRY),
    "trade": PLAIN_HTX & Q(sector__in=[Sector.TRADE, Sector.FINANCE]),
    "no_sector": PLAIN_HTX & Q(sector=Sector.UNKNOWN),
    "credit_fund": Q(kind=Kind.CREDIT_FUND),
    "well_rated": Q(band__in=[Band.GOOD, Band.FAIR]),
    **{f"size_{size}": Q(size_then=size) for size in Size},
    "has_code": Q(code__isnull=False),
    "linked": Q(linked=True),
    "certified": Q(certified=True),
    "has_ocop": Q(has_ocop=True),
    "digital": Q(digital=True),
    "digital_allied": Q(digital=True, allied=True),
    "traced": Q(traced=True),
    "on_market": Q(on_market=True),
    "allied": Q(allied=True),
}


def rows_for(days: Days, user: Any) -> Any:
    """All within the person's reach that were on record at the close, whatever had become of them."""
    return rows_among(days, Cooperative.objects.visible_to(user))


def rows_at_close(days: Days, user: Any) -> Any:
    """The same with nothing but where each stood."""
    return _at_close(days, Cooperative.objects.visible_to(user))


def flow_rows(days: Days, user: Any) -> Any:
    """The same with what flows within the days: it costs a fraction of all."""
    return rows_at_close(days, user).annotate(**_flows(days), **_joining(days))


def year_flows(days: Days) -> dict[str, Any]:
    """What has flowed since the year of the days began, under names of its own."""
    so_far = Days(days.year_first_on or days.first_on, days.last_on)
    return {f"{YEAR}{name}": one for name, one in {**_flows(so_far), **_joining(so_far)}.items()}


def _at_close(days: Days, cooperatives: Any) -> Any:
    """Those on record at the end of the last day, and where they stood."""
    # Of most nothing was ever recorded: they are at work.
    newest = _last_of(StatusEvent.objects.counting().filter(effective_on__lte=days.last_on))
    return (
        cooperatives.filter(registered_by(days.last_on))
        .order_by()
        .annotate(
            standing=_yes(~_within(newest.filter(status__in=ENDED))),
            working=_yes(~_within(newest.exclude(status=Status.ACTIVE))),
            suspended=_among(newest.filter(status=Status.SUSPENDED)),
            leaving=_among(newest.filter(status__in=LEAVING)),
        )
    )


def _last_of(events: Any) -> Any:
    """Of each cooperative's events the one that took effect last."""
    last = events.order_by("cooperative_id", "-effective_on", "-id").distinct("cooperative_id")
    return StatusEvent.objects.filter(pk__in=last.values("pk"))


def _newest(rows: Any, column: str, *order: str) -> Case:
    """A column of the first of a cooperative's rows; looked for only where there are any, which one set tells."""
    mine = rows.filter(cooperative=OuterRef("pk")).order_by(*order)
    return Case(When(_within(rows), then=Subquery(mine.values(column)[:1])), default=None)


def rows_among(days: Days, cooperatives: Any) -> Any:
    """Those of the cooperatives that were on record at the close, with all that a line may ask."""
    year = figures_year(days.last_on)
    rows = _at_close(days, cooperatives)
    rows = rows.annotate(
        of_year=FilteredRelation("year_figures", condition=Q(year_figures__year=year)),
        **{name: F(f"of_year__{name}") for name in YEARLY},
        wage_mass=F("of_year__wage_vnd") * F("of_year__workers") * MONTHS_OF_YEAR,
        wage_workers=Case(When(of_year__wage_vnd__isnull=False, then=F("of_year__workers"))),
    )
    return rows.annotate(
        **_flows(days),
        **_lives(days),
        **_joining(days),
        **_allied(days),
        **_proofs(days),
        **_papers(days),
        size_then=size_of(days),
    )


def rows_behind(line: Line, days: Days, user: Any) -> Any:
    """The cooperatives that a figure counts; behind a sum or a mean those that told the figure."""
    rows = rows_for(days, user).filter(CONDITIONS[line.among], CONDITIONS[line.where])
    return rows.filter(**{f"{line.column}__isnull": False}) if line.column else rows


def _yes(condition: Any) -> Any:
    return ExpressionWrapper(condition, output_field=BooleanField())


def _flows(days: Days) -> dict[str, Any]:
    """Began or was dissolved within the days, by when it took effect."""
    gone = _last_of(ended_within(days.first_on, days.last_on, DISSOLVED))
    return {
        "is_new": _yes(
            Q(first_registered_on__isnull=False, first_registered_on__range=(days.first_on, days.last_on))
        ),
        "ended_freely": _among(gone.filter(status=Status.DISSOLVED_FREELY)),
        "ended_by_force": _among(gone.filter(status=Status.DISSOLVED_BY_FORCE)),
    }


def _lives(days: Days) -> dict[str, Any]:
    """What it was founded on and how it was rated at the close."""
    capital = Capital.objects.filter(valid_from__lte=days.last_on)
    units = Member.objects.on(days.last_on).filter(form=MemberForm.LEGAL_PERSON).order_by()
    units = units.filter(cooperative=OuterRef("pk"))
    rated = Rating.objects.filter(
        state=RatingState.APPROVED, approved_on__lte=days.last_on, round__year__lte=days.last_on.year
    ).exclude(band="")
    counted = units.values("cooperative").annotate(n=Count("pk")).values("n")
    return {
        "charter_then": _newest(capital, "charter_vnd", "-valid_from"),
        # Only unions have cooperatives for members.
        "member_units": Case(
            When(kind=Kind.UNION, then=Subquery(counted, output_field=IntegerField())), default=None
        ),
        "band": _newest(rated, "band", "-round__year", "-edition"),
    }


def _within(rows: Any, path: str = "cooperative") -> Q:
    """Being among those of the rows: looked up in one set, not asked anew of each cooperative."""
    return Q(pk__in=rows.order_by().values(path))


def _among(rows: Any, path: str = "cooperative") -> Any:
    """Whether a cooperative is among those of the rows."""
    return _yes(_within(rows, path))


def _joining(days: Days) -> dict[str, Any]:
    """Came into the Alliance or left it within the days."""
    window = (days.first_on, days.last_on)
    return {
        "joined": _among(AllianceMembership.objects.filter(admitted_on__range=window)),
        "has_left": _among(AllianceMembership.objects.filter(left_on__range=window)),
    }


def _allied(days: Days) -> dict[str, Any]:
    held = AllianceMembership.objects.filter(admitted_on__lte=days.last_on)
    return {"allied": _among(held.filter(Q(left_on__isnull=True) | Q(left_on__gt=days.last_on)))}


def _proofs(days: Days) -> dict[str, Any]:
    proofs: Any = DigitalEvidence.objects.all()
    proofs = proofs.in_state(ProofState.COUNTS, days.last_on, terms_on(days.last_on).months)
    papers = _held(days).filter(kind=PaperKind.TRACING)
    shops = OnlineShop.objects.counting(days.last_on)
    return {
        "digital": _among(digital_on(days.last_on), "pk"),
        "traced": _yes(_among(proofs.filter(item=DigitalItem.TRACING)) | _among(papers)),
        "on_market": _yes(_among(proofs.filter(item=DigitalItem.MARKET)) | _among(shops)),
        "has_ocop": _among(certified_on(days.last_on, Cooperative.objects.all()), "product__cooperative"),
    }


def _held(days: Days) -> Any:
    """Papers that were in a file and in force at the close, with or without a copy."""
    in_force = Q(through_on__isnull=True) | Q(through_on__gte=days.last_on)
    return CooperativePaper.objects.in_file(days.last_on).filter(in_force, issued_on__lte=days.last_on)


def _papers(days: Days) -> dict[str, Any]:
    contracts = ChainContract.objects.counting(days.last_on)
    return {
        "linked": _yes(_among(_held(days).filter(kind=PaperKind.LINKAGE)) | _among(contracts)),
        "certified": _among(_held(days).filter(kind__in=CERTIFIED)),
    }

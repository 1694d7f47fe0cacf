"""What the province is told of cooperatives, which of them it has, and how the connection stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from cooperatives.access.province import ProvincePerm
from cooperatives.enums.province import UNSETTLED, DeliveryState
from cooperatives.models import Cooperative, Delivery, ProvinceConnection, YearFigures
from cooperatives.province_mapping import Edition, Mapped, mapping
from cooperatives.queries.papers import digitised_files_on, with_file_on
from lmhtx.base import clock
from lmhtx.people.models import User

SHOWN = 5


def payloads_of(ids: Collection[int]) -> dict[int, dict[str, Any]]:
    """Each cooperative with its verified figures as the province gets it, over all in two queries."""
    edition = mapping()
    figures: dict[int, list[dict[str, Any]]] = defaultdict(list)
    names = [one.ours for one in edition.figures]
    for row in (
        YearFigures.objects.filter(cooperative__in=ids).order_by("year").values("cooperative_id", *names)
    ):
        figures[row["cooperative_id"]].append(row)
    rows = Cooperative.objects.filter(pk__in=ids).select_related("commune")
    return {row.pk: edition.payload(_facts(row, edition), figures[row.pk]) for row in rows}


def _facts(row: Cooperative, edition: Edition) -> dict[str, Any]:
    place = {"commune_code": row.commune.code if row.commune else None}
    plain = [one.ours for one in edition.fields if one.ours not in place]
    return {**place, **{name: getattr(row, name) for name in plain}}


def last_deliveries(ids: Collection[int]) -> dict[int, Delivery]:
    """The last sending of each of these cooperatives that has one."""
    rows = Delivery.objects.filter(cooperative__in=ids).order_by("cooperative_id", "-number")
    return {row.cooperative_id: row for row in rows.distinct("cooperative_id")}


def connected_on(day: date) -> QuerySet[Cooperative]:
    """Those whose last change up to the end of the day the province had acknowledged by then."""
    end = clock.end_of(day)
    sent = Delivery.objects.filter(cooperative=OuterRef("pk"), created_at__lte=end)
    # The newest by order: "none is later" makes the database join all sendings with all of them.
    newest = sent.order_by("-number").values("acknowledged_at")[:1]
    return Cooperative.objects.annotate(last_acknowledged_at=Subquery(newest)).filter(
        last_acknowledged_at__lte=end
    )


def digitised_and_connected_on(day: date) -> QuerySet[Cooperative]:
    """Those of which the province has the newest state and whose file is digitised: both, not one of them."""
    return digitised_files_on(day).filter(pk__in=connected_on(day).values("pk"))


def count_connected(day: date) -> int:
    """How many of those that must have a file the province has in their newest state."""
    return with_file_on(day).filter(pk__in=connected_on(day).values("pk")).count()


def delivery_rows(user: User) -> Any:
    """Sendings within reach with their cooperative."""
    return Delivery.objects.visible_to(user).select_related("cooperative__commune")


def dead_deliveries(user: User) -> QuerySet[Delivery]:
    """What did not reach the province and is the newest of its cooperative, in the work of the day of its keepers."""
    rows: QuerySet[Delivery] = delivery_rows(user).newest().filter(state=DeliveryState.DEAD).order_by("pk")
    return rows


@dataclass(frozen=True, slots=True)
class LineStanding:
    """How the connection stands: the one setting, and how many sendings are where."""

    connection: ProvinceConnection
    counts: dict[str, int]
    never: int

    @property
    def waiting(self) -> int:
        """How many have not come to an end."""
        return sum(self.counts.get(state, 0) for state in UNSETTLED)

    @property
    def dead(self) -> int:
        """How many are not tried again by themselves."""
        return self.counts.get(DeliveryState.DEAD, 0)

    @property
    def acknowledged(self) -> int:
        """How many the province has taken."""
        return self.counts.get(DeliveryState.ACKNOWLEDGED, 0)


def line_standing() -> LineStanding:
    """The connection of today."""
    counts = dict(Delivery.objects.order_by().values_list("state").annotate(count=Count("pk")))
    sent = Delivery.objects.filter(cooperative=OuterRef("pk"))
    never = Cooperative.objects.filter(~Exists(sent), merged_into__isnull=True).count()
    return LineStanding(ProvinceConnection.objects.select_related("job").standing(), counts, never)


def deliveries_of(user: User, cooperative: Cooperative) -> dict[str, Any] | None:
    """What the file of a cooperative shows of the connection; nothing for whoever does not look after it."""
    if not user.has_perm(ProvincePerm.VIEW_DELIVERY, cooperative):
        return None
    rows = list(cooperative.deliveries.order_by("-number")[:SHOWN])
    return {
        "rows": rows,
        "newest": rows[0] if rows else None,
        "is_on": ProvinceConnection.objects.standing().is_on,
        "acknowledged": cooperative.deliveries.filter(state=DeliveryState.ACKNOWLEDGED)
        .order_by("-number")
        .first(),
    }


@dataclass(frozen=True, slots=True)
class SentField:
    """One field of a sending: what it is called here and there, what was told, and whether it is new."""

    label: str
    theirs: str
    value: Any
    is_changed: bool


def sent_fields(delivery: Delivery) -> list[SentField]:
    """The fields of a sending in the order of today's edition; figures of years stand apart."""
    edition = mapping()
    return [
        SentField(edition.label_of(name), name, value, name in delivery.changes)
        for name, value in _in_order(delivery.payload, edition.fields)
        if name != edition.figures_name
    ]


def _in_order(payload: dict[str, Any], fields: Collection[Mapped]) -> list[tuple[str, Any]]:
    """JSON of the database knows no order of its own."""
    order = {one.theirs: place for place, one in enumerate(fields)}
    return sorted(payload.items(), key=lambda item: (order.get(item[0], len(order)), item[0]))


def sent_years(delivery: Delivery) -> list[dict[str, Any]]:
    """The figures of years in a sending, the newest first: the year, and what is told of it under their names."""
    edition = mapping()
    years = delivery.payload.get(edition.figures_name, [])
    labels = {one.theirs: one.label for one in edition.figures}
    name = edition.figures[0].theirs
    return [
        {
            "year": year.get(name),
            "figures": [
                (labels.get(key, key), value)
                for key, value in _in_order(year, edition.figures)
                if key != name and value is not None
            ],
        }
        for year in reversed(years)
    ]


def is_newest(delivery: Delivery) -> bool:
    """Whether nothing has been written for the cooperative since."""
    rows = Delivery.objects.filter(cooperative=delivery.cooperative_id, number__gt=delivery.number)
    return not rows.exists()

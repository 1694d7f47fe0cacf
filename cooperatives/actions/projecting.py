"""Brings what a cooperative's row repeats in line with its dated rows, in sets, in a handful of statements."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

from django.db import transaction

from cooperatives import vsic
from cooperatives.actions.noting import note_origins
from cooperatives.actions.province_queue import queue_deliveries
from cooperatives.enums.register import Post, Sector, Size, Status
from cooperatives.models import (
    Activity,
    AllianceMembership,
    Capital,
    Cooperative,
    CooperativeAddress,
    CooperativeName,
    Office,
    OtherCode,
    StatusEvent,
    YearFigures,
)
from cooperatives.queries.publishing import touch_public
from cooperatives.rules import sizes
from cooperatives.rules.statuses import standing, status_on
from lmhtx.base import clock
from lmhtx.base.bulk import update_rows
from lmhtx.directory.parameters import Values
from lmhtx.legal import MissingValue

REPEATED = (
    "name",
    "short_name",
    "foreign_name",
    "address",
    "commune",
    "status",
    "status_since_on",
    "suspended_until_on",
    "sector",
    "size",
    "size_because",
    "charter_vnd",
    "contributed_vnd",
    "is_member",
    "representative",
    "found_by",
    "folded",
    "name_key",
)
AT_ONCE = 1000
# An update of many rows asks no field what it would save.
DERIVED: list[Any] = [Cooperative._meta.get_field(name) for name in ("folded", "name_key")]


class _Rows:
    """The dated rows of some cooperatives, each kind read in one query."""

    def __init__(self, ids: list[int], day: date) -> None:
        def by(rows: Any) -> dict[int, list[Any]]:
            found = rows.filter(cooperative__in=ids).order_by("cooperative_id", *rows.query.order_by)
            return {key: list(group) for key, group in groupby(found, key=lambda row: row.cooperative_id)}

        self.day = day
        self.names = by(CooperativeName.objects.order_by("-valid_from", "-id"))
        self.addresses = by(
            CooperativeAddress.objects.select_related("commune").order_by("-valid_from", "-id")
        )
        self.capitals = by(Capital.objects.order_by("-valid_from"))
        self.figures = by(YearFigures.objects.order_by("-year"))
        self.activities = by(Activity.objects.filter(is_main=True).order_by("id"))
        self.memberships = by(AllianceMembership.objects.filter(left_on__isnull=True).order_by("id"))
        self.codes = by(OtherCode.objects.order_by("id"))
        self.events = by(StatusEvent.objects.order_by("effective_on", "id"))
        offices = Office.objects.on(day).filter(
            person__cooperative__in=ids, post__in=(Post.REPRESENTATIVE, Post.GROUP_LEADER)
        )
        self.heads: dict[int, list[str]] = {}
        for key, name in offices.order_by("id").values_list("person__cooperative_id", "person__full_name"):
            self.heads.setdefault(key, []).append(name)
        self.values = Values(on=day, keys=list(sizes.TABLES.values()))


@transaction.atomic
def refresh(ids: Iterable[int], *, day: date | None = None) -> None:
    """Work out anew what the rows of these cooperatives repeat, as of the day or today.

    Every change of a cooperative or of its figures ends here, so here it is noted whence each legal fact came, and the
    province is written what is new to it.
    """
    ids = list(ids)
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        rows = _Rows(some, day or clock.today())
        changed = []
        for cooperative in Cooperative.objects.select_for_update().filter(pk__in=some).order_by("pk"):
            before = _repeated(cooperative)
            _named(cooperative, rows)
            _standing(cooperative, rows)
            _measured(cooperative, rows)
            for field in DERIVED:
                field.pre_save(cooperative, add=False)
            if _repeated(cooperative) != before:
                changed.append(cooperative)
        update_rows(changed, REPEATED)
        note_origins(some, day=rows.day)
        queue_deliveries(some)
    touch_public()


def _repeated(cooperative: Cooperative) -> list[Any]:
    return [cooperative.serializable_value(name) for name in REPEATED]


def _holding(rows: list[Any], day: date) -> Any:
    """The row that holds on the day; the open one where the first day is not known."""
    began = [row for row in rows if row.valid_from is None or row.valid_from <= day]
    return next(
        (row for row in began if row.valid_to is None or row.valid_to >= day), began[0] if began else None
    )


def _named(cooperative: Cooperative, rows: _Rows) -> None:
    name = _holding(rows.names.get(cooperative.pk, []), rows.day)
    if name is not None:
        cooperative.name, cooperative.short_name = name.name, name.short_name
        cooperative.foreign_name = name.foreign_name
    place = _holding(rows.addresses.get(cooperative.pk, []), rows.day)
    if place is not None:
        cooperative.address, cooperative.commune = place.text, place.commune
    heads = rows.heads.get(cooperative.pk, [])
    cooperative.representative = heads[0] if heads else ""
    past = [row.name for row in rows.names.get(cooperative.pk, []) if row.name != cooperative.name]
    numbers = [row.number for row in rows.codes.get(cooperative.pk, [])]
    cooperative.found_by = "\n".join([*past, *numbers, *heads])
    cooperative.is_member = cooperative.pk in rows.memberships


def _standing(cooperative: Cooperative, rows: _Rows) -> None:
    events = [event.facts for event in rows.events.get(cooperative.pk, [])]
    status = status_on(events, day=rows.day) or Status.ACTIVE
    begun = [event for event in standing(events) if event.effective_on <= rows.day]
    cooperative.status = status
    cooperative.status_since_on = begun[-1].effective_on if begun else cooperative.first_registered_on
    cooperative.suspended_until_on = begun[-1].until_on if begun and status == Status.SUSPENDED else None


def _measured(cooperative: Cooperative, rows: _Rows) -> None:
    capital = next((row for row in rows.capitals.get(cooperative.pk, []) if row.valid_from <= rows.day), None)
    cooperative.charter_vnd = capital.charter_vnd if capital else None
    cooperative.contributed_vnd = capital.contributed_vnd if capital else None
    main = next(iter(rows.activities.get(cooperative.pk, [])), None)
    cooperative.sector = (
        sizes.sector(main.code, vsic.section_of(main.version, main.code), version=main.version)
        if main
        else Sector.UNKNOWN
    )
    told = [row for row in rows.figures.get(cooperative.pk, []) if row.year <= rows.day.year]
    # A year of which only the members are known yet, told out of season, does not hide the last whole one.
    with_money = (row for row in told if (row.revenue_vnd, row.capital_vnd) != (None, None))
    figures = next(with_money, told[0] if told else None)
    found = _sized(Sector(cooperative.sector), figures, rows.values)
    if found.size == Size.UNKNOWN and cooperative.size_by_hand:
        found = sizes.Sized(Size(cooperative.size_by_hand), f"Nhập tay: {cooperative.size_ground}")
    cooperative.size, cooperative.size_because = found.size, found.because[:300]


def _sized(sector: Sector, figures: YearFigures | None, values: Values) -> sizes.Sized:
    if sector not in sizes.TABLES:
        return sizes.Sized(Size.UNKNOWN, "Chưa có ngành chính nên chưa rõ lĩnh vực.")
    try:
        table = sizes.thresholds(str(values.value(sizes.TABLES[sector])))
    except (MissingValue, ValueError) as missing:
        return sizes.Sized(Size.UNKNOWN, f"Chưa cấu hình ngưỡng: {missing}")
    if figures is None:
        return sizes.Sized(Size.UNKNOWN, "Chưa có số liệu năm nào.")
    found = sizes.size(
        table,
        members=figures.official_members,
        revenue_vnd=figures.revenue_vnd,
        capital_vnd=figures.capital_vnd,
    )
    return sizes.Sized(found.size, f"Số liệu năm {figures.year}. {found.because}")

"""The cooperatives that the official report names: founded, dissolved, come into the Alliance and gone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from cooperatives.enums.register import DISSOLVED, Status
from cooperatives.models import AllianceMembership, Cooperative
from cooperatives.queries.figure_records import facts_for
from cooperatives.queries.files import ended_within
from lmhtx.reports.counting import count, matching
from lmhtx.reports.rules import on_paper
from lmhtx.vn.numbers import grouped

# What a report keeps of a list for good; the records behind its figure are kept all.
NAMED = 5000
Told = dict[int, tuple[str, ...]]


def lists_of(run: Any) -> list[dict[str, Any]]:
    """The lists of the report, each with the figure of how many there are in all."""
    plain = (("Tên", 44), ("Loại hình", 18), ("Xã, phường", 22), ("Ngày", 16))
    ended = (("Tên", 38), ("Loại hình", 16), ("Xã, phường", 18), ("Ngày có hiệu lực", 12), ("Hình thức", 16))
    return [
        _list(run, "founded", "Hợp tác xã, liên hiệp, tổ hợp tác thành lập mới", "is_new", plain, _founded),
        _list(run, "ended", "Hợp tác xã, liên hiệp, tổ hợp tác giải thể", "ended", ended, _ended),
        _list(run, "joined", "Kết nạp vào Liên minh", "joined", plain, _joined),
        _list(run, "left", "Ra khỏi Liên minh", "has_left", plain, _left),
    ]


def _list(
    run: Any,
    key: str,
    title: str,
    name: str,
    labels: Iterable[tuple[str, int]],
    told_of: Callable[[Any, list[int]], Told],
) -> dict[str, Any]:
    facts = facts_for(name)
    found = matching(run.records.filter(is_base=False), [facts])
    number = found.count()
    ids = list(found.order_by("record_id").values_list("record_id", flat=True)[:NAMED])
    told = told_of(run, ids)
    rows = Cooperative.objects.filter(pk__in=ids).select_related("commune").order_by("name", "pk")
    note = f"Nêu {grouped(NAMED)} dòng đầu trong số {grouped(number)}." if number > NAMED else ""
    return {
        "key": key,
        "title": title,
        "columns": [{"label": label, "percent": percent} for label, percent in labels],
        "rows": [
            {
                "id": one.pk,
                "cells": [one.name, one.get_kind_display(), str(one.commune or ""), *told.get(one.pk, ("",))],
            }
            for one in rows
        ],
        "total": count(number, facts),
        "note": note,
    }


def _day(day: date | None) -> str:
    return on_paper(day) if day else ""


def _founded(run: Any, ids: list[int]) -> Told:
    del run
    rows = Cooperative.objects.filter(pk__in=ids).values_list("pk", "first_registered_on")
    return {pk: (_day(day),) for pk, day in rows}


def _ended(run: Any, ids: list[int]) -> Told:
    events: Any = ended_within(run.first_on, run.last_on, DISSOLVED).filter(cooperative__in=ids)
    rows = events.order_by("effective_on", "id").values_list("cooperative", "effective_on", "status")
    return {pk: (_day(day), Status(status).label) for pk, day, status in rows}


def _joined(run: Any, ids: list[int]) -> Told:
    rows = AllianceMembership.objects.filter(cooperative__in=ids, admitted_on__lte=run.last_on)
    return {
        pk: (_day(day),) for pk, day in rows.order_by("admitted_on").values_list("cooperative", "admitted_on")
    }


def _left(run: Any, ids: list[int]) -> Told:
    rows = AllianceMembership.objects.filter(cooperative__in=ids, left_on__lte=run.last_on)
    return {pk: (_day(day),) for pk, day in rows.order_by("left_on").values_list("cooperative", "left_on")}

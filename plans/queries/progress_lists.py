"""The tasks that a progress report names: late, given more time, falling due, finished; and quantities reached."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, IntegerField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, TruncDate

from lmhtx.base import clock
from lmhtx.directory.models import Agency
from lmhtx.reports.counting import Facts, count, given, matching, plain, total
from lmhtx.reports.rules import on_paper
from lmhtx.vn.numbers import grouped
from plans.enums import ChangeKind, ExtensionState, TaskStatus
from plans.models import Change, Extension, Report, Target, Task
from plans.rules import progress_percent

# What a report keeps of a list for good, and its workbook names; the records behind the figure are kept all.
NAMED = 5000
WORDS = 220
OVERDUE = {"status": str(TaskStatus.OVERDUE)}
FINISHED = {"done_in": True}
MOVED = {"moved_in": True}
COMING = {"coming": True}
QUANTITY_COLUMNS = (
    ("unit", "Đơn vị tính", "text"),
    ("quantity", "Chỉ tiêu", "count"),
    ("done", "Đã đạt", "count"),
    ("percent", "Tỷ lệ (%)", "percent"),
)


@dataclass(frozen=True, slots=True)
class Named:
    """A kept record with its task and the names of those who led it."""

    task: Task
    facts: Facts
    leads: str

    @property
    def due(self) -> str:
        """The deadline of the close as papers write it."""
        return _day(self.facts.get("due"))


def lists_of(run: Any) -> list[dict[str, Any]]:
    """The lists of the report, each with the figure of how many there are in all."""
    kept = run.records.filter(is_base=False)
    late_days = Cast(KT("facts__late"), IntegerField())
    due, done = KT("facts__due"), KT("facts__done")
    return [
        _list(kept, OVERDUE, "late", "Nhiệm vụ chưa hoàn thành, đã quá hạn", _late(run), late_days.desc()),
        _list(kept, MOVED, "moved", "Nhiệm vụ được gia hạn, đổi hạn trong kỳ", _moved(run), due.asc()),
        _list(kept, FINISHED, "done", "Nhiệm vụ hoàn thành trong kỳ", _finished(), done.asc()),
        _list(kept, COMING, "coming", "Nhiệm vụ đến hạn trong 30 ngày sau ngày chốt", _coming(), due.asc()),
    ]


def _list(kept: Any, facts: Facts, key: str, title: str, shape: Any, order: Any) -> dict[str, Any]:
    labels, cells_of = shape
    found = matching(kept, [facts])
    number = found.count()
    rows = _named(found.order_by(order, "record_id")[:NAMED])
    note = (
        f"Nêu {grouped(NAMED)} nhiệm vụ đầu trong số {grouped(number)}; mở con số trên cổng để xem tất cả."
        if number > NAMED
        else ""
    )
    return {
        "key": key,
        "title": title,
        "columns": [{"label": label, "percent": percent} for label, percent in labels],
        "rows": [
            {"id": row.task.pk, "cells": cells} for row, cells in zip(rows, cells_of(rows), strict=True)
        ],
        "total": count(number, facts),
        "note": note,
    }


def _named(records: Any) -> list[Named]:
    found = list(records.values_list("record_id", "facts"))
    tasks = Task.objects.in_bulk([pk for pk, _facts in found])
    ids = {pk for _pk, facts in found for pk in facts.get("leads", ())}
    names = dict(Agency.objects.filter(pk__in=ids).values_list("pk", "name"))
    return [
        Named(tasks[pk], facts, "; ".join(names[lead] for lead in facts.get("leads", ())))
        for pk, facts in found
        if pk in tasks
    ]


def _day(text: str | None) -> str:
    return on_paper(date.fromisoformat(text)) if text else ""


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= WORDS else f"{text[: WORDS - 1]}…"


def _late(run: Any) -> Any:
    labels = (
        ("Nhiệm vụ", 36),
        ("Chủ trì", 19),
        ("Hạn", 11),
        ("Số ngày quá hạn", 9),
        ("Tình hình, nguyên nhân theo báo cáo gần nhất", 25),
    )

    def cells(rows: Sequence[Named]) -> Iterable[list[str | int]]:
        told = _last_words([row.task.pk for row in rows], run.last_on)
        for row in rows:
            why = told.get(row.task.pk, "Chưa có báo cáo.")
            yield [_short(row.task.text), row.leads, row.due, row.facts["late"], why]

    return labels, cells


def _last_words(ids: Sequence[int], day: date) -> dict[int, str]:
    rows = Report.objects.filter(task__in=ids, submitted_at__lte=clock.end_of(day))
    last = rows.order_by("task", "-submitted_at", "-pk").distinct("task")
    return {pk: _short(text) for pk, text in last.values_list("task", "text")}


def _moved(run: Any) -> Any:
    labels = (
        ("Nhiệm vụ", 34),
        ("Chủ trì", 18),
        ("Hạn gốc", 11),
        ("Hạn tại ngày chốt", 11),
        ("Lý do, căn cứ", 26),
    )

    def cells(rows: Sequence[Named]) -> Iterable[list[str | int]]:
        grounds = _grounds([row.task.pk for row in rows], run)
        for row in rows:
            first = _day(row.facts.get("first_due") or row.facts.get("due"))
            yield [_short(row.task.text), row.leads, first, row.due, "; ".join(grounds[row.task.pk])]

    return labels, cells


def _grounds(ids: Sequence[int], run: Any) -> dict[int, list[str]]:
    """Why the deadlines were moved within the days of the report."""
    window = (run.first_on, run.last_on)
    zone = clock.end_of(run.last_on).tzinfo
    found: dict[int, list[str]] = defaultdict(list)
    asked = Extension.objects.filter(task__in=ids, state=ExtensionState.APPROVED)
    asked = (
        asked.annotate(on=TruncDate("judged_at", tzinfo=zone))
        .filter(on__gte=run.first_on, on__lte=run.last_on)
        .order_by("judged_at")
    )
    for pk, reason in asked.values_list("task", "reason"):
        found[pk].append(_short(reason))
    ordered = Change.objects.filter(task__in=ids, kind=ChangeKind.DUE, said_on__range=window)
    for pk, said_by, said_on, document in ordered.order_by("said_on", "pk").values_list(
        "task", "said_by", "said_on", "document"
    ):
        found[pk].append(
            f"Chỉ đạo của {said_by} ngày {on_paper(said_on)}" + (f", {document}" if document else "")
        )
    return found


def _finished() -> Any:
    labels = (("Nhiệm vụ", 44), ("Chủ trì", 22), ("Hạn", 11), ("Ngày hoàn thành", 11), ("Kết quả", 12))

    def cells(rows: Sequence[Named]) -> Iterable[list[str | int]]:
        for row in rows:
            days = row.facts.get("late")
            result = f"Quá hạn {days} ngày" if days else TaskStatus(row.facts["status"]).label
            yield [_short(row.task.text), row.leads, row.due, _day(row.facts["done"]), result]

    return labels, cells


def _coming() -> Any:
    labels = (("Nhiệm vụ", 55), ("Chủ trì", 33), ("Hạn", 12))

    def cells(rows: Sequence[Named]) -> Iterable[list[str | int]]:
        for row in rows:
            yield [_short(row.task.text), row.leads, row.due]

    return labels, cells


def quantities(run: Any) -> dict[str, Any]:
    """The section of quantities: of a parent that reported none itself, what its children reached counts for it."""
    kept = run.records.filter(is_base=False, facts__has_key="targets")
    targets = {one["id"]: one for facts in kept.values_list("facts", flat=True) for one in facts["targets"]}
    reached = {pk: Decimal(str(one["done"])) for pk, one in targets.items()}
    below = _below(targets)
    rows = []
    named = Target.objects.filter(pk__in=targets).select_related("task")
    for target in named.order_by("task__plan", "task__position", "pk"):
        ids = [target.pk] if reached[target.pk] else below.get(target.pk, [target.pk])
        done = sum((reached[pk] for pk in ids), Decimal(0))
        rows.append(_quantity(target, targets[target.pk], done, ids))
    columns = [{"key": key, "label": label, "kind": kind} for key, label, kind in QUANTITY_COLUMNS]
    return {"key": "quantities", "title": "Chỉ tiêu số lượng", "columns": columns, "rows": rows, "note": ""}


def _below(targets: dict[int, Any]) -> dict[int, list[int]]:
    """The targets of the children that count towards a parent's target of the same unit."""
    above = {"task__parent__targets__unit": F("unit"), "task__parent__targets__in": targets}
    found: dict[int, list[int]] = defaultdict(list)
    for parent, own in Target.objects.filter(pk__in=targets, **above).values_list(
        "task__parent__targets", "pk"
    ):
        found[parent].append(own)
    return found


def _quantity(target: Target, kept: dict[str, Any], done: Decimal, ids: Sequence[int]) -> dict[str, Any]:
    quantity = Decimal(str(kept["quantity"]))
    share = progress_percent(done, quantity)
    figure = total(done, ids)
    cells = {
        "unit": {"t": kept["unit"]},
        "quantity": given(plain(quantity)),
        "done": figure,
        "percent": {
            **figure,
            "v": None if share is None else str(share),
            "quantity": plain(quantity),
            "reached": figure["v"],
        },
    }
    return {"key": f"t{target.pk}", "label": _short(target.task.text), "cells": cells, "bold": False}

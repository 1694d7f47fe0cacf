"""The figures of a progress report, counted in sets from the records kept of its close."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from lmhtx.directory.models import Agency
from lmhtx.reports.counting import Figure, count, given, share, tally, words
from lmhtx.reports.rules import change_percent
from plans.annex.numbers import take_number, value_of
from plans.enums import TaskStatus
from plans.models import Plan
from plans.queries.progress_lists import lists_of, quantities

SHOWN = (
    TaskStatus.DONE_ON_TIME,
    TaskStatus.DONE_LATE,
    TaskStatus.OVERDUE,
    TaskStatus.AWAITING,
    TaskStatus.RUNNING,
    TaskStatus.NOT_DUE,
    TaskStatus.CONTINUOUS,
    TaskStatus.UNDATED,
    TaskStatus.SUSPENDED,
    TaskStatus.CANCELLED,
)
DECIDED = (TaskStatus.DONE_ON_TIME, TaskStatus.DONE_LATE, TaskStatus.OVERDUE)
GOING = (TaskStatus.RUNNING, TaskStatus.NOT_DUE, TaskStatus.CONTINUOUS, TaskStatus.UNDATED)
FLOWS = (
    ("new", "Nhiệm vụ giao mới trong kỳ"),
    ("due_in", "Nhiệm vụ đến hạn trong kỳ"),
    ("done_in", "Nhiệm vụ hoàn thành trong kỳ"),
    ("moved_in", "Nhiệm vụ được gia hạn, đổi hạn trong kỳ"),
    ("asked", "Nhiệm vụ đang đề nghị gia hạn tại ngày chốt"),
    ("coming", "Nhiệm vụ đến hạn trong 30 ngày sau ngày chốt"),
)
COMPARED = (
    ("now", "Kỳ này", "count"),
    ("first", "Tính theo hạn gốc", "count"),
    ("base", "Cùng kỳ năm trước", "count"),
    ("growth", "Tăng, giảm so cùng kỳ (%)", "growth"),
)
COLUMNS = (
    ("total", "Tổng số", "count", ()),
    ("on_time", "Hoàn thành đúng hạn", "count", (TaskStatus.DONE_ON_TIME,)),
    ("late", "Hoàn thành quá hạn", "count", (TaskStatus.DONE_LATE,)),
    ("overdue", "Chưa hoàn thành, quá hạn", "count", (TaskStatus.OVERDUE,)),
    ("awaiting", "Chờ xác nhận", "count", (TaskStatus.AWAITING,)),
    ("going", "Đang thực hiện, chưa đến hạn", "count", GOING),
    ("ended", "Tạm dừng, hủy", "count", (TaskStatus.SUSPENDED, TaskStatus.CANCELLED)),
    ("share", "Tỷ lệ đúng hạn (%)", "percent", ()),
    ("share_first", "Tỷ lệ theo hạn gốc (%)", "percent", ()),
)
Pairs = Counter[tuple[str, str]]


def figures(run: Any) -> dict[str, Any]:
    """Sections of figures and lists of tasks, in a constant number of queries whatever the number of tasks."""
    kept, base = run.records.filter(is_base=False), run.records.filter(is_base=True)
    now, before = _pairs(tally(kept, "status", "first")), _pairs(tally(base, "status", "first"))
    sections = [
        _summary(now, before),
        _flows(kept, base),
        _by(AGENCY, tally(kept, "status", "first", each="leads")),
        _by(UNIT, tally(kept, "status", "first", "unit")),
        _by(GROUP, tally(kept, "status", "first", "group"))
        if run.subject_id
        else _by(PLAN, tally(kept, "status", "first", "plan")),
        quantities(run),
    ]
    return {"sections": sections, "lists": lists_of(run)}


def _pairs(counted: Counter[Any]) -> Pairs:
    return Counter({(row[0], row[1]): n for row, n in counted.items()})


def number_of(pairs: Pairs, statuses: Iterable[str], *, place: int = 0) -> int:
    """How many stand in one of the statuses: by the present deadline at place 0, by the original one at 1."""
    wanted = set(statuses)
    return sum(n for pair, n in pairs.items() if pair[place] in wanted)


def on_time(pairs: Pairs, where: dict[str, Any], *, by: str = "status", is_base: bool = False) -> Figure:
    """The share on time among what is decided, by one of the two deadlines."""
    place = 0 if by == "status" else 1
    good = number_of(pairs, [TaskStatus.DONE_ON_TIME], place=place)
    return share(
        good,
        number_of(pairs, DECIDED, place=place),
        [{**where, by: str(TaskStatus.DONE_ON_TIME)}],
        [{**where, by: str(status)} for status in DECIDED],
        is_base=is_base,
    )


def _summary(now: Pairs, before: Pairs) -> dict[str, Any]:
    rows = [_row("total", "Tổng số nhiệm vụ", _compared(now, before, None), is_bold=True)]
    rows += [_row(status, status.label, _compared(now, before, status)) for status in SHOWN]
    rows.append(
        _row(
            "share",
            "Tỷ lệ hoàn thành đúng hạn (%)",
            {
                "now": on_time(now, {}),
                "first": on_time(now, {}, by="first"),
                "base": on_time(before, {}, is_base=True),
                "growth": words("–"),
            },
            is_bold=True,
        )
    )
    return _section("summary", "Kết quả chung", COMPARED, rows)


def _compared(now: Pairs, before: Pairs, status: TaskStatus | None) -> dict[str, Figure]:
    statuses = SHOWN if status is None else (status,)
    facts: dict[str, Any] = {} if status is None else {"status": str(status)}
    first = {} if status is None else {"first": str(status)}
    present, past = number_of(now, statuses), number_of(before, statuses)
    return {
        "now": count(present, facts),
        "first": count(number_of(now, statuses, place=1), first),
        "base": count(past, facts, is_base=True),
        "growth": given(change_percent(present, past)),
    }


def _flows(kept: Any, base: Any) -> dict[str, Any]:
    names = [name for name, _label in FLOWS]
    now, before = (_flags(tally(rows, *names), names) for rows in (kept, base))
    rows = [
        _row(
            name,
            label,
            {
                "now": count(now[name], {name: True}),
                "base": count(before[name], {name: True}, is_base=True),
                "growth": given(change_percent(now[name], before[name])),
            },
        )
        for name, label in FLOWS
    ]
    return _section("flows", "Trong kỳ báo cáo", [one for one in COMPARED if one[0] != "first"], rows)


def _flags(counted: Counter[Any], names: list[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for row, n in counted.items():
        found.update({name: n for name, is_so in zip(names, row, strict=True) if is_so})
    return found


@dataclass(frozen=True, slots=True)
class Cut:
    """A way of cutting all tasks into rows: its section, the fact behind it, and what each row is called."""

    key: str
    title: str
    fact: Callable[[str], dict[str, Any]]
    names: Callable[[set[str]], dict[str, str]]
    note: str = ""


def _agencies(keys: set[str]) -> dict[str, str]:
    rows = Agency.objects.filter(pk__in=[int(key) for key in keys])
    return {str(pk): name for pk, name in rows.values_list("pk", "name")}


def _plans(keys: set[str]) -> dict[str, str]:
    rows = Plan.objects.filter(pk__in=[int(key) for key in keys])
    return {str(plan.pk): str(plan) for plan in rows}


AGENCY = Cut(
    "by_agency",
    "Theo cơ quan, đơn vị chủ trì",
    lambda key: {"leads": [int(key)]},
    _agencies,
    note="Nhiệm vụ có nhiều cơ quan chủ trì được tính ở từng cơ quan, nên cộng các dòng có thể lớn hơn tổng số.",
)
UNIT = Cut("by_unit", "Theo đơn vị đầu mối của Liên minh", lambda key: {"unit": int(key)}, _agencies)
PLAN = Cut("by_plan", "Theo kế hoạch", lambda key: {"plan": int(key)}, _plans)
GROUP = Cut(
    "by_group",
    "Theo nhóm nhiệm vụ",
    lambda key: {"group": key},
    lambda keys: {key: key or "Không thuộc nhóm nào" for key in keys},
)


def _by(cut: Cut, counted: Counter[Any]) -> dict[str, Any]:
    found: dict[str, Pairs] = defaultdict(Counter)
    for (status, first, key), n in counted.items():
        found[str(key)][status, first] += n
    names = cut.names(set(found))
    order = sorted(found, key=lambda key: (-sum(found[key].values()), names[key]))
    if cut is GROUP:
        order = sorted(found, key=_place_of_group)
    rows = [
        _row(f"r{place}", names[key], _standing(found[key], cut.fact(key)))
        for place, key in enumerate(order, 1)
    ]
    columns = [(name, label, kind) for name, label, kind, _statuses in COLUMNS]
    return _section(cut.key, cut.title, columns, rows, note=cut.note)


def _place_of_group(group: str) -> tuple[bool, bool, int, str]:
    """As the paper counts its groups: IX before X; without a number behind them, without a group last."""
    number = value_of(take_number(group)[0])
    return not group, number is None, number or 0, group


def _standing(pairs: Pairs, where: dict[str, Any]) -> dict[str, Figure]:
    cells = {}
    for name, _label, kind, statuses in COLUMNS:
        if kind == "percent":
            by = "status" if name == "share" else "first"
            cells[name] = on_time(pairs, where, by=by)
        elif statuses:
            facts = [{**where, "status": str(status)} for status in statuses]
            cells[name] = count(number_of(pairs, statuses), *facts)
        else:
            cells[name] = count(sum(pairs.values()), where)
    return cells


def _row(key: str, label: str, cells: dict[str, Figure], *, is_bold: bool = False) -> dict[str, Any]:
    return {"key": str(key), "label": label, "cells": cells, "bold": is_bold}


def _section(
    key: str, title: str, columns: Any, rows: list[dict[str, Any]], note: str = ""
) -> dict[str, Any]:
    told = [{"key": name, "label": label, "kind": kind} for name, label, kind in columns]
    return {"key": key, "title": title, "columns": told, "rows": rows, "note": note}

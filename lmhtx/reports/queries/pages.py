"""What the pages of reports show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse

from lmhtx.base import clock
from lmhtx.directory.calendar import calendar_for
from lmhtx.files.models import Attachment
from lmhtx.people.models import User
from lmhtx.reports.access import Perm
from lmhtx.reports.counting import Facts
from lmhtx.reports.enums import RunState
from lmhtx.reports.models import ReportDrift, ReportRun
from lmhtx.reports.parts import PARTS
from lmhtx.reports.periodic import kind_of
from lmhtx.reports.queries.lineage import LIST_CELL
from lmhtx.reports.rules import earliest_sending_day
from lmhtx.reports.showing import shown

PER_PAGE = 50
MOST_LISTED = 100


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a page: what it says, and where its records are."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the report's way."""

    label: str
    note: str
    tone: str


@dataclass(frozen=True, slots=True)
class Act:
    """A button of the report's page."""

    label: str
    address: str
    icon: str
    is_post: bool = False
    is_main: bool = False
    confirm: str = ""


def run_page(run: ReportRun, user: User) -> dict[str, Any]:
    """All of one report's page, in a constant number of queries."""
    calendar = calendar_for(run.last_on, run.last_on.replace(year=run.last_on.year + 1))
    return {
        "run": run,
        "steps": steps_of(run),
        "acts": acts_of(run, user),
        "sections": [_section(run, section) for section in run.figures["sections"] if section["rows"]],
        "lists": [_list(run, one) for one in run.figures["lists"] if one["rows"]],
        "parts": [(label, run.texts.get(key, "")) for key, label in PARTS.items()],
        "files": list(Attachment.objects.of(run)),
        "texts": list(run.versions.select_related("created_by")),
        "drift": ReportDrift.objects.waiting().filter(run=run).first(),
        "later": ReportRun.objects.filter(corrects=run).kept().first(),
        "send_from": earliest_sending_day(run.last_on, calendar=calendar),
    }


def _section(run: ReportRun, section: dict[str, Any]) -> dict[str, Any]:
    rows = [
        {
            "label": row["label"],
            "bold": row["bold"],
            "cells": [_cell(run, section, row, column) for column in section["columns"]],
        }
        for row in section["rows"]
    ]
    return {**section, "rows": rows}


def _cell(run: ReportRun, section: dict[str, Any], row: dict[str, Any], column: dict[str, Any]) -> Cell:
    figure = row["cells"].get(column["key"])
    words = shown(figure, column["kind"])
    if not figure or "any" not in figure:
        return Cell(words, "")
    return Cell(words, reverse("report_figure", args=[run.pk, section["key"], row["key"], column["key"]]))


def _list(run: ReportRun, one: dict[str, Any]) -> dict[str, Any]:
    address = reverse("report_figure", args=[run.pk, one["key"], LIST_CELL, LIST_CELL])
    left = len(one["rows"]) - MOST_LISTED
    told = {"rows": one["rows"][:MOST_LISTED], "left": max(0, left), "total": shown(one["total"], "count")}
    return {**one, **told, "address": address}


def steps_of(run: ReportRun) -> list[Step]:
    """Drafted, handed in, checked, issued: with who and when."""
    order = [RunState.DRAFT, RunState.SUBMITTED, RunState.CHECKED, RunState.ISSUED]
    if run.state == RunState.DROPPED:
        return [Step(RunState.DROPPED.label, "", "danger")]
    at = order.index(RunState(run.state))
    built = f"{run.created_by or 'Hệ thống'} · {clock.local(run.built_at):%d/%m/%Y}"
    told = (
        ("Lập dự thảo", built),
        ("Trình kiểm tra", _who(run.submitted_by, run.submitted_at)),
        ("Kiểm tra", _who(run.checked_by, run.checked_at)),
        ("Ban hành", _who(run.issued_by, run.issued_at)),
    )
    return [
        Step(label, note, "done" if place <= at else "now" if place == at + 1 else "todo")
        for place, (label, note) in enumerate(told)
    ]


def _who(person: User | None, moment: Any) -> str:
    return f"{person} · {clock.local(moment):%d/%m/%Y}" if person and moment else ""


def acts_of(run: ReportRun, user: User) -> list[Act]:
    """What the person can do with the report now."""
    found = []
    for name, state, permission, label, icon, is_post, confirm in ACTS:
        if run.state in state and user.has_perm(permission, run):
            address = reverse(f"report_{name}", args=[run.pk])
            found.append(Act(label, address, icon, is_post=is_post, is_main=name in MAIN, confirm=confirm))
    return found


OPEN = frozenset({RunState.DRAFT, RunState.SUBMITTED, RunState.CHECKED})
DRAFT, ISSUED = frozenset({RunState.DRAFT}), frozenset({RunState.ISSUED})
MAIN = frozenset({"run_submit", "run_check", "run_issue"})
# Name, states, right, words, icon, whether it acts at once, and what is asked before.
ACTS: tuple[tuple[str, frozenset[RunState], Perm, str, str, bool, str], ...] = (
    ("run_submit", DRAFT, Perm.BUILD_RUN, "Trình kiểm tra", "send", True, ""),
    (
        "run_check",
        frozenset({RunState.SUBMITTED}),
        Perm.CHECK_RUN,
        "Đã kiểm tra, trình ban hành",
        "circle-check",
        True,
        "",
    ),
    ("run_issue", frozenset({RunState.CHECKED}), Perm.ISSUE_RUN, "Ban hành", "stamp", False, ""),
    (
        "run_return",
        frozenset({RunState.SUBMITTED, RunState.CHECKED}),
        Perm.CHECK_RUN,
        "Trả lại",
        "undo-2",
        False,
        "",
    ),
    ("run_write", DRAFT, Perm.BUILD_RUN, "Sửa lời văn", "pencil", False, ""),
    ("text_upload", OPEN, Perm.BUILD_RUN, "Đưa bản Word đã sửa trở lại", "file-up", False, ""),
    ("run_rebuild", DRAFT, Perm.BUILD_RUN, "Tổng hợp lại số liệu", "refresh-cw", True, ""),
    (
        "run_drop",
        DRAFT,
        Perm.BUILD_RUN,
        "Bỏ dự thảo",
        "trash-2",
        True,
        "Bỏ dự thảo này? Báo cáo của kỳ này có thể lập lại bằng tay.",
    ),
    ("run_sign", ISSUED, Perm.BUILD_RUN, "Thêm bản đã ký", "file-check", False, ""),
)


def figure_rows(run: ReportRun, records: Any, page: str) -> dict[str, Any]:
    """One page of the records behind a figure, each as it is now beside its facts of the close."""
    kind = kind_of(run.report)
    shown_page = Paginator(records.values_list("record_id", "facts"), PER_PAGE).get_page(page)
    facts: dict[int, Facts] = dict(shown_page.object_list)
    things = {thing.pk: thing for thing in kind.rows(facts)}
    rows = [(things.get(pk), kind.told(one)) for pk, one in facts.items()]
    return {"rows": rows, "row_template": kind.row_template, "rows_page": shown_page}

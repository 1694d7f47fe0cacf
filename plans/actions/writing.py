"""Ghi vào kế hoạch: a confirmed draft becomes a plan with its tasks, or the next version of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.directory.models import Agency
from lmhtx.people.models import User
from lmhtx.vn.text import fold
from lmhtx.workflow import Refused
from lmhtx.workflow.actions import move
from plans.access import Perm
from plans.actions.amending import Reconciliation, amend_tasks
from plans.actions.new_tasks import Agencies, Leaf, add_tasks, agencies_of
from plans.draft_tasks import DraftTask, problems_of, tasks_in
from plans.drafts import counts_of
from plans.enums import PlanKind, VersionChange
from plans.models import Plan, PlanVersion, Reading, VersionRow
from plans.workflow import READINGS

SHOWN_PROBLEMS = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Consent:
    """What the person said on the way: doubts left open on purpose, another plan of the same title on purpose."""

    leaves_doubts: bool = False
    is_another_plan: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """What the act did."""

    plan: Plan
    version: PlanVersion
    counts: dict[str, int] = field(default_factory=dict)


@transaction.atomic
def write_into_plan(
    *,
    reading: Reading,
    by: User,
    plan: Plan | None = None,
    reconciliation: Reconciliation | None = None,
    consent: Consent | None = None,
) -> Written:
    """The draft stands as tasks: of a new plan, or of `plan` with what a person confirmed of old and new rows.

    In order: the reading is closed, the plan's head saved, tasks written, kept, changed or cancelled, the version
    with its rows written, names that the directory does not know queued, the act recorded.
    """
    move(READINGS, reading, "write", by=by)
    reading.refresh_from_db(fields=["draft", "version"])
    tasks = _checked(reading, consent or Consent())
    target = _saved_head(reading, plan=plan, by=by, consent=consent or Consent())
    version = _next_version(target, reading=reading, by=by)
    agencies = agencies_of(tasks, seen_in=str(target))
    if plan is None:
        written = _all_new(target, tasks, agencies=agencies, by=by)
    else:
        written = amend_tasks(
            plan=target,
            tasks=tasks,
            agencies=agencies,
            reconciliation=reconciliation or Reconciliation(),
            by=by,
            document=version.document,
        )
    VersionRow.objects.bulk_create(_rows(version, written))
    Reading.objects.filter(pk=reading.pk).update(plan=target)
    counts = _counts(written)
    record("plans.plan.written", target, by=by, version=version.number, counts=counts)
    return Written(target, version, counts)


def _checked(reading: Reading, consent: Consent) -> list[DraftTask]:
    problems = problems_of(reading.draft)
    if problems:
        shown = " ".join(problem.sentence for problem in problems[:SHOWN_PROBLEMS])
        raise Refused(f"Chưa ghi được, còn {len(problems)} chỗ phải sửa. {shown}")
    doubts = counts_of(reading.draft)["doubts"]
    if doubts and not consent.leaves_doubts:
        raise Refused(
            f"Còn {doubts} điểm cần xem. Hãy xem và xác nhận từng điểm, "
            "hoặc đánh dấu “Vẫn ghi khi còn điểm chưa xem”."
        )
    return tasks_in(reading.draft)


def _saved_head(reading: Reading, *, plan: Plan | None, by: User, consent: Consent) -> Plan:
    head = reading.draft["document"]
    values = _head_values(head, reading)
    if plan is None:
        _refuse_known_paper(values, consent)
        return Plan.objects.create(created_by=by, **values)
    if not by.has_perm(Perm.EDIT_PLAN, plan):
        raise Refused("Anh/chị không có quyền sửa kế hoạch này.")
    locked = Plan.objects.select_for_update().get(pk=plan.pk)
    locked.year_to = max(filter(None, (locked.year_to, values["year_to"])), default=None)
    locked.version += 1
    issued = ["number", "symbol", "issued_on", "folded"] if values["number"] and not locked.number else []
    for name in issued[:-1]:
        setattr(locked, name, values[name])
    locked.save(update_fields=["year_to", "version", *issued])
    return locked


def _head_values(head: Mapping[str, Any], reading: Reading) -> dict[str, Any]:
    agencies = Agency.objects.in_bulk([pk for pk in (head.get("keeper"), head.get("followed_by")) if pk])
    keeper, unit = agencies.get(head.get("keeper")), agencies.get(head.get("followed_by"))
    title = head.get("title", "").strip()
    if not title:
        raise Refused("Hãy ghi trích yếu của văn bản.")
    if keeper is None:
        raise Refused("Hãy chọn cơ quan theo dõi kế hoạch.")
    if unit is None or not unit.is_ours:
        raise Refused("Hãy chọn đơn vị của Liên minh nhập và theo dõi kế hoạch.")
    years = _years(reading)
    return {
        "kind": head["kind"] if head.get("kind") in set(PlanKind) else PlanKind.PLAN,
        "number": head.get("number", "").strip()[:20],
        "symbol": head.get("symbol", "").strip()[:60],
        "title": title[:500],
        "issued_on": issued_on(head),
        "issuer_written": head.get("issuer", "").strip()[:250],
        "keeper": keeper,
        "followed_by": unit,
        "year_from": min(years, default=None),
        "year_to": max(years, default=None),
    }


def _years(reading: Reading) -> set[int]:
    """The year on the paper and those of its deadlines; odd years of a slip of the pen stay out."""
    days = [day for task in tasks_in(reading.draft) for day in (task.start, task.end) if day]
    years = {day.year for day in days} | {reading.draft["document"].get("year") or reading.year or 0}
    return {year for year in years if 1945 <= year <= 2100}


def issued_on(head: Mapping[str, Any]) -> date | None:
    """The day of issue in the head of a draft; None where it is blank."""
    try:
        return date.fromisoformat(head.get("issued_on") or "")
    except ValueError:
        return None


def _refuse_known_paper(values: Mapping[str, Any], consent: Consent) -> None:
    """The same paper entered twice would give every task twice."""
    same_day = Plan.objects.filter(issued_on=values["issued_on"])
    number = {name: values[name] for name in ("number", "symbol")}
    if values["number"] and same_day.filter(**number).exists():
        raise Refused(
            f"Văn bản số {values['number']}/{values['symbol']} đã có trong danh sách kế hoạch. "
            "Hãy chọn “Đọc lại cho kế hoạch” để đối chiếu với bản đã ghi."
        )
    alike = [plan for plan in same_day.filter(**number) if fold(plan.title) == fold(values["title"])]
    if alike and not consent.is_another_plan:
        raise Refused(
            "Đã có kế hoạch cùng trích yếu và cùng ngày. Hãy chọn “Đọc lại cho kế hoạch” để đối chiếu, "
            "hoặc đánh dấu “Đây là kế hoạch khác”."
        )


def _next_version(plan: Plan, *, reading: Reading, by: User) -> PlanVersion:
    last = plan.versions.aggregate(last=Max("number"))["last"] or 0
    head = reading.draft["document"]
    paper = "/".join(part for part in (head.get("number", ""), head.get("symbol", "")) if part)
    day = issued_on(head)
    document = " ".join(part for part in (paper, f"ngày {day:%d/%m/%Y}" if day else "") if part)
    return PlanVersion.objects.create(
        plan=plan,
        number=last + 1,
        reading=reading,
        document=(document or head.get("title", ""))[:250],
        confirmed_at=clock.now(),
        confirmed_by=by,
    )


def _all_new(plan: Plan, tasks: Sequence[DraftTask], *, agencies: Agencies, by: User) -> list[Leaf]:
    made = add_tasks(plan=plan, tasks=tasks, agencies=agencies, by=by, parents={})
    return [Leaf(made[task.place], VersionChange.ADD, task) for task in tasks]


def _rows(version: PlanVersion, written: Sequence[Leaf]) -> list[VersionRow]:
    return [
        VersionRow(
            version=version,
            task=leaf.task,
            change=leaf.change,
            position=leaf.task.position,
            group=leaf.printed.group,
            stt=leaf.printed.stt,
            page=leaf.printed.page,
            row=leaf.printed.row,
            text=leaf.printed.text,
            deadline_text=leaf.printed.deadline_text,
            raw=leaf.printed.as_printed(),
        )
        if leaf.printed is not None
        else VersionRow(
            version=version,
            task=leaf.task,
            change=leaf.change,
            position=leaf.task.position,
            text=leaf.task.text,
        )
        for leaf in written
    ]


def _counts(written: Sequence[Leaf]) -> dict[str, int]:
    return {change.value: sum(1 for leaf in written if leaf.change == change) for change in VersionChange}

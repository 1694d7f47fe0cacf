"""Tasks from Excel: into a plan that the person may edit, or as single tasks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from lmhtx.base import clock
from lmhtx.contributions import Exchange
from lmhtx.directory.models import Agency
from lmhtx.people.models import User
from lmhtx.people.roles import STAFF
from lmhtx.sheets import cells
from lmhtx.sheets.columns import RowFault, SheetColumn, SheetRow
from lmhtx.sheets.names import Names
from lmhtx.sheets.writing import Look
from plans.access import Perm
from plans.actions.changes import Order, change_tasks
from plans.actions.sheets import PLAIN, SheetTask, add_sheet_tasks, mend_task
from plans.actions.tasks import put_in_charge
from plans.enums import AssignmentRole, ChangeGround, ChangeKind, TaskHold
from plans.models import Plan, Task
from plans.queries.sheets import plans_to_fill
from plans.queries.tasks import may_put_in_charge

ORDERED = ("due_on", "due_time", "leads")


@dataclass(slots=True)
class Book:
    """What cells are compared with, read once."""

    by: User
    plan: Plan | None
    tasks: dict[str, Task]
    agencies: Names
    people: Names
    choices: list[str]


def open_book(by: User, plan: Plan | None) -> Book:
    """The tasks of the plan, or the single ones in reach, and whom their rows may name."""
    rows = Task.objects.visible_to(by).filter(plan=plan).for_list().order_by("position", "pk")
    agencies = list(Agency.objects.valid_on(clock.today()).order_by("name"))
    names = [(name, one) for one in agencies for name in dict.fromkeys((one.name, one.short_name))]
    staff = User.objects.at_work(clock.today()).filter(postings__role__in=STAFF).distinct()
    people = [
        (name, one) for one in staff.order_by("sort_name") for name in (person_name(one), one.full_name)
    ]
    return Book(
        by=by,
        plan=plan,
        tasks={str(task.pk): task for task in rows},
        agencies=Names("cơ quan, đơn vị", names),
        people=Names("người", people),
        choices=[one.name for one in agencies],
    )


def person_name(person: User) -> str:
    """A person as a cell names him: namesakes differ by their sign-in names."""
    return f"{person.full_name} ({person.username})"


def standing_rows(book: Book) -> Mapping[str, Mapping[str, Any]]:
    """What a workbook would say of each task now."""
    return {id_: _row(task) for id_, task in book.tasks.items()}


def _row(task: Task) -> dict[str, Any]:
    return {
        **{name: getattr(task, name) for name in PLAIN},
        "leads": _agencies(task, AssignmentRole.LEAD),
        "partners": _agencies(task, AssignmentRole.PARTNER),
        "due_on": task.due_on,
        "due_time": task.due_time,
        "person": person_name(task.person) if task.person else None,
    }


def _agencies(task: Task, role: AssignmentRole) -> str:
    return "; ".join(str(one) for one in task.assignments.all() if one.role == role)


def check(row: SheetRow, book: Book) -> Iterator[RowFault]:
    """Somebody must do a task; one that stands moves its deadline or lead by an order; what has ended stays."""
    task = book.tasks.get(row.id)
    if row.values.get("due_time") and not row.values.get("due_on", task and task.due_on):
        yield RowFault("due_time", "Có giờ hạn thì phải có ngày hạn.", "Ghi ngày vào cột Hạn.")
    if task is not None:
        yield from _faults_of_change(row, task, book) if row.values else ()
        return
    if not row.values["leads"] and row.values["person"] is None:
        yield RowFault("leads", "Chưa ghi ai làm.", "Ghi cơ quan chủ trì hoặc người phụ trách.")
    due_on = row.values["due_on"]
    if book.plan is None and due_on is not None and due_on < clock.today():
        yield RowFault("due_on", f"Ngày {due_on:%d/%m/%Y} đã qua.", "Ghi ngày từ hôm nay trở đi.")


def _faults_of_change(row: SheetRow, task: Task, book: Book) -> Iterator[RowFault]:
    first = next(iter(row.values))
    if task.accepted_at is not None or task.hold == TaskHold.CANCELLED:
        yield RowFault(
            first, "Nhiệm vụ đã hoàn thành hoặc đã hủy, không sửa được.", "Trả ô này về nội dung cũ."
        )
        return
    if set(row.values) - {"person"} and not book.by.has_perm(Perm.CHANGE_TASK, task):
        yield RowFault(first, "Anh/chị không có quyền sửa nhiệm vụ này.", "Trả ô này về nội dung cũ.")
    if "person" in row.values and not may_put_in_charge(book.by, task):
        yield RowFault(
            "person", "Anh/chị không có quyền phân công nhiệm vụ này.", "Trả ô này về nội dung cũ."
        )
    moved = [name for name in ORDERED if name in row.values]
    if not moved:
        return
    if not row.aside.get("document") or not row.aside.get("said_by"):
        advice = "Ghi cả hai cột “Văn bản chỉ đạo” và “Người chỉ đạo” ở dòng này."
        yield RowFault(moved[0], "Đổi hạn hoặc chủ trì của nhiệm vụ đã có phải có chỉ đạo.", advice)
    if "due_on" in row.values and row.values["due_on"] is None:
        yield RowFault("due_on", "Không xóa được hạn của nhiệm vụ đã có.", "Ghi hạn mới.")
    elif task.start_on and row.values.get("due_on", task.due_on or task.start_on) < task.start_on:
        yield RowFault(
            "due_on", f"Hạn mới trước ngày bắt đầu {task.start_on:%d/%m/%Y}.", "Ghi ngày sau ngày đó."
        )
    if "leads" in row.values and len(row.values["leads"]) != 1:
        yield RowFault(
            "leads", "Chỉ đổi được sang một cơ quan chủ trì.", "Nhiều cơ quan thì đổi ở trang của nhiệm vụ."
        )


def save(rows: Sequence[SheetRow], book: Book) -> None:
    """New tasks together, changes one by one through the acts of the task's own page."""
    new = [
        SheetTask(
            facts=row.values,
            leads=row.values["leads"],
            partners=row.values["partners"],
            person=row.values["person"],
        )
        for row in rows
        if not row.id
    ]
    if new:
        add_sheet_tasks(rows=new, plan=book.plan, by=book.by)
    for row in rows:
        if row.id:
            _change(book.tasks[row.id], row, book.by)


def _change(task: Task, row: SheetRow, by: User) -> None:
    values = row.values
    facts = {name: values[name] for name in PLAIN if name in values}
    if facts or "partners" in values:
        mend_task(task=task, facts=facts, partners=values.get("partners"), by=by)
    if "leads" in values:
        change_tasks(tasks=[task], by=by, order=_order(row, ChangeKind.LEAD, lead=values["leads"][0]))
    if "due_on" in values or "due_time" in values:
        due_on, due_time = values.get("due_on", task.due_on), values.get("due_time", task.due_time)
        order = _order(row, ChangeKind.DUE, due_on=due_on, due_time=due_time)
        change_tasks(tasks=[task], by=by, order=order)
    if "person" in values:
        fresh = Task.objects.get(pk=task.pk)
        put_in_charge(task=fresh, by=by, person=values["person"], helpers=list(fresh.helpers.all()))


def _order(row: SheetRow, kind: ChangeKind, **what: Any) -> Order:
    return Order(
        kind=kind,
        ground=ChangeGround.DOCUMENT,
        said_by=row.aside["said_by"],
        said_on=clock.today(),
        document=row.aside["document"],
        note="Nhập từ Excel.",
        **what,
    )


def _find_agency(cell: Any, book: Book) -> Agency:
    agency: Agency = book.agencies.find(cell)
    return agency


def _plans(by: User) -> QuerySet[Plan]:
    return plans_to_fill(by)


COLUMNS = (
    SheetColumn(heading="Nhóm", field="group", read=cells.text(most=500), width=30,
                help="Tên nhóm nhiệm vụ như trong văn bản.", example="I. Nhiệm vụ chung"),
    SheetColumn(heading="STT", field="stt", read=cells.text(most=20), width=8, help="Số thứ tự như in.", example="1"),
    SheetColumn(heading="Nội dung", field="text", read=cells.text(most=4000), is_required=True, width=70,
                help="Việc cần làm. Không có mã thì dòng được nhận ra theo nội dung này.",
                example="Rà soát danh sách hợp tác xã ngừng hoạt động"),
    SheetColumn(heading="Sản phẩm cần có", field="product", read=cells.text(most=2000), width=36,
                help="Kết quả phải nộp.", example="Báo cáo"),
    SheetColumn(heading="Chủ trì", field="leads", read=cells.many(_find_agency), nothing=(), width=40,
                help="Tên như trong danh bạ; nhiều cơ quan cách nhau bằng dấu chấm phẩy.",
                choices=lambda book: book.choices),
    SheetColumn(heading="Phối hợp", field="partners", read=cells.many(_find_agency), nothing=(), width=40,
                help="Như cột Chủ trì.", choices=lambda book: book.choices),
    SheetColumn(heading="Thời hạn như in", field="deadline_text", read=cells.text(most=500), width=22,
                help="Chữ trong văn bản, ví dụ Quý III/2026. Để trống cột Hạn thì hạn được hiểu từ chữ này.",
                example="Quý IV/2026"),
    SheetColumn(heading="Hạn", field="due_on", read=cells.day, nothing=None, look=Look.DAY, width=14,
                help="Ngày/tháng/năm.", example="31/12/2026"),
    SheetColumn(heading="Giờ hạn", field="due_time", read=cells.hour, nothing=None, width=10,
                help="Để trống nếu tính hết ngày.", example="16:00"),
    SheetColumn(heading="Người phụ trách", field="person", read=lambda cell, book: book.people.find(cell),
                nothing=None, width=34, help="Họ tên; trùng tên thì chọn trong danh mục để có cả tên đăng nhập.",
                choices=lambda book: [name for name in book.people.labels if name.endswith(")")]),
    SheetColumn(heading="Văn bản chỉ đạo", field="document", read=cells.text(most=250), only_said=True, width=30,
                help="Chỉ ghi khi đổi hạn hoặc chủ trì của nhiệm vụ đã có.", example="CV 123/UBND ngày 10/9/2026"),
    SheetColumn(heading="Người chỉ đạo", field="said_by", read=cells.text(most=200), only_said=True, width=26,
                help="Chỉ ghi khi đổi hạn hoặc chủ trì của nhiệm vụ đã có.", example="Phó Chủ tịch UBND"),
)  # fmt: skip
TASKS = Exchange(
    key="tasks",
    label="nhiệm vụ",
    permission=Perm.EDIT_PLAN.value,
    list_url_name="task_list",
    columns=COLUMNS,
    natural_key=("text",),
    open=open_book,
    rows=standing_rows,
    check=check,
    save=save,
    help=(
        "Vào một kế hoạch được sửa, hoặc thành việc giao riêng khi không chọn kế hoạch.",
        "Nhiệm vụ đã có: đổi hạn, đổi chủ trì phải ghi văn bản và người chỉ đạo ngay trên dòng.",
    ),
    within=_plans,
    within_label="Thuộc kế hoạch",
    icon="square-check",
    order=10,
)

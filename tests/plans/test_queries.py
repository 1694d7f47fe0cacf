"""Figures, boards, search and the quick line: exact answers on a small office."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from lmhtx.people.models import User
from plans.actions import reports
from plans.enums import ReportKind, TaskHold
from plans.forms.tasks import staff
from plans.models import Task
from plans.queries import boards
from plans.queries.plans import plan_figures, plan_groups
from plans.queries.quick import read_quick
from plans.queries.search import find_plans, find_tasks
from plans.queries.tasks import acts_for, steps_of, task_for_page
from tests.factories import plans as make

pytestmark = pytest.mark.django_db
DONE = reports.Account(kind=ReportKind.COMPLETION, text="Xong", percent=100)


@pytest.fixture
def office(officer, unit_head) -> dict[str, Task]:
    """Two overdue, one coming, one done in time, one suspended."""
    plan = make.plan(keeper=make.agency("finance"), title="Kế hoạch thử")
    made = {
        "late": make.task(person=officer, due_on=date(2026, 9, 1)),
        "agency": make.task(
            plan=plan, leads=("science",), due_on=date(2026, 8, 20), followed_by=make.agency("office")
        ),
        "coming": make.task(person=officer, due_on=date(2026, 9, 25)),
        "done": make.task(person=officer, assigner=unit_head, due_on=date(2026, 9, 30)),
        "held": make.task(hold=TaskHold.SUSPENDED, due_on=date(2026, 9, 1)),
    }
    report = reports.submit_report(task=made["done"], by=officer, account=DONE)
    reports.accept_report(report=report, by=unit_head)
    return made


def test_figures_leave_out_what_is_suspended(office, chairman) -> None:
    found = boards.standing(boards.in_reach(chairman))

    figures = found["figures"]
    assert (figures.total, figures.done, figures.overdue, figures.awaiting) == (4, 1, 2, 0)
    assert figures.share == Decimal("33.3")
    assert [(bar.label, bar.count, bar.tone) for bar in found["bars"]] == [
        ("Chưa hoàn thành quá hạn", 2, "danger"),
        ("Chưa đến hạn", 1, ""),
        ("Hoàn thành đúng hạn", 1, ""),
    ]


def test_overdue_by_unit_and_by_agency_open_their_lists(office, chairman, as_) -> None:
    rows = boards.in_reach(chairman)

    (unit,) = boards.overdue_by_unit(rows)["bars"]
    (agency,) = boards.overdue_by_agency(rows)["bars"]

    assert (unit.label, unit.count) == ("Phòng Tuyên truyền – Kế hoạch – Hỗ trợ hợp tác xã", 1)
    assert (agency.label, agency.count) == ("Sở Khoa học và Công nghệ", 1)
    for bar in (unit, agency):
        assert "<b>1</b> dòng" in as_(chairman).get(bar.address).content.decode()


def test_coming_weeks_open_their_lists(office, unit_head, as_) -> None:
    found = boards.coming(boards.in_reach(unit_head, unit_only=True), "unit")

    (bar,) = found["bars"]
    assert (bar.label, bar.count) == ("21/09 – 27/09", 1)
    assert "<b>1</b> dòng" in as_(unit_head).get(bar.address).content.decode()


def test_trend_takes_the_share_of_what_fell_due_in_each_month(office, chairman) -> None:
    found = boards.trend(boards.in_reach(chairman))

    assert [(point.label, point.share) for point in found["points"]] == [
        ("08/2026", Decimal(0)),
        ("09/2026", Decimal(50)),
    ]


def test_boards_of_an_empty_office_are_empty(chairman) -> None:
    rows = boards.in_reach(chairman)

    assert boards.standing(rows)["figures"].share is None
    assert boards.trend(rows) == {"points": [], "line": ""}


@pytest.mark.parametrize("path", ["/ke-hoach/bang-dieu-hanh/", "/ke-hoach/bang-don-vi/"])
def test_every_widget_of_a_board_answers(office, path, as_, office_chief) -> None:
    page = as_(office_chief).get(path).content.decode()

    addresses = {
        part.split('"')[0] for part in page.split('hx-get="')[1:] if "bang-dieu-hanh" in part.split('"')[0]
    }
    assert len(addresses) >= 4
    assert {as_(office_chief).get(address).status_code for address in addresses} == {200}


def test_plan_is_shown_by_groups_with_children_below(office_chief) -> None:
    plan = make.plan()
    first = make.task(plan=plan, group="I. Một", position=1)
    child = make.task(plan=plan, group="I. Một", position=2, parent=first)
    other = make.task(plan=plan, group="II. Hai", position=3)

    groups = plan_groups(Task.objects.filter(plan=plan).order_by("position"))

    shape = [
        (name, [(node.task, [below.task for below in node.children]) for node in nodes])
        for name, nodes in groups
    ]
    assert shape == [("I. Một", [(first, [child])]), ("II. Hai", [(other, [])])]
    assert plan_figures(Task.objects.filter(plan=plan).with_status()).total == 3


def test_search_needs_no_accents_and_puts_the_exact_words_first(clerk) -> None:
    plan = make.plan()
    dung = make.task(plan=plan, text="Hợp tác xã Dương Minh")
    duong = make.task(plan=plan, text="Mở đường giao thông")

    assert list(find_tasks(clerk, "đường")) == [duong, dung]
    assert list(find_tasks(clerk, "hop tac xa")) == [dung]


@pytest.mark.parametrize("words", ["245/KH-LM", "245 KH LM", "245/kh-lm", "chuyển đổi số"])
def test_plan_is_found_by_number_symbol_and_title(clerk, words) -> None:
    plan = make.plan(number="245", symbol="KH-LM", title="Chuyển đổi số")
    make.plan(title="Khác")

    assert list(find_plans(clerk, words)) == [plan]


def test_search_shows_nothing_out_of_sight(outsider, officer_of_other_unit) -> None:
    make.task(text="Việc riêng của phòng")

    assert [list(find_tasks(who, "việc riêng")) for who in (outsider, officer_of_other_unit)] == [[], []]


@pytest.mark.parametrize(
    ("line", "names", "text", "day", "hour"),
    [
        (
            "Hùng: danh sách OCOP, 15h thứ Sáu",
            ["Trần Văn Hùng"],
            "danh sách OCOP",
            date(2026, 9, 18),
            "15:00",
        ),
        ("chị Hạnh và Hùng: họp xã, mai", ["", "Trần Văn Hùng"], "họp xã", date(2026, 9, 16), ""),
        ("16:30 nộp báo cáo", [], "16:30 nộp báo cáo", None, ""),
        ("Minh Hạnh: ký thư mời, 25/9", ["Lê Thị Minh Hạnh"], "ký thư mời", date(2026, 9, 25), ""),
    ],
)
def test_quick_line(db, line, names, text, day, hour) -> None:
    read = read_quick(line, people=list(staff()))

    clear = [person.found[0].full_name if person.is_clear else "" for person in read.people]
    shown = f"{read.due_time:%H:%M}" if read.due_time else ""
    if names:
        assert (clear, read.text, read.due_on, shown) == (names, text, day, hour)
    else:
        assert any("dấu hai chấm" in fault for fault in read.faults)


def test_quick_line_asks_for_what_is_missing(db) -> None:
    assert read_quick("Không Ai Cả:", people=list(staff())).faults == [
        "Không có ai tên “Không Ai Cả” đang làm việc.",
        "Hãy viết nội dung việc sau dấu hai chấm.",
    ]


def labels(user: User, task: Task) -> dict[str, str]:
    """The buttons of a task's page, each with the reason that closes it."""
    return {act.label: act.reason for act in acts_for(user, task_for_page(user, task.pk).get())}


def test_closed_buttons_say_why(officer, unit_head, deputy, at_day) -> None:
    task = make.task(person=officer, assigner=unit_head)
    assert labels(officer, task) == {"Báo cáo": "", "Đề nghị gia hạn": "", "Mốc kiểm tra": ""}

    reports.submit_report(task=task, by=officer, account=DONE)
    assert labels(officer, task)["Báo cáo"] == "Đã có báo cáo đang chờ xem xét."
    assert labels(officer, task)["Đề nghị gia hạn"] == "Đã nộp kết quả, đang chờ xác nhận."
    reports.accept_report(report=task.reports.get(), by=unit_head)
    assert set(labels(officer, task).values()) == {"Nhiệm vụ đã được xác nhận hoàn thành."}

    undated, held = make.task(person=officer, due_on=None), make.task(person=officer, hold=TaskHold.SUSPENDED)
    assert labels(officer, undated)["Đề nghị gia hạn"] == "Nhiệm vụ không có hạn."
    assert labels(officer, held)["Báo cáo"] == "Nhiệm vụ đang tạm dừng."
    cancelled = make.task(person=officer, hold=TaskHold.CANCELLED)
    assert labels(officer, cancelled)["Báo cáo"] == "Nhiệm vụ đã hủy (bãi bỏ)."
    at_day(date(2026, 10, 1))
    assert (
        labels(officer, make.task(person=officer))["Đề nghị gia hạn"]
        == "Chỉ đề nghị được trước ngày đến hạn."
    )


def test_group_s_task_can_be_given_out_agency_by_agency(office_chief, deputy) -> None:
    task = make.task(leads=("agriculture-environment",))
    task.assignments.update(agency=make.agency_named("Các sở, ban, ngành"))

    assert "Giao từng cơ quan" in labels(office_chief, task)
    assert "Phân công" not in labels(deputy, task)


def test_waiting_extension_closes_its_button(officer, unit_head) -> None:
    task = make.task(person=officer, assigner=unit_head)
    task.extensions.create(
        reason="x",
        from_due_on=task.due_on,
        to_due_on=date(2026, 12, 1),
        requested_at="2026-09-15T09:00+07:00",
    )

    assert labels(officer, task)["Đề nghị gia hạn"] == "Đã có đề nghị đang chờ duyệt."


def test_steps_tell_who_and_when(officer, unit_head) -> None:
    task = make.task(person=officer, assigner=unit_head)
    report = reports.submit_report(task=task, by=officer, account=DONE)
    reports.accept_report(report=report, by=unit_head)
    task.refresh_from_db()

    steps = steps_of(task, [report])

    assert [(step.label, step.note, step.tone) for step in steps] == [
        ("Đã giao", "Võ Hoàng Nam", "done"),
        ("Phụ trách", "Nguyễn Thị Hạnh", "done"),
        ("Báo cáo", "100 % · 15/09/2026", "done"),
        ("Xác nhận", "Võ Hoàng Nam · 15/09/2026", "done"),
    ]

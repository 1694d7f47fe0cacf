"""A task's way: given, reported, returned, extended, changed, accepted — and every refusal on it."""

from __future__ import annotations

from datetime import date

import pytest

from lmhtx.audit.models import Entry
from lmhtx.workflow import Refused
from plans.actions import changes, extensions, reports, tasks
from plans.enums import ChangeGround, ChangeKind, ReportKind
from plans.models import CheckPoint, Report, Task
from tests.factories import plans as make

pytestmark = pytest.mark.django_db


def completion(text: str = "Đã xong") -> reports.Account:
    return reports.Account(kind=ReportKind.COMPLETION, text=text, percent=100)


def progress(percent: int) -> reports.Account:
    return reports.Account(kind=ReportKind.PROGRESS, text="Đang làm", percent=percent)


def order(**facts) -> changes.Order:
    given = {"ground": ChangeGround.PHONE, "said_by": "Phó Chủ tịch", "said_on": date(2026, 9, 15), **facts}
    return changes.Order(**given)


def status(task: Task) -> tuple[str, str]:
    found = Task.objects.with_status().get(pk=task.pk)
    return found.status, found.status_by_original


def verbs(task: Task) -> list[str]:
    return list(
        Entry.objects.filter(subject_kind="plans.task", subject_id=str(task.pk)).values_list(
            "verb", flat=True
        )
    )


def test_giving_a_task_records_it_and_sets_check_points(unit_head, officer) -> None:
    work = tasks.Work(text="Rà soát 81 HTX", due_on=date(2027, 6, 30))

    task = tasks.give_task(by=unit_head, work=work, person=officer, unit=make.agency("policy"))

    assert (task.due_on, task.original_due_on, task.person, task.assigner) == (
        date(2027, 6, 30),
        date(2027, 6, 30),
        officer,
        unit_head,
    )
    points = [date(2026, 9, 30), date(2026, 12, 31), date(2027, 3, 31)]
    assert list(task.check_points.values_list("on", flat=True)) == points
    assert verbs(task) == ["plans.task.given"]


def test_task_cannot_be_given_for_a_day_gone_by(unit_head, officer) -> None:
    work = tasks.Work(text="Việc", due_on=date(2026, 9, 14))

    with pytest.raises(Refused, match="đã qua"):
        tasks.give_task(by=unit_head, work=work, person=officer, unit=make.agency("policy"))

    assert not Task.objects.exists()


def test_accepted_completion_counts_from_the_day_it_was_sent(unit_head, officer, at_day) -> None:
    task = make.task(person=officer, assigner=unit_head)
    at_day(date(2026, 10, 1))
    report = reports.submit_report(task=task, by=officer, account=completion())
    at_day(date(2026, 10, 6))
    assert status(task) == ("awaiting", "awaiting")

    reports.accept_report(report=report, by=unit_head)

    assert status(task) == ("done_on_time", "done_on_time")


def test_returned_completion_counts_as_never_sent(unit_head, officer, at_day) -> None:
    task = make.task(person=officer, assigner=unit_head)
    report = reports.submit_report(task=task, by=officer, account=completion())
    at_day(date(2026, 10, 4))

    reports.return_report(report=report, by=unit_head, note="Thiếu danh sách ký tên")

    found = Task.objects.with_status().get(pk=task.pk)
    assert (found.status, found.late_by.days, found.submitted_at) == ("overdue", 3, None)


def test_return_needs_a_reason(unit_head, officer) -> None:
    report = reports.submit_report(
        task=make.task(person=officer, assigner=unit_head), by=officer, account=progress(30)
    )

    with pytest.raises(Refused, match="lý do"):
        reports.return_report(report=report, by=unit_head, note=" ")

    assert Report.objects.get(pk=report.pk).state == "pending"


def test_second_report_waits_for_the_first(unit_head, officer) -> None:
    task = make.task(person=officer, assigner=unit_head)
    reports.submit_report(task=task, by=officer, account=progress(30))

    with pytest.raises(Refused, match="đang chờ xem xét"):
        reports.submit_report(task=task, by=officer, account=completion())


def test_parent_ends_only_after_its_children(unit_head, officer) -> None:
    parent = make.task(person=officer, assigner=unit_head)
    make.task(parent=parent, person=officer)

    with pytest.raises(Refused, match="1 nhiệm vụ con"):
        reports.submit_report(task=parent, by=officer, account=completion())


def test_nobody_accepts_his_own_report(unit_head, officer) -> None:
    task = make.task(person=unit_head, assigner=unit_head)
    report = reports.submit_report(task=task, by=unit_head, account=completion())

    with pytest.raises(Refused, match="không có quyền"):
        reports.accept_report(report=report, by=unit_head)


def test_reported_quantities_become_the_task_s_own_on_acceptance(unit_head, officer) -> None:
    task = make.task(person=officer, assigner=unit_head)
    target = task.targets.create(quantity=81, unit="HTX")
    account = reports.Account(kind=ReportKind.PROGRESS, text="51 HTX", percent=60, quantities={target: 51})
    report = reports.submit_report(task=task, by=officer, account=account)
    assert task.targets.get().done == 0

    reports.accept_report(report=report, by=unit_head)

    assert task.targets.get().done == 51
    assert Task.objects.get(pk=task.pk).percent == 60


def test_extension_moves_the_deadline_and_keeps_the_first(unit_head, officer, at_day) -> None:
    task = make.task(person=officer, assigner=unit_head)
    asked = extensions.ask_extension(
        task=task, by=officer, to_due_on=date(2026, 12, 1), reason="Chờ số liệu xã"
    )
    extensions.approve_extension(extension=asked, by=unit_head)
    at_day(date(2026, 11, 30))
    task.refresh_from_db()

    reports.accept_report(
        report=reports.submit_report(task=task, by=officer, account=completion()), by=unit_head
    )

    assert status(task) == ("done_on_time", "done_late")


@pytest.mark.parametrize("today", [date(2026, 10, 1), date(2026, 10, 2)])
def test_extension_is_asked_before_the_due_day(officer, at_day, today) -> None:
    task = make.task(person=officer)
    at_day(today)

    with pytest.raises(Refused, match="trước ngày đến hạn"):
        extensions.ask_extension(task=task, by=officer, to_due_on=date(2026, 12, 1), reason="x")


def test_order_by_phone_moves_a_deadline_after_the_due_day_and_still_counts_late_by_the_first(
    office_chief, unit_head, officer, at_day
) -> None:
    task = make.task(due_on=date(2026, 12, 31), person=officer, assigner=unit_head)
    at_day(date(2027, 1, 5))
    with pytest.raises(Refused):
        extensions.ask_extension(task=task, by=officer, to_due_on=date(2027, 3, 31), reason="x")

    phone = order(kind=ChangeKind.DUE, due_on=date(2027, 3, 31), said_on=date(2027, 1, 5))
    changes.change_tasks(tasks=[task], by=office_chief, order=phone)

    assert status(task) == ("not_due", "overdue")
    assert task.changes.get().before == {"hạn": "2026-12-31", "giờ": ""}


def test_one_order_changes_twenty_tasks_with_a_line_each(deputy, unit_head) -> None:
    made = [make.task(assigner=unit_head) for _ in range(20)]

    done = changes.change_tasks(
        tasks=made,
        by=deputy,
        order=order(kind=ChangeKind.DUE, ground=ChangeGround.MEETING, due_on=date(2026, 11, 1)),
    )

    assert len(done) == 20
    assert len({change.batch for change in done}) == 1
    assert set(Task.objects.values_list("due_on", "original_due_on")) == {
        (date(2026, 11, 1), date(2026, 10, 1))
    }


def test_order_on_many_tasks_is_all_or_nothing(deputy, officer, unit_head) -> None:
    good, ended = make.task(), make.task(person=officer, assigner=unit_head)
    reports.accept_report(
        report=reports.submit_report(task=ended, by=officer, account=completion()), by=unit_head
    )

    with pytest.raises(Refused, match="đã hoàn thành"):
        changes.change_tasks(
            tasks=[good, ended], by=deputy, order=order(kind=ChangeKind.DUE, due_on=date(2026, 11, 1))
        )

    assert Task.objects.get(pk=good.pk).due_on == date(2026, 10, 1)


def test_suspended_and_cancelled_tasks_leave_the_figures(deputy, at_day) -> None:
    suspended, cancelled = make.task(), make.task()
    changes.change_tasks(tasks=[suspended], by=deputy, order=order(kind=ChangeKind.SUSPEND))
    changes.change_tasks(tasks=[cancelled], by=deputy, order=order(kind=ChangeKind.CANCEL))
    at_day(date(2026, 10, 20))

    assert status(suspended)[0] == "suspended"
    assert status(cancelled)[0] == "cancelled"
    assert Task.objects.counted().count() == 0


def test_group_is_expanded_once_to_its_members_of_today(office_chief) -> None:
    group = make.agency_named("Các tổ chức chính trị - xã hội thành phố")
    task = make.task(leads=())
    tasks.assign(task, leads=[group], partners=[])

    children = tasks.expand_group(task=task, by=office_chief)

    assert len(children) == group.memberships.count()
    with pytest.raises(Refused, match="đã giao hết"):
        tasks.expand_group(task=task, by=office_chief)


def test_check_point_is_told_once(officer) -> None:
    task = make.task(person=officer)
    point = CheckPoint.objects.create(task=task, on=date(2026, 9, 30))
    tasks.tell_check_point(point=point, by=officer, line="Đã xong 2/3 xã")

    with pytest.raises(Refused, match="đã được báo"):
        tasks.tell_check_point(point=point, by=officer, line="Lần hai")

    assert task.check_points.get().line == "Đã xong 2/3 xã"

"""Every act says in a sentence why it will not be done, and then nothing has changed."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lmhtx.workflow import Refused
from plans.actions import changes, evidence, extensions, letters, reports, sheets, tasks
from plans.enums import ChangeGround, ChangeKind, PlanState, ReportKind, TaskHold
from plans.models import Task, UrgingLetter
from plans.queries.sheets import plans_to_fill
from tests.factories import plans as make

pytestmark = pytest.mark.django_db
DONE = reports.Account(kind=ReportKind.COMPLETION, text="Xong", percent=100)
HALF = reports.Account(kind=ReportKind.PROGRESS, text="Một nửa", percent=50)
LATER = date(2026, 12, 1)


def order(kind: ChangeKind, **facts) -> changes.Order:
    given = {"ground": ChangeGround.PHONE, "said_by": "Phó Chủ tịch", "said_on": date(2026, 9, 15), **facts}
    return changes.Order(kind=kind, **given)


@pytest.fixture
def task(officer, unit_head) -> Task:
    return make.task(person=officer, assigner=unit_head)


@pytest.fixture
def ended(task, officer, unit_head) -> Task:
    reports.accept_report(report=reports.submit_report(task=task, by=officer, account=DONE), by=unit_head)
    task.refresh_from_db()
    return task


def test_a_workbook_mends_only_what_its_owner_may_change(task, officer, clerk) -> None:
    with pytest.raises(Refused, match="không có quyền điều chỉnh nhiệm vụ"):
        sheets.mend_task(task=task, facts={"text": "Khác"}, partners=None, by=officer)
    task.refresh_from_db()
    assert task.text != "Khác"


@pytest.mark.parametrize(
    ("who", "titles"),
    [
        ("clerk", {"Của phòng", "Của văn phòng"}),
        ("unit_head", {"Của phòng"}),
        ("partner", set()),
        ("controller", set()),
    ],
)
def test_which_plans_a_person_may_fill_from_a_workbook(who, titles, request) -> None:
    make.plan(title="Của phòng", followed_by=make.agency("policy"))
    make.plan(title="Của văn phòng")
    make.plan(title="Đã hủy", state=PlanState.CANCELLED)

    assert {plan.title for plan in plans_to_fill(request.getfixturevalue(who))} == titles


def test_ended_task_takes_no_report_no_person_no_time(ended, officer, unit_head) -> None:
    with pytest.raises(Refused, match="đã được xác nhận hoàn thành"):
        reports.submit_report(task=ended, by=officer, account=HALF)
    with pytest.raises(Refused, match="không thay đổi được nữa"):
        tasks.put_in_charge(task=ended, by=unit_head, person=None)
    with pytest.raises(Refused, match="đang thực hiện"):
        extensions.ask_extension(task=ended, by=officer, to_due_on=LATER, reason="x")


def test_cancelled_task_takes_nothing(task, officer, unit_head, deputy) -> None:
    asked = extensions.ask_extension(task=task, by=officer, to_due_on=LATER, reason="x")
    reports.submit_report(task=task, by=officer, account=HALF)
    changes.change_tasks(tasks=[task], by=deputy, order=order(ChangeKind.CANCEL))
    task.refresh_from_db()

    assert task.reports.get().state == "returned"
    with pytest.raises(Refused, match="kết thúc"):
        extensions.approve_extension(extension=asked, by=unit_head)
    with pytest.raises(Refused, match="hủy"):
        tasks.put_in_charge(task=task, by=unit_head, person=officer)
    with pytest.raises(Refused, match="đã hủy"):
        changes.change_tasks(tasks=[task], by=deputy, order=order(ChangeKind.DUE, due_on=LATER))
    with pytest.raises(Refused, match="hủy"):
        reports.submit_report(task=task, by=officer, account=HALF)


def test_extension_refuses_what_makes_no_sense(task, officer) -> None:
    undated = make.task(due_on=None, person=officer)
    with pytest.raises(Refused, match="không có hạn"):
        extensions.ask_extension(task=undated, by=officer, to_due_on=LATER, reason="x")
    with pytest.raises(Refused, match="phải sau hạn"):
        extensions.ask_extension(task=task, by=officer, to_due_on=date(2026, 9, 30), reason="x")
    extensions.ask_extension(task=task, by=officer, to_due_on=LATER, reason="x")
    with pytest.raises(Refused, match="đang chờ duyệt"):
        extensions.ask_extension(task=task, by=officer, to_due_on=LATER, reason="x")


def test_refused_extension_says_why_and_leaves_the_deadline(task, officer, unit_head) -> None:
    asked = extensions.ask_extension(task=task, by=officer, to_due_on=LATER, reason="x")
    with pytest.raises(Refused, match="lý do"):
        extensions.refuse_extension(extension=asked, by=unit_head, note=" ")

    extensions.refuse_extension(extension=asked, by=unit_head, note="Còn đủ thời gian")

    task.refresh_from_db()
    assert (task.due_on, task.extensions.get().state) == (date(2026, 10, 1), "refused")
    with pytest.raises(Refused, match="Không duyệt"):
        extensions.approve_extension(extension=asked, by=unit_head)


def test_withdrawn_extension_is_open_to_a_new_one(task, officer, unit_head) -> None:
    asked = extensions.ask_extension(task=task, by=officer, to_due_on=LATER, reason="x")
    with pytest.raises(Refused, match="không có quyền"):
        extensions.withdraw_extension(extension=asked, by=unit_head)

    extensions.withdraw_extension(extension=asked, by=officer)

    assert extensions.ask_extension(task=task, by=officer, to_due_on=LATER, reason="y").state == "requested"


def test_target_of_another_task_is_refused(task, officer) -> None:
    stranger = make.task().targets.create(quantity=5, unit="HTX")
    account = reports.Account(kind=ReportKind.PROGRESS, text="x", percent=5, quantities={stranger: 3})

    with pytest.raises(Refused, match="không thuộc nhiệm vụ"):
        reports.submit_report(task=task, by=officer, account=account)


def test_parent_is_not_accepted_while_a_child_came_meanwhile(task, officer, unit_head) -> None:
    report = reports.submit_report(task=task, by=officer, account=DONE)
    make.task(parent=task)

    with pytest.raises(Refused, match="1 nhiệm vụ con"):
        reports.accept_report(report=report, by=unit_head)

    task.refresh_from_db()
    assert task.accepted_at is None


def test_second_verdict_is_refused(task, officer, unit_head, deputy) -> None:
    report = reports.submit_report(task=task, by=officer, account=HALF)
    reports.accept_report(report=report, by=unit_head)

    with pytest.raises(Refused, match="Đã xác nhận"):
        reports.return_report(report=report, by=deputy, note="x")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (order(ChangeKind.DUE), "hạn mới"),
        (order(ChangeKind.LEAD), "chủ trì mới"),
        (order(ChangeKind.MERGE), "nhiệm vụ khác"),
        (order(ChangeKind.RESUME), "đã ở tình trạng"),
        (order(ChangeKind.DUE, due_on=LATER, said_on=date(2026, 9, 16)), "tương lai"),
        (order(ChangeKind.DUE, due_on=LATER, ground=ChangeGround.DOCUMENT), "số, ký hiệu"),
        (order(ChangeKind.DUE, due_on=date(2026, 8, 1)), "trước ngày bắt đầu"),
    ],
)
def test_order_refuses_what_makes_no_sense(deputy, unit_head, wrong, sentence) -> None:
    task = make.task(assigner=unit_head, start_on=date(2026, 9, 1))

    with pytest.raises(Refused, match=sentence):
        changes.change_tasks(tasks=[task], by=deputy, order=wrong)

    assert not task.changes.exists()


def test_order_needs_tasks_and_the_right(officer, deputy) -> None:
    with pytest.raises(Refused, match="ít nhất một"):
        changes.change_tasks(tasks=[], by=deputy, order=order(ChangeKind.CANCEL))
    with pytest.raises(Refused, match="không có quyền"):
        changes.change_tasks(tasks=[make.task(person=officer)], by=officer, order=order(ChangeKind.CANCEL))


def test_order_changes_the_lead_and_frees_the_person(task, deputy, officer_of_other_unit) -> None:
    task.helpers.add(officer_of_other_unit)

    changes.change_tasks(tasks=[task], by=deputy, order=order(ChangeKind.LEAD, lead=make.agency("fund")))

    task.refresh_from_db()
    assert [str(a.agency.code) for a in task.assignments.filter(role="lead")] == ["fund"]
    assert (task.person, task.helpers.count(), task.followed_by.code) == (None, 0, "fund")


def test_order_gives_an_undated_task_its_first_deadline(deputy) -> None:
    task = make.task(due_on=None)

    changes.change_tasks(tasks=[task], by=deputy, order=order(ChangeKind.DUE, due_on=LATER))

    task.refresh_from_db()
    assert (task.due_on, task.original_due_on) == (LATER, LATER)


def test_merged_task_hands_its_children_on(task, deputy) -> None:
    into, child = make.task(), make.task(parent=task)
    ended = make.task(hold=TaskHold.CANCELLED)
    with pytest.raises(Refused, match="đang thực hiện"):
        changes.change_tasks(tasks=[task], by=deputy, order=order(ChangeKind.MERGE, merge_into=ended))

    changes.change_tasks(tasks=[task], by=deputy, order=order(ChangeKind.MERGE, merge_into=into))

    task.refresh_from_db()
    child.refresh_from_db()
    assert (task.merged_into, task.hold, child.parent) == (into, TaskHold.CANCELLED, into)


def test_evidence_that_is_no_document_refuses_the_report_as_a_whole(task, officer) -> None:
    report = reports.submit_report(task=task, by=officer, account=HALF)
    empty = SimpleUploadedFile("bang.pdf", b"")

    with pytest.raises(Refused):
        evidence.attach_evidence(report=report, by=officer, files=[empty], max_bytes=1000)


def test_who_has_left_is_not_put_in_charge(task, unit_head, officer_of_other_unit) -> None:
    officer_of_other_unit.postings.update(valid_to=date(2026, 9, 1))

    with pytest.raises(Refused, match="không còn giữ chức vụ"):
        tasks.put_in_charge(task=task, by=unit_head, person=officer_of_other_unit)


def test_putting_in_charge_names_the_assigner_and_the_unit(deputy, officer_of_other_unit) -> None:
    task = make.task(leads=("alliance",))

    tasks.put_in_charge(task=task, by=deputy, person=officer_of_other_unit, unit=make.agency("fund"))

    task.refresh_from_db()
    assert (task.assigner, task.person, task.followed_by.code) == (deputy, officer_of_other_unit, "fund")


def test_unit_of_an_outside_person_is_refused(partner, officer) -> None:
    assert tasks.unit_of(officer).code == "policy"
    with pytest.raises(Refused, match="chưa thuộc đơn vị"):
        tasks.unit_of(partner)


def test_tasks_of_a_plan_stand_one_after_the_other(unit_head, officer) -> None:
    plan, unit = make.plan(), make.agency("policy")

    given = [
        tasks.give_task(by=unit_head, work=tasks.Work(text="Việc"), person=officer, unit=unit, plan=plan)
        for _ in range(2)
    ]

    assert [task.position for task in given] == [1, 2]


def test_check_points_stay_before_the_deadline(task, officer) -> None:
    with pytest.raises(Refused, match="trước hạn"):
        tasks.set_check_points(task=task, by=officer, days=[date(2026, 10, 1)])

    tasks.set_check_points(task=task, by=officer, days=[date(2026, 9, 20), date(2026, 9, 25)])
    tasks.set_check_points(task=task, by=officer, days=[date(2026, 9, 25)])

    assert list(task.check_points.values_list("on", flat=True)) == [date(2026, 9, 25)]


def test_remark_is_kept_in_the_talk(task, unit_head) -> None:
    tasks.comment_task(task=task, by=unit_head, text="  Làm sớm giúp  ")

    assert task.comments.get().text == "Làm sớm giúp"


def test_draft_letter_empties_itself_and_is_put_away_by_hand(clerk, partner, keeper, at_day) -> None:
    plan = make.plan(keeper=make.agency("finance"))
    farm = make.task(plan=plan, leads=("agriculture-environment",))
    make.task(plan=plan, leads=("science",))
    at_day(date(2026, 10, 2))
    letters.draft_urging_letters(today=date(2026, 10, 2))
    report = reports.submit_report(task=farm, by=partner, account=DONE)
    reports.accept_report(report=report, by=keeper)

    left = letters.draft_urging_letters(today=date(2026, 10, 2))
    letters.close_urging_letter(letter=left[0], by=clerk)

    assert [letter.agency.code for letter in left] == ["science"]
    assert not UrgingLetter.objects.filter(is_closed=False).exists()

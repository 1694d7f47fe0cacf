"""Standard processes: written down, started, one step after the other, skipped, counted again."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from lmhtx.audit.models import Entry
from lmhtx.directory.calendar import calendar_for
from lmhtx.directory.models import SpecialDay
from lmhtx.notices.models import Notice
from lmhtx.vn.working_days import Calendar, DayKind
from lmhtx.workflow import Refused
from plans.actions import changes, processes, reports
from plans.actions.process_seeding import bring_templates
from plans.actions.steps import open_following, recount_steps, step_moves
from plans.actions.tasks import put_in_charge
from plans.enums import ChangeGround, ChangeKind, ReportKind, TaskHold, TaskStatus
from plans.models import Process, ProcessStep, ProcessTemplate, StepTask, Task
from plans.queries.processes import progress_of
from tests.factories import plans as make
from tests.plans.test_pages import queries_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 15)


def template(**facts) -> ProcessTemplate:
    """Three steps: the second after the first is done, the third after the second is due; a fourth beside them."""
    given = {"title": "Đại hội", "unit": make.agency("policy"), "valid_from": date(2026, 1, 1), **facts}
    made = ProcessTemplate.objects.create(**given)
    first = step(made, 1, "Hướng dẫn", offset_days=3, lead_role="unit_head")
    second = step(made, 2, "Góp ý", offset_days=5, base="after_done", after=first)
    step(made, 3, "Tổng hợp", offset_days=2, base="after_due", after=second)
    step(made, 4, "Chuẩn bị kinh phí", offset_days=10, lead_unit=make.agency("office"))
    return made


def step(of: ProcessTemplate, position: int, text: str, **facts) -> ProcessStep:
    return ProcessStep.objects.create(template=of, position=position, text=text, **facts)


def started(by, of: ProcessTemplate | None = None, on: date = TODAY) -> Process:
    start = processes.Start(title="Đại hội 2026", started_on=on)
    return processes.start_process(template=of or template(), by=by, start=start)


def standing(process: Process) -> list[tuple[str, date]]:
    return [(row.task.status, row.task.due_on) for row in progress_of(process)]


def finish(task: Task, by, judge) -> None:
    put_in_charge(task=task, by=judge, person=by)
    account = reports.Account(kind=ReportKind.COMPLETION, text="Xong", percent=100)
    task.refresh_from_db()
    report = reports.submit_report(task=task, by=by, account=account)
    reports.accept_report(report=report, by=judge)


def task_of(process: Process, number: int) -> Task:
    return Task.objects.get(step__process=process, step__number=number)


def test_starting_opens_what_follows_nothing_and_plans_the_rest(office_chief, unit_head):
    process = started(office_chief)

    assert standing(process) == [
        (TaskStatus.NOT_DUE, date(2026, 9, 18)),
        (TaskStatus.PLANNED, date(2026, 9, 25)),
        (TaskStatus.PLANNED, date(2026, 9, 29)),
        (TaskStatus.NOT_DUE, date(2026, 9, 29)),
    ]
    first, last = task_of(process, 1), task_of(process, 4)
    assert (first.person, first.followed_by.code, last.followed_by.code) == (unit_head, "policy", "office")
    assert (process.task.due_on, process.task.text) == (date(2026, 9, 29), "Đại hội 2026")
    assert Notice.objects.filter(person=unit_head, line__contains="Hướng dẫn").exists()
    assert str(process) == "Đại hội 2026"


def test_next_step_opens_when_the_one_before_is_accepted(at_day, office_chief, officer, unit_head):
    process = started(office_chief)
    at_day(date(2026, 9, 17))

    finish(task_of(process, 1), officer, office_chief)

    assert standing(process)[:3] == [
        (TaskStatus.DONE_ON_TIME, date(2026, 9, 18)),
        (TaskStatus.NOT_DUE, date(2026, 9, 24)),
        (TaskStatus.PLANNED, date(2026, 9, 28)),
    ]
    assert Entry.objects.filter(verb="plans.step.opened").count() == 1


def test_planned_step_waits_silently_and_takes_no_report(office_chief, officer):
    process = started(office_chief)
    waiting = task_of(process, 2)
    account = reports.Account(kind=ReportKind.COMPLETION, text="Xong", percent=100)

    with pytest.raises(Refused, match="chờ bước trước"):
        reports.submit_report(task=waiting, by=officer, account=account)
    assert waiting not in Task.objects.to_do()
    assert waiting not in Task.objects.with_status().past_due(on=date(2027, 1, 1))


@pytest.mark.parametrize("kind", [ChangeKind.SUSPEND, ChangeKind.RESUME])
def test_planned_step_is_neither_suspended_nor_resumed(kind, office_chief):
    waiting = task_of(started(office_chief), 2)
    order = changes.Order(kind=kind, ground=ChangeGround.PHONE, said_by="Chủ tịch", said_on=TODAY)

    with pytest.raises(Refused, match="chờ bước trước"):
        changes.change_tasks(tasks=[waiting], by=office_chief, order=order)


def test_skipping_needs_a_reason_and_opens_the_next(office_chief):
    process = started(office_chief)
    first = StepTask.objects.get(process=process, number=1)

    with pytest.raises(Refused, match="lý do"):
        processes.skip_step(step=first, by=office_chief, reason=" ")
    processes.skip_step(step=first, by=office_chief, reason="Đã hướng dẫn từ năm trước")

    assert [status for status, _due in standing(process)][:3] == ["cancelled", "not_due", "planned"]
    assert progress_of(process)[0].is_skipped
    assert Entry.objects.get(verb="plans.step.skipped").note == "Đã hướng dẫn từ năm trước"
    with pytest.raises(Refused, match="bỏ qua hoặc bãi bỏ"):
        processes.skip_step(step=first, by=office_chief, reason="Lần nữa")


def test_step_skipped_before_its_turn_lets_nobody_pass_too_early(office_chief, officer):
    process = started(office_chief)
    second = StepTask.objects.get(process=process, number=2)

    processes.skip_step(step=second, by=office_chief, reason="Không cần góp ý")
    before = standing(process)[2][0]
    finish(task_of(process, 1), officer, office_chief)

    assert (before, standing(process)[2][0]) == (TaskStatus.PLANNED, TaskStatus.NOT_DUE)


def test_done_step_is_not_skipped(office_chief, officer):
    process = started(office_chief)
    finish(task_of(process, 1), officer, office_chief)

    with pytest.raises(Refused, match="đã hoàn thành"):
        processes.skip_step(step=StepTask.objects.get(process=process, number=1), by=office_chief, reason="x")


def test_cancelling_by_order_opens_the_next_too(office_chief):
    process = started(office_chief)
    order = changes.Order(
        kind=ChangeKind.CANCEL, ground=ChangeGround.PHONE, said_by="Chủ tịch", said_on=TODAY
    )

    changes.change_tasks(tasks=[task_of(process, 1)], by=office_chief, order=order)

    assert [status for status, _due in standing(process)][:2] == ["cancelled", "not_due"]


def test_task_of_no_process_opens_nothing(office_chief):
    assert open_following(make.task(), by=office_chief) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda of: ProcessTemplate.objects.filter(pk=of.pk).update(is_active=False), "không còn dùng"),
        (lambda of: of.steps.order_by("-position").first() and _empty(of), "chưa có bước"),
    ],
)
def test_template_out_of_use_or_empty_is_not_started(change, sentence, office_chief):
    of = template()
    change(of)
    of.refresh_from_db()

    with pytest.raises(Refused, match=sentence):
        started(office_chief, of)


def _empty(of: ProcessTemplate) -> None:
    for one in of.steps.order_by("-position"):
        one.delete()


def test_process_does_not_start_in_the_past(office_chief):
    with pytest.raises(Refused, match="quá khứ"):
        started(office_chief, on=date(2026, 9, 14))


def test_editing_a_template_leaves_running_processes_alone(office_chief):
    of = template()
    process = started(office_chief, of)
    first = of.steps.get(position=1)
    first.offset_days = 30

    processes.save_step(step=first, by=office_chief)

    of.refresh_from_db()
    assert (of.version, process.template_version, standing(process)[0][1]) == (2, 1, date(2026, 9, 18))


def test_steps_change_places_unless_one_follows_the_other(office_chief):
    of = template()
    one, two, three, four = of.steps.order_by("position")

    with pytest.raises(Refused, match="theo sau bước 1"):
        processes.move_step(step=two, by=office_chief, direction=processes.UP)
    with pytest.raises(Refused, match="đầu hoặc cuối"):
        processes.move_step(step=one, by=office_chief, direction=processes.UP)
    processes.move_step(step=three, by=office_chief, direction=processes.DOWN)

    assert list(of.steps.order_by("position")) == [one, two, four, three]


def test_step_is_added_at_the_end_and_removed_when_nobody_follows(office_chief):
    of = template()
    added = processes.save_step(
        step=ProcessStep(template=of, position=0, text="Lưu hồ sơ", offset_days=1), by=office_chief
    )
    first, fourth = of.steps.get(position=1), of.steps.get(position=4)

    with pytest.raises(Refused, match="sửa bước đó trước"):
        processes.remove_step(step=first, by=office_chief)
    processes.remove_step(step=fourth, by=office_chief)

    added.refresh_from_db()
    assert (added.position, str(added)) == (4, "4. Lưu hồ sơ")


def test_step_follows_only_what_stands_before_it(office_chief):
    of = template()
    first, second = of.steps.filter(position__in=(1, 2)).order_by("position")
    first.base, first.after = "after_due", second

    with pytest.raises(Refused, match="đứng trước"):
        processes.save_step(step=first, by=office_chief)


def test_day_off_announced_late_moves_steps_and_the_whole(office_chief):
    process = started(office_chief)
    days = [(day, DayKind.OFF) for day in (date(2026, 9, 16),)]
    calendar = Calendar(days)

    lines = step_moves(calendar)
    moved = recount_steps(calendar, office_chief)

    assert len(lines) == moved == 4
    assert "hạn 18/09/2026 thành 21/09/2026" in lines[0]
    assert [due for _status, due in standing(process)][:2] == [date(2026, 9, 21), date(2026, 9, 28)]
    process.task.refresh_from_db()
    assert process.task.due_on == date(2026, 9, 30)
    assert recount_steps(calendar, office_chief) == 0


def test_day_decided_by_order_stays(office_chief):
    process = started(office_chief)
    order = changes.Order(
        kind=ChangeKind.DUE,
        ground=ChangeGround.PHONE,
        said_by="Chủ tịch",
        said_on=TODAY,
        due_on=date(2026, 9, 22),
    )
    changes.change_tasks(tasks=[task_of(process, 1)], by=office_chief, order=order)

    recount_steps(Calendar([(date(2026, 9, 16), DayKind.OFF)]), office_chief)

    assert standing(process)[0][1] == date(2026, 9, 22)


def test_holder_is_the_only_one_with_the_role(officer):
    policy = make.agency("policy")

    assert processes.holder_of("", policy) is None
    assert processes.holder_of("unit_head", policy).username == "truongphong"
    assert processes.holder_of("officer", policy) is None


def test_templates_come_with_the_portal_once(clerk):
    brought = bring_templates(by=clerk)

    assert [one.title for one in brought] == ["Đại hội thường niên HTX", "Xét khen thưởng năm"]
    assert [one.steps.count() for one in brought] == [7, 7]
    assert bring_templates(by=clerk) == []


def test_pages_of_a_template_are_edited_and_started(as_, office_chief):
    browser = as_(office_chief)
    made = browser.post(
        reverse("process_template_create"),
        {"title": "Mở lớp", "unit": make.agency("policy").pk, "valid_from": "15/09/2026", "is_active": "on"},
    )
    of = ProcessTemplate.objects.get(title="Mở lớp")
    facts = {"text": "Khảo sát", "offset_days": "5", "base": "start"}
    browser.post(reverse("step_create", args=[of.pk]), facts)
    first = of.steps.get()
    wrong = browser.post(reverse("step_create", args=[of.pk]), {**facts, "base": "after_due"})
    browser.post(
        reverse("step_create", args=[of.pk]), {**facts, "text": "Mở", "base": "after_done", "after": first.pk}
    )
    browser.post(reverse("step_update", args=[first.pk]), {**facts, "text": "Khảo sát nhu cầu"})
    refused = browser.post(reverse("step_move", args=[first.pk]), {"way": "down"}, follow=True)
    preview = browser.get(
        reverse("process_start", args=[of.pk]), {"title": "Lớp 1", "started_on": "16/09/2026"}
    ).content.decode()
    begun = browser.post(reverse("process_start", args=[of.pk]), {"title": "Lớp 1", "started_on": "16/9/26"})

    assert made.status_code == begun.status_code == 302
    assert wrong.status_code == 422
    assert "phải chọn bước trước" in wrong.content.decode()
    assert "không đổi chỗ được" in refused.content.decode()
    assert "23/09/2026" in preview
    assert "30/09/2026" in preview
    process = Process.objects.get()
    assert [row.task.text for row in progress_of(process)] == ["Khảo sát nhu cầu", "Mở"]
    assert "Lớp 1" in browser.get(reverse("process_list"), {"running": "true"}).content.decode()
    assert "Lớp 1" not in browser.get(reverse("process_list"), {"running": "false"}).content.decode()
    late = browser.post(reverse("process_start", args=[of.pk]), {"title": "x", "started_on": "1/9/26"})
    assert "đã qua" in late.content.decode()


def test_pages_bring_update_remove_and_skip(as_, office_chief):
    browser = as_(office_chief)
    browser.post(reverse("process_templates_bring"))
    of = ProcessTemplate.objects.get(title="Xét khen thưởng năm")
    form = {
        "title": "Xét khen",
        "unit": of.unit_id,
        "valid_from": "1/1/26",
        "is_active": "on",
        "version": of.version,
    }
    browser.post(reverse("process_template_update", args=[of.pk]), form)
    browser.post(reverse("step_delete", args=[of.steps.get(position=7).pk]))
    of.refresh_from_db()
    process = started(office_chief, of)
    first = process.steps.get(number=1)
    browser.post(reverse("process_step_skip", args=[first.pk]), {"reason": "Đã có hướng dẫn"})
    page = browser.get(process.get_absolute_url()).content.decode()

    assert (of.title, of.steps.count()) == ("Xét khen", 6)
    assert "bỏ qua: Đã có hướng dẫn" in page
    assert "Bước 2 của" in browser.get(task_of(process, 2).get_absolute_url()).content.decode()
    assert "Xem tiến trình" in browser.get(process.task.get_absolute_url()).content.decode()
    assert "Xét khen" in browser.get(of.get_absolute_url()).content.decode()


def test_progress_costs_the_same_for_few_steps_and_for_many(as_, office_chief):
    of = template()
    process = started(office_chief, of)
    one = queries_of(as_(office_chief), process.get_absolute_url())
    bring_templates(by=office_chief)
    longer = started(office_chief, ProcessTemplate.objects.get(title="Xét khen thưởng năm"))

    assert queries_of(as_(office_chief), longer.get_absolute_url()) == one


def test_an_officer_of_an_agency_sees_no_template(partner):
    template()

    assert not ProcessTemplate.objects.visible_to(partner).exists()
    assert not ProcessStep.objects.visible_to(partner).exists()
    assert not StepTask.objects.visible_to(partner).exists()


def test_saving_a_day_counts_processes_again(office_chief, admin):
    process = started(office_chief)
    SpecialDay.objects.create(day=date(2026, 9, 17), kind="rest", name="Nghỉ bù")

    recount_steps(calendar_for(), admin)

    assert standing(process)[0] == (TaskStatus.NOT_DUE, date(2026, 9, 21))
    assert task_of(process, 2).hold == TaskHold.PLANNED

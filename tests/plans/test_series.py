"""Repeating tasks: made ahead of time, once, never buried under what was missed."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from lmhtx.directory.calendar import calendar_for
from lmhtx.workflow import Refused
from plans.actions import series as acts
from plans.enums import DeadlineKind
from plans.models import SeriesRun, Task, TaskSeries
from plans.notices import judges
from plans.queries.series import needing_a_person, proposals
from plans.tasks import make_series_tasks
from tests.factories import plans as make
from tests.factories.plans import series
from tests.plans.test_pages import queries_of

pytestmark = pytest.mark.django_db


def run(one: TaskSeries, today: date = date(2026, 9, 15)) -> list[SeriesRun]:
    return acts.make_due_tasks(series_id=one.pk, today=today, calendar=calendar_for())


def test_task_of_a_period_is_made_ahead_once(office_chief, officer):
    one = series(person=officer, created_by=office_chief)

    (made,) = run(one)

    assert (made.label, made.task.due_on, made.task.person) == ("Tháng 9/2026", date(2026, 9, 25), officer)
    assert made.task.text == "Báo cáo giao ban (Tháng 9/2026)"
    assert (made.is_missed, made.note, str(made)) == (False, "", "Báo cáo giao ban: Tháng 9/2026")
    assert run(one) == []
    assert Task.objects.count() == 1


def test_period_cannot_be_made_twice_even_by_hand():
    one = series()
    run(one)

    with pytest.raises(IntegrityError), transaction.atomic():
        SeriesRun.objects.create(series=one, first_on=date(2026, 9, 1), label="x", due_on=date(2026, 9, 25))


def test_after_an_outage_only_the_latest_missed_get_a_task():
    one = series(starts_on=date(2026, 1, 1))

    made = run(one)

    assert len(made) == 9
    assert [each.label for each in made if each.task] == ["Tháng 7/2026", "Tháng 8/2026", "Tháng 9/2026"]
    assert [each.is_missed for each in made[-3:]] == [True, True, False]
    assert made[0].note == acts.NOTED


def test_noted_period_is_made_by_hand_once(office_chief):
    one = series(starts_on=date(2026, 1, 1))
    first = run(one)[0]

    task = acts.make_noted_run(run=first, by=office_chief)

    assert (task.due_on, task.followed_by.code) == (date(2026, 1, 25), "policy")
    with pytest.raises(Refused, match="đã có nhiệm vụ"):
        acts.make_noted_run(run=first, by=office_chief)


def test_person_who_left_is_flagged_not_assigned(officer, unit_head, clerk, controller):
    one = series(person=officer)
    officer.postings.update(valid_to=date(2026, 9, 1))

    (made,) = run(one)

    assert made.task.person is None
    assert "không còn giữ chức vụ" in made.note
    assert [list(needing_a_person(who)) for who in (unit_head, clerk, controller)] == [[one], [one], []]


def test_who_made_the_series_judges_its_tasks_only_while_at_work(at_day, officer, unit_head):
    one = series(person=officer, created_by=unit_head, starts_on=date(2026, 8, 1))
    (august, september) = run(one)
    unit_head.postings.update(valid_to=date(2026, 9, 30))
    at_day(date(2026, 10, 15))
    (october,) = run(one, date(2026, 10, 15))

    assert [each.task.assigner for each in (august, september, october)] == [unit_head, unit_head, None]
    assert unit_head not in judges(october.task)


def test_paused_series_makes_nothing_and_goes_on_from_today(at_day, office_chief):
    one = series()
    acts.pause_series(series=one, by=office_chief)
    at_day(date(2026, 12, 20))

    assert run(one, date(2026, 12, 20)) == []
    with pytest.raises(Refused, match="đang tạm dừng"):
        acts.pause_series(series=one, by=office_chief)
    acts.resume_series(series=one, by=office_chief)

    assert [each.due_on for each in one.runs.all()] == [date(2026, 12, 25)]
    with pytest.raises(Refused, match="không tạm dừng"):
        acts.resume_series(series=one, by=office_chief)


def test_series_past_its_end_does_not_go_on(at_day, office_chief):
    one = series(ends_on=date(2026, 10, 1))
    acts.pause_series(series=one, by=office_chief)
    at_day(date(2026, 12, 20))

    with pytest.raises(Refused, match="hết hạn"):
        acts.resume_series(series=one, by=office_chief)


def test_scheduled_job_makes_all_and_may_run_twice():
    for rhythm in ("month", "quarter", "half"):
        series(rhythm=rhythm, ahead_days=20)

    make_series_tasks()
    make_series_tasks()

    assert SeriesRun.objects.count() == 2


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, "Hằng tháng, ngày 25"),
        ({"rhythm": "quarter"}, "Hằng quý, ngày 25 của tháng cuối kỳ"),
        ({"rhythm": "week", "day_rule": "weekday", "number": 6}, "Hằng tuần, thứ Sáu"),
        ({"day_rule": "last_working"}, "Hằng tháng, ngày làm việc cuối"),
        (
            {"rhythm": "half", "day_rule": "after_window", "number": 2},
            "6 tháng một lần, 2 ngày làm việc sau ngày chốt",
        ),
        ({"day_rule": "after_period", "number": 3}, "Hằng tháng, 3 ngày làm việc sau khi hết kỳ"),
    ],
)
def test_when_it_comes_back_is_said_in_words(facts, words):
    assert series(**facts).when.startswith(words)


def test_recurring_task_of_a_paper_proposes_a_series(as_, office_chief, officer):
    source = make.task(
        plan=make.plan(),
        text="Báo cáo kết quả thực hiện",
        deadline_text="Hằng quý",
        kind=DeadlineKind.RECURRING,
        person=officer,
    )
    Task.objects.filter(pk=source.pk).update(kind=DeadlineKind.RECURRING)
    browser = as_(office_chief)
    address = f"{reverse('series_create')}?task={source.pk}"
    form = browser.get(address).content.decode()

    assert proposals(office_chief) == [source]
    assert 'value="quarter" selected' in form
    assert "Lập việc định kỳ" in browser.get(source.get_absolute_url()).content.decode()
    facts = {
        "text": source.text,
        "rhythm": "quarter",
        "day_rule": "day",
        "number": "25",
        "ahead_days": "30",
        "unit": source.followed_by_id,
        "person": officer.pk,
        "starts_on": "15/9/26",
    }
    browser.post(address, facts)
    one = TaskSeries.objects.get()
    made = one.runs.get().task
    page = browser.get(one.get_absolute_url()).content.decode()

    assert (one.source, made.parent, made.plan, made.due_on) == (
        source,
        source,
        source.plan,
        date(2026, 9, 25),
    )
    assert "Quý III/2026" in page
    assert "việc định kỳ" in browser.get(made.get_absolute_url()).content.decode()
    assert proposals(office_chief) == []
    assert browser.post(address, facts).status_code == 404


def test_pages_refuse_a_rule_that_cannot_be_and_pause_edit_and_make(as_, office_chief):
    browser, one = as_(office_chief), series(starts_on=date(2026, 1, 1))
    run(one)
    facts = {
        "text": "Thống kê thu chi",
        "rhythm": "month",
        "day_rule": "weekday",
        "number": "6",
        "ahead_days": "14",
    }
    facts |= {"unit": one.unit_id, "starts_on": "1/9/26", "version": "1"}
    wrong = browser.post(reverse("series_create"), facts)
    edited = browser.post(
        reverse("series_update", args=[one.pk]), {**facts, "day_rule": "last_working", "number": "0"}
    )
    browser.post(reverse("series_pause", args=[one.pk]))
    paused = browser.get(one.get_absolute_url()).content.decode()
    browser.post(reverse("series_resume", args=[one.pk]))
    made = browser.post(reverse("series_run_make", args=[one.runs.filter(task=None).first().pk]))
    listed = browser.get(reverse("series_list"), {"running": "true"}).content.decode()

    assert wrong.status_code == 422
    assert "chỉ dùng cho việc hằng tuần" in wrong.content.decode()
    assert (edited.status_code, made.status_code) == (302, 302)
    assert "Đang tạm dừng" in paused
    assert "Thống kê thu chi" in listed
    assert "Đang lặp" in listed
    assert (
        "Thống kê thu chi" not in browser.get(reverse("series_list"), {"running": "false"}).content.decode()
    )


def test_list_costs_the_same_for_one_and_for_many(as_, office_chief):
    series()
    one = queries_of(as_(office_chief), reverse("series_list"))
    for _ in range(3):
        series(ends_on=date(2026, 9, 2))

    assert queries_of(as_(office_chief), reverse("series_list")) == one

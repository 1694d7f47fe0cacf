"""Pages of plans and tasks: who sees them, what they say, and how many queries they cost."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.models import Change, Report, Task
from tests.factories import plans as make

pytestmark = pytest.mark.django_db


def queries_of(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        response = client.get(address)
    assert response.status_code == 200
    return len(caught)


@pytest.mark.parametrize("name", ["task_list", "plan_list", "home", "letter_list"])
def test_list_costs_the_same_queries_for_one_row_and_for_many(name, as_, clerk) -> None:
    plan = make.plan(keeper=make.agency("finance"))
    make.task(plan=plan, person=clerk, due_on=date(2026, 9, 15))
    one = queries_of(as_(clerk), reverse(name))
    for _ in range(4):
        other = make.plan(keeper=make.agency("finance"), title="Kế hoạch khác")
        make.task(plan=other, person=clerk, due_on=date(2026, 9, 15), leads=("science",))

    assert queries_of(as_(clerk), reverse(name)) == one


def test_task_page_costs_the_same_queries_for_one_report_and_for_many(as_, unit_head, officer) -> None:
    task = make.task(person=officer, assigner=unit_head)

    def report() -> None:
        Report.objects.create(
            task=task,
            kind="progress",
            text="x",
            submitted_at="2026-09-14T09:00+07:00",
            state="accepted",
            created_by=officer,
        )

    report()
    one = queries_of(as_(unit_head), task.get_absolute_url())
    for _ in range(4):
        report()

    assert queries_of(as_(unit_head), task.get_absolute_url()) == one


def test_task_of_others_is_not_found(as_, officer_of_other_unit, outsider, admin) -> None:
    task = make.task()

    answers = [
        as_(who).get(task.get_absolute_url()).status_code for who in (officer_of_other_unit, outsider, admin)
    ]

    assert answers == [404, 403, 403]


def test_list_finds_without_accents(as_, clerk) -> None:
    make.task(text="Củng cố hợp tác xã ngừng hoạt động", plan=make.plan())
    make.task(text="Lập dự toán", plan=make.plan())

    page = as_(clerk).get(reverse("task_list"), {"q": "hop tac xa"}).content.decode()

    assert "Củng cố hợp tác xã" in page
    assert "Lập dự toán" not in page


def test_quick_line_is_shown_before_anything_is_saved(as_, office_chief) -> None:
    page = (
        as_(office_chief)
        .get(reverse("task_give"), {"line": "Hùng: danh sách OCOP, 15h thứ Sáu"})
        .content.decode()
    )

    assert "danh sách OCOP" in page
    assert "18/09/2026" in page
    assert not Task.objects.exists()


def test_two_people_of_one_name_are_asked_about(as_, office_chief) -> None:
    page = as_(office_chief).get(reverse("task_give"), {"line": "Lan: họp, mai"}).content.decode()

    assert "Có nhiều người tên này" in page


def test_double_click_reports_once(as_, officer, unit_head) -> None:
    task = make.task(person=officer, assigner=unit_head)
    sent = {
        "act_key": "8a3f0d5e-6d2a-4c6e-9d8a-2a7f1c0b9e11",
        "kind": "progress",
        "text": "Đã làm một nửa",
        "percent": "50",
    }
    client = as_(officer)

    answers = [client.post(reverse("report_submit", args=[task.pk]), sent) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert task.reports.count() == 1


def test_twenty_ticked_tasks_are_changed_by_one_form(as_, deputy) -> None:
    ids = [make.task().pk for _ in range(20)]
    form = {
        "ids": ids,
        "kind": "due",
        "ground": "meeting",
        "said_by": "Chủ tịch",
        "said_on": "14/09/2026",
        "due_on": "30/11/2026",
    }

    shown = as_(deputy).post(reverse("tasks_change"), {"ids": ids})
    answer = as_(deputy).post(reverse("tasks_change"), form)

    assert (shown.status_code, answer.status_code) == (200, 302)
    assert Change.objects.count() == 20


def test_refused_extension_keeps_what_was_typed(as_, officer, at_day) -> None:
    task = make.task(person=officer)
    at_day(date(2026, 10, 1))

    page = as_(officer).post(
        reverse("extension_ask", args=[task.pk]), {"to_due_on": "01/12/2026", "reason": "Chờ số liệu xã"}
    )

    assert page.status_code == 422
    assert "Chờ số liệu xã" in page.content.decode()
    assert "trước ngày đến hạn" in page.content.decode()

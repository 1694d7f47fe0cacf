"""The list of tasks stays light: choices on demand, an order without ties, statuses said in plain columns."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from lmhtx.base import clock
from plans.enums import TaskStatus
from plans.models import Task
from plans.queries import search
from tests.factories import plans as make

pytestmark = pytest.mark.django_db


def test_a_filter_holds_only_what_is_chosen_and_gives_the_rest_when_asked(as_, clerk, officer, unit_head):
    make.task(person=officer)
    client, address = as_(clerk), reverse("task_list")

    page = client.get(address, {"person": officer.pk}).content.decode()
    told = client.get(address, {"goi_y": "person"}).json()["options"]

    assert (f'<option value="{officer.pk}" selected>' in page, f'value="{unit_head.pk}"' in page) == (
        True,
        False,
    )
    assert {str(officer.pk), str(unit_head.pk)} <= {value for value, _ in told}
    assert f"Người phụ trách: {officer}" in " ".join(page.replace("<b>", "").replace("</b>", "").split())


def test_a_page_without_scripts_can_hold_every_choice(as_, clerk, unit_head):
    page = as_(clerk).get(reverse("task_list"), {"day_du": "1"}).content.decode()

    assert f'value="{unit_head.pk}"' in page


@pytest.mark.parametrize("asked", ["q", "status", "khong-co"])
def test_what_is_no_picker_offers_nothing(as_, clerk, asked):
    assert as_(clerk).get(reverse("task_list"), {"goi_y": asked}).json() == {"options": []}


def test_a_choice_that_does_not_exist_is_no_choice(as_, clerk):
    assert as_(clerk).get(reverse("task_list"), {"person": "999999"}).status_code == 200


def test_statuses_in_plain_columns_are_those_computed(clerk):
    late, done = make.task(due_on=date(2026, 9, 1)), make.task(due_on=date(2026, 9, 1))
    coming, undated = make.task(), make.task(due_on=None)
    done.submitted_at = done.accepted_at = clock.now()
    done.accepted_by = clerk
    done.save()
    rows = Task.objects.with_status()

    found = [
        set(rows.in_status(statuses))
        for statuses in (["overdue"], ["overdue", "not_due"], ["undated"], ["overdue", "done_late"])
    ]

    assert found == [{late}, {late, coming}, {undated}, {late, done}]
    assert {task.status for task in rows} >= {TaskStatus.OVERDUE, TaskStatus.NOT_DUE, TaskStatus.UNDATED}


def test_tasks_of_one_day_stand_in_one_order_both_ways(as_, clerk):
    tasks = [make.task() for _ in range(3)]

    ways = [
        [
            row.record
            for row in as_(clerk).get(reverse("task_list"), {"sort": sort}).context["table"].paginated_rows
        ]
        for sort in ("due_on", "-due_on")
    ]

    assert ways == [tasks, tasks[::-1]]


def test_of_many_hits_the_newest_are_put_in_order(clerk, monkeypatch):
    monkeypatch.setattr(search, "RANKED", 2)
    _, second, third = (make.task(text=text) for text in ("hợp tác xã", "hop tac xa", "hợp tác xã"))

    assert list(search.find_tasks(clerk, "hợp tác xã")) == [third, second]

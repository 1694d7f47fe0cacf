"""The agencies kept in a task's own row are those that lead it, take part in it or keep its plan, whatever changes."""

from __future__ import annotations

import pytest

from plans.models import Assignment, Task
from plans.models.task import Task as TaskModel
from tests.factories import plans as make

pytestmark = pytest.mark.django_db


def seers(task: TaskModel) -> list[int]:
    return list(Task.objects.values_list("seen_by", flat=True).get(pk=task.pk))


def ids(*agencies: object) -> list[int]:
    return sorted(agency.pk for agency in agencies)


def test_single_task_is_seen_by_those_named_in_it() -> None:
    finance, farming = make.agency("finance"), make.agency("agriculture-environment")

    task = make.task(plan=None, leads=("finance",), partners=("agriculture-environment",))

    assert seers(task) == ids(finance, farming)


def test_task_of_plan_is_also_seen_by_its_keeper() -> None:
    finance, farming = make.agency("finance"), make.agency("agriculture-environment")

    task = make.task(plan=make.plan(keeper=finance), leads=("agriculture-environment",))

    assert seers(task) == ids(finance, farming)


def test_agency_named_twice_is_kept_once() -> None:
    finance = make.agency("finance")

    task = make.task(plan=make.plan(keeper=finance), leads=("finance",))

    assert seers(task) == ids(finance)


def test_task_read_before_an_assignment_is_saved_without_harm() -> None:
    finance, farming = make.agency("finance"), make.agency("agriculture-environment")
    task = make.task(plan=None, leads=("finance",))
    Assignment.objects.create(task=task, agency=farming, role="partner")

    task.save()

    assert seers(task) == ids(finance, farming)


def test_assignments_moved_in_one_statement_are_counted_for_old_and_new_tasks() -> None:
    finance, farming = make.agency("finance"), make.agency("agriculture-environment")
    old, new = (
        make.task(plan=None, leads=("finance",)),
        make.task(plan=None, leads=("agriculture-environment",)),
    )

    Assignment.objects.filter(task=old).update(task=new)

    assert (seers(old), seers(new)) == ([], ids(finance, farming))


def test_assignment_taken_away_is_no_longer_seen() -> None:
    task = make.task(plan=None, leads=("finance",))

    task.assignments.all().delete()

    assert seers(task) == []


def test_name_that_nobody_has_mapped_is_seen_by_nobody_until_it_is() -> None:
    finance = make.agency("finance")
    task = make.task(plan=None, leads=())
    named = Assignment.objects.create(task=task, written="Sở Tài chánh", role="lead")
    before = seers(task)

    named.agency = finance
    named.save()

    assert (before, seers(task)) == ([], ids(finance))


def test_plan_kept_by_another_agency_is_counted_again() -> None:
    finance, farming = make.agency("finance"), make.agency("agriculture-environment")
    plan = make.plan(keeper=finance)
    tasks = [make.task(plan=plan, leads=()) for _ in range(2)]

    plan.keeper = farming
    plan.save()

    assert [seers(task) for task in tasks] == [ids(farming)] * 2


def test_task_moved_to_another_plan_is_seen_by_that_keeper() -> None:
    finance, farming = make.agency("finance"), make.agency("agriculture-environment")
    task = make.task(plan=make.plan(keeper=finance), leads=())

    Task.objects.filter(pk=task.pk).update(plan=make.plan(keeper=farming))

    assert seers(task) == ids(farming)


def test_counting_writes_no_history() -> None:
    task = make.task(plan=None, leads=())
    before = task.events.count()

    Assignment.objects.create(task=task, agency=make.agency("finance"), role="lead")

    assert task.events.count() == before

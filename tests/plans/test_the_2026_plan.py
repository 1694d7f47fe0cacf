"""The steering committee's 2026 plan, entered on 11/05/2026 through the reader itself, followed to the end."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from lmhtx.notices.models import Digest, Notice
from lmhtx.notices.reminders import run
from lmhtx.outbox.models import Message
from lmhtx.reports.pdf import pdf_of
from plans.actions.letters import draft_urging_letters
from plans.actions.tasks import put_in_charge
from plans.demo.office import Office, at
from plans.demo.papers import PLAN_2026, bring_in
from plans.models import Assignment, Plan, Task, UrgingLetter
from plans.queries import todo
from plans.queries.letters import letter_papers
from tests.lmhtx.reports.papers import pages_of

pytestmark = pytest.mark.django_db
ENTERED_ON = date(2026, 5, 11)
OURS = [("III", "11"), ("III", "16"), ("IV", "2"), ("V", "8"), ("V", "9")]


@pytest.fixture
def plan(clerk) -> Plan:
    with at(ENTERED_ON, by=clerk):
        return bring_in(Office(), PLAN_2026, keeper="finance", year=2026)


@pytest.fixture
def ours(plan, officer, deputy) -> list[Task]:
    """The Alliance's five tasks, one officer in charge of all."""
    found = list(plan.tasks.ours())
    for task in found:
        put_in_charge(task=task, by=deputy, person=officer)
    return found


def test_forty_seven_tasks_in_five_groups_with_their_words(plan) -> None:
    words = Counter(plan.tasks.values_list("deadline_text", flat=True))

    assert (plan.tasks.count(), plan.tasks.values("group").distinct().count()) == (47, 5)
    assert words == {
        "Năm 2026": 21,
        "Cả năm": 13,
        "Quý III/2026": 4,
        "Quý IV/2026": 4,
        "Quý II/2026": 3,
        "Quý I/2026": 2,
    }


def test_first_quarter_is_overdue_the_moment_it_is_entered(plan) -> None:
    with at(date(2026, 5, 11)):
        late = plan.tasks.past_due().order_by("position")
        places = [(task.group.split(".")[0], task.stt) for task in late]
        coming = Task.objects.with_status().get(plan=plan, group__startswith="IV.", stt="2")

    assert places == [("III", "1"), ("III", "4")]
    assert coming.status == "not_due"


def test_five_tasks_are_the_alliance_s_own(ours) -> None:
    assert [
        (task.group.split(".")[0], task.stt) for task in sorted(ours, key=lambda one: one.position)
    ] == OURS


def test_five_check_points_wait_in_july(ours, officer, at_day) -> None:
    at_day(date(2026, 7, 15))

    assert [point.on for point in todo.check_points(officer)] == [date(2026, 6, 30)] * 5


def test_one_message_for_five_tasks_due_the_same_day(ours, officer) -> None:
    told_before = set(Message.objects.values_list("pk", flat=True))

    run(date(2026, 12, 24))
    run(date(2026, 12, 24))

    told = Message.objects.filter(person=officer).exclude(pk__in=told_before)
    assert len(ours) == 5
    assert [message.text.count("31/12/2026") > 0 for message in told] == [True]
    assert Digest.objects.filter(person=officer, day=date(2026, 12, 24)).count() == 1


@pytest.mark.parametrize("day", [date(2026, 12, 24), date(2027, 1, 7)])
def test_no_message_to_an_outside_agency_and_a_draft_for_each_late_one(
    plan, keeper, partner, day, at_day
) -> None:
    at_day(day)
    run(day)
    draft_urging_letters(today=day)

    assert not Message.objects.filter(person__in=[keeper, partner]).exists()
    assert not Notice.objects.filter(person__in=[keeper, partner]).exists()
    leads = Assignment.objects.filter(
        role="lead", agency__kind="outside", task__in=plan.tasks.past_due().values("pk")
    )
    late = set(leads.values_list("agency", flat=True))
    assert late
    assert sorted(UrgingLetter.objects.values_list("agency", flat=True)) == sorted(late)


def test_each_late_agency_has_its_draft_on_paper_and_none_has_left(plan, at_day) -> None:
    at_day(date(2027, 1, 7))
    letters = draft_urging_letters(today=date(2027, 1, 7))
    papers = letter_papers(UrgingLetter.objects.select_related("agency", "plan"))
    told_before = Message.objects.count()

    pages = pages_of(pdf_of([paper for _, paper in papers], title="Tập đôn đốc"))

    texts = [" ".join(page.extract_text().split()) for page in pages]
    heads = [text for text in texts if "Kính gửi:" in text]
    assert len(heads) == len(letters) > 0
    assert all("DỰ THẢO" in text for text in texts)
    assert all(any(f"Kính gửi: {letter.agency}." in text for text in heads) for letter in letters)
    assert sum(len(paper.blocks[1].rows) for _, paper in papers) == sum(one.tasks.count() for one in letters)
    assert Message.objects.count() == told_before

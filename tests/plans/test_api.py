"""Plans and tasks as programs read them, and the progress they report."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lmhtx.api.actions import make_token
from lmhtx.api.models import ApiToken
from lmhtx.audit.models import Entry
from lmhtx.people.models import User
from plans.enums import AssignmentRole
from plans.models import Report
from tests.factories.api import Program, program
from tests.factories.plans import agency, plan, task

ALL = ("plans.read", "tasks.read", "tasks.report")
PROGRESS = {"kind": "progress", "text": "Đã họp hai lần", "percent": 40, "paper": "12/BC-LM"}
# Who may ask for what, by the rights of his role: reading plans, reading tasks, reporting.
RIGHTS = {
    "chuyenvien": (True, True, True),
    "kiemsoat": (True, True, False),
    "quantri": (False, False, False),
    "sotaichinh": (True, True, True),
}


@pytest.fixture
def duty(officer):
    return task(plan=plan(), person=officer)


@pytest.fixture
def asking(officer):
    return program(officer, *ALL)


def with_scopes(username, scopes):
    """A token as an earlier right may have left it: its scopes are not looked at again."""
    user = User.objects.get(username=username)
    token, secret = make_token(by=User.objects.get(username="chuyenvien"), name="x", chosen=ALL, days=1)
    ApiToken.objects.filter(pk=token.pk).update(user=user, scopes=list(scopes))
    return Program(secret)


@pytest.mark.parametrize("username", RIGHTS)
@pytest.mark.parametrize("scope", ALL)
def test_scope_and_right_are_both_needed(db, username, scope):
    holder = with_scopes(username, [scope])
    answers = {
        "plans.read": holder.get("/plans").status_code,
        "tasks.read": holder.get("/tasks").status_code,
        # Past the door a task that is not there is not found.
        "tasks.report": holder.post("/tasks/999999/reports", PROGRESS).status_code,
    }
    opened = {key: 404 if key == "tasks.report" else 200 for key in ALL}
    rights = dict(zip(ALL, RIGHTS[username], strict=True))

    assert answers == {key: opened[key] if key == scope and rights[key] else 403 for key in ALL}


def test_plans_and_tasks_are_told(asking, duty):
    paper = asking.get(f"/plans/{duty.plan_id}").json()
    told = asking.get(f"/tasks/{duty.pk}").json()

    assert paper["title"] == "Kế hoạch thử"
    assert paper["state_label"]
    assert told["plan_id"] == duty.plan_id
    assert told["status"] == "not_due"
    assert told["leads"] == [str(agency("policy"))]
    assert told["person"] == str(duty.person)
    assert told["due_on"] == "2026-10-01"


def test_lists_are_narrowed(asking, duty):
    other = task(plan=plan())
    every = [row["id"] for row in asking.get("/tasks").json()["items"]]

    assert every == [duty.pk, other.pk]
    assert [row["id"] for row in asking.get("/tasks", {"plan": duty.plan_id}).json()["items"]] == [duty.pk]
    assert asking.get("/tasks", {"status": "overdue"}).json()["items"] == []
    assert asking.get("/plans", {"state": "cancelled"}).json()["items"] == []
    assert len(asking.get("/plans", {"state": "active"}).json()["items"]) == 2


def test_progress_is_reported_as_on_the_page(asking, duty, officer):
    answer = asking.post(f"/tasks/{duty.pk}/reports", PROGRESS)
    report = Report.objects.get()

    assert (answer.status_code, answer.json()["state"]) == (201, "pending")
    assert (report.task, report.percent, report.paper, report.created_by) == (duty, 40, "12/BC-LM", officer)
    assert report.agency == agency("policy")
    assert Entry.objects.get(verb="plans.report.submitted").via == "api"


def test_a_second_report_waits_for_the_verdict_of_the_first(asking, duty):
    asking.post(f"/tasks/{duty.pk}/reports", PROGRESS)
    again = asking.post(f"/tasks/{duty.pk}/reports", PROGRESS)

    assert again.status_code == 409
    assert "đang chờ xem xét" in again.json()["detail"]
    assert Report.objects.count() == 1


def test_a_completion_waits_for_the_children(asking, duty, officer):
    task(parent=duty)
    answer = asking.post(f"/tasks/{duty.pk}/reports", {**PROGRESS, "kind": "completion"})

    assert answer.status_code == 409
    assert not Report.objects.exists()


def test_the_task_of_another_is_not_ones_own_to_report(asking, officer_of_other_unit):
    others = task(plan=plan(), leads=("office",), person=officer_of_other_unit)

    assert asking.get(f"/tasks/{others.pk}").status_code == 200
    assert asking.post(f"/tasks/{others.pk}/reports", PROGRESS).status_code == 404
    assert not Report.objects.exists()


def test_what_an_agency_does_not_see_is_not_there(partner, duty):
    asking = program(partner, *ALL)

    assert asking.get(f"/tasks/{duty.pk}").status_code == 404
    assert asking.get(f"/plans/{duty.plan_id}").status_code == 404
    assert asking.post(f"/tasks/{duty.pk}/reports", PROGRESS).status_code == 404
    assert asking.get("/tasks").json()["items"] == []


def test_an_agency_that_only_knows_is_in_neither_list(asking, duty):
    duty.assignments.create(agency=agency("office"), role=AssignmentRole.INFORMED)
    told = asking.get(f"/tasks/{duty.pk}").json()

    assert str(agency("office")) not in told["leads"] + told["partners"]


@pytest.mark.parametrize("path", ["/plans", "/tasks"])
def test_a_longer_page_asks_no_more_of_the_database(asking, path):
    def cost(count):
        with CaptureQueriesContext(connection) as asked:
            answer = asking.get(path, {"limit": 200})
        assert len(answer.json()["items"]) == count
        return len(asked)

    task(plan=plan())
    asking.get(path)
    one = cost(1)
    for _ in range(8):
        task(plan=plan())

    assert cost(9) == one

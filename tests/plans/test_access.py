"""Who may do what to which task: the whole table, person by person."""

from __future__ import annotations

from datetime import date

import pytest

from lmhtx.people.demo import PEOPLE
from lmhtx.people.models import User
from plans.access import Perm
from plans.actions import extensions, reports
from plans.enums import PlanState, ReportKind
from plans.models import Extension, Report, Task
from tests.factories import plans as make

pytestmark = pytest.mark.django_db
PROGRESS = reports.Account(kind=ReportKind.PROGRESS, text="Đang làm", percent=10)


def who_may(perm: Perm, thing: object) -> set[str]:
    """The sign-in names of those who may do it to the thing."""
    return {
        user.username
        for user in User.objects.filter(username__in=[p.username for p in PEOPLE])
        if user.has_perm(perm, thing)
    }


@pytest.fixture
def own(officer, unit_head) -> Task:
    """A task within the policy unit, an officer in charge, given by the head."""
    return make.task(person=officer, assigner=unit_head, created_by=unit_head)


@pytest.fixture
def foreign() -> Task:
    """A task of an outside agency in a plan that Sở Tài chính keeps."""
    plan = make.plan(keeper=make.agency("finance"))
    return make.task(plan=plan, leads=("agriculture-environment",), followed_by=make.agency("office"))


def test_own_task_is_reported_by_those_who_hold_it(own) -> None:
    assert who_may(Perm.SUBMIT_REPORT, own) == {"chuyenvien", "truongphong"}


def test_helper_reports_too(own, officer_of_other_unit) -> None:
    own.helpers.add(officer_of_other_unit)

    assert who_may(Perm.SUBMIT_REPORT, own) == {"chuyenvien", "truongphong", "tindung"}


def test_task_of_a_unit_without_a_person_is_anybody_s_of_the_unit() -> None:
    assert who_may(Perm.SUBMIT_REPORT, make.task()) == {"chuyenvien", "chuyenvien2", "truongphong"}


def test_task_of_the_alliance_is_done_by_its_focal_unit() -> None:
    task = make.task(leads=("alliance",), followed_by=make.agency("fund"))

    assert who_may(Perm.SUBMIT_REPORT, task) == {"giamdocquy", "tindung", "ketoanquy"}


def test_foreign_task_is_reported_by_its_agency_alone(foreign) -> None:
    assert who_may(Perm.SUBMIT_REPORT, foreign) == {"sonongnghiep"}


def test_own_report_is_judged_by_the_assigner_s_side_and_never_by_its_sender(own, officer) -> None:
    report = reports.submit_report(task=own, by=officer, account=PROGRESS)

    judges = who_may(Perm.JUDGE_REPORT, Report.objects.get(pk=report.pk))
    assert judges == {"truongphong", "chutich", "phochutich", "chanhvanphong"}


def test_foreign_report_is_judged_by_the_keeper_alone(foreign, partner) -> None:
    report = reports.submit_report(task=foreign, by=partner, account=PROGRESS)

    assert who_may(Perm.JUDGE_REPORT, Report.objects.get(pk=report.pk)) == {"sotaichinh", "giamdocsotc"}


def test_our_task_in_a_foreign_plan_is_judged_within_the_house(deputy, officer) -> None:
    plan = make.plan(keeper=make.agency("finance"))
    task = make.task(plan=plan, leads=("alliance",), person=officer, assigner=deputy)
    report = reports.submit_report(task=task, by=officer, account=PROGRESS)

    judges = who_may(Perm.JUDGE_REPORT, Report.objects.get(pk=report.pk))
    assert judges == {"truongphong", "chutich", "phochutich", "chanhvanphong"}


def test_request_is_withdrawn_by_the_one_who_asked(own, officer) -> None:
    asked = extensions.ask_extension(task=own, by=officer, to_due_on=date(2026, 12, 1), reason="x")

    found = Extension.objects.get(pk=asked.pk)
    assert who_may(Perm.WITHDRAW_EXTENSION, found) == {"chuyenvien"}
    assert who_may(Perm.JUDGE_EXTENSION, found) == {"truongphong", "chutich", "phochutich", "chanhvanphong"}


def test_order_is_entered_by_the_assigner_s_side_and_never_by_the_one_in_charge(own) -> None:
    assert who_may(Perm.CHANGE_TASK, own) == {
        "truongphong",
        "chutich",
        "phochutich",
        "chanhvanphong",
        "vanthu",
    }


def test_order_on_a_foreign_task_is_recorded_by_office_and_leadership(foreign) -> None:
    assert who_may(Perm.CHANGE_TASK, foreign) == {"chutich", "phochutich", "chanhvanphong", "vanthu"}


def test_officer_changes_only_what_he_gave_out(officer, officer_of_other_unit) -> None:
    given = make.task(person=officer_of_other_unit, assigner=officer, created_by=officer)

    assert "chuyenvien" in who_may(Perm.CHANGE_TASK, given)


def test_plan_is_edited_by_its_unit_and_the_office_until_cancelled() -> None:
    plan = make.plan(followed_by=make.agency("policy"))
    assert who_may(Perm.EDIT_PLAN, plan) == {
        "chutich",
        "phochutich",
        "chanhvanphong",
        "vanthu",
        "truongphong",
        "chuyenvien",
        "chuyenvien2",
    }

    plan.state = PlanState.CANCELLED
    assert who_may(Perm.EDIT_PLAN, plan) == set()


def test_talk_is_open_to_whoever_sees_the_task(own) -> None:
    assert who_may(Perm.COMMENT_TASK, own) == {
        "chutich",
        "phochutich",
        "chanhvanphong",
        "vanthu",
        "truongphong",
        "chuyenvien",
        "chuyenvien2",
    }


def test_leader_in_charge_judges_what_another_reports_for_him(deputy, officer) -> None:
    task = make.task(person=deputy, assigner=deputy)
    task.helpers.add(officer)
    report = reports.submit_report(task=task, by=officer, account=PROGRESS)

    assert "phochutich" in who_may(Perm.JUDGE_REPORT, Report.objects.get(pk=report.pk))


def test_agency_s_people_judge_nothing_in_a_plan_of_ours(partner) -> None:
    task = make.task(plan=make.plan(), leads=("agriculture-environment",))
    report = reports.submit_report(task=task, by=partner, account=PROGRESS)

    judges = who_may(Perm.JUDGE_REPORT, Report.objects.get(pk=report.pk))
    assert judges == {"truongphong", "chutich", "phochutich", "chanhvanphong"}


def test_head_in_charge_does_not_judge_what_another_reports_for_him(unit_head, officer) -> None:
    task = make.task(person=unit_head, assigner=unit_head)
    task.helpers.add(officer)
    report = reports.submit_report(task=task, by=officer, account=PROGRESS)

    judges = who_may(Perm.JUDGE_REPORT, Report.objects.get(pk=report.pk))
    assert judges == {"chutich", "phochutich", "chanhvanphong"}

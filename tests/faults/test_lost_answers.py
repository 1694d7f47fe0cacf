"""The line drops after the server has acted: the next click shows the first result, nothing happens twice."""

from __future__ import annotations

import urllib.error
from http.client import HTTPException

import pytest
from django.urls import reverse

from lmhtx.decisions.models import Decision
from lmhtx.notices.models import Notice
from lmhtx.outbox.models import Message
from plans.actions.reports import Account, submit_report
from plans.enums import ReportKind
from plans.models import Plan, Report, Task
from tests.factories import plans as make
from tests.faults.office import Browser, CutLine
from tests.plans.readings import ready, small

DROPPED = (urllib.error.URLError, HTTPException, OSError)
DONE = Account(kind=ReportKind.COMPLETION, text="Xong", percent=100)


@pytest.fixture
def line(web):
    """The line to the server that loses its first answer."""
    cut = CutLine(web.port)
    yield cut
    cut.close()


def clicked_twice(line, user, path, *, page="", **sent):
    """The answer to the second click; the first one's was lost on the way."""
    browser = Browser(line.port, user)
    sent = browser.form(page or path) | sent
    with pytest.raises(DROPPED):
        browser.post(path, sent)
    assert line.lost == 1
    told = Notice.objects.count(), Message.objects.count()
    answer = browser.post(path, sent)
    assert (Notice.objects.count(), Message.objects.count()) == told
    return answer, browser.get(answer.location).text


def test_lost_answer_of_a_report(line, person):
    task = make.task(person=person("chuyenvien"), assigner=person("truongphong"))

    answer, page = clicked_twice(
        line,
        person("chuyenvien"),
        reverse("report_submit", args=[task.pk]),
        kind="completion",
        text="Xong",
        percent="100",
    )

    assert (answer.status, answer.location) == (302, task.get_absolute_url())
    assert "Đã ghi nhận lúc" in page
    assert (task.reports.count(), Notice.objects.filter(person=person("truongphong")).count()) == (1, 1)


def test_lost_answer_of_an_acceptance(line, person):
    task = make.task(person=person("chuyenvien"), assigner=person("truongphong"))
    report = submit_report(task=task, by=person("chuyenvien"), account=DONE)

    answer, page = clicked_twice(line, person("truongphong"), reverse("report_accept", args=[report.pk]))

    assert (answer.status, answer.location) == (302, task.get_absolute_url())
    assert "Đã ghi nhận lúc" in page
    assert list(Report.objects.values_list("state", flat=True)) == ["accepted"]
    assert Notice.objects.filter(person=person("chuyenvien")).count() == 1


def test_lost_answer_of_writing_into_the_plan(line, person):
    reading = ready(person("vanthu"), found=small({"end": "2026-12-31"}, {"end": "2026-12-31"}))

    answer, page = clicked_twice(
        line,
        person("vanthu"),
        reverse("reading_write", args=[reading.pk]),
        page=reverse("reading_detail", args=[reading.pk]),
        leaves_doubts="1",
    )

    assert (answer.status, answer.location) == (302, Plan.objects.get().get_absolute_url())
    assert "Đã ghi nhận lúc" in page
    assert (Plan.objects.count(), Task.objects.count()) == (1, 2)


def test_lost_answer_of_a_decision(line, person):
    task = make.task(person=person("chuyenvien"), assigner=person("truongphong"))
    report = submit_report(task=task, by=person("chuyenvien"), account=DONE)

    answer, page = clicked_twice(
        line,
        person("truongphong"),
        reverse("decision_make", args=["plans.report", report.pk]),
        page=reverse("decision_queue"),
        verdict="accept",
    )

    assert (answer.status, answer.location) == (302, reverse("decision_queue"))
    assert "Đã ghi nhận lúc" in page
    assert (Decision.objects.count(), Report.objects.get().state) == (1, "pending")

"""Two clicks, two people, at the same moment: one row, one verdict, both texts."""

from __future__ import annotations

import uuid

from django.test import Client
from django.urls import reverse

from lmhtx.notices.models import Notice
from plans.actions.reports import Account, submit_report
from plans.enums import ReportKind
from plans.models import Plan, Report, Task
from tests.factories import plans as make
from tests.faults.office import at_the_same_moment
from tests.plans.readings import ready, small

DONE = Account(kind=ReportKind.COMPLETION, text="Xong", percent=100)


def signed_in(user):
    client = Client()
    client.force_login(user, backend="lmhtx.account.backends.Backend")
    return client


def clicks(user, path, count=3, **sent):
    """The same form sent several times at once, as by an impatient hand."""
    sent = {"act_key": str(uuid.uuid4()), **sent}
    clients = [signed_in(user) for _ in range(count)]
    return at_the_same_moment(*(lambda one=one: one.post(path, sent) for one in clients))


def test_a_task_is_given_once(person):
    officer = person("chuyenvien")

    answers = clicks(
        person("truongphong"),
        reverse("task_give"),
        text="Lập danh sách",
        person=officer.pk,
        due_on="30/9/2026",
    )

    task = Task.objects.get()
    assert [answer["Location"] for answer in answers] == [task.get_absolute_url()] * 3
    assert Notice.objects.filter(person=officer).count() == 1


def test_a_report_is_accepted_once(person):
    task = make.task(person=person("chuyenvien"), assigner=person("truongphong"))
    report = submit_report(task=task, by=person("chuyenvien"), account=DONE)

    answers = clicks(person("truongphong"), reverse("report_accept", args=[report.pk]))

    assert [answer["Location"] for answer in answers] == [task.get_absolute_url()] * 3
    assert Notice.objects.filter(person=person("chuyenvien")).count() == 1


def test_a_draft_is_written_once(person):
    reading = ready(person("vanthu"), found=small({"end": "2026-12-31"}, {"end": "2026-12-31"}))

    answers = clicks(person("vanthu"), reverse("reading_write", args=[reading.pk]), leaves_doubts="1")

    plan = Plan.objects.get()
    assert [answer["Location"] for answer in answers] == [plan.get_absolute_url()] * 3
    assert Task.objects.count() == 2


def test_of_two_verdicts_the_second_is_refused_in_words(person):
    head = person("truongphong")
    task = make.task(person=person("chuyenvien"), assigner=head)
    report = submit_report(task=task, by=person("chuyenvien"), account=DONE)
    accept, give_back = (reverse(name, args=[report.pk]) for name in ("report_accept", "report_return"))
    one, other = signed_in(head), signed_in(head)

    answers = at_the_same_moment(
        lambda: one.post(accept, {"act_key": str(uuid.uuid4())}),
        lambda: other.post(give_back, {"act_key": str(uuid.uuid4()), "note": "Thiếu danh sách"}),
    )

    report = Report.objects.get()
    refused = next(answer for answer in answers if answer.status_code != 302)
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    assert report.get_state_display() in {"Đã xác nhận", "Trả lại"}
    assert "Hãy tải lại trang để xem tình trạng mới nhất." in refused.content.decode()
    assert (task.__class__.objects.get().accepted_at is not None) == (report.state == "accepted")


def test_who_saves_a_plan_over_another_sees_both_texts(person):
    plan = make.plan(title="Kế hoạch năm 2026")
    path = reverse("plan_update", args=[plan.pk])
    first, second = signed_in(person("vanthu")), signed_in(person("chanhvanphong"))
    seen = {client: client.get(path).context["form"].initial for client in (first, second)}
    sent = {
        client: {
            **{name: value for name, value in facts.items() if value is not None},
            "version": plan.version,
        }
        for client, facts in seen.items()
    }

    saved = first.post(path, sent[first] | {"title": "Kế hoạch của văn thư", "act_key": str(uuid.uuid4())})
    late = second.post(
        path, sent[second] | {"title": "Kế hoạch của chánh văn phòng", "act_key": str(uuid.uuid4())}
    )

    assert (saved.status_code, late.status_code) == (302, 409)
    page = late.content.decode()
    assert "Kế hoạch của văn thư" in page
    assert "Kế hoạch của chánh văn phòng" in page
    assert Plan.objects.get().title == "Kế hoạch của văn thư"

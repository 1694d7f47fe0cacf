"""Papers before leaders, in hands, resolved with evidence."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict

from documents.actions import directing as acts
from documents.actions import resolving
from documents.actions.directing import Words
from documents.contributions.questions import DIRECT, _direct
from documents.enums.incoming import Closing, IncomingState, Level
from documents.models import Directive, Incoming
from documents.queries import desk
from lmhtx.account.standing_in import stand_in_for
from lmhtx.audit.models import Entry
from lmhtx.notices.models import Notice
from lmhtx.people.models import Delegation
from lmhtx.workflow import Refused
from plans.actions.reports import Account, submit_report
from plans.enums import ReportKind
from plans.models import Report, Task
from tests.factories import documents as make

pytestmark = pytest.mark.django_db


def said(act, *args, **facts) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **facts)
    return str(refused.value)


def photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("but-phe.jpg", b"\xff\xd8\xff\xe0" + b"0" * 100, "image/jpeg")


def fresh(paper: Incoming) -> Incoming:
    return Incoming.objects.get(pk=paper.pk)


def test_a_paper_is_presented_to_a_leader_and_waits_in_his_queue(clerk, chairman, deputy, officer):
    paper = make.incoming(by=clerk)
    assert "không giữ chức vụ lãnh đạo" in said(acts.present_incoming, incoming=paper, to=officer, by=clerk)

    acts.present_incoming(incoming=paper, to=deputy, by=clerk)

    assert [list(desk.to_direct(user)) for user in (deputy, chairman, officer)] == [[paper], [], []]
    assert Notice.objects.get(person=deputy).line.startswith("Trình văn bản: 222/TB-UBND")


def test_words_of_a_leader_become_a_task_with_lead_and_deadline(clerk, deputy, unit_head, officer):
    paper = make.presented(by=clerk, to=deputy)
    words = Words(
        lead=make.unit(),
        partners=[make.unit("office")],
        informed=[officer],
        due_on=date(2026, 9, 25),
        text="Tham mưu.",
    )

    acts.direct_incoming(incoming=paper, words=words, by=deputy)

    kept = fresh(paper)
    assert (kept.state, kept.due_on, kept.lead_unit) == (
        IncomingState.DIRECTED,
        date(2026, 9, 25),
        make.unit(),
    )
    task = Task.objects.get(pk=kept.task_id)
    assert (task.due_on, task.assigner, task.followed_by) == (date(2026, 9, 25), deputy, make.unit())
    assert task.text.startswith("Giải quyết văn bản đến số 01: 222/TB-UBND")
    assert [(a.role, a.agency.code) for a in task.assignments.order_by("role", "position")] == [
        ("lead", "policy"),
        ("partner", "office"),
    ]
    seen = [Incoming.objects.visible_to(user).count() for user in (unit_head, officer)]
    assert seen == [1, 1]
    assert Notice.objects.filter(person=officer, reminder="documents.paper").count() == 1


def test_one_leads_and_nobody_has_two_parts(clerk, deputy):
    paper = make.presented(by=clerk, to=deputy)

    assert "Mỗi đơn vị, cá nhân chỉ giữ một vai trò" in said(
        acts.direct_incoming, incoming=paper, words=Words(lead=make.unit(), partners=[make.unit()]), by=deputy
    )
    assert "Thời hạn 14/09/2026 đã qua" in said(
        acts.direct_incoming,
        incoming=paper,
        words=Words(lead=make.unit(), due_on=date(2026, 9, 14)),
        by=deputy,
    )


def test_only_the_leader_before_whom_it_lies_directs(clerk, chairman, deputy, office_chief):
    paper = make.presented(by=clerk, to=chairman)

    assert "không có quyền" in said(
        acts.direct_incoming, incoming=paper, words=Words(lead=make.unit()), by=deputy
    )
    assert "không có quyền" in said(
        acts.direct_incoming, incoming=paper, words=Words(lead=make.unit()), by=office_chief
    )


def test_words_on_paper_are_entered_with_their_photograph(clerk, deputy, officer):
    paper = make.presented(by=clerk, to=deputy)
    words = Words(lead=make.unit(), text="Giao phòng tham mưu.")
    facts = {"incoming": paper, "words": words, "by": clerk}
    assert "kèm ảnh chụp" in said(acts.enter_directive, said_by=deputy, photo=None, **facts)
    assert "không giữ chức vụ lãnh đạo" in said(acts.enter_directive, said_by=officer, photo=photo(), **facts)

    directive = acts.enter_directive(said_by=deputy, photo=photo(), **facts)

    assert (directive.source, directive.said_by, directive.created_by) == ("paper", deputy, clerk)
    assert fresh(paper).task is not None
    assert "đã nhập bút phê giấy" in Notice.objects.filter(person=deputy).latest("pk").line


def test_a_leader_corrects_what_was_entered_and_both_versions_stay(clerk, deputy, unit_head):
    paper = make.presented(by=clerk, to=deputy)
    first = acts.enter_directive(
        incoming=paper, words=Words(lead=make.unit()), said_by=deputy, by=clerk, photo=photo()
    )
    words = Words(lead=make.unit("office"), text="Giao Văn phòng.")
    assert "Chỉ lãnh đạo" in said(acts.change_directive, directive=first, words=words, by=unit_head)

    second = acts.change_directive(directive=first, words=words, by=deputy)

    assert list(Directive.objects.in_force()) == [second]
    assert Directive.objects.get(pk=first.pk).replaced_by == second
    assert (fresh(paper).lead_unit, Task.objects.count()) == (make.unit("office"), 1)
    assert Task.objects.get().followed_by == make.unit("office")
    assert "vừa được thay" in said(acts.change_directive, directive=first, words=words, by=deputy)


def test_a_standing_assistant_enters_and_does_not_direct(clerk, chairman, officer):
    paper = make.presented(by=clerk, to=chairman)
    Delegation.objects.create(
        person=chairman,
        substitute=officer,
        kind="assistant",
        valid_from=date(2026, 9, 1),
        valid_to=date(2026, 12, 31),
        permissions=["documents.enter_directive"],
        ground="Phân công trợ lý",
    )
    standing = stand_in_for(Delegation.objects.get(), officer)

    assert "Trợ lý thường trực chỉ nhập thay" in said(
        acts.direct_incoming, incoming=paper, words=Words(lead=make.unit()), by=standing
    )


def test_a_head_names_who_deals_with_it(clerk, deputy, unit_head, officer):
    paper = make.directed(by=clerk, leader=deputy)
    assert list(desk.to_assign(unit_head)) == [paper]
    assert "không được sau thời hạn chung" in said(
        acts.assign_incoming, incoming=paper, person=officer, by=unit_head, due_on=date(2027, 1, 1)
    )

    acts.assign_incoming(incoming=paper, person=officer, by=unit_head, text="Lan làm.")

    assert (fresh(paper).lead_person, Task.objects.get().person) == (officer, officer)
    assert list(desk.to_resolve(officer)) == [paper]
    assert list(desk.to_assign(unit_head)) == []
    assert "chưa có ý kiến chỉ đạo" in said(
        acts.assign_incoming, incoming=make.incoming(by=clerk, number="7"), person=officer, by=unit_head
    )


def test_whoever_deals_with_it_proposes_and_has_taken_it_up(clerk, deputy, officer):
    paper = make.directed(by=clerk, leader=deputy, lead=officer)
    assert said(resolving.propose, incoming=paper, text=" ", by=officer) == "Hãy ghi ý kiến đề xuất."

    resolving.propose(incoming=paper, text="Đề nghị phúc đáp.", by=officer)
    resolving.propose(incoming=paper, text="Bổ sung số liệu.", by=officer)

    assert fresh(paper).state == IncomingState.IN_PROGRESS
    assert paper.directives.filter(level=Level.OFFICER).count() == 2
    assert Notice.objects.filter(person=deputy, line__contains="đề xuất về văn bản").exists()


def test_resolved_with_an_answer_and_the_task_is_reported(clerk, deputy, officer):
    paper = make.directed(by=clerk, leader=deputy, lead=officer)
    assert "ghi số, ký hiệu" in said(resolving.answer_incoming, incoming=paper, answer="", by=officer)

    resolving.answer_incoming(incoming=paper, answer="312/LM-VP", by=officer)

    kept = fresh(paper)
    assert (kept.state, kept.closing, kept.answer) == (IncomingState.COMPLETED, Closing.ANSWERED, "312/LM-VP")
    report = Report.objects.get(task=kept.task)
    assert (report.kind, report.paper, report.created_by) == ("completion", "312/LM-VP", officer)
    assert "đã kết thúc" in said(resolving.propose, incoming=paper, text="x", by=officer)
    assert "đang ở trạng thái" in said(resolving.answer_incoming, incoming=paper, answer="9", by=officer)
    assert "đã kết thúc" in said(
        acts.change_directive, directive=paper.directives.get(), words=Words(lead=make.unit()), by=deputy
    )


def test_no_answer_is_for_the_head_to_say(clerk, deputy, unit_head, officer):
    paper = make.directed(by=clerk, leader=deputy)
    acts.assign_incoming(incoming=paper, person=officer, by=unit_head)
    assert "không có quyền" in said(
        resolving.close_incoming, incoming=paper, reason="Chỉ để biết", by=officer
    )
    assert "ghi rõ vì sao" in said(resolving.close_incoming, incoming=paper, reason=" ", by=unit_head)

    resolving.close_incoming(incoming=paper, reason="Văn bản gửi để biết", by=unit_head)

    assert (fresh(paper).closing, fresh(paper).closing_reason) == ("no_answer", "Văn bản gửi để biết")
    assert Entry.objects.filter(verb="documents.incoming.completed").count() == 1


def test_a_task_that_is_reported_already_is_not_reported_again(clerk, deputy, officer):
    paper = make.directed(by=clerk, leader=deputy, lead=officer)
    account = Account(kind=ReportKind.COMPLETION, text="Xong", percent=100)
    submit_report(task=Task.objects.get(), by=officer, account=account)

    resolving.answer_incoming(incoming=paper, answer="312/LM-VP", by=officer)

    assert Report.objects.count() == 1


def test_the_queue_offers_units_and_days_and_directs(clerk, deputy):
    paper = make.presented(by=clerk, to=deputy, demanded_on=date(2026, 9, 30))
    form = DIRECT.details(None, deputy, paper)
    assert form.fields["due_on"].choices[0] == ("2026-09-30", "30/09 (theo văn bản)")
    sent = {
        "lead": str(make.unit().pk),
        "partners": [str(make.unit().pk), str(make.unit("office").pk)],
        "due_on": "2026-09-30",
    }

    bound = DIRECT.details(_posted(sent), deputy, paper)
    assert bound.is_valid()
    _direct(paper, deputy, "Tham mưu.", **bound.told())

    kept = fresh(paper)
    assert (kept.lead_unit, kept.due_on) == (make.unit(), date(2026, 9, 30))
    # The unit named last is offered first.
    other = make.presented(by=clerk, to=deputy, number="8")
    assert DIRECT.details(None, deputy, other).fields["lead"].choices[0][0] == str(make.unit().pk)
    assert "không còn hoạt động" in said(_direct, other, deputy, "", lead="0")


def _posted(values):
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def test_a_paper_without_a_task_is_closed_as_well(clerk, chairman):
    paper = make.incoming(by=clerk)

    resolving.close_incoming(incoming=paper, reason="Gửi để biết", by=chairman)

    assert (fresh(paper).state, Report.objects.count()) == (IncomingState.COMPLETED, 0)

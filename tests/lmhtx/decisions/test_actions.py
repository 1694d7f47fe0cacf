"""Decisions: kept for a minute, taken back, carried out once with the rights of that moment, or told why not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from lmhtx.account.actions.delegations import revoke_delegation
from lmhtx.audit.models import Entry
from lmhtx.base import clock
from lmhtx.contributions import temporarily
from lmhtx.decisions import queries, tasks
from lmhtx.decisions.actions import carrying_out, deciding
from lmhtx.decisions.models import Decision, Outcome
from lmhtx.jobs.models import Job, JobState
from lmhtx.notices.models import Notice
from lmhtx.people.models import Posting, User
from lmhtx.questions import Question, Verdict
from lmhtx.workflow import Refused
from plans.actions import changes, extensions, reports
from plans.enums import ChangeGround, ChangeKind, ExtensionState, ReportVerdict
from plans.models import Task
from plans.queries import todo
from tests.factories import plans as make

pytestmark = pytest.mark.django_db


def fresh(thing):
    """As it stands in the database."""
    return type(thing)._default_manager.get(pk=thing.pk)


def keys(user) -> list[tuple[str, int]]:
    """The queue of a person."""
    return [(one.question.key, one.pk) for one in queries.queue_of(fresh(user))]


def told(user) -> list[str]:
    """What the person was told."""
    return list(Notice.objects.filter(person=user).order_by("pk").values_list("line", flat=True))


def test_until_the_minute_is_over_nothing_has_happened(extension, deputy, officer, decide) -> None:
    heard = told(officer)

    decision = decide(extension, "approve", by=deputy)

    job = Job.objects.get(name="decisions.carry_out")
    assert (job.state, job.arguments) == (JobState.QUEUED, {"decision_id": decision.pk})
    assert fresh(extension).state == ExtensionState.REQUESTED
    assert carrying_out.carry_out(decision_id=decision.pk) is None
    assert (told(officer), Entry.objects.filter(verb__startswith="decisions.").count()) == (heard, 0)
    assert list(todo.to_approve(deputy)) == []


def test_the_job_waits_as_long_as_the_decision(extension, deputy, decide) -> None:
    decision = fresh(decide(extension, "approve", by=deputy))

    job = Job.objects.get(name="decisions.carry_out")
    assert abs(job.run_after_at - decision.due_at) < timedelta(seconds=1)
    assert abs(job.run_after_at - job.created_at - timedelta(seconds=60)) < timedelta(seconds=1)


@pytest.mark.parametrize(
    ("kind", "verdict", "words", "state"),
    [
        ("extension", "approve", "", ExtensionState.APPROVED),
        ("extension", "refuse", "Giữ nguyên", ExtensionState.REFUSED),
        ("report", "accept", "Đạt", ReportVerdict.ACCEPTED),
        ("report", "send_back", "Thiếu tệp", ReportVerdict.RETURNED),
    ],
)
def test_after_the_minute_the_app_s_own_act_is_done_once(
    kind, verdict, words, state, request, deputy, officer, decide, minute_over
) -> None:
    thing = request.getfixturevalue(kind)
    heard = len(told(officer))
    decision = decide(thing, verdict, by=deputy, words=words)
    minute_over()

    tasks.carry_out(decision_id=decision.pk)
    tasks.carry_out(decision_id=decision.pk)

    judged = fresh(thing)
    assert (judged.state, judged.verdict_note, judged.judged_by) == (state, words, deputy)
    assert (fresh(decision).outcome, len(told(officer))) == (Outcome.DONE, heard + 1)
    (entry,) = Entry.objects.filter(verb="decisions.decision.carried_out")
    assert (entry.by, entry.on_behalf_of, entry.note, entry.data["subject"]) == (
        deputy,
        None,
        words,
        f"plans.{kind}:{thing.pk}",
    )
    assert entry.data["decided_at"] == clock.local(decision.made_at).isoformat(timespec="seconds")


def test_the_sweep_carries_out_what_the_job_has_missed(
    extension, report, deputy, decide, minute_over
) -> None:
    decide(extension, "approve", by=deputy)
    decide(report, "accept", by=deputy)
    assert tasks.carry_out_due() == ""
    minute_over()

    assert (tasks.carry_out_due(), tasks.carry_out_due()) == ("Đã xử lý 2 quyết định.", "")
    assert (fresh(extension).state, fresh(report).state) == ("approved", "accepted")


@pytest.mark.parametrize(("verdict", "words"), [("refuse", ""), ("refuse", "  \n ")])
def test_a_refusal_needs_words(verdict, words, extension, deputy, decide) -> None:
    with pytest.raises(Refused, match="Hãy ghi lý do hoặc chọn một câu mẫu trước khi bấm “Không duyệt”"):
        decide(extension, verdict, by=deputy, words=words)

    assert not Decision.objects.exists()


def test_who_may_not_judge_may_not_decide(extension, officer, decide) -> None:
    with pytest.raises(Refused, match="không còn chờ anh/chị quyết"):
        decide(extension, "approve", by=officer)


def test_nothing_is_decided_twice(extension, deputy, chairman, decide) -> None:
    decide(extension, "approve", by=deputy)

    with pytest.raises(Refused, match="không còn chờ anh/chị quyết"):
        decide(extension, "refuse", by=chairman, words="Không")
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(
            question="plans.extension", subject_id=extension.pk, made_by=chairman, due_at=clock.now()
        )

    assert Decision.objects.get().made_by == deputy


def test_a_decision_taken_back_was_never_made(extension, deputy, officer, decide, minute_over) -> None:
    decision = decide(extension, "approve", by=deputy)

    undone = deciding.undo(decision=decision, by=deputy)
    minute_over()

    assert (undone.outcome, carrying_out.carry_out_due()) == (Outcome.UNDONE, 0)
    assert keys(deputy) == [("plans.extension", extension.pk)]
    assert Entry.objects.filter(verb="decisions.decision.undone", by=deputy).count() == 1
    again = decide(extension, "refuse", by=deputy, words="Giữ nguyên")
    minute_over()
    carrying_out.carry_out(decision_id=again.pk)
    assert fresh(extension).state == ExtensionState.REFUSED


@pytest.mark.parametrize(
    ("what_happened", "sentence"),
    [
        ("undone", "đã được hoàn tác trước đó"),
        ("over", "Đã quá 60 giây"),
        ("done", "Đã quá 60 giây"),
        ("fell", "không thực hiện được: Không thể “duyệt gia hạn”"),
    ],
)
def test_too_late_to_take_back(
    what_happened, sentence, extension, deputy, officer, decide, minute_over
) -> None:
    decision = decide(extension, "approve", by=deputy)
    if what_happened == "undone":
        deciding.undo(decision=decision, by=deputy)
    else:
        minute_over()
    if what_happened == "fell":
        extensions.withdraw_extension(extension=extension, by=officer)
    if what_happened in {"done", "fell"}:
        carrying_out.carry_out_due()

    with pytest.raises(Refused, match=sentence):
        deciding.undo(decision=decision, by=deputy)


def withdrawn(extension, report, people) -> None:
    extensions.withdraw_extension(extension=extension, by=people["officer"])


def judged_by_another(extension, report, people) -> None:
    extensions.refuse_extension(extension=extension, by=people["chairman"], note="Không")


def task_cancelled(extension, report, people) -> None:
    order = changes.Order(
        kind=ChangeKind.CANCEL, ground=ChangeGround.PHONE, said_by="Chủ tịch", said_on=clock.today()
    )
    changes.change_tasks(tasks=[extension.task], order=order, by=people["chairman"])


def right_lost(extension, report, people) -> None:
    Posting.objects.filter(user=people["deputy"]).update(valid_to=clock.today() - timedelta(days=1))


def left_the_house(extension, report, people) -> None:
    User.objects.filter(pk=people["deputy"].pk).update(is_active=False)


def out_of_sight(extension, report, people) -> None:
    Task.objects.filter(pk=extension.task_id).delete()


@pytest.mark.parametrize(
    ("meanwhile", "sentence"),
    [
        (withdrawn, "hồ sơ đang ở trạng thái “Đã rút”"),
        (judged_by_another, "hồ sơ đang ở trạng thái “Không duyệt”"),
        (task_cancelled, "Nhiệm vụ đã kết thúc, không gia hạn được nữa."),
        (right_lost, "không có quyền|không còn trong phạm vi"),
        (left_the_house, "không có quyền|không còn trong phạm vi"),
        (out_of_sight, "Hồ sơ không còn, hoặc không còn trong phạm vi của anh/chị."),
    ],
)
def test_what_cannot_be_carried_out_any_more_is_told_and_half_done_is_nothing(
    meanwhile, sentence, extension, report, deputy, officer, chairman, decide, minute_over
) -> None:
    decision = decide(extension, "approve", by=deputy)
    meanwhile(extension, report, {"deputy": deputy, "officer": officer, "chairman": chairman})
    due = Task.objects.filter(pk=extension.task_id).values_list("due_on", flat=True).first()
    minute_over()

    assert carrying_out.carry_out_due() == 1

    fell = fresh(decision)
    assert fell.outcome == Outcome.FELL
    assert any(part in fell.why for part in sentence.split("|"))
    assert Task.objects.filter(pk=extension.task_id).values_list("due_on", flat=True).first() == due
    assert Entry.objects.get(verb="decisions.decision.fell").note == fell.why
    assert [line for line in told(deputy) if line.startswith("Chưa thực hiện được “Duyệt”")] or (
        meanwhile is left_the_house
    )


def test_why_it_fell_stands_in_the_queue_until_noted(
    extension, deputy, officer, chairman, decide, minute_over
) -> None:
    decision = decide(extension, "approve", by=deputy)
    extensions.withdraw_extension(extension=extension, by=officer)
    minute_over()
    carrying_out.carry_out_due()

    assert (queries.fallen(deputy), queries.fallen(chairman)) == ([decision], [])
    deciding.take_note(decision=decision, by=deputy)
    assert queries.fallen(deputy) == []


def test_a_substitute_decides_in_the_other_s_name(
    extension, deputy, officer_of_other_unit, decide, standing_in, minute_over
) -> None:
    instead, _delegation = standing_in(deputy)
    assert [one.pk for one in queries.queue_of(instead)] == [extension.pk]

    decision = decide(extension, "approve", by=instead)
    minute_over()
    carrying_out.carry_out_due()

    kept, judged = fresh(decision), fresh(extension)
    assert (kept.made_by, kept.made_for) == (officer_of_other_unit, deputy)
    assert (judged.state, judged.judged_by, judged.judged_for) == (
        ExtensionState.APPROVED,
        officer_of_other_unit,
        deputy,
    )
    entry = Entry.objects.get(verb="decisions.decision.carried_out")
    assert (entry.by, entry.on_behalf_of) == (officer_of_other_unit, deputy)


def test_until_it_holds_only_the_one_at_the_keys_sees_a_substitute_s_decision(
    extension, deputy, decide, standing_in
) -> None:
    instead, _delegation = standing_in(deputy)

    decision = decide(extension, "approve", by=instead)

    assert queries.undoable(instead) == [decision]
    assert (queries.undoable(fresh(deputy)), keys(deputy)) == ([], [])


def test_a_delegation_taken_back_within_the_minute_stops_the_decision(
    extension, deputy, officer_of_other_unit, decide, standing_in, minute_over
) -> None:
    instead, delegation = standing_in(deputy)
    decision = decide(extension, "approve", by=instead)
    revoke_delegation(delegation=delegation, by=fresh(deputy))
    minute_over()

    carrying_out.carry_out_due()

    assert (fresh(decision).outcome, fresh(extension).state) == (Outcome.FELL, ExtensionState.REQUESTED)
    assert "Ủy quyền làm thay Lê Thị Minh Hạnh đã hết hiệu lực" in fresh(decision).why
    assert keys(deputy) == [("plans.extension", extension.pk)]


def test_a_standing_assistant_decides_nothing(extension, report, deputy, decide, standing_in) -> None:
    assistant, _delegation = standing_in(deputy, kind="assistant")

    assert (queries.queue_of(assistant), queries.rows_for(assistant)) == ([], [])
    assert "Trợ lý thường trực chỉ nhập thay" in queries.why_none(assistant)
    for thing, verdict in ((extension, "approve"), (report, "accept")):
        with pytest.raises(Refused):
            decide(thing, verdict, by=assistant)


def broken(thing, by, words) -> None:
    """An act with a mistake in it."""
    Task.objects.filter(pk=thing.pk).update(text="Nửa chừng")
    raise ZeroDivisionError


BROKEN = Question(
    key="tests.broken",
    title="Việc hỏng",
    permission="plans.view_plan",
    rows=lambda _user: Task.objects.none(),
    dress=lambda rows: rows,
    since="created_at",
    seen=Task.objects.visible_to,
    show=dict,
    template="",
    files=list,
    verdicts=(Verdict(key="yes", label="Ừ", done="Đã ừ", act=broken),),
)


def test_an_act_that_breaks_keeps_nobody_waiting_and_is_given_back_after_ten_minutes(
    extension, deputy, decide, minute_over
) -> None:
    task = make.task(text="Lập kế hoạch")
    with temporarily(BROKEN):
        broken_one = deciding.decide(thing=task, question=BROKEN, verdict=BROKEN.verdicts[0], by=deputy)
        decide(extension, "approve", by=deputy)
        minute_over()

        first = carrying_out.carry_out_due()
        still = fresh(broken_one).outcome
        Decision.objects.filter(pk=broken_one.pk).update(due_at=Now() - timedelta(minutes=11))
        second = carrying_out.carry_out_due()

    assert (first, still, second) == (1, Outcome.WAITING, 1)
    assert (fresh(broken_one).outcome, fresh(task).text) == (Outcome.FELL, "Lập kế hoạch")
    assert fresh(broken_one).why.startswith("Hệ thống gặp lỗi kỹ thuật")
    assert fresh(extension).state == ExtensionState.APPROVED


def test_a_kind_that_is_gone_is_told(deputy, minute_over) -> None:
    with temporarily(BROKEN):
        decision = deciding.decide(thing=make.task(), question=BROKEN, verdict=BROKEN.verdicts[0], by=deputy)
    minute_over()

    carrying_out.carry_out_due()

    assert (fresh(decision).outcome, fresh(decision).why) == (Outcome.FELL, carrying_out.GONE)


def test_a_completion_accepted_late_counts_from_the_day_it_was_sent(
    report, deputy, decide, minute_over
) -> None:
    decide(report, "accept", by=deputy)
    minute_over()

    carrying_out.carry_out_due()

    task = fresh(report.task)
    assert (task.submitted_at, task.accepted_by) == (report.submitted_at, deputy)
    assert reports.open_children(task) == 0

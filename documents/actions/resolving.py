"""A paper is dealt with: proposed about, taken up, answered, or closed with a reason."""

from __future__ import annotations

from django.db import transaction

from documents.actions.directing import locked
from documents.actions.exchange_outbox import tell_sender
from documents.enums.exchange import StatusCode
from documents.enums.incoming import Closing, IncomingState, Level
from documents.models import Directive, Incoming
from documents.notices import tell_person
from documents.queries.incoming import leaders_words
from documents.workflow import INCOMING
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.people.models import SYSTEM, User
from lmhtx.workflow import Refused
from lmhtx.workflow.actions import move
from plans.access import Perm
from plans.actions.reports import Account, submit_report
from plans.enums import ReportKind
from plans.queries.reporting import open_children, why_no_report


@transaction.atomic
def propose(*, incoming: Incoming, text: str, by: User) -> Directive:
    """Whoever deals with the paper writes what he proposes; with it he has taken it up."""
    if not text.strip():
        raise Refused("Hãy ghi ý kiến đề xuất.")
    incoming = locked(incoming)
    if not incoming.is_open:
        raise Refused("Văn bản đã kết thúc, không ghi thêm ý kiến được.")
    directive = Directive.objects.create(
        incoming=incoming, level=Level.OFFICER, said_by=by, text=text.strip(), created_by=by
    )
    if incoming.state == IncomingState.DIRECTED:
        take_up(incoming=incoming, by=by)
    record("documents.incoming.proposed", incoming, by=by)
    if (leader := leaders_words(incoming)) is not None:
        tell_person(leader.said_by, incoming, line=f"{by} đề xuất về văn bản: {incoming}")
    return directive


@transaction.atomic
def take_up(*, incoming: Incoming, by: User) -> Incoming:
    """The paper is being dealt with."""
    incoming = move(INCOMING, incoming, "take_up", by=by)
    record("documents.incoming.taken_up", incoming, by=by)
    tell_sender(incoming=incoming, code=StatusCode.IN_PROGRESS, by=by)
    return incoming


@transaction.atomic
def answer_incoming(*, incoming: Incoming, answer: str, by: User) -> Incoming:
    """The paper is dealt with: another paper answers it, named by number and symbol."""
    if not answer.strip():
        raise Refused("Hãy ghi số, ký hiệu của văn bản trả lời.")
    incoming = locked(incoming)
    incoming.closing, incoming.answer = Closing.ANSWERED, answer.strip()
    return _complete(incoming, "answer", by=by, note=answer.strip())


@transaction.atomic
def close_incoming(*, incoming: Incoming, reason: str, by: User) -> Incoming:
    """The paper needs no answer, as the head says, and why."""
    if not reason.strip():
        raise Refused("Hãy ghi rõ vì sao văn bản không phải trả lời.")
    incoming = locked(incoming)
    incoming.closing, incoming.closing_reason = Closing.NO_ANSWER, reason.strip()
    return _complete(incoming, "close", by=by, note=reason.strip())


@transaction.atomic
def answer_with(*, incoming: Incoming, answer: str, by: User) -> Incoming | None:
    """An issued paper answers this one: it is dealt with, whoever issued; nothing for one that has ended already."""
    incoming = locked(incoming)
    if not incoming.is_open:
        return None
    incoming.closing, incoming.answer = Closing.ANSWERED, answer
    incoming.ended_at, incoming.ended_by = clock.now(), by
    incoming.save(update_fields=["closing", "answer", "ended_at", "ended_by"])
    # The right was asked for when the answer was drafted and approved; the clerk who sends it out has none here.
    incoming = move(INCOMING, incoming, "answered_by_issue", by=SYSTEM, note=answer)
    _report_done(incoming, by=by, note=answer)
    record("documents.incoming.completed", incoming, by=by, note=answer)
    tell_sender(incoming=incoming, code=StatusCode.COMPLETED, by=by)
    return incoming


def _complete(incoming: Incoming, name: str, *, by: User, note: str) -> Incoming:
    incoming.ended_at, incoming.ended_by = clock.now(), by
    if incoming.is_open:
        incoming.save(update_fields=["closing", "answer", "closing_reason", "ended_at", "ended_by"])
    incoming = move(INCOMING, incoming, name, by=by, note=note)
    _report_done(incoming, by=by, note=note)
    record("documents.incoming.completed", incoming, by=by, note=note)
    tell_sender(incoming=incoming, code=StatusCode.COMPLETED, by=by)
    return incoming


def _report_done(incoming: Incoming, *, by: User, note: str) -> None:
    """The task behind it is reported as done, with the answer as its paper; whoever assigned it confirms."""
    task = incoming.task
    if task is None or not (by.has_perm(Perm.SUBMIT_REPORT, task) or by.has_perm(Perm.REPORT_FOR_OTHERS)):
        return
    left = open_children(task)
    is_waiting = task.reports.pending().exists()
    if why_no_report(task, ReportKind.COMPLETION, is_waiting=is_waiting, children_left=left):
        return
    paper = note if incoming.closing == Closing.ANSWERED else ""
    account = Account(
        kind=ReportKind.COMPLETION, text=f"{incoming.get_closing_display()}: {note}", percent=100, paper=paper
    )
    submit_report(task=task, by=by, account=account)

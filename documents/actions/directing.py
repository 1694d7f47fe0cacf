"""A paper is presented, directed by a leader, given to people, and resolved with evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from documents.actions.exchange_outbox import tell_sender
from documents.enums.exchange import StatusCode
from documents.enums.incoming import (
    DIRECTIVE_PHOTO,
    DirectiveSource,
    IncomingState,
    Level,
    Part,
    Urgency,
)
from documents.models import Directive, DirectiveParty, Incoming
from documents.notices import tell_parties, tell_person
from documents.queries.incoming import resolving_day
from documents.workflow import INCOMING
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.directory.models import Agency
from lmhtx.files.actions import store
from lmhtx.people.models import Posting, User
from lmhtx.people.roles import LEADERS
from lmhtx.workflow import Refused
from lmhtx.workflow.actions import move
from plans.actions.tasks import Work, give_task, put_in_charge, unit_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A directive as it is given: who leads, who helps, who is to know, until when, in which words."""

    lead: Agency | User
    partners: Sequence[Agency | User] = ()
    informed: Sequence[Agency | User] = ()
    due_on: date | None = None
    text: str = ""


@transaction.atomic
def present_incoming(*, incoming: Incoming, to: User, by: User, note: str = "") -> Incoming:
    """The paper is before a leader; presented again, it is before another one."""
    if not Posting.objects.on(clock.today()).filter(user=to, role__in=LEADERS).exists():
        raise Refused(f"{to} hôm nay không giữ chức vụ lãnh đạo Liên minh; hãy chọn người khác.")
    incoming = move(INCOMING, incoming, "present", by=by, note=note)
    incoming.presented_at, incoming.presented_to = clock.now(), to
    incoming.save(update_fields=["presented_at", "presented_to"])
    record("documents.incoming.presented", incoming, by=by, note=note)
    tell_person(to, incoming, line=f"Trình văn bản: {incoming}")
    return incoming


@transaction.atomic
def direct_incoming(*, incoming: Incoming, words: Words, by: User) -> Directive:
    """The leader's words hold: one leads, others help, the task stands with its deadline, and all are told."""
    incoming = move(INCOMING, locked(incoming), "direct", by=by)
    directive = _say(incoming, words, said_by=by, by=by)
    record("documents.incoming.directed", incoming, by=by, note=words.text)
    return directive


@transaction.atomic
def enter_directive(
    *,
    incoming: Incoming,
    words: Words,
    said_by: User,
    by: User,
    photo: Any,
    said_at: datetime | None = None,
    check: Any = None,
) -> Directive:
    """Words written by hand on the paper hold as if given here; the photographed page stands beside them.

    The leader is told and may correct what was entered; both versions stay.
    """
    if photo is None:
        raise Refused("Hãy kèm ảnh chụp trang có bút phê.")
    if not Posting.objects.on(clock.today()).filter(user=said_by, role__in=LEADERS).exists():
        raise Refused(f"{said_by} hôm nay không giữ chức vụ lãnh đạo Liên minh; hãy chọn người đã bút phê.")
    incoming = move(INCOMING, locked(incoming), "enter", by=by)
    directive = _say(incoming, words, said_by=said_by, by=by, source=DirectiveSource.PAPER, said_at=said_at)
    store(photo, owner=incoming, kind=DIRECTIVE_PHOTO, by=by, check=check)
    record("documents.incoming.directive_entered", incoming, by=by, note=words.text, said_by=str(said_by))
    tell_person(said_by, incoming, line=f"{by} đã nhập bút phê giấy của anh/chị: {incoming}")
    return directive


@transaction.atomic
def change_directive(*, directive: Directive, words: Words, by: User) -> Directive:
    """Another version takes the place of the words; the former stays to be seen, and the task follows."""
    incoming = locked(directive.incoming)
    if not incoming.is_open:
        raise Refused("Văn bản đã kết thúc, không sửa được ý kiến chỉ đạo nữa.")
    if not by.has_role(*LEADERS):
        raise Refused("Chỉ lãnh đạo Liên minh sửa được ý kiến chỉ đạo.")
    held = Directive.objects.select_for_update(of=("self",)).get(pk=directive.pk)
    if held.replaced_by_id is not None:
        raise Refused("Ý kiến này vừa được thay bằng ý kiến khác; hãy tải lại trang.")
    # Only one may hold at a time: the former lets go before the new one is written.
    held.replaced_by = held
    held.save(update_fields=["replaced_by"])
    changed = _say(incoming, words, said_by=by, by=by)
    held.replaced_by = changed
    held.save(update_fields=["replaced_by"])
    record("documents.incoming.directive_changed", incoming, by=by, note=words.text)
    return changed


def _say(
    incoming: Incoming,
    words: Words,
    *,
    said_by: User,
    by: User,
    source: DirectiveSource = DirectiveSource.PORTAL,
    said_at: datetime | None = None,
) -> Directive:
    """Write the directive and its parties down, and give out or change the task behind it."""
    named = [words.lead, *words.partners, *words.informed]
    if len({_identity(one) for one in named}) != len(named):
        raise Refused("Mỗi đơn vị, cá nhân chỉ giữ một vai trò: chủ trì, phối hợp hoặc để biết.")
    due_on = resolving_day(incoming, directed_on=words.due_on)
    if words.due_on is not None and words.due_on < clock.today():
        raise Refused(f"Thời hạn {words.due_on:%d/%m/%Y} đã qua; hãy chọn một ngày từ hôm nay trở đi.")
    directive = Directive.objects.create(
        incoming=incoming,
        level=Level.AGENCY,
        said_by=said_by,
        said_at=said_at or clock.now(),
        text=words.text.strip(),
        due_on=words.due_on,
        source=source,
        created_by=by,
    )
    DirectiveParty.objects.bulk_create(_parties(directive, words))
    incoming.due_on = due_on
    incoming.lead_unit, incoming.lead_person = _unit(words.lead), _person(words.lead)
    incoming.task = _task(incoming, words, due_on=max(due_on, clock.today()), by=by)
    incoming.save(update_fields=["due_on", "lead_unit", "lead_person", "task"])
    let_see(incoming, named)
    tell_parties(directive, by=by)
    tell_sender(incoming=incoming, code=StatusCode.ASSIGNED, by=by)
    return directive


def _parties(directive: Directive, words: Words) -> list[DirectiveParty]:
    parts = [
        (Part.LEAD, words.lead),
        *((Part.PARTNER, one) for one in words.partners),
        *((Part.INFORM, one) for one in words.informed),
    ]
    return [
        DirectiveParty(
            directive=directive,
            part=part,
            unit=one if isinstance(one, Agency) else None,
            person=one if isinstance(one, User) else None,
            due_on=words.due_on if part != Part.INFORM else None,
        )
        for part, one in parts
    ]


def _task(incoming: Incoming, words: Words, *, due_on: date, by: User) -> Any:
    """The task that the directive gives; an earlier one goes to whoever leads now."""
    unit = _unit(words.lead)
    person = _person(words.lead)
    helpers = [one for one in words.partners if isinstance(one, User)]
    if incoming.task is not None and incoming.task.is_open:
        return put_in_charge(task=incoming.task, by=by, person=person, helpers=helpers, unit=unit)
    work = Work(
        text=f"Giải quyết văn bản đến số {incoming.arrival_text}: {incoming}"[:4000],
        due_on=due_on,
        is_urgent=incoming.urgency == Urgency.FLASH,
        leads=[unit],
        partners=[one for one in words.partners if isinstance(one, Agency)],
    )
    return give_task(by=by, work=work, person=person, helpers=helpers, unit=unit)


def _unit(one: Agency | User) -> Agency:
    return one if isinstance(one, Agency) else unit_of(one)


def _person(one: Agency | User) -> User | None:
    return one if isinstance(one, User) else None


def _identity(one: Agency | User) -> tuple[str, int]:
    return (type(one).__name__, one.pk)


def let_see(incoming: Incoming, named: Sequence[Agency | User]) -> None:
    """Those who are named see the paper from now on; whoever saw it before still does."""
    units = {one.pk for one in named if isinstance(one, Agency)}
    people = {one.pk for one in named if isinstance(one, User)}
    if incoming.lead_unit_id is not None:
        units.add(incoming.lead_unit_id)
    incoming.units = sorted({*incoming.units, *units})
    incoming.people = sorted({*incoming.people, *people})
    incoming.save(update_fields=["units", "people"])


@transaction.atomic
def assign_incoming(
    *,
    incoming: Incoming,
    person: User,
    by: User,
    helpers: Sequence[User] = (),
    due_on: date | None = None,
    text: str = "",
) -> Directive:
    """The head of a unit names who deals with the paper; the deadline is not later than the leader's."""
    incoming = locked(incoming)
    if incoming.state not in {IncomingState.DIRECTED, IncomingState.IN_PROGRESS}:
        raise Refused("Văn bản chưa có ý kiến chỉ đạo hoặc đã kết thúc, chưa giao người giải quyết được.")
    if due_on is not None and incoming.due_on is not None and due_on > incoming.due_on:
        raise Refused(f"Thời hạn không được sau thời hạn chung của văn bản ({incoming.due_on:%d/%m/%Y}).")
    directive = Directive.objects.create(
        incoming=incoming, level=Level.UNIT, said_by=by, text=text.strip(), due_on=due_on, created_by=by
    )
    people = [(Part.LEAD, person), *((Part.PARTNER, one) for one in helpers if one != person)]
    DirectiveParty.objects.bulk_create(
        DirectiveParty(directive=directive, part=part, person=one, due_on=due_on) for part, one in people
    )
    incoming.lead_person = person
    incoming.save(update_fields=["lead_person"])
    if incoming.task is not None and incoming.task.is_open:
        put_in_charge(task=incoming.task, by=by, person=person, helpers=list(helpers))
    let_see(incoming, [person, *helpers])
    record("documents.incoming.assigned", incoming, by=by, note=str(person))
    return directive


def locked(incoming: Incoming) -> Incoming:
    return (
        Incoming.objects.select_for_update(of=("self",))
        .select_related("type", "task", "lead_unit")
        .get(pk=incoming.pk)
    )

"""People of a cooperative, the posts they hold, and members with what they put in."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from cooperatives.access.register import Perm
from cooperatives.actions.cooperatives import refuse_unless
from cooperatives.actions.projecting import refresh
from cooperatives.enums.register import Kind, MemberKind, Post
from cooperatives.models import Cooperative, Member, MemberCapital, Office, Person
from cooperatives.queries.members import stakes_on
from cooperatives.rules.capital import Stake, breaches
from lmhtx.audit.actions import record
from lmhtx.base import clock, personal
from lmhtx.people.models import Actor, User, rights_of
from lmhtx.workflow import Refused


@transaction.atomic
def add_person(*, cooperative: Cooperative, by: Actor | User, citizen: str = "", **facts: Any) -> Person:
    """A person of the cooperative; the same citizen number twice is refused."""
    refuse_unless(Perm.EDIT_PERSON, by, cooperative)
    _refuse_double(cooperative, citizen)
    person = Person(cooperative=cooperative, created_by=rights_of(by), **facts)
    person.set_citizen(citizen)
    person.save()
    record("cooperatives.person.added", person, by=by)
    return person


@transaction.atomic
def edit_person(*, person: Person, by: Actor | User, citizen: str = "") -> Person:
    """What the form has set is saved; a citizen number only where one was typed."""
    refuse_unless(Perm.EDIT_PERSON, by, person.cooperative)
    if citizen:
        _refuse_double(person.cooperative, citizen, but=person)
        person.set_citizen(citizen)
    person.save()
    refresh([person.cooperative_id])
    record("cooperatives.person.edited", person, by=by)
    return person


def _refuse_double(cooperative: Cooperative, citizen: str, *, but: Person | None = None) -> None:
    if not citizen:
        return
    same = Person.objects.filter(cooperative=cooperative, citizen_mark=personal.mark(citizen))
    other = same.exclude(pk=but.pk if but else None).first()
    if other is not None:
        raise Refused(f"Số định danh này đã có ở {other} trong hợp tác xã; hãy dùng người đã có.")


@transaction.atomic
def unmask_person(*, person: Person, by: User, reason: str) -> str:
    """The citizen number in full, once; who asked and why stays on record."""
    refuse_unless(Perm.UNMASK_PERSON, by, person.cooperative)
    if not reason.strip():
        raise Refused("Hãy ghi lý do xem số định danh.")
    if not person.citizen_sealed:
        raise Refused("Người này chưa có số định danh.")
    record("cooperatives.person.unmasked", person, by=by, note=reason)
    return person.citizen_number()


@transaction.atomic
def give_office(*, person: Person, by: Actor | User, post: Post, **days: Any) -> Office:
    """The person holds a post from a day on; posts that only one may hold pass over to him."""
    cooperative = person.cooperative
    refuse_unless(Perm.EDIT_PERSON, by, cooperative)
    if person.offices.filter(post=post, valid_to__isnull=True).exists():
        raise Refused(f"{person} đang giữ chức danh này.")
    office = Office.objects.create(person=person, post=post, **days)
    refresh([cooperative.pk])
    record("cooperatives.person.given_office", person, by=by, post=Post(post).label)
    return office


@transaction.atomic
def end_office(*, office: Office, by: Actor | User, valid_to: date) -> Office:
    """The post is given up at the end of a day."""
    cooperative = office.person.cooperative
    refuse_unless(Perm.EDIT_PERSON, by, cooperative)
    if office.valid_from and valid_to < office.valid_from:
        raise Refused(f"Ngày thôi không được trước ngày giữ chức {office.valid_from:%d/%m/%Y}.")
    office.valid_to = valid_to
    office.save(update_fields=["valid_to"])
    refresh([cooperative.pk])
    record("cooperatives.person.ended_office", office.person, by=by, post=office.get_post_display())
    return office


@transaction.atomic
def add_member(
    *,
    cooperative: Cooperative,
    by: Actor | User,
    capital_vnd: int | None = None,
    valid_from: date | None = None,
    is_legacy: bool = False,
    **facts: Any,
) -> Member:
    """A member with what he puts in; new capital beyond the caps of the day is refused, old data only warns."""
    refuse_unless(Perm.EDIT_PERSON, by, cooperative)
    member = Member(cooperative=cooperative, valid_from=valid_from, is_legacy=is_legacy, **facts)
    if member.person_id and not member.name:
        member.name = str(member.person)
    member.save()
    if capital_vnd:
        record_member_capital(
            member=member, by=by, valid_from=valid_from or clock.today(), capital_vnd=capital_vnd
        )
    record("cooperatives.member.added", member, by=by)
    return member


@transaction.atomic
def record_member_capital(
    *, member: Member, by: Actor | User, valid_from: date, capital_vnd: int, note: str = ""
) -> MemberCapital:
    """What a member has put in from a day on; beyond the caps of that day it is refused, unless it is old data."""
    cooperative = member.cooperative
    refuse_unless(Perm.EDIT_PERSON, by, cooperative)
    if member.kind == MemberKind.ASSOCIATE and capital_vnd:
        raise Refused("Thành viên liên kết không góp vốn thì không có vốn góp.")
    held = stakes_on(cooperative, valid_from, but=member)
    mine = Stake(
        name=member.name, kind=MemberKind(member.kind), capital_vnd=capital_vnd, is_foreign=member.is_foreign
    )
    charter = charter_on(cooperative, valid_from)
    found = breaches([*held, mine], kind=Kind(cooperative.kind), charter_vnd=charter, on=valid_from)
    known = {
        breach.who
        for breach in breaches(held, kind=Kind(cooperative.kind), charter_vnd=charter, on=valid_from)
    }
    new = [breach for breach in found if breach.who not in known]
    if new and not member.is_legacy:
        raise Refused(" ".join(map(str, new)))
    capital, _is_new = MemberCapital.objects.update_or_create(
        member=member, valid_from=valid_from, defaults={"capital_vnd": capital_vnd, "note": note}
    )
    record("cooperatives.member.capital_recorded", member, by=by, capital_vnd=capital_vnd)
    return capital


@transaction.atomic
def end_member(*, member: Member, by: Actor | User, valid_to: date) -> Member:
    """The member leaves at the end of a day."""
    refuse_unless(Perm.EDIT_PERSON, by, member.cooperative)
    if member.valid_from and valid_to < member.valid_from:
        raise Refused(f"Ngày ra không được trước ngày vào {member.valid_from:%d/%m/%Y}.")
    member.valid_to = valid_to
    member.save(update_fields=["valid_to"])
    record("cooperatives.member.ended", member, by=by)
    return member


def charter_on(cooperative: Cooperative, day: date) -> int | None:
    """The charter capital of the day; before the first one on record, the first."""
    rows = list(cooperative.capitals.order_by("-valid_from").values_list("valid_from", "charter_vnd"))
    return next((charter for since, charter in rows if since <= day), rows[-1][1] if rows else None)

"""What was accepted of a petition goes into the register, by the acts that the register has for it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cooperatives import vsic
from cooperatives.access.register import Perm
from cooperatives.actions.applying_papers import apply_paper
from cooperatives.actions.cooperatives import (
    add_activity,
    admit,
    drop_activity,
    edit_cooperative,
    let_go,
    make_main,
    move_cooperative,
    record_capital,
    record_figures,
    refuse_unless,
)
from cooperatives.actions.people import add_person, edit_person, end_office, give_office
from cooperatives.actions.statuses import Happening, record_status
from cooperatives.actions.support import plan_support
from cooperatives.enums.national import Origin
from cooperatives.enums.petitions import PetitionKind
from cooperatives.enums.register import Post, Status
from cooperatives.models import Activity, Cooperative, Person, Petition, SupportPolicy
from cooperatives.provenance import Whence, coming_from
from cooperatives.queries.petition_standing import holders_of, namesakes_of
from lmhtx.base import clock
from lmhtx.directory.models import Commune
from lmhtx.people.models import User
from lmhtx.workflow import Refused

GROUND_LENGTH = 200
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """What the person who accepts adds: who the namesake is, the decision, the money, what the copy is."""

    is_new_person: bool = False
    person: Person | None = None
    decision: str = ""
    decided_on: date | None = None
    money: str = ""
    giver: str = ""
    copy_kind: str = ""


Made = dict[str, Any]
Apply = Callable[[Petition, User, Collection[str], Extra], Made | None]


def apply(petition: Petition, *, by: User, items: Collection[str], extra: Extra) -> Made:
    """Do it, in the caller's transaction; what it made is linked to the petition."""
    with coming_from(Whence(Origin.PETITION, petition.told)):
        return APPLY[PetitionKind(petition.kind)](petition, by, items, extra) or {}


def _ground(petition: Petition) -> str:
    words = petition.value("decision")
    return (f"{petition.told}; {words}" if words else petition.told)[:GROUND_LENGTH]


def _person(petition: Petition, by: User, items: Collection[str], extra: Extra) -> None:
    """The post passes from who holds it to the new person, on the day that was told."""
    del items
    person = _who(petition, by, extra)
    posts = [Post(petition.values["post"])]
    if petition.value("is_head") == "yes" and posts[0] != Post.REPRESENTATIVE:
        posts.append(Post.REPRESENTATIVE)
    since = petition.day("since") or clock.today()
    for post in posts:
        for office in holders_of(petition.cooperative, post):
            end_office(office=office, by=by, valid_to=since - ONE_DAY)
        give_office(
            person=person,
            by=by,
            post=post,
            valid_from=since,
            term_ends_on=petition.day("term_ends_on"),
            ground=_ground(petition),
        )


def _who(petition: Petition, by: User, extra: Extra) -> Person:
    """The person who is on record under that name, or a new one; a namesake is asked about, never guessed."""
    full_name = petition.values["full_name"]
    same = namesakes_of(petition.cooperative, full_name)
    if same and not extra.is_new_person and extra.person not in same:
        raise Refused(
            f"Hợp tác xã đã có {full_name} trong sổ; hãy chọn là người đó hay là người khác cùng tên."
        )
    known = {
        name: petition.value(name)
        for name in ("phone", "birth_year", "sex", "education")
        if petition.value(name) is not None
    }
    if same and extra.person is not None and not extra.is_new_person:
        for name, value in known.items():
            setattr(extra.person, name, value)
        return edit_person(person=extra.person, by=by)
    return add_person(cooperative=petition.cooperative, by=by, full_name=full_name, **known)


def _address(petition: Petition, by: User, items: Collection[str], extra: Extra) -> None:
    del items, extra
    move_cooperative(
        cooperative=petition.cooperative,
        by=by,
        valid_from=petition.day("valid_from") or clock.today(),
        text=petition.values["text"],
        commune=Commune.objects.get(pk=petition.values["commune"]),
        ground=_ground(petition),
    )


def _contact(petition: Petition, by: User, items: Collection[str], extra: Extra) -> None:
    del extra
    # The row is read under its lock: the form of the file may be open elsewhere.
    refuse_unless(Perm.EDIT_COOPERATIVE, by, petition.cooperative)
    cooperative = Cooperative.objects.get(pk=petition.cooperative_id)
    for name in ("phone", "email", "website"):
        if name in items:
            setattr(cooperative, name, petition.values[name])
    cooperative.source, cooperative.verified_on = petition.told, clock.today()
    edit_cooperative(cooperative=cooperative, by=by)


def _charter(petition: Petition, by: User, items: Collection[str], extra: Extra) -> None:
    del items, extra
    sums = {name: petition.value(name) for name in ("charter_vnd", "contributed_vnd")}
    record_capital(
        cooperative=petition.cooperative,
        by=by,
        valid_from=petition.day("valid_from") or clock.today(),
        ground=_ground(petition),
        **{name: value for name, value in sums.items() if value is not None},
    )


def _activities(petition: Petition, by: User, items: Collection[str], extra: Extra) -> None:
    """New lines first, so that the old main line may go when another has become the main one."""
    del extra
    version = vsic.version_on(clock.today()).key
    for item in items:
        if item == "dropped":
            continue
        code, is_main = petition.values[item], item == "main"
        known = Activity.objects.filter(cooperative=petition.cooperative, version=version, code=code).first()
        if known is not None and is_main:
            make_main(activity=known, by=by)
        else:
            add_activity(cooperative=petition.cooperative, by=by, version=version, code=code, is_main=is_main)
    if "dropped" in items:
        chosen = petition.values["dropped"].split(",")
        for activity in Activity.objects.filter(cooperative=petition.cooperative, pk__in=chosen):
            drop_activity(activity=activity, by=by)


def _members(petition: Petition, by: User, items: Collection[str], extra: Extra) -> None:
    del extra
    counts = {name: petition.values[name] for name in items if name in ("official_members", "female_members")}
    if not counts:
        raise Refused("Hãy chọn số thành viên để chấp nhận.")
    record_figures(
        cooperative=petition.cooperative,
        by=by,
        year=petition.values["year"],
        source=petition.told,
        **counts,
    )


def _status(petition: Petition, by: User, items: Collection[str], extra: Extra) -> None:
    del items, extra
    status = Status(petition.values["status"])
    reason = petition.value("reason")
    happening = Happening(
        status=status,
        effective_on=petition.day("effective_on") or clock.today(),
        until_on=petition.day("until_on"),
        document_number=petition.values["document_number"],
        document_on=petition.day("document_on"),
        issuer=str(petition.cooperative)[:200],
        reason=f"{petition.told}. {reason}" if reason else petition.told,
        is_free=True if status == Status.DISSOLVING else None,
    )
    record_status(cooperative=petition.cooperative, by=by, happening=happening)


def _support(petition: Petition, by: User, items: Collection[str], extra: Extra) -> Made:
    """What is asked for is planned; whether and how much is decided where support is decided."""
    del items
    if not extra.money or not extra.giver.strip():
        raise Refused("Hãy chọn nguồn kinh phí và ghi cơ quan, đơn vị hỗ trợ.")
    made = plan_support(
        cooperative=petition.cooperative,
        policy=SupportPolicy.objects.get(pk=petition.values["policy"]),
        by=by,
        content=petition.values["content"],
        money=extra.money,
        giver=extra.giver.strip(),
        amount_vnd=petition.values["amount_vnd"],
        starts_on=petition.day("starts_on"),
        ends_on=petition.day("ends_on"),
    )
    return {"support": made}


def _decided(extra: Extra) -> tuple[str, date]:
    if not extra.decision.strip() or extra.decided_on is None:
        raise Refused("Hãy ghi số và ngày quyết định.")
    if extra.decided_on > clock.today():
        raise Refused("Ngày quyết định chưa đến; hãy chấp nhận khi đã có quyết định.")
    return extra.decision.strip(), extra.decided_on


def _join(petition: Petition, by: User, items: Collection[str], extra: Extra) -> None:
    del items
    decision, day = _decided(extra)
    admit(cooperative=petition.cooperative, by=by, admitted_on=day, decision=decision)


def _leave(petition: Petition, by: User, items: Collection[str], extra: Extra) -> None:
    del items
    decision, day = _decided(extra)
    reason = f"{petition.told}. {petition.values['reason']}"[:250]
    let_go(cooperative=petition.cooperative, by=by, left_on=day, left_decision=decision, left_reason=reason)


def _paper(petition: Petition, by: User, items: Collection[str], extra: Extra) -> Made:
    del items
    return {"paper": apply_paper(petition, by=by, copy_kind=extra.copy_kind)}


APPLY: dict[PetitionKind, Apply] = {
    PetitionKind.PERSON: _person,
    PetitionKind.ADDRESS: _address,
    PetitionKind.CONTACT: _contact,
    PetitionKind.CHARTER: _charter,
    PetitionKind.ACTIVITIES: _activities,
    PetitionKind.MEMBERS: _members,
    PetitionKind.STATUS: _status,
    PetitionKind.SUPPORT: _support,
    PetitionKind.JOIN: _join,
    PetitionKind.LEAVE: _leave,
    PetitionKind.PAPER: _paper,
}

"""A legal fact taken over from the national registration system, by the acts that the register has for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cooperatives import vsic
from cooperatives.access.register import Perm
from cooperatives.actions.cooperatives import (
    add_activity,
    add_old_number,
    drop_activity,
    edit_cooperative,
    make_main,
    move_cooperative,
    record_capital,
    refuse_unless,
    rename_cooperative,
)
from cooperatives.actions.people import add_person, end_office, give_office
from cooperatives.actions.statuses import Happening, record_status
from cooperatives.enums.national import Legal
from cooperatives.enums.register import ENDED, Kind, Post, Status
from cooperatives.models import Activity, Cooperative, StatusEvent
from cooperatives.queries.petition_standing import holders_of, namesakes_of
from cooperatives.rules.national import DISSOLVED
from cooperatives.rules.statuses import standing
from lmhtx.base import clock
from lmhtx.directory.models import Commune
from lmhtx.people.models import Actor, User
from lmhtx.workflow import Refused

GROUND_LENGTH = 200
SAY_MORE = "“{label}” cần ghi thêm văn bản, loại giải thể hoặc hồ sơ kế tiếp: mở hồ sơ, bấm “Ghi tình trạng”."
NEEDS_LAST_DAY = "Tạm ngừng phải có ngày hết hạn mà tệp không ghi: mở hồ sơ, bấm “Ghi tình trạng”."
WE_ARE_LATER = "Sổ đã ghi {what} từ ngày {day:%d/%m/%Y}, sau ngày của số liệu; hãy sửa ở hồ sơ."


@dataclass(frozen=True, slots=True, kw_only=True)
class Theirs:
    """What is taken over: the value, the day they changed it, the day their data stand at, how the source is called."""

    value: Any
    changed_on: date | None
    stands_on: date
    ground: str

    def day_after(self, began: Iterable[date | None], what: str) -> date:
        """The first of the days it may hold from that lies after what stands; Refused when none does."""
        last = max((day for day in began if day is not None), default=None)
        days = [day for day in (self.changed_on, self.stands_on, clock.today()) if day is not None]
        found = next((day for day in days if last is None or day > last), None)
        if found is None:
            raise Refused(WE_ARE_LATER.format(what=what, day=last))
        return found


Take = Callable[[Cooperative, Theirs, Actor | User], None]


def take(cooperative: Cooperative, fact: Legal, theirs: Theirs, *, by: Actor | User) -> None:
    """Write it within the caller's transaction; Refused where the register cannot, or needs to know more."""
    TAKE[fact](cooperative, theirs, by)


def _name(cooperative: Cooperative, theirs: Theirs, by: Actor | User) -> None:
    began = cooperative.names.filter(valid_to__isnull=True).values_list("valid_from", flat=True)
    day = theirs.day_after(began, "tên")
    words = {"short_name": cooperative.short_name, "foreign_name": cooperative.foreign_name}
    rename_cooperative(
        cooperative=cooperative, by=by, valid_from=day, name=theirs.value, ground=_ground(theirs), **words
    )


def _address(cooperative: Cooperative, theirs: Theirs, by: Actor | User) -> None:
    began = cooperative.addresses.filter(valid_to__isnull=True).values_list("valid_from", flat=True)
    day = theirs.day_after(began, "địa chỉ")
    told = theirs.value["commune"]
    commune = Commune.objects.get(pk=told) if told else cooperative.commune
    move_cooperative(
        cooperative=cooperative,
        by=by,
        valid_from=day,
        text=theirs.value["text"],
        commune=commune,
        ground=_ground(theirs),
    )


def _charter(cooperative: Cooperative, theirs: Theirs, by: Actor | User) -> None:
    newest = cooperative.capitals.order_by("-valid_from").first()
    # Two sums of one day are one row: what stands at the very day is replaced.
    day = theirs.day_after([newest.valid_from - timedelta(days=1)] if newest else [], "vốn")
    paid = {"contributed_vnd": newest.contributed_vnd} if newest else {}
    record_capital(
        cooperative=cooperative,
        by=by,
        valid_from=day,
        charter_vnd=theirs.value,
        ground=_ground(theirs),
        **paid,
    )


def _representative(cooperative: Cooperative, theirs: Theirs, by: Actor | User) -> None:
    post = Post.GROUP_LEADER if cooperative.kind == Kind.GROUP else Post.REPRESENTATIVE
    held = holders_of(cooperative, post)
    same = namesakes_of(cooperative, theirs.value)
    if len(same) > 1:
        raise Refused(f"Hợp tác xã có {len(same)} người tên {theirs.value}; hãy ghi chức danh ở hồ sơ.")
    day = theirs.day_after([office.valid_from for office in held], "người đại diện")
    for office in held:
        end_office(office=office, by=by, valid_to=day - timedelta(days=1))
    person = same[0] if same else add_person(cooperative=cooperative, by=by, full_name=theirs.value)
    give_office(person=person, by=by, post=post, valid_from=day, ground=_ground(theirs))


def _main_activity(cooperative: Cooperative, theirs: Theirs, by: Actor | User) -> None:
    code = theirs.value
    known = Activity.objects.filter(cooperative=cooperative, code=code).order_by("-version").first()
    if known is not None:
        make_main(activity=known, by=by)
    else:
        version = _version(code, theirs.stands_on)
        add_activity(cooperative=cooperative, by=by, version=version, code=code, is_main=True)


def _activities(cooperative: Cooperative, theirs: Theirs, by: Actor | User) -> None:
    """What is new first, so that the main line may go when another has become the main one."""
    ours = {row.code for row in Activity.objects.filter(cooperative=cooperative)}
    for code in theirs.value:
        if code not in ours:
            add_activity(cooperative=cooperative, by=by, version=_version(code, theirs.stands_on), code=code)
    gone = Activity.objects.filter(cooperative=cooperative).exclude(code__in=theirs.value)
    if gone.filter(is_main=True).exists():
        first = Activity.objects.filter(cooperative=cooperative, code=theirs.value[0]).earliest("pk")
        make_main(activity=first, by=by)
    for activity in gone:
        drop_activity(activity=activity, by=by)


def _registered(cooperative: Cooperative, theirs: Theirs, by: Actor | User) -> None:
    refuse_unless(Perm.EDIT_COOPERATIVE, by, cooperative)
    row = Cooperative.objects.get(pk=cooperative.pk)
    row.first_registered_on = date.fromisoformat(theirs.value)
    edit_cooperative(cooperative=row, by=by)


def _certificate(cooperative: Cooperative, theirs: Theirs, by: Actor | User) -> None:
    add_old_number(cooperative=cooperative, by=by, number=theirs.value)


def _status(cooperative: Cooperative, theirs: Theirs, by: Actor | User) -> None:
    told = theirs.value
    if told["status"] == DISSOLVED:
        raise Refused(SAY_MORE.format(label="Đã giải thể"))
    status = Status(told["status"])
    if status in ENDED:
        raise Refused(SAY_MORE.format(label=status.label))
    if status == Status.SUSPENDED and not told["until"]:
        raise Refused(NEEDS_LAST_DAY)
    events = [event.facts for event in StatusEvent.objects.filter(cooperative=cooperative)]
    # Two events of one day hold in the order of their recording.
    began = [event.effective_on - timedelta(days=1) for event in standing(events)]
    since = date.fromisoformat(told["since"]) if told["since"] else theirs.changed_on
    told_since = Theirs(value=None, changed_on=since, stands_on=theirs.stands_on, ground=theirs.ground)
    happening = Happening(
        status=status,
        effective_on=told_since.day_after(began, "tình trạng"),
        until_on=date.fromisoformat(told["until"]) if status == Status.SUSPENDED else None,
        reason=_ground(theirs),
    )
    record_status(cooperative=cooperative, by=by, happening=happening)


def _version(code: str, day: date) -> str:
    """The edition that knows a code, of the day where it does."""
    today = vsic.version_on(day).key
    known = [one.key for one in reversed(vsic.versions()) if vsic.is_known(one.key, code)]
    return today if today in known or not known else known[0]


def _ground(theirs: Theirs) -> str:
    return theirs.ground[:GROUND_LENGTH]


TAKE: dict[Legal, Take] = {
    Legal.NAME: _name,
    Legal.STATUS: _status,
    Legal.ADDRESS: _address,
    Legal.REPRESENTATIVE: _representative,
    Legal.CHARTER: _charter,
    Legal.MAIN_ACTIVITY: _main_activity,
    Legal.ACTIVITIES: _activities,
    Legal.REGISTERED: _registered,
    Legal.CERTIFICATE: _certificate,
}

"""What a person decides where the national registration system and the register say different things."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from cooperatives.access.register import Perm
from cooperatives.actions.cooperatives import refuse_unless, register_cooperative
from cooperatives.actions.matching import ground_of, whence_of
from cooperatives.actions.taking import Theirs, take
from cooperatives.actions.writing_rows import kind_of
from cooperatives.enums.national import APPLIED, DIFFERENT, Legal, NewcomerState, Standing
from cooperatives.enums.register import ENDED, Status
from cooperatives.legal_words import told as words_of
from cooperatives.models import Cooperative, LegalFact, Newcomer
from cooperatives.provenance import coming_from
from cooperatives.queries.national import alike_of
from cooperatives.rules.national import DISSOLVED, is_same
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.base.bulk import update_rows
from lmhtx.directory.models import Commune
from lmhtx.people.models import User
from lmhtx.workflow import Refused

# What a new file is made with; the rest follows by acts of its own.
AT_ONCE = (Legal.NAME, Legal.REGISTERED, Legal.ADDRESS, Legal.CHARTER)
GONE = {DISSOLVED, *ENDED}
Row = TypeVar("Row", LegalFact, Newcomer)
SETTLED = "Mục này đã khớp với đăng ký quốc gia; không còn gì để quyết."
BY_ANOTHER = "{who} đã quyết mục này trước, lúc {at:%H:%M ngày %d/%m/%Y}: {what}."


@dataclass(slots=True)
class Decided:
    """How many were decided, and of those that were not, which and why."""

    done: int = 0
    left: list[str] = field(default_factory=list)

    @property
    def told(self) -> str:
        """Why some were left, for the page; the first few."""
        more = f" và {len(self.left) - 3} mục khác" if len(self.left) > 3 else ""
        return f" Chưa ghi được {len(self.left)}: {' '.join(self.left[:3])}{more}" if self.left else ""


def take_theirs(*, rows: Sequence[LegalFact], seen: datetime, by: User) -> Decided:
    """Each of these facts follows the national system; what the register cannot write is left and said why.

    `seen` is when the person saw the list: what another has decided since is told, not done again.
    """
    return _each(rows, lambda row: _take_one(row, seen, by))


def report_theirs(*, rows: Sequence[LegalFact], reason: str, seen: datetime, by: User) -> Decided:
    """Our value stays and the authority is asked to mend theirs; asked again only when theirs changes."""
    if not reason.strip():
        raise Refused("Hãy ghi lý do giữ số của Liên minh, để báo cơ quan đăng ký.")
    return _each(rows, lambda row: _report_one(row, reason.strip()[:300], seen, by))


def _each(rows: Sequence[Row], act: Callable[[Row], object]) -> Decided:
    """One after the other in one order for all; only where nothing at all could be done is it refused."""
    decided = Decided()
    for row in sorted(rows, key=lambda one: (one.cooperative_id or 0, one.pk)):
        try:
            with transaction.atomic():
                act(row)
        except Refused as refused:
            decided.left.append(f"{row}: {refused}")
        else:
            decided.done += 1
    if decided.left and not decided.done:
        raise Refused(decided.told.strip())
    return decided


def _held(row: LegalFact, seen: datetime, by: User) -> LegalFact:
    """The fact as it stands now, its cooperative locked until the act is over."""
    refuse_unless(Perm.EDIT_COOPERATIVE, by, row.cooperative)
    held = LegalFact.objects.select_related("cooperative", "decided_by", "national").get(pk=row.pk)
    if held.decided_by is not None and held.decided_at is not None and held.decided_at > seen:
        at, what = clock.local(held.decided_at), held.get_standing_display().lower()
        raise Refused(BY_ANOTHER.format(who=held.decided_by, at=at, what=what))
    if held.standing not in DIFFERENT:
        raise Refused(SETTLED)
    return held


def _take_one(row: LegalFact, seen: datetime, by: User) -> None:
    held = _held(row, seen, by)
    export, stands_on = held.export, held.their_day
    ground = ground_of(export.source, stands_on)
    theirs = Theirs(value=held.theirs, changed_on=held.changed_on, stands_on=stands_on, ground=ground)
    with coming_from(whence_of(export)):
        take(held.cooperative, Legal(held.fact), theirs, by=by)
    held.refresh_from_db(fields=["standing"])
    _decide(held, Standing(held.standing), by)
    record(
        "cooperatives.legal_fact.taken", held.cooperative, by=by, fact=held.get_fact_display(), ground=ground
    )


def _report_one(row: LegalFact, reason: str, seen: datetime, by: User) -> None:
    held = _held(row, seen, by)
    held.reason, held.hindrance = reason, ""
    _decide(held, Standing.REPORTED, by)
    record(
        "cooperatives.legal_fact.reported", held.cooperative, by=by, note=reason, fact=held.get_fact_display()
    )


def _decide(held: LegalFact, standing: Standing, by: User) -> None:
    # True time, whatever the office's day: it is compared with when a page was made.
    held.standing, held.decided_by, held.decided_at = standing, by, timezone.now()
    held.save(update_fields=["standing", "decided_by", "decided_at", "reason", "hindrance"])


def add_newcomers(*, rows: Sequence[Newcomer], by: User) -> Decided:
    """Each comes into the register with all that the export tells of it."""
    refuse_unless(Perm.EDIT_COOPERATIVE, by)
    return _each(rows, lambda row: _add_one(row, by))


def leave_newcomers(*, rows: Sequence[Newcomer], by: User) -> Decided:
    """They are not asked about again."""
    refuse_unless(Perm.EDIT_COOPERATIVE, by)
    return _each(rows, lambda row: _leave_one(row, by))


def _waiting(row: Newcomer) -> Newcomer:
    held = (
        Newcomer.objects.select_for_update(of=("self",))
        .select_related("decided_by", "national")
        .get(pk=row.pk)
    )
    if held.decided_by is not None and held.decided_at is not None:
        at, what = clock.local(held.decided_at), held.get_state_display().lower()
        raise Refused(BY_ANOTHER.format(who=held.decided_by, at=at, what=what))
    if Cooperative.objects.filter(code=held.code).exists():
        raise Refused("Mã số này đã có trong sổ; lần đối chiếu sau sẽ so từng mục.")
    return held


def _add_one(row: Newcomer, by: User) -> None:
    held = _waiting(row)
    if (alike := alike_of([held]).get(held.pk)) is not None:
        raise Refused(f"Sổ đã có {alike} chưa có mã số; hãy ghi mã số cho hồ sơ đó rồi đối chiếu lại.")
    values = {Legal(name): value for name, value in held.values.items() if name != "changed_on"}
    if (status := values.get(Legal.STATUS, {}).get("status", Status.ACTIVE)) in GONE:
        raise Refused(
            f"Đăng ký quốc gia ghi “{words_of(Legal.STATUS, values[Legal.STATUS], {})}”; không thêm vào sổ."
        )
    # Who has no events is at work.
    known = {*AT_ONCE, *([Legal.STATUS] if status == Status.ACTIVE else [])}
    later = [fact for fact in APPLIED if fact in values and fact not in known]
    ground = ground_of(held.national.source, held.stands_on)
    with coming_from(whence_of(held.national)):
        made = _registered(held, values, ground, by)
        for fact in later:
            first = made.first_registered_on
            take(
                made,
                fact,
                Theirs(value=values[fact], changed_on=first, stands_on=held.stands_on, ground=ground),
                by=by,
            )
    _say_same(held, made, values)
    held.state, held.cooperative = NewcomerState.ADDED, made
    held.decided_by, held.decided_at = by, timezone.now()
    held.save(update_fields=["state", "cooperative", "decided_by", "decided_at"])


def _registered(held: Newcomer, values: dict[Legal, object], ground: str, by: User) -> Cooperative:
    told = values.get(Legal.REGISTERED)
    made = Cooperative(
        kind=kind_of(held.name),
        name=held.name,
        code=held.code,
        first_registered_on=date.fromisoformat(str(told)) if told else None,
        source=ground[:200],
        verified_on=clock.today(),
    )
    place = held.values.get(Legal.ADDRESS)
    seat = (
        {"text": place["text"], "commune": Commune.objects.filter(pk=place["commune"]).first()}
        if place
        else None
    )
    capital = {"charter_vnd": held.values.get(Legal.CHARTER)}
    return register_cooperative(cooperative=made, by=by, place=seat, capital=capital)


def _say_same(held: Newcomer, made: Cooperative, values: dict[Legal, object]) -> None:
    """What was taken over stands beside what they say, so that their next change follows by itself."""
    rows = {row.fact: row for row in LegalFact.objects.filter(cooperative=made, fact__in=list(values))}
    for fact, row in rows.items():
        row.theirs, row.theirs_on, row.national = values[Legal(fact)], held.stands_on, held.national
        row.standing = Standing.AGREED if is_same(Legal(fact), row.value, row.theirs) else Standing.OPEN
    update_rows(list(rows.values()), ["theirs", "theirs_on", "national", "standing"])


def _leave_one(row: Newcomer, by: User) -> None:
    held = _waiting(row)
    held.state, held.decided_by, held.decided_at = NewcomerState.LEFT, by, timezone.now()
    held.save(update_fields=["state", "decided_by", "decided_at"])
    record("cooperatives.newcomer.left", held, by=by)

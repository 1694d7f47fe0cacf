"""A petition is begun, saved as it is typed, sent, taken back, asked about, refused, or accepted into the register."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from cooperatives.access.petitions import PetitionPerm
from cooperatives.actions.applying import Extra, apply
from cooperatives.enums.forms import FormSource
from cooperatives.enums.petitions import ANSWERED, PetitionKind, PetitionState
from cooperatives.models import Cooperative, Petition
from cooperatives.queries.petition_standing import standing_of
from cooperatives.queries.petitions import (
    choices_of,
    items_sent,
    missing_of,
    reading_of,
    refusal_for,
    words_kept,
)
from cooperatives.workflow import PETITIONS
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.base.models import Stale
from lmhtx.directory.calendar import calendar_for
from lmhtx.people.models import User
from lmhtx.people.roles import Role
from lmhtx.workflow import Refused
from lmhtx.workflow.actions import move

NOT_YOURS = "Anh/chị không gửi đề nghị thay được cho hợp tác xã này."
# What is known already stands in the form, so that only the change is typed.
FIRST = {PetitionKind.CONTACT: ("phone", "email", "website")}


@transaction.atomic
def begin_petition(
    *, cooperative: Cooperative, kind: PetitionKind, by: User, first: Mapping[str, str] | None = None
) -> Petition:
    """The one draft of the kind that the cooperative has, begun from the register where there was none."""
    if not by.has_perm(PetitionPerm.FILE_PETITION, cooperative):
        raise Refused(NOT_YOURS)
    if why := refusal_for(cooperative, kind):
        raise Refused(why)
    # Two devices that begin at once find one draft.
    Cooperative.objects.select_for_update().filter(pk=cooperative.pk).values_list("pk").first()
    petition = _draft_of(cooperative, kind, first or {})
    if petition is None:
        known = {one: getattr(cooperative, one) for one in FIRST.get(kind, ()) if getattr(cooperative, one)}
        petition = Petition.objects.create(
            cooperative=cooperative, kind=kind, created_by=by, typed={**known, **(first or {})}
        )
        record("cooperatives.petition.begun", petition, by=by)
    elif first:
        petition.typed = {**petition.typed, **first}
        petition.version += 1
        petition.save(update_fields=["typed", "version"])
    return petition


def _draft_of(cooperative: Cooperative, kind: PetitionKind, first: Mapping[str, str]) -> Petition | None:
    """The draft to go on with; of papers, which are many, the one of the same paper."""
    rows = Petition.objects.filter(cooperative=cooperative, kind=kind, state=PetitionState.DRAFT)
    if kind == PetitionKind.PAPER:
        rows = rows.filter(typed__kind=first["kind"]) if "kind" in first else rows.filter(typed={})
    return rows.order_by("pk").first()


@transaction.atomic
def save_petition(*, petition: Petition, by: User, typed: Mapping[str, str], version: int) -> Petition:
    """What was typed is kept, readable or not.

    Raises Stale where another device or person has saved since, and then nothing is overwritten.
    """
    petition = held(petition)
    refuse_unless_open(petition, by)
    if petition.version != version:
        raise Stale
    petition.typed = {key: words for key, words in typed.items() if words.strip()}
    petition.version += 1
    petition.save(update_fields=["typed", "version"])
    return petition


@transaction.atomic
def send_petition(
    *, petition: Petition, by: User, declared_by: str, version: int, ground: str = ""
) -> Petition:
    """The petition is sent with what it means and what the register says today; nothing of the register changes.

    Staff and communes send on behalf of those who cannot and say on which paper or call they rest.
    """
    petition = held(petition)
    refuse_unless_open(petition, by)
    if petition.version != version:
        raise Refused("Đề nghị vừa được sửa ở máy khác. Hãy tải lại trang, xem lại rồi gửi.")
    if why := refusal_for(petition.cooperative, PetitionKind(petition.kind)):
        raise Refused(why)
    is_own = by.has_role(Role.COOPERATIVE)
    if not is_own and not ground.strip():
        raise Refused("Gửi hộ phải ghi căn cứ: gọi cho ai, lúc nào, hoặc bản giấy nào.")
    _read(petition)
    now = clock.now()
    if petition.asked_at is not None and petition.state == PetitionState.ASKED:
        first, last = timezone.localdate(petition.asked_at), timezone.localdate(now)
        petition.paused_days += calendar_for(first, last).working_days_between(first, last)
    petition.declared_by, petition.ground = declared_by.strip() or str(by), ground.strip()
    petition.source = FormSource.SELF if is_own else FormSource.ON_BEHALF
    petition.sent_at, petition.sent_by = now, by
    petition.first_sent_at = petition.first_sent_at or now
    petition.save()
    step = "resend" if petition.state == PetitionState.ASKED else "send"
    petition = move(PETITIONS, petition, step, by=by)
    record("cooperatives.petition.sent", petition, by=by, source=petition.source)
    return petition


def _read(petition: Petition) -> None:
    """What it means is written beside what was typed; refuses a petition with a field that means nothing."""
    choices = choices_of(PetitionKind(petition.kind), petition.cooperative)
    reading = reading_of(petition, choices)
    if reading.faults:
        raise Refused(" ".join(reading.faults.values()))
    if missing := missing_of(petition, reading.values):
        raise Refused(f"Còn thiếu: {', '.join(missing)}.")
    petition.values = reading.values
    petition.before = {
        "told": standing_of(petition, reading.values),
        "words": words_kept(petition, reading.values, choices),
    }


@transaction.atomic
def withdraw_petition(*, petition: Petition, by: User, note: str = "") -> Petition:
    """The cooperative takes it back, also a draft; nothing comes of it."""
    petition = move(PETITIONS, held(petition), "withdraw", by=by, note=note)
    record("cooperatives.petition.withdrawn", petition, by=by, note=note)
    return petition


@transaction.atomic
def ask_petition(*, petition: Petition, by: User, asks: Mapping[str, str], note: str) -> Petition:
    """The cooperative is asked to put these fields right; the days until the answer stand still until it does."""
    petition = _judged(petition)
    known = {one.key for one in petition.fields}
    asked = {key: words.strip() for key, words in asks.items() if key in known and words.strip()}
    petition = move(PETITIONS, petition, "ask", by=by, note=note or "; ".join(asked.values()))
    petition.asks, petition.judge_note, petition.asked_at = asked, note, clock.now()
    petition.save(update_fields=["asks", "judge_note", "asked_at"])
    record("cooperatives.petition.asked", petition, by=by, note=note, fields=sorted(asked))
    return petition


@transaction.atomic
def refuse_petition(*, petition: Petition, by: User, note: str) -> Petition:
    """Nothing comes of it, and why stays on record."""
    if not note.strip():
        raise Refused("Hãy ghi rõ lý do không chấp nhận.")
    petition = _answered(_judged(petition), by, note)
    petition = move(PETITIONS, petition, "refuse", by=by, note=note)
    record("cooperatives.petition.refused", petition, by=by, note=note)
    return petition


@transaction.atomic
def accept_petition(
    *, petition: Petition, by: User, items: Collection[str], note: str = "", extra: Extra | None = None
) -> Petition:
    """The chosen parts go into the register by its own acts, all of them or none, and name the petition as source."""
    petition = _judged(petition)
    chosen = [item for item in items_sent(petition) if item in items]
    if not chosen:
        raise Refused(
            "Hãy chọn ít nhất một phần để chấp nhận; không phần nào đúng thì chọn “Không chấp nhận”."
        )
    petition.before = {**petition.before, "told": standing_of(petition, petition.values)}
    petition.applied, petition.asks = chosen, {}
    petition = _answered(petition, by, note)
    # The move comes first: who may not accept changes nothing, and everything is taken back together.
    petition = move(PETITIONS, petition, "accept", by=by)
    made = apply(petition, by=by, items=chosen, extra=extra or Extra())
    if made:
        for name, thing in made.items():
            setattr(petition, name, thing)
        petition.save(update_fields=list(made))
    record("cooperatives.petition.accepted", petition, by=by, note=note, items=chosen)
    record("cooperatives.cooperative.petition_applied", petition.cooperative, by=by, note=petition.told)
    return petition


def _judged(petition: Petition) -> Petition:
    """The petition as it stands now; whoever comes second is told who was first."""
    petition = held(petition)
    if petition.state in ANSWERED and petition.judged_at is not None:
        at = timezone.localtime(petition.judged_at)
        raise Refused(
            f"{petition.judged_by} đã trả lời đề nghị này lúc {at:%H:%M ngày %d/%m/%Y}: "
            f"{petition.get_state_display().lower()}. Hãy tải lại trang."
        )
    return petition


def _answered(petition: Petition, by: User, note: str) -> Petition:
    petition.judged_at, petition.judged_by, petition.judge_note = clock.now(), by, note
    petition.save()
    return petition


def held(petition: Petition) -> Petition:
    """The petition as it stands now, until the act is over."""
    rows = Petition.objects.select_for_update(of=("self",)).select_related(
        "cooperative__commune", "judged_by"
    )
    found: Petition = rows.get(pk=petition.pk)
    return found


def refuse_unless_open(petition: Petition, by: Any) -> None:
    """Stop whoever may not write on it, and everybody once it is sent."""
    if not by.has_perm(PetitionPerm.FILE_PETITION, petition):
        raise Refused(NOT_YOURS)
    if not petition.is_open_to_write:
        raise Refused(
            "Đề nghị này đã gửi nên không sửa được nữa; muốn sửa hãy rút đề nghị, hoặc gọi phòng giữ sổ hợp tác xã."
        )

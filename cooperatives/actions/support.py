"""What is confirmed of a cooperative, and what it is given: planned, approved, given, ended or taken back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from cooperatives.access.support import SupportPerm
from cooperatives.actions.cooperatives import refuse_unless
from cooperatives.enums.register import ENDED
from cooperatives.enums.support import Known, Verdict
from cooperatives.models import ConfirmedFact, Cooperative, SupportPolicy, SupportRecord
from cooperatives.queries.eligibility import judged_on, kept
from cooperatives.workflow import SUPPORTS
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.people.models import Actor, User, rights_of
from lmhtx.vn.text import fold
from lmhtx.workflow import Refused
from lmhtx.workflow.actions import move


@transaction.atomic
def confirm_fact(
    *,
    cooperative: Cooperative,
    by: Actor | User,
    known: str,
    holds: bool,
    valid_from: date,
    ground: str,
    valid_to: date | None = None,
) -> ConfirmedFact:
    """From the day on this is known of the cooperative; what was known before holds to the day before."""
    refuse_unless(SupportPerm.KEEP_SUPPORT, by, cooperative)
    if valid_from > clock.today():
        raise Refused("Ngày xác nhận chưa đến; hãy ghi khi đã có giấy tờ.")
    if valid_to is not None and valid_to < valid_from:
        raise Refused("Ngày hết giá trị không được trước ngày bắt đầu.")
    before = cooperative.confirmed_facts.filter(known=known)
    if later := before.filter(valid_from__gte=valid_from).order_by("valid_from").first():
        raise Refused(
            f"Điều này đã được xác nhận từ ngày {later.valid_from:%d/%m/%Y}; xác nhận mới phải bắt đầu sau ngày đó."
        )
    still = before.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=valid_from))
    still.update(valid_to=valid_from - timedelta(days=1))
    fact = ConfirmedFact.objects.create(
        cooperative=cooperative,
        known=Known(known),
        holds=holds,
        valid_from=valid_from,
        valid_to=valid_to,
        ground=ground.strip(),
        created_by=rights_of(by),
    )
    record("cooperatives.support.fact_confirmed", cooperative, by=by, fact=str(fact))
    return fact


@transaction.atomic
def plan_support(
    *, cooperative: Cooperative, policy: SupportPolicy, by: Actor | User, content: str, **facts: Any
) -> SupportRecord:
    """The cooperative is to be given this; the same thing from the same money in the same time is not planned twice."""
    refuse_unless(SupportPerm.KEEP_SUPPORT, by, cooperative)
    if cooperative.status in ENDED:
        raise Refused("Hợp tác xã đã chấm dứt; chỉ ghi hỗ trợ cho hợp tác xã còn tồn tại.")
    if facts["ends_on"] < facts["starts_on"]:
        raise Refused("Ngày kết thúc không được trước ngày bắt đầu.")
    content = " ".join(content.split())
    same = cooperative.support_records.standing().filter(
        policy=policy,
        money=facts["money"],
        starts_on__lte=facts["ends_on"],
        ends_on__gte=facts["starts_on"],
    )
    twice = next((one for one in same if fold(one.content) == fold(content)), None)
    if twice is not None:
        raise Refused(
            f"Đã ghi “{twice.content}” từ {twice.starts_on:%d/%m/%Y} đến {twice.ends_on:%d/%m/%Y} cùng nguồn;"
            " hãy mở khoản đó, hoặc đổi nội dung, thời gian."
        )
    made = SupportRecord.objects.create(
        cooperative=cooperative, policy=policy, content=content, created_by=rights_of(by), **facts
    )
    record("cooperatives.support.planned", made, by=by)
    return made


@transaction.atomic
def approve_support(
    *,
    support: SupportRecord,
    by: Actor | User,
    decision: str,
    decided_on: date,
    amount_vnd: int,
    exception: str = "",
) -> SupportRecord:
    """Decided by this paper; how the cooperative stood to the policy on that day is kept from now on."""
    held = _held(support, by)
    if decided_on > clock.today():
        raise Refused("Ngày quyết định chưa đến; hãy ghi khi đã có quyết định.")
    if not held.policy.is_on(decided_on):
        raise Refused(
            f"Ngày {decided_on:%d/%m/%Y} chính sách “{held.policy}” chưa áp dụng hoặc đã hết;"
            " hãy chọn đúng bản chính sách của ngày quyết định."
        )
    judgement = judged_on(held.policy, held.cooperative, decided_on)
    if judgement is None:
        raise Refused(f"Ngày {decided_on:%d/%m/%Y} hợp tác xã chưa đăng ký; hãy xem lại ngày quyết định.")
    if judgement.verdict == Verdict.FAILS and not exception.strip():
        raise Refused(
            f"Theo sổ ngày {decided_on:%d/%m/%Y} hợp tác xã không đủ điều kiện ({'; '.join(judgement.reasons)});"
            " nếu quyết định vẫn hỗ trợ thì ghi vì sao."
        )
    held.decision, held.decided_on, held.amount_vnd = decision.strip(), decided_on, amount_vnd
    held.verdict, held.judged = (
        judgement.verdict,
        kept(judgement, held.policy.conditions.order_by("part", "id")),
    )
    held.exception = exception.strip() if judgement.verdict == Verdict.FAILS else ""
    held.save()
    return _moved(held, "approve", "approved", by, verdict=judgement.verdict.label)


@transaction.atomic
def give_support(
    *, support: SupportRecord, by: Actor | User, given_on: date, given_vnd: int
) -> SupportRecord:
    """The cooperative has been given so much on the day."""
    held = _held(support, by)
    if given_on > clock.today():
        raise Refused("Ngày hỗ trợ chưa đến; hãy ghi khi đã hỗ trợ.")
    if held.decided_on is not None and given_on < held.decided_on:
        raise Refused(f"Ngày hỗ trợ không được trước ngày quyết định, {held.decided_on:%d/%m/%Y}.")
    if given_vnd > held.amount_vnd:
        raise Refused("Số đã hỗ trợ vượt số tiền được phê duyệt; hãy xem lại số tiền hoặc quyết định.")
    held.given_on, held.given_vnd = given_on, given_vnd
    held.save(update_fields=["given_on", "given_vnd"])
    return _moved(held, "give", "given", by)


@transaction.atomic
def end_support(*, support: SupportRecord, by: Actor | User, ended_on: date, end_note: str) -> SupportRecord:
    """What came of it is on record; nothing more is given."""
    held = _held(support, by)
    _refuse_end(held, ended_on)
    held.ended_on, held.end_note = ended_on, end_note.strip()
    held.save(update_fields=["ended_on", "end_note"])
    return _moved(held, "end", "ended", by, note=held.end_note)


@transaction.atomic
def withdraw_support(
    *, support: SupportRecord, by: Actor | User, ended_on: date, end_note: str
) -> SupportRecord:
    """Nothing is given after all; why stays on record."""
    held = _held(support, by)
    if ended_on > clock.today():
        raise Refused("Ngày rút chưa đến; hãy ghi khi đã rút.")
    held.ended_on, held.end_note = ended_on, end_note.strip()
    held.save(update_fields=["ended_on", "end_note"])
    return _moved(held, "withdraw", "withdrawn", by, note=held.end_note)


def _refuse_end(held: SupportRecord, ended_on: date) -> None:
    if ended_on > clock.today():
        raise Refused("Ngày kết thúc chưa đến; hãy ghi khi đã kết thúc.")
    if held.given_on is not None and ended_on < held.given_on:
        raise Refused(f"Ngày kết thúc không được trước ngày hỗ trợ, {held.given_on:%d/%m/%Y}.")


def _held(support: SupportRecord, by: Actor | User) -> SupportRecord:
    refuse_unless(SupportPerm.KEEP_SUPPORT, by, support.cooperative)
    rows = SupportRecord.objects.select_for_update(of=("self",)).select_related("policy", "cooperative")
    return rows.get(pk=support.pk)


def _moved(
    held: SupportRecord, name: str, done: str, by: Actor | User, note: str = "", **data: Any
) -> SupportRecord:
    """Move last: a move that is refused takes back what was written."""
    move(SUPPORTS, held, name, by=by, note=note)
    record(f"cooperatives.support.{done}", held, by=by, note=note, **data)
    return held

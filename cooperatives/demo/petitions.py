"""Invented petitions in every state, some of the cooperatives for which somebody works in the demonstration office."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from cooperatives.enums.forms import FormSource
from cooperatives.enums.petitions import PetitionKind, PetitionState
from cooperatives.enums.register import Status
from cooperatives.models import Cooperative, Petition, Representative, SupportPolicy
from cooperatives.queries.petition_standing import standing_of
from cooperatives.queries.petitions import choices_of, words_kept
from lmhtx.people.models import User
from lmhtx.vn.dates import short

# Of strangers: what, where it stands, days since it came, and whether staff sent it for the cooperative.
OTHERS = (
    (PetitionKind.PERSON, PetitionState.SENT, 2, False),
    (PetitionKind.ADDRESS, PetitionState.SENT, 9, False),
    (PetitionKind.CHARTER, PetitionState.RESENT, 12, False),
    (PetitionKind.SUPPORT, PetitionState.SENT, 3, False),
    (PetitionKind.JOIN, PetitionState.SENT, 1, True),
    (PetitionKind.MEMBERS, PetitionState.SENT, 4, True),
    (PetitionKind.CONTACT, PetitionState.REFUSED, 20, False),
    (PetitionKind.STATUS, PetitionState.ASKED, 6, True),
    (PetitionKind.SUPPORT, PetitionState.REFUSED, 30, False),
    (PetitionKind.CONTACT, PetitionState.WITHDRAWN, 15, False),
)
# Of the first cooperative of somebody of the office.
OWN = (
    (PetitionKind.PERSON, PetitionState.SENT, 1, False),
    (PetitionKind.CONTACT, PetitionState.ASKED, 5, False),
    (PetitionKind.CHARTER, PetitionState.DRAFT, 0, False),
)


def write_petitions(day: date) -> None:
    """Nothing of them is in the register yet, so that they may be answered here."""
    staff = User.objects.get(username="chuyenvien")
    people = list(Representative.objects.select_related("user", "cooperative__commune").order_by("pk"))
    taken = {one.cooperative_id for one in people}
    rows = Cooperative.objects.filter(status=Status.ACTIVE, is_member=False).exclude(pk__in=taken)
    strangers = list(rows.select_related("commune").order_by("pk")[: len(OTHERS)])
    made = [_petition(one, what, day, staff, staff) for one, what in zip(strangers, OTHERS, strict=False)]
    seen: set[int] = set()
    for one in people:
        if one.user_id not in seen:
            seen.add(one.user_id)
            made += [_petition(one.cooperative, what, day, one.user, staff) for what in OWN]
    Petition.objects.bulk_create(made)


def _petition(
    one: Cooperative,
    what: tuple[PetitionKind, PetitionState, int, bool],
    day: date,
    by: User,
    staff: User,
) -> Petition:
    kind, state, days, is_helped = what
    values = _values(kind, one, day)
    petition = Petition(
        cooperative=one, kind=kind, state=state, typed=_typed(values), values=values, created_by=by
    )
    if state == PetitionState.DRAFT:
        petition.values = {}
        return petition
    sent = timezone.make_aware(datetime.combine(day - timedelta(days=days), time(8, 15)))
    petition.sent_at = petition.first_sent_at = sent
    petition.sent_by, petition.declared_by = by, one.representative or str(by)
    petition.before = {
        "told": standing_of(petition, values),
        "words": words_kept(petition, values, choices_of(kind, one)),
    }
    if is_helped:
        petition.source = FormSource.ON_BEHALF
        petition.ground = f"Gọi {petition.declared_by} ngày {short(timezone.localdate(sent))}"
    if state in (PetitionState.ASKED, PetitionState.RESENT):
        petition.asked_at, petition.judge_note = sent + timedelta(hours=6), "Đề nghị xem lại mục có câu hỏi"
        petition.asks = {petition.fields[0].key: "Đề nghị gửi kèm nghị quyết hoặc giấy chứng minh."}
    if state == PetitionState.REFUSED:
        petition.judged_at, petition.judged_by = sent + timedelta(days=2), staff
        petition.judge_note = "Giấy tờ gửi kèm là của hợp tác xã khác"
    return petition


def _typed(values: dict[str, Any]) -> dict[str, str]:
    """As it would have been typed: days as they are written here."""
    days = {
        key: short(date.fromisoformat(value))
        for key, value in values.items()
        if key.endswith("_on") or key in ("since", "valid_from")
    }
    return {key: str(value) for key, value in values.items()} | days


def _values(kind: PetitionKind, one: Cooperative, day: date) -> dict[str, Any]:
    since, decision = (day - timedelta(days=10)).isoformat(), "Nghị quyết số 02/NQ-ĐHTV"
    policy = SupportPolicy.objects.filter(key="ND113_HTX").first()
    found: dict[PetitionKind, dict[str, Any]] = {
        PetitionKind.PERSON: {
            "post": "director",
            "full_name": "Lê Thị Minh Hậu",
            "since": since,
            "is_head": "yes",
            "decision": decision,
            "phone": "0912345678",
        },
        PetitionKind.ADDRESS: {
            "text": "Ấp 4, đường Trung tâm",
            "commune": str(one.commune_id),
            "valid_from": since,
        },
        PetitionKind.CHARTER: {"charter_vnd": 2_500_000_000, "valid_from": since, "decision": decision},
        PetitionKind.CONTACT: {"phone": "0987654321", "email": f"htx{one.pk}@example.vn"},
        PetitionKind.MEMBERS: {"year": day.year, "official_members": 52, "female_members": 20},
        PetitionKind.STATUS: {
            "status": "suspended",
            "effective_on": since,
            "until_on": (day + timedelta(days=170)).isoformat(),
            "document_number": "05/NQ-ĐHTV",
            "document_on": since,
            "reason": "Thiếu nguyên liệu",
        },
        PetitionKind.SUPPORT: {
            "policy": str(policy.pk if policy else 0),
            "content": "Bồi dưỡng kế toán hợp tác xã",
            "amount_vnd": 18_000_000,
            "starts_on": day.isoformat(),
            "ends_on": (day + timedelta(days=120)).isoformat(),
            "purpose": "Lập được báo cáo tài chính theo Thông tư 71/2024/TT-BTC",
        },
        PetitionKind.JOIN: {"reason": "Được tư vấn, kết nối tiêu thụ nông sản", "decision": decision},
    }
    return found[kind]

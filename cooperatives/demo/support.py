"""Invented figures, confirmations and support, so that every answer of every policy is to be seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from cooperatives.enums.register import ENDED
from cooperatives.enums.support import Known, Money, SupportState, Verdict
from cooperatives.models import ConfirmedFact, Cooperative, SupportPolicy, SupportRecord, YearFigures
from cooperatives.queries.eligibility import judged_by, kept
from lmhtx.people.models import User
from lmhtx.vn.text import fold

# Policy, days since the decision, what, whose money, from whom, triệu đồng each.
GIVEN = (
    ("ND113_HTX", 120, "Bồi dưỡng giám đốc, kế toán hợp tác xã", Money.LOCAL, "Sở Tài chính", 24),
    ("ND113_HTX", 20, "Đưa lao động trẻ về làm việc tại hợp tác xã", Money.LOCAL, "Sở Tài chính", 86),
    ("HA_TANG", 60, "Nhà sơ chế, đóng gói nông sản", Money.PROGRAMME, "Sở Nông nghiệp và Môi trường", 640),
    ("XTTM", 75, "Gian hàng tại hội chợ nông sản, OCOP", Money.SOCIAL, "Trung tâm Xúc tiến thương mại", 15),
    ("CDS", 45, "Phần mềm kế toán, truy xuất nguồn gốc", Money.ALLIANCE, "Liên minh Hợp tác xã", 18),
    ("TAP_HUAN", 10, "Tập huấn quản trị cho thành viên nữ", Money.ALLIANCE, "Liên minh Hợp tác xã", 9),
    ("QD1804", 420, "Máy móc, thiết bị sau thu hoạch", Money.CENTRAL, "Sở Kế hoạch và Đầu tư", 320),
)
STATES = (
    SupportState.GIVEN,
    SupportState.APPROVED,
    SupportState.ENDED,
    SupportState.GIVEN,
    SupportState.PLANNED,
    SupportState.WITHDRAWN,
)
EACH, MILLION = 6, 1_000_000
RUN_DAYS = 90


def write_support(cooperatives: Sequence[Cooperative], day: date) -> None:
    """Figures and confirmations first, for they decide who is eligible; then what was given."""
    officer = User.objects.filter(username="chuyenvien").first()
    going = [one for one in cooperatives if one.status not in ENDED]
    _complete_figures({one.pk: place for place, one in enumerate(going)})
    ConfirmedFact.objects.bulk_create(
        fact for place, one in enumerate(going) for fact in _confirmed(one, place, day, officer)
    )
    rows = Cooperative.objects.filter(pk__in=[one.pk for one in going])
    policies = {one.key: one for one in SupportPolicy.objects.prefetch_related("conditions")}
    taken: set[int] = set()
    records: list[SupportRecord] = []
    for offer in GIVEN:
        if offer[0] in policies:
            records += _records(policies[offer[0]], offer, rows, day, taken)
    for record in records:
        record.created_by = officer
        record.folded = fold(f"{record.content} {record.giver} {record.decision}")
    SupportRecord.objects.bulk_create(records)


def _complete_figures(places: dict[int, int]) -> None:
    """Two of three say how many are women and what members bought; the others leave it open."""
    figures = [
        row for row in YearFigures.objects.filter(cooperative__in=places) if places[row.cooperative_id] % 3
    ]
    for row in figures:
        place = places[row.cooperative_id]
        members, revenue = row.official_members or 0, row.revenue_vnd or 0
        row.female_members = members * (20 + place * 7 % 40) // 100
        share = 30 + place % 20 + (row.year - 2023) * (1 if place % 2 else -1)
        row.member_revenue_vnd = revenue * share // 100
        row.workers = max(1, members // 4)
    YearFigures.objects.bulk_update(figures, ["female_members", "member_revenue_vnd", "workers"])


def _confirmed(one: Cooperative, place: int, day: date, officer: User | None) -> Iterator[ConfirmedFact]:
    facts: dict[str, Any] = {"cooperative": one, "created_by": officer}
    since = max(date(2025, 1, 10), one.first_registered_on or date(2025, 1, 10))
    if place % 5:
        yield ConfirmedFact(
            known=Known.NO_PENALTY,
            holds=place % 17 != 1,
            valid_from=since,
            ground="Văn bản của xã, phường",
            **facts,
        )
    if place % 4 == 2:
        ends = date(day.year, 12, 31)
        yield ConfirmedFact(
            known=Known.AUDITED,
            holds=True,
            valid_from=since,
            valid_to=ends,
            ground="Báo cáo kiểm toán năm trước",
            **facts,
        )
    if place % 7 == 3:
        yield ConfirmedFact(
            known=Known.COMMON_FUND,
            holds=True,
            valid_from=since,
            ground="Báo cáo tài chính năm trước",
            **facts,
        )


def _records(
    policy: SupportPolicy, offer: tuple[Any, ...], rows: Any, day: date, taken: set[int]
) -> Iterator[SupportRecord]:
    """To those who were eligible on the day of the decision, and one of whom the register did not know all."""
    _, days, content, money, giver, millions = offer
    decided = day - timedelta(days=days)
    if not policy.is_on(decided):
        return
    judged = {pk: one for pk, one in judged_by(policy, rows, decided).items() if pk not in taken}
    chosen = sorted(pk for pk, one in judged.items() if one.verdict == Verdict.PASSES)[:EACH]
    chosen += sorted(pk for pk, one in judged.items() if one.verdict == Verdict.UNKNOWN)[:1]
    taken.update(chosen)
    for place, pk in enumerate(chosen):
        state = STATES[place % len(STATES)]
        record = SupportRecord(
            cooperative_id=pk,
            policy=policy,
            content=content,
            money=money,
            giver=giver,
            amount_vnd=(millions + place) * MILLION,
            starts_on=decided,
            ends_on=decided + timedelta(days=RUN_DAYS),
            state=state,
        )
        if state not in (SupportState.PLANNED, SupportState.WITHDRAWN):
            record.decision, record.decided_on = f"{100 + days}/QĐ-UBND", decided
            record.verdict = judged[pk].verdict
            record.judged = kept(judged[pk], policy.conditions.all())
        if state in (SupportState.GIVEN, SupportState.ENDED):
            record.given_on, record.given_vnd = decided + timedelta(days=min(days, 7)), record.amount_vnd
        if state in (SupportState.ENDED, SupportState.WITHDRAWN):
            record.ended_on = decided + timedelta(days=min(days, 9))
            record.end_note = "Đã nghiệm thu" if state == SupportState.ENDED else "Hợp tác xã xin rút"
        yield record

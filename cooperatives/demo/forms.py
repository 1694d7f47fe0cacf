"""The call for the figures of last year in the demonstration office, half-way on its road."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from cooperatives import year_form
from cooperatives.actions.periods import open_period
from cooperatives.actions.projecting import refresh
from cooperatives.demo.inventing import SEED
from cooperatives.enums.forms import FormSource, FormState
from cooperatives.enums.register import Kind, Status
from cooperatives.models import Cooperative, Period, Representative, Submission, YearFigures
from cooperatives.queries.forms import asked_in
from lmhtx.people.models import SYSTEM, User

OPEN_DAYS, LEFT_DAYS = 40, 5
# How often a form stands where; what is left over has not come yet.
STANDINGS = (
    (FormState.ACCEPTED, 46),
    (FormState.SUBMITTED, 12),
    (FormState.RESUBMITTED, 3),
    (FormState.CORRECTING, 4),
    (FormState.REFUSED, 1),
    (FormState.DRAFT, 6),
    (None, 28),
)
# Who works for how many cooperatives that have not begun their forms.
PEOPLE = (("ketoanhtx", "Kế toán", 2), ("giamdochtx", "Giám đốc", 1))


def call_for_figures(day: date) -> None:
    """Forms in every state; only the accepted ones have verified figures of the year."""
    year, staff = day.year - 1, _staff()
    period = Period(
        year=year,
        starts_on=date(year, 1, 1),
        ends_on=date(year, 12, 31),
        title=f"Số liệu năm {year}",
        due_on=day + timedelta(days=LEFT_DAYS),
        kinds=[str(kind) for kind in Kind],
        statuses=[str(Status.ACTIVE)],
    )
    open_period(period=period, by=SYSTEM)
    # Nothing secret comes of it.
    dice = random.Random(SEED)  # noqa: S311
    due = list(asked_in(period, staff).order_by("pk"))
    rows = YearFigures.objects.filter(year=year, cooperative__in=due)
    figures = {row.cooperative_id: row for row in rows}
    standings = dict(zip((one.pk for one in due), _standings(dice, len(due)), strict=True))
    _represent([one for one in due if one.pk in figures and standings[one.pk] is None], day)
    forms = [
        _form(one, period, figures[one.pk], standings[one.pk], dice, day, staff)
        for one in due
        if one.pk in figures and standings[one.pk] is not None
    ]
    Submission.objects.bulk_create(forms)
    unverified = [pk for pk, state in standings.items() if state != FormState.ACCEPTED]
    YearFigures.objects.filter(year=year, cooperative__in=unverified).delete()
    refresh(unverified, day=day)


def _staff() -> User:
    return User.objects.get(username="chuyenvien")


def _standings(dice: random.Random, count: int) -> Iterator[FormState | None]:
    states, weights = [row[0] for row in STANDINGS], [row[1] for row in STANDINGS]
    return iter(dice.choices(states, weights=weights, k=count))


def _form(
    one: Cooperative,
    period: Period,
    figures: YearFigures,
    state: FormState | None,
    dice: random.Random,
    day: date,
    staff: User,
) -> Submission:
    values = _values(period, one, figures)
    is_helped = dice.random() < 0.3
    sent = _moment(day - timedelta(days=dice.randint(1, OPEN_DAYS)), dice)
    form = Submission(
        period=period,
        cooperative=one,
        state=state,
        typed={key: str(value) for key, value in values.items()},
        created_by=staff,
    )
    if state == FormState.DRAFT:
        return form
    form.values, form.declared_by = values, one.representative or "Người đại diện"
    form.submitted_at = form.first_submitted_at = sent
    form.submitted_by = staff
    if is_helped:
        form.source, form.ground = FormSource.ON_BEHALF, f"Gọi {form.declared_by} ngày {sent:%d/%m/%Y}"
    if state in {FormState.CORRECTING, FormState.RESUBMITTED}:
        form.asked_at, form.judge_note = sent, "Đề nghị xem lại doanh thu: có tính cả tiền hỗ trợ không?"
        form.asks = {"revenue_vnd": "Có tính cả tiền hỗ trợ không?"}
    if state in {FormState.ACCEPTED, FormState.REFUSED}:
        form.judged_at, form.judged_by = sent + timedelta(hours=5), staff
        form.applied = sorted(values) if state == FormState.ACCEPTED else []
    if state == FormState.REFUSED:
        form.judge_note = "Số liệu của năm khác, đề nghị khai lại"
    return form


def _values(period: Period, one: Cooperative, figures: YearFigures) -> dict[str, int]:
    asked = year_form.figures_of(period.version, one.kind)
    told: dict[str, Any] = {figure.key: getattr(figures, figure.key) for figure in asked}
    return {key: value for key, value in told.items() if value is not None}


def _moment(day: date, dice: random.Random) -> datetime:
    hour = time(dice.randint(7, 20), dice.randint(0, 59))
    return timezone.make_aware(datetime.combine(day, hour))


def _represent(free: list[Cooperative], day: date) -> None:
    places = iter(free)
    for username, post, count in PEOPLE:
        user = User.objects.filter(username=username).first()
        for _place in range(count if user else 0):
            one = next(places, None)
            if one is not None:
                Representative.objects.create(user=user, cooperative=one, post=post, valid_from=day)

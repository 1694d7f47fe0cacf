"""A quarter that is closed and a call of once that is open in the demonstration office."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from cooperatives import year_form
from cooperatives.actions.periods import lock_period, open_period
from cooperatives.demo.inventing import SEED
from cooperatives.enums.forms import FormState, Rhythm, Unit
from cooperatives.enums.register import Kind, Status
from cooperatives.models import Cooperative, Period, PeriodFigure, Submission, YearFigures
from cooperatives.queries.forms import asked_in
from lmhtx.people.models import SYSTEM, User
from lmhtx.vn import dates

ANSWERED = 0.6
# Of what a year brings, a quarter brings about so much.
QUARTER_SHARES = (0.2, 0.3)
OWN = (
    ("Diện tích thiệt hại do mưa lũ (ha)", Unit.NUMBER),
    ("Giá trị thiệt hại", Unit.MONEY),
    ("Đã khôi phục sản xuất chưa", Unit.YES_NO),
    ("Đề nghị hỗ trợ gì", Unit.WORDS),
)


def call_for_quarter(day: date) -> None:
    """The quarter before, answered by most, applied and locked."""
    last = dates.Period.around(day, dates.PeriodKind.QUARTER).previous()
    period = Period(
        rhythm=Rhythm.QUARTER,
        year=last.year,
        number=last.number,
        title=f"Số liệu {last.label[0].lower()}{last.label[1:]}",
        starts_on=last.first,
        ends_on=last.last,
        due_on=last.last + timedelta(days=20),
        **_audience(),
    )
    open_period(period=period, by=SYSTEM)
    staff = User.objects.get(username="chuyenvien")
    # Nothing secret comes of it.
    dice = random.Random(SEED)  # noqa: S311
    due = [one for one in asked_in(period, staff).order_by("pk") if dice.random() < ANSWERED]
    year = YearFigures.objects.filter(year=last.year - 1, cooperative__in=due)
    figures = {row.cooperative_id: row for row in year}
    made = [_answered(one, period, figures.get(one.pk), dice, staff) for one in due]
    forms = [form for form in made if form.values]
    Submission.objects.bulk_create(forms)
    PeriodFigure.objects.bulk_create([line for form in forms for line in _lines(form)])
    lock_period(period=period, by=SYSTEM, note="Đã hết hạn nộp")


def call_once(day: date) -> None:
    """A call of once that has just gone out."""
    catalogue = [one for one in year_form.figures_of(year_form.newest()) if one.key == "workers"]
    period = Period(
        rhythm=Rhythm.ONCE,
        year=day.year,
        title=f"Rà soát thiệt hại mưa lũ tháng {day.month}/{day.year}",
        starts_on=day.replace(day=1),
        ends_on=day,
        due_on=day + timedelta(days=10),
        questions=year_form.frozen(catalogue, OWN),
        **_audience(),
    )
    open_period(period=period, by=SYSTEM)


def _audience() -> dict[str, Any]:
    return {"kinds": [str(Kind.COOPERATIVE), str(Kind.UNION)], "statuses": [str(Status.ACTIVE)]}


def _answered(
    one: Cooperative, period: Period, last: YearFigures | None, dice: random.Random, staff: User
) -> Submission:
    values = {}
    for figure in period.figures_for(one.kind):
        known = getattr(last, figure.key, None)
        if known is not None:
            share = dice.uniform(*QUARTER_SHARES) if figure.is_flow else 1
            values[figure.key] = round(known * share) if share < 1 else known
    sent_on = period.due_on - timedelta(days=dice.randint(1, 15))
    sent = timezone.make_aware(datetime.combine(sent_on, time(dice.randint(7, 20), dice.randint(0, 59))))
    return Submission(
        period=period,
        cooperative=one,
        state=FormState.ACCEPTED,
        typed={key: str(value) for key, value in values.items()},
        values=values,
        applied=sorted(values),
        declared_by=one.representative or "Người đại diện",
        submitted_at=sent,
        first_submitted_at=sent,
        submitted_by=staff,
        judged_at=sent,
        judged_by=staff,
        created_by=staff,
    )


def _lines(form: Submission) -> list[PeriodFigure]:
    of = {"cooperative": form.cooperative, "period": form.period}
    by_key = {one.key: one for one in form.figures}
    return [PeriodFigure.saying(by_key[key], value, **of) for key, value in form.values.items()]

"""Periods, forms and people of cooperatives for tests, one call each."""

from __future__ import annotations

from datetime import date
from typing import Any

from cooperatives import year_form
from cooperatives.enums.forms import FormState, Rhythm
from cooperatives.enums.register import Kind, Status
from cooperatives.models import Cooperative, Period, Representative, Submission
from lmhtx.base import clock
from lmhtx.people.models import Posting, User
from lmhtx.people.roles import Role
from lmhtx.vn.dates import last_day_of_month


def period(year: int = 2025, **facts: Any) -> Period:
    """A call for the figures of a year, or of another time of it, from all that are at work, due on 30/09/2026."""
    rhythm, number = facts.get("rhythm", Rhythm.YEAR), facts.get("number", 0)
    months = {Rhythm.HALF: 6, Rhythm.QUARTER: 3}.get(rhythm, 12)
    start = (max(number, 1) - 1) * months + 1
    given = {
        "title": f"Số liệu năm {year}",
        "starts_on": date(year, start, 1),
        "ends_on": last_day_of_month(year, start + months - 1),
        "due_on": date(2026, 9, 30),
        "version": year_form.newest(rhythm),
        "kinds": [str(kind) for kind in Kind],
        "statuses": [str(Status.ACTIVE)],
        **facts,
    }
    return Period.objects.create(year=year, **given)


def representative(cooperative: Cooperative, username: str = "htxmot") -> Representative:
    """A person who works for the cooperative since the first of the year."""
    user = User.objects.filter(username=username).first()
    if user is None:
        user = User.objects.create_user(username, full_name="Trần Thị Khai")
        Posting.objects.create(user=user, role=Role.COOPERATIVE, valid_from=date(2026, 1, 1))
    return Representative.objects.create(
        user=user, cooperative=cooperative, post="Kế toán", valid_from=date(2026, 1, 1)
    )


def handed_in(cooperative: Cooperative, call: Period, *, by: User, **facts: Any) -> Submission:
    """A form that waits for staff, with two figures unless said otherwise."""
    values = facts.pop("values", {"official_members": 45, "revenue_vnd": 2_000_000_000})
    now = clock.now()
    return Submission.objects.create(
        period=call,
        cooperative=cooperative,
        state=facts.pop("state", FormState.SUBMITTED),
        typed={key: str(value) for key, value in values.items()},
        values=values,
        declared_by="Trần Thị Khai",
        submitted_at=now,
        first_submitted_at=now,
        submitted_by=by,
        created_by=by,
        **facts,
    )

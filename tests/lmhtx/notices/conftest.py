"""Kinds of reminders for these tests, and days of the real calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from lmhtx import contributions
from lmhtx.contributions import DueNotice, Reminder, temporarily
from lmhtx.notices.reminders import never

WORKING_DAY = date(2026, 9, 15)
SATURDAY = date(2026, 9, 19)
YEAR_END = date(2026, 12, 31)


@pytest.fixture
def due() -> list[DueNotice]:
    """What is due; a test fills it."""
    return []


@pytest.fixture(autouse=True)
def _kinds(due: list[DueNotice], monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Only the kinds of these tests, whatever the apps contribute."""
    others = [item for item in contributions._shelf if not isinstance(item, Reminder)]
    monkeypatch.setattr(contributions, "_shelf", others)
    with temporarily(
        Reminder(key="tests.due", title="Nhiệm vụ sắp đến hạn", due=lambda _day: list(due)),
        Reminder(key="tests.returned", title="Bị trả lại", due=never),
        Reminder(key="tests.duty", title="Việc bắt buộc", due=never, is_optional=False),
    ):
        yield


def task_due(person: Any, number: int = 1, *, stage: str = "T-7", due_on: date = YEAR_END) -> DueNotice:
    """A task of a person that is due."""
    return DueNotice(
        stage=stage,
        subject_id=number,
        person_id=person.pk,
        due_on=due_on,
        line=f"Nhiệm vụ {number}",
        url=f"/ke-hoach/nhiem-vu/{number}/",
    )

"""Papers of cooperatives for tests, one call each."""

from __future__ import annotations

from datetime import date
from typing import Any

from cooperatives.enums.papers import ANNUAL, PaperKind
from cooperatives.enums.register import Kind
from cooperatives.models import Cooperative, CooperativePaper
from cooperatives.required_papers import required_on
from lmhtx.people.models import User


def paper(
    cooperative: Cooperative, kind: str = "charter", digitised_on: date | None = None, **facts: Any
) -> Any:
    """A paper given on 01/03/2020, digitised on the day where one is named; without acts and audit."""
    given = {"issued_on": date(2020, 3, 1), **facts}
    if digitised_on is not None:
        given |= {
            "digitised_on": digitised_on,
            "digitised_by": User.objects.get(username="truongphong"),
            "copy_kind": "certified",
        }
    return CooperativePaper.objects.create(cooperative=cooperative, kind=kind, **given)


def whole_file(cooperative: Cooperative, digitised_on: date, *, year: int = 2025) -> list[CooperativePaper]:
    """All that its kind must have, digitised on the day."""
    required = sorted(required_on(digitised_on)[Kind(cooperative.kind)])
    return [
        paper(cooperative, kind, digitised_on, year=year if PaperKind(kind) in ANNUAL else None)
        for kind in required
    ]

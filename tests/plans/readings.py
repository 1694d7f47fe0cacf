"""Papers for tests: the sample annexes read once a session, and readings waiting to be confirmed."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from lmhtx.people.models import User
from plans.actions.finishing import finish_reading
from plans.models import Plan, Reading
from plans.paper_reading import found_in_files
from tests.factories.plans import agency

SAMPLES = Path(settings.ROOT) / "plans" / "samples"
PLAN_2026 = SAMPLES / "ke-hoach-2026-bcd-kttt" / "document.docx"
CA_MAU = SAMPLES / "phan-cong-hop-tac-xa-ca-mau-2025" / "document.docx"


@cache
def _found(path: Path) -> dict[str, Any]:
    return found_in_files([str(path)])


def found_2026() -> dict[str, Any]:
    """What is read in the 2026 plan of the steering committee: 47 tasks in five groups."""
    return deepcopy(_found(PLAN_2026))


def ready(by: User, *, found: dict[str, Any] | None = None, plan: Plan | None = None) -> Reading:
    """A reading whose draft waits to be confirmed, its keeper and unit chosen."""
    made = Reading.objects.create(name="document.docx", created_by=by, plan=plan, year=2026)
    reading = finish_reading(reading=made, found=found or found_2026())
    reading.draft["document"] |= {"keeper": agency("finance").pk, "followed_by": agency("office").pk}
    reading.save(update_fields=["draft"])
    return reading


def small(*rows: dict[str, Any], **head: Any) -> dict[str, Any]:
    """A found paper of a few rows."""
    plain = {
        "group": "I. Nhóm",
        "leads": ["Sở Tài chính"],
        "partners": [],
        "deadline_text": "",
        "kind": "none",
    }
    tasks = [
        {**plain, "stt": str(place), "text": f"Việc {place}", **row} for place, row in enumerate(rows, 1)
    ]
    document = {"number": "", "symbol": "", "title": "Kế hoạch nhỏ", "issued_on": None, "year": 2026, **head}
    return {"document": document, "tasks": tasks, "warnings": [], "keeper": "", "page_count": 1}

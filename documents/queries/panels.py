"""What papers hang on the pages of cooperatives and tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from documents.models import Incoming

if TYPE_CHECKING:
    from cooperatives.models import Cooperative
    from lmhtx.people.models import User
    from plans.models import Task

SHOWN = 10


def papers_of_cooperative(user: User, cooperative: Cooperative) -> dict[str, Any] | None:
    """The newest papers about a cooperative that the person sees."""
    rows = Incoming.objects.visible_to(user).filter(cooperatives=cooperative)
    return {"rows": _newest(rows)}


def papers_of_task(user: User, task: Task) -> dict[str, Any] | None:
    """The paper behind a task; no panel for a task without one."""
    rows = _newest(Incoming.objects.visible_to(user).filter(task=task))
    return {"rows": rows} if rows else None


def _newest(rows: Any) -> list[Incoming]:
    return list(rows.defer("content", "content_folded", "proposal").order_by("-arrived_at", "-pk")[:SHOWN])

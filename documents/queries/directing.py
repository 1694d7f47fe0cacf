"""What the queue "Cần tôi quyết" shows of an incoming paper, and what it offers a leader to choose."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from documents.enums.incoming import SOURCE_FILE, Level
from documents.models import DirectiveParty, Incoming
from lmhtx.base import clock
from lmhtx.directory.calendar import calendar_for
from lmhtx.directory.models import Agency
from lmhtx.files.models import Attachment
from lmhtx.people.models import User

SOON = (3, 5, 10)


def dressed(rows: QuerySet[Incoming]) -> QuerySet[Incoming]:
    """The papers with what is shown of them."""
    return rows.select_related("type", "issuer", "presented_to").defer("content", "content_folded")


def seen(user: User) -> QuerySet[Incoming]:
    """Papers that the person sees."""
    return Incoming.objects.visible_to(user)


def shown(incoming: Incoming) -> dict[str, Any]:
    """A paper as its card shows it."""
    return {"paper": incoming}


def files_of(incoming: Incoming) -> list[Attachment]:
    """The files of the paper itself."""
    return list(Attachment.objects.of(incoming).filter(kind=SOURCE_FILE))


def units_offered(user: User) -> list[Agency]:
    """The Alliance's units, the one that this leader named last first."""
    units = list(Agency.objects.units().valid_on(clock.today()).order_by("name"))
    mine = DirectiveParty.objects.filter(
        directive__said_by=user, directive__level=Level.AGENCY, part="lead", unit__isnull=False
    )
    last = mine.order_by("-pk").values_list("unit", flat=True).first()
    return sorted(units, key=lambda unit: unit.pk != last)


def days_offered(incoming: Incoming) -> list[tuple[date, str]]:
    """Deadlines to choose from: the paper's own, and some working days on."""
    calendar, today = calendar_for(clock.today()), clock.today()
    offered = [(calendar.add_working_days(today, count), f"{count} ngày làm việc") for count in SOON]
    if incoming.demanded_on is not None and incoming.demanded_on >= today:
        offered.insert(0, (incoming.demanded_on, "theo văn bản"))
    return offered

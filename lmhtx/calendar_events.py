"""What else than deadlines stands in a person's calendar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarEvents:
    """Events for the personal calendar address: `events(user)` gives icalendar events that the person takes part in."""

    key: str
    events: Callable[[Any], Sequence[Any]]

"""Pages whose readers are noted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadPage:
    """A page whose readers are noted: its address by name; `subject(pk)` gives the kind and id of what was read."""

    url_name: str
    subject: Callable[[int], tuple[str, int] | None]
    is_file: bool = False

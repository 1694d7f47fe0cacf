"""Whence what is being written comes: said once around an act, noted beside every legal fact that it changes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date

from cooperatives.enums.national import Origin


@dataclass(frozen=True, slots=True)
class Whence:
    """The origin, what it is called (a file, a petition), the day its data stand at, the reading of an export."""

    origin: Origin = Origin.STAFF
    told: str = ""
    stands_on: date | None = None
    national: int | None = None


_whence: ContextVar[Whence | None] = ContextVar("cooperatives_whence", default=None)


@contextmanager
def coming_from(whence: Whence) -> Iterator[None]:
    """What is written inside comes from there; outside it is what staff write by hand."""
    token = _whence.set(whence)
    try:
        yield
    finally:
        _whence.reset(token)


def whence() -> Whence:
    """Whence what is being written comes."""
    return _whence.get() or Whence()

"""The rooms that a paper ready for signing keeps: number, day, signature, seal, the corner of electronic copies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lmhtx.reading.child import run_parser
from lmhtx.reports import legal

SECONDS = 60
MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Room:
    """A rectangle on a page in points from its lower left corner; pages are counted from 0."""

    page: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, bottom, right, top."""
        return (self.left, self.bottom, self.right, self.top)


@dataclass(frozen=True, slots=True)
class SigningPlace:
    """Where one person signs: the post above, the name below, the signature between, the seal over its left third."""

    post: str
    name: str
    signature: Room
    seal: Room


@dataclass(frozen=True, slots=True)
class Rooms:
    """All rooms of a paper; what is printed already, or was not found, has none.

    Signing places stand from the upper left to the lower right, the one who signs for the agency last.
    """

    number: Room | None
    day: Room | None
    month: Room | None
    year: Room | None
    places: tuple[SigningPlace, ...]
    corner: Room

    @property
    def place(self) -> SigningPlace | None:
        """Where whoever has the power to sign does."""
        return self.places[-1] if self.places else None


def rooms_of(body: bytes, *, seal_mm: float = legal.SEAL_MM) -> Rooms:
    """The rooms of a finished PDF, found by its words, so that one made by Word has them too.

    Raises UnreadableFile for a file that is no PDF.
    """
    found = run_parser("lmhtx.reports.rooms_finding:rooms_in", body, seconds=SECONDS, is_pure=True)
    number, day, month, year = (_room(found[name]) for name in ("number", "day", "month", "year"))
    return Rooms(
        number=number,
        day=day,
        month=month,
        year=year,
        places=tuple(_place(one, seal_mm) for one in found["places"]),
        corner=_cornered(found["width"], found["height"]),
    )


def _cornered(width: float, height: float) -> Room:
    """Box 14 as far from the upper right corner on a sheet of any size."""
    left, top, right, bottom = legal.CORNER_MM
    over = width - legal.PAGE_WIDTH_MM * MM
    return Room(0, left * MM + over, height - bottom * MM, right * MM + over, height - top * MM)


def _room(found: dict[str, Any] | None) -> Room | None:
    if found is None:
        return None
    return Room(found["page"], found["left"], found["bottom"], found["right"], found["top"])


def _place(found: dict[str, Any], seal_mm: float) -> SigningPlace:
    """The signature in the middle of its column, the seal as large as it is, a third of the signature under it."""
    room = _room(found["room"])
    assert room is not None  # noqa: S101 - a place without a room is not found
    middle, width = (room.left + room.right) / 2, legal.SIGNATURE_WIDTH_MM * MM
    signature = Room(room.page, middle - width / 2, room.bottom, middle + width / 2, room.top)
    seal, level = seal_mm * MM, (room.bottom + room.top) / 2
    right = signature.left + width * legal.SEAL_COVERS
    return SigningPlace(
        found["post"],
        found["name"],
        signature,
        Room(room.page, right - seal, level - seal / 2, right, level + seal / 2),
    )

"""Where things stand on a paper that goes to be signed, in points from the lower left corner of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lmhtx.signatures.pdf import form

Box = tuple[float, float, float, float]
PT_PER_MM = 72 / 25.4
# The usual seal of an agency; the office's own is measured from its sample.
SEAL_MM = 36.0


@dataclass(frozen=True, kw_only=True, slots=True)
class TextPlace:
    """An empty field for the number, the day, the month or the year."""

    page: int
    box: Box
    size: float = 13
    is_italic: bool = False
    align: str = "center"


@dataclass(frozen=True, kw_only=True, slots=True)
class SignPlace:
    """Where a signature is shown."""

    page: int
    box: Box


@dataclass(frozen=True, kw_only=True, slots=True)
class FormPlan:
    """All fields of a paper: `number`, `day`, `month`, `year` (ô 3, 4), the persons (7c) and the agency (8)."""

    persons: tuple[SignPlace, ...]
    agency: SignPlace | None = None
    texts: Mapping[str, TextPlace] = field(default_factory=dict)

    def as_told(self) -> dict[str, Any]:
        """As plain values for the child."""
        named = dict(zip(("number", "day", "month", "year"), form.NUMBER_FIELDS, strict=True))
        texts = {
            named[name]: {
                "page": place.page,
                "box": list(place.box),
                "size": place.size,
                "is_italic": place.is_italic,
                "align": place.align,
            }
            for name, place in self.texts.items()
        }
        signatures = [
            {"name": person_field(order), "page": place.page, "box": list(place.box), "label": "Chữ ký"}
            for order, place in enumerate(self.persons, start=1)
        ]
        if self.agency is not None:
            agency = {"page": self.agency.page, "box": list(self.agency.box), "locks": True}
            signatures.append({"name": form.AGENCY, "label": "Chữ ký số của cơ quan", **agency})
        return {"texts": texts, "signatures": signatures}


def person_field(order: int) -> str:
    """The name of the field of the first, second … person who signs."""
    return form.PERSON if order == 1 else f"{form.PERSON}_{order}"


def seal_box(person: Box, *, diameter_mm: float = SEAL_MM) -> Box:
    """The seal at its actual size, over the left third of the person's signature, at its middle height."""
    left, bottom, right, top = person
    size = diameter_mm * PT_PER_MM
    edge, middle = left + (right - left) / 3, (bottom + top) / 2
    return edge - size, middle - size / 2, edge, middle + size / 2

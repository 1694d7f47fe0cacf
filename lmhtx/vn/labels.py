"""The enumeration with Vietnamese labels that rules and models share."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Labelled(StrEnum):
    """A StrEnum whose members are written `NAME = "value", "nhãn"` and answer `.label`."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Keep the first word as the stored value and the second as the label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Pairs of value and label, in the order of writing, as model and form fields want them."""
        return [(member.value, member.label) for member in cls]

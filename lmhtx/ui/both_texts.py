"""What two people made of the same fields: the saved words beside the typed ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class BothTexts:
    """A field that two people changed: what is saved now, and what this person typed."""

    label: str
    saved: str
    typed: str


def both_texts(saved: Any, typed: Any) -> list[BothTexts]:
    """The fields of two bound forms that do not say the same."""
    return [
        BothTexts(str(typed[name].label), in_words(saved[name]), in_words(typed[name]))
        for name in typed.fields
        if in_words(saved[name]) != in_words(typed[name])
    ]


def in_words(field: Any) -> str:
    """What stands in a form's field, as a person reads it."""
    value = field.value()
    if hasattr(field.field, "choices"):
        values = value if isinstance(value, list | tuple) else [value]
        chosen = {str(getattr(one, "pk", one)) for one in values if one not in (None, "")}
        return ", ".join(str(label) for key, label in field.field.choices if str(key) in chosen)
    return str(field.field.widget.format_value(value) or "").replace("\r\n", "\n")

"""How a refused act gets back into the form that asked for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Hearing:
    """One POST: the forms that took it in, and the sentence with which it was refused."""

    sentence: str = ""
    forms: list[Any] = field(default_factory=list)


_hearing: ContextVar[Hearing | None] = ContextVar("lmhtx_ui_hearing", default=None)


@contextmanager
def hearing(sentence: str = "") -> Iterator[Hearing]:
    """Collect the forms of one POST; with a sentence, the first of them shows it and does not pass."""
    held = Hearing(sentence)
    token = _hearing.set(held)
    try:
        yield held
    finally:
        _hearing.reset(token)


def heard(form: Any) -> str:
    """Note that the form took in the POST; the sentence it must show, if any."""
    held = _hearing.get()
    if held is None:
        return ""
    held.forms.append(form)
    return held.sentence if held.forms[0] is form else ""

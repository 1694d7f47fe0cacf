"""Which jobs there are, by name, and how long they usually take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Definition:
    """A job as its app wrote it: what runs, its Vietnamese label, its usual length in seconds."""

    name: str
    label: str
    function: Callable[..., Any]
    seconds: int
    is_scheduled: bool


DEFINED: dict[str, Definition] = {}


def define(definition: Definition) -> None:
    """Add a job; a second one of the same name is refused at start."""
    if definition.name in DEFINED:
        message = f"job {definition.name} is defined twice"
        raise ValueError(message)
    DEFINED[definition.name] = definition


def definition_of(name: str) -> Definition:
    """The job of that name; LookupError when no app defines it."""
    if name not in DEFINED:
        message = f"no job is called {name}"
        raise LookupError(message)
    return DEFINED[name]


def label_of(name: str) -> str:
    """Its Vietnamese label; the bare name for rows of jobs that no longer exist."""
    return DEFINED[name].label if name in DEFINED else name

"""What reading an annex proposes: the document's head, its tasks with their doubts, and warnings."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from plans.enums import DeadlineKind

if TYPE_CHECKING:
    from datetime import date, time

    from lmhtx.reading.paper import Box


@dataclass(slots=True)
class DocumentHead:
    """The head of the paper; blanks of a draft stay None."""

    number: str | None = None
    symbol: str | None = None
    issued_on: date | None = None
    issuer: str | None = None
    title: str | None = None
    text_quality: float = 1.0
    ocr: bool = False
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A person named in the paper: a contact, not a user."""

    name: str
    post: str = ""


@dataclass(frozen=True, slots=True)
class TargetCandidate:
    """A quantity that may be a target; a person decides."""

    quantity: float
    unit: str
    qualifier: str = ""


@dataclass(slots=True)
class ProposedTask:
    """One task as read; `row` counts the rows of its table from 1, `page` the pages of the file from 1."""

    text: str
    group: str | None = None
    stt: str | None = None
    parent_stt: str | None = None
    lead: str = ""
    leads: list[str] = field(default_factory=list)
    partners: list[str] = field(default_factory=list)
    deadline_text: str | None = None
    kind: DeadlineKind = DeadlineKind.NONE
    start: date | None = None
    end: date | None = None
    end_time: time | None = None
    product: str | None = None
    people: list[Person] = field(default_factory=list)
    targets: list[TargetCandidate] = field(default_factory=list)
    page: int = 1
    row: int = 0
    table: int = 0
    depth: int = 0
    source: str = "native"
    confidence: float | None = None
    boxes: list[Box] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """A whole annex as read, before any person has confirmed it."""

    document: DocumentHead
    tasks: list[ProposedTask] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Plain values only, dates as yyyy-mm-dd, hours as HH:MM."""
        return {
            "document": _plain(asdict(self.document)),
            "tasks": [_plain(asdict(task)) for task in self.tasks],
            "warnings": list(self.warnings),
        }


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, DeadlineKind):
        return value.value
    if hasattr(value, "isoformat"):
        return (
            value.isoformat()[:5]
            if hasattr(value, "minute") and not hasattr(value, "year")
            else value.isoformat()
        )
    return value

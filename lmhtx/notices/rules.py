"""How many notices become few lines: those of one kind, stage and due day stand together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from lmhtx.vn.dates import short

LINES_OF_GROUP = 5


class Told(Protocol):
    """What grouping needs of a notice."""

    reminder: str
    stage: str
    due_on: date | None
    line: str


One = TypeVar("One", bound=Told)


@dataclass(frozen=True, slots=True)
class Group:
    """Notices that make one line."""

    reminder: str
    stage: str
    due_on: date | None
    heading: str
    notices: tuple[Told, ...]

    @property
    def is_single(self) -> bool:
        """Whether the line is the notice itself."""
        return len(self.notices) == 1


def grouped(notices: Iterable[Told], *, on: date) -> list[Group]:
    """The groups, most urgent first: by due day, those without one at the end."""
    groups: dict[tuple[str, str, date | None], list[Told]] = {}
    for notice in notices:
        groups.setdefault((notice.reminder, notice.stage, notice.due_on), []).append(notice)
    made = [
        Group(reminder, stage, due_on, heading(held, due_on=due_on, on=on), tuple(held))
        for (reminder, stage, due_on), held in groups.items()
    ]
    return sorted(made, key=lambda group: (group.due_on or date.max, group.reminder, group.stage))


def heading(notices: list[Told], *, due_on: date | None, on: date) -> str:
    """The one line: the notice's own, or how many there are and when they are due."""
    if len(notices) == 1:
        return notices[0].line
    if due_on is None:
        return f"{len(notices)} việc cần xem"
    when = "quá hạn từ" if due_on < on else "đến hạn"
    return f"{len(notices)} việc {when} {short(due_on)}"


def digest_subject(groups: list[Group], *, on: date) -> str:
    """The subject of the day's mail; with one line, that line itself."""
    if len(groups) == 1:
        return f"Bản tin {short(on)}: {groups[0].heading}"
    count = sum(len(group.notices) for group in groups)
    return f"Bản tin {short(on)}: {count} việc cần chú ý"


def digest_text(groups: list[Group], titles: dict[str, str], *, name: str, on: date) -> str:
    """The day's mail: a paragraph for each kind, a line for each stage and due day."""
    parts = [f"Kính gửi {name},", f"Những việc cần chú ý ngày {short(on)}:"]
    by_kind: dict[str, list[Group]] = {}
    for group in groups:
        by_kind.setdefault(group.reminder, []).append(group)
    for reminder, held in by_kind.items():
        lines = [titles.get(reminder, reminder).upper()]
        for group in held:
            lines.append(f"- {group.heading}")
            lines += _some_lines(group)
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _some_lines(group: Group) -> list[str]:
    if group.is_single:
        return []
    shown = [f"  + {notice.line}" for notice in group.notices[:LINES_OF_GROUP]]
    rest = len(group.notices) - LINES_OF_GROUP
    return [*shown, f"  + và {rest} việc khác"] if rest > 0 else shown

"""A returned sheet against the tasks that wait: matched by hidden keys, the rest listed with the reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from lmhtx.vn.text import fold
from plans.batches.rows import Row
from plans.batches.sheets import Sheet, SheetRow

NO_KEY = "Dòng thêm vào, không có mã."
BAD_KEY = "Mã đã bị sửa, hoặc của cơ quan khác."
TWICE = "Trùng mã với một dòng ở trên."
NOT_ASKED = "Nhiệm vụ không còn chờ báo cáo (đã xong, đã dừng hoặc đã chuyển nơi khác)."


@dataclass(frozen=True, slots=True)
class LooseRow:
    """A row of the sheet that no task took; `guess` is the waiting task with the same words, if there is one."""

    row: dict[str, Any]
    task_text: str
    why: str
    guess: int | None = None

    def as_plain(self) -> dict[str, Any]:
        """As it is kept with the draft."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Matched:
    """What a sheet said: of tasks, of nobody's tasks, and which waiting tasks it left out."""

    rows: list[Row]
    loose: list[LooseRow]
    absent: list[int]


def match(sheet: Sheet, tasks: Mapping[int, str], task_of: Callable[[str], int | None]) -> Matched:
    """Put each filled row to its task; `tasks` are the waiting ones, id → words."""
    rows: dict[int, Row] = {}
    loose: list[LooseRow] = []
    seen: set[int] = set()
    by_words = {fold(text): task for task, text in tasks.items()}
    for line in sheet.rows:
        task = task_of(line.key) if line.key else None
        why = _why_loose(line, task, tasks, seen)
        if task is not None:
            seen.add(task)
        if not why and task is not None:
            rows[task] = _told(line, task, renamed=_renamed(line, tasks[task]))
        elif line.text:
            guess = by_words.get(fold(line.task_text))
            loose.append(LooseRow(_told(line, 0).as_plain(), line.task_text, why, guess))
    # A guess that a keyed row has taken is none.
    settled = [
        LooseRow(one.row, one.task_text, one.why, None if one.guess in rows else one.guess) for one in loose
    ]
    return Matched(list(rows.values()), settled, [task for task in tasks if task not in rows])


def _why_loose(line: SheetRow, task: int | None, tasks: Mapping[int, str], seen: set[int]) -> str:
    if not line.key:
        return NO_KEY
    if task is None:
        return BAD_KEY
    if task in seen:
        return TWICE
    return "" if task in tasks else NOT_ASKED


def _renamed(line: SheetRow, text: str) -> str:
    """What the sheet calls the task, where somebody has typed over its words."""
    return "" if not line.task_text or fold(line.task_text) == fold(text) else line.task_text


def _told(line: SheetRow, task: int, *, renamed: str = "") -> Row:
    return Row(
        task=task,
        text=line.text,
        kind=line.kind,
        percent=line.percent,
        has_paper=line.has_paper,
        renamed=renamed,
    )

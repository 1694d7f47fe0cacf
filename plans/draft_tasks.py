"""The tasks that a draft stands for, with their group and parent, and what must be mended before writing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any

from lmhtx.vn.text import squeeze
from plans.drafts import split_names
from plans.enums import DeadlineKind

LONGEST = {"stt": 20, "deadline": 500, "people": 250}
LONGEST_NAME = 500
LONGEST_GROUP = 500
WORDS = {"stt": "số thứ tự", "deadline": "thời hạn", "people": "người"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A ticked quantity: how many of what, "ít nhất" or the like beside it."""

    quantity: Decimal
    unit: str
    qualifier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftTask:
    """One row of the grid as it will become a task; `parent` is the place of the task it belongs under."""

    key: str
    place: int
    group: str
    parent: int | None
    level: int
    stt: str
    text: str
    leads: tuple[str, ...]
    partners: tuple[str, ...]
    deadline_text: str
    kind: DeadlineKind
    start: date | None
    end: date | None
    end_time: time | None
    product: str
    people: str
    quantities: tuple[Quantity, ...]
    page: int | None = None
    row: int | None = None

    def as_printed(self) -> dict[str, Any]:
        """What the paper says of the task, to be compared with its next reading."""
        return {
            "group": self.group,
            "stt": self.stt,
            "text": self.text,
            "lead": list(self.leads),
            "partners": list(self.partners),
            "deadline": self.deadline_text,
            "start": self.start.isoformat() if self.start else "",
            "end": self.end.isoformat() if self.end else "",
            "end_time": f"{self.end_time:%H:%M}" if self.end_time else "",
            "product": self.product,
            "people": self.people,
            "targets": [
                [f"{one.quantity.normalize():f}", one.unit, one.qualifier] for one in self.quantities
            ],
        }


@dataclass(frozen=True, slots=True)
class Problem:
    """What keeps a row from becoming a task: where it stands and how to mend it."""

    key: str
    field: str
    sentence: str


@dataclass(slots=True)
class _Walk:
    """Where the walk down the rows stands: the group, and the open task of each level."""

    group: str = ""
    open_tasks: list[int] = field(default_factory=list)

    def parent_of(self, level: int) -> int | None:
        """The nearest task above that stands on a higher level."""
        del self.open_tasks[level:]
        return self.open_tasks[-1] if self.open_tasks else None


def tasks_in(draft: Mapping[str, Any]) -> list[DraftTask]:
    """The tasks in the order of the grid; a row that cannot be read as one is told by `problems_of` first."""
    walk = _Walk()
    tasks: list[DraftTask] = []
    for row in draft.get("rows") or []:
        if row["is_group"]:
            walk = _Walk(group=squeeze(row.get("text", "")))
            continue
        level = min(row.get("level", 0), len(walk.open_tasks))
        parent = walk.parent_of(level)
        walk.open_tasks.append(len(tasks))
        tasks.append(_task(row, place=len(tasks), group=walk.group, parent=parent))
    return tasks


def _task(row: Mapping[str, Any], *, place: int, group: str, parent: int | None) -> DraftTask:
    return DraftTask(
        key=row["key"],
        place=place,
        group=group,
        parent=parent,
        level=row.get("level", 0),
        stt=squeeze(row.get("stt", "")),
        text=row.get("text", "").strip(),
        leads=tuple(dict.fromkeys(split_names(row.get("lead", "")))),
        partners=tuple(dict.fromkeys(split_names(row.get("partners", "")))),
        deadline_text=squeeze(row.get("deadline", "")),
        kind=_kind(row.get("kind", "")),
        start=_day(row.get("start")),
        end=_day(row.get("end")),
        end_time=_hour(row.get("end_time")) if _day(row.get("end")) else None,
        product=row.get("product", "").strip(),
        people=squeeze(row.get("people", "")),
        quantities=tuple(_quantities(row)),
        page=row.get("page"),
        row=row.get("row"),
    )


def problems_of(draft: Mapping[str, Any]) -> list[Problem]:
    """All that must be mended first, in the order of the grid."""
    rows = draft.get("rows") or []
    if not any(not row["is_group"] for row in rows):
        return [Problem("", "", "Bảng chưa có nhiệm vụ nào. Hãy thêm dòng hoặc đọc lại văn bản khác.")]
    return [problem for row in rows for problem in _row_problems(row)]


def _row_problems(row: Mapping[str, Any]) -> Iterator[Problem]:
    key = row["key"]
    if row["is_group"]:
        if len(row.get("text", "")) > LONGEST_GROUP:
            yield Problem(key, "text", f"Tên nhóm dài quá {LONGEST_GROUP} chữ. Hãy rút gọn.")
        return
    if not row.get("text", "").strip():
        yield Problem(key, "text", "Nhiệm vụ chưa có nội dung. Hãy ghi nội dung hoặc xóa dòng này.")
    yield from (
        Problem(key, name, f"Ô {WORDS[name]} dài quá {most} chữ. Hãy rút gọn.")
        for name, most in LONGEST.items()
        if len(row.get(name, "")) > most
    )
    for cell in ("lead", "partners"):
        if any(len(name) > LONGEST_NAME for name in split_names(row.get(cell, ""))):
            yield Problem(key, cell, "Tên cơ quan quá dài. Hãy ngăn các cơ quan bằng dấu chấm phẩy.")
    yield from _date_problems(row)
    for target in row.get("targets") or []:
        if target.get("ticked") and (_number(target.get("quantity")) is None or not target.get("unit")):
            yield Problem(key, "text", "Chỉ tiêu được chọn phải có số lớn hơn 0 và đơn vị tính.")


def _date_problems(row: Mapping[str, Any]) -> Iterator[Problem]:
    start, end = _day(row.get("start")), _day(row.get("end"))
    for name, day, words in (("start", start, "Ngày bắt đầu"), ("end", end, "Hạn")):
        if row.get(name) and day is None:
            yield Problem(row["key"], "deadline", f"{words} không phải là một ngày. Hãy gõ dạng 05/09/2026.")
    if start and end and start > end:
        yield Problem(row["key"], "deadline", "Hạn sớm hơn ngày bắt đầu. Hãy sửa một trong hai ngày.")


def _quantities(row: Mapping[str, Any]) -> Iterator[Quantity]:
    for target in row.get("targets") or []:
        number = _number(target.get("quantity"))
        if target.get("ticked") and number is not None and target.get("unit"):
            yield Quantity(number, target["unit"][:60], target.get("qualifier", "")[:30])


def _number(written: Any) -> Decimal | None:
    """A quantity above nought that fits its column, typed with a comma or a point before the decimals."""
    try:
        number = Decimal(str(written).strip().replace(",", "."))
    except InvalidOperation:
        return None
    return number if number.is_finite() and 0 < number < Decimal(10) ** 12 else None


def _kind(value: str) -> DeadlineKind:
    return DeadlineKind(value) if value in set(DeadlineKind) else DeadlineKind.NONE


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except (TypeError, ValueError):
        return None


def _hour(value: Any) -> time | None:
    try:
        return time.fromisoformat(value) if value else None
    except (TypeError, ValueError):
        return None

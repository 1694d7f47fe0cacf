"""The draft of a reading: the rows of the confirmation grid as plain values, checked, counted, turned into tasks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from lmhtx.vn.text import fold, squeeze
from plans.enums import DeadlineKind, PlanKind

CELLS = ("stt", "text", "lead", "partners", "deadline", "product", "people")
HEAD = ("number", "symbol", "issued_on", "issuer", "title", "kind", "year")
MOST_ROWS = 3000
LONGEST_TEXT = 20_000
DEEPEST = 5
SEPARATOR = "; "
NATIVE = "native"
# Beyond it a float would be written with an exponent.
MOST_EXACT = 1e6
SOURCE_WORDS = re.compile(r"^ca dong: (?:doc tu anh|chuyen tu phong)")
CELL_WORDS = {
    "chu tri": "lead",
    "phoi hop": "partners",
    "thoi han": "deadline",
    "san pham": "product",
    "so thu tu": "stt",
    "nguoi": "people",
}
KIND_WORDS = re.compile(
    r"^(?:QUYẾT ĐỊNH|KẾ HOẠCH|CHỈ THỊ|THÔNG BÁO|CÔNG VĂN|NGHỊ QUYẾT|CHƯƠNG TRÌNH)[\s:]+(?=\S)"
)
DEADLINE_WORDS = re.compile(r"\b(han|thoi han|ngay|thang|nam|quy)\b")


class BadDraft(ValueError):
    """What was sent is no draft of the grid; the message is for the person."""


def draft_of(found: Mapping[str, Any], *, year: int | None = None) -> dict[str, Any]:
    """The first draft: every task found as a row, a band before each new group, children one level deeper."""
    document = found.get("document") or {}
    head: dict[str, Any] = {name: _words(document.get(name)) for name in HEAD}
    # The kind has a field of its own; the title does not repeat it.
    head["title"] = KIND_WORDS.sub("", head["title"]) or head["title"]
    head |= {
        "kind": _plan_kind(document),
        "year": year or document.get("year"),
        "keeper": None,
        "followed_by": None,
    }
    rows, warnings = _rows(found.get("tasks") or []), list(found.get("warnings") or [])
    return checked_draft({"document": head, "rows": rows, "warnings": warnings})


def _rows(tasks: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    group = ""
    levels: dict[Any, int] = {}
    for task in tasks:
        if (printed := _words(task.get("group"))) != group:
            group, levels = printed, {}
            rows.append(_band(printed, len(rows)))
        level = levels.get(task["parent_stt"], -1) + 1 if task.get("parent_stt") else 0
        levels[task.get("stt")] = level
        rows.append(_row(task, len(rows), min(level, DEEPEST)))
    return rows


def _band(text: str, place: int) -> dict[str, Any]:
    return {
        "key": f"r{place}",
        "is_group": True,
        "level": 0,
        "text": text,
        "doubts": [],
        "ocr": [],
        "boxes": [],
    }


def _row(task: Mapping[str, Any], place: int, level: int) -> dict[str, Any]:
    leads = task.get("leads") or ([task["lead"]] if task.get("lead") else [])
    row = {
        "key": f"r{place}",
        "is_group": False,
        "level": level,
        "stt": _words(task.get("stt")),
        "text": _lines(task.get("text")),
        "lead": SEPARATOR.join(squeeze(name) for name in leads),
        "partners": SEPARATOR.join(squeeze(name) for name in task.get("partners") or []),
        "deadline": _words(task.get("deadline_text")),
        "kind": task.get("kind") or DeadlineKind.NONE.value,
        "start": task.get("start") or "",
        "end": task.get("end") or "",
        "end_time": (task.get("end_time") or "")[:5],
        "product": _lines(task.get("product")),
        "people": SEPARATOR.join(_person(person) for person in task.get("people") or []),
        "targets": [_target(target) for target in task.get("targets") or []],
        "doubts": [_doubt(doubt) for doubt in task.get("doubts") or [] if not _says_source(doubt, task)],
        "source": task.get("source") or NATIVE,
        "page": task.get("page"),
        "row": task.get("row"),
        "boxes": [_box(box) for box in _dicts(task.get("boxes"))],
    }
    # Letters that were not in the file itself want a person's eye, cell by cell.
    return {**row, "ocr": [] if row["source"] == NATIVE else [cell for cell in CELLS if row[cell]]}


def _box(box: Mapping[str, Any]) -> dict[str, float]:
    """A place on a page, its sides kept within the page."""
    sides = {side: min(max(_share(box.get(side)), 0.0), 1.0) for side in ("left", "top", "right", "bottom")}
    return {"page": _whole(box.get("page")) or 1, **sides}


def _share(value: Any) -> float:
    return round(float(value), 4) if isinstance(value, int | float) and value == value else 0.0  # noqa: PLR0124 - NaN


def _words(value: Any) -> str:
    return squeeze(str(value)) if value not in (None, "") else ""


def _lines(value: Any) -> str:
    """Text whose own line breaks stay."""
    return "\n".join(line for line in map(squeeze, str(value or "").splitlines()) if line)


def _person(person: Mapping[str, Any]) -> str:
    return " - ".join(part for part in (_words(person.get("name")), _words(person.get("post"))) if part)


def _target(target: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "quantity": _figure(target.get("quantity", "")),
        "unit": _words(target.get("unit")),
        "qualifier": _words(target.get("qualifier")),
        "ticked": bool(target.get("ticked", False)),
    }


def _figure(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) and value < MOST_EXACT else _words(value)


def _doubt(doubt: Any) -> dict[str, Any]:
    if isinstance(doubt, Mapping):
        field, reason = _words(doubt.get("field")), _words(doubt.get("reason"))
    else:
        field, reason = "", _words(doubt)
    if field not in CELLS:
        field = _cell_named(reason)
    return {"field": field, "reason": reason, "seen": False}


def _says_source(doubt: Any, task: Mapping[str, Any]) -> bool:
    """Whether it only says that the row was read from a picture or an old font, which every cell of it tells."""
    return task.get("source") not in (None, NATIVE) and bool(SOURCE_WORDS.search(fold(str(doubt))))


def _cell_named(reason: str) -> str:
    """The cell that a doubt speaks of: named before the colon, else guessed from its words."""
    head, colon, _ = fold(reason).partition(":")
    named = next((cell for words, cell in CELL_WORDS.items() if colon and words in head), None)
    if named is None:
        named = "deadline" if not colon and DEADLINE_WORDS.search(fold(reason)) else "text"
    return named


def _plan_kind(document: Mapping[str, Any]) -> str:
    """What the symbol and the title say the paper is; a plan where they say nothing."""
    symbol, title = _words(document.get("symbol")).upper(), fold(_words(document.get("title")))
    if symbol.startswith("QĐ"):
        return PlanKind.DECISION.value
    by_title = (
        ("chi thi", PlanKind.DIRECTIVE),
        ("ket luan", PlanKind.CONCLUSION),
        ("chuong trinh", PlanKind.PROGRAMME),
    )
    return next((kind.value for words, kind in by_title if words in title[:40]), PlanKind.PLAN.value)


def checked_draft(posted: Any) -> dict[str, Any]:
    """The posted draft in its own shape and nothing else; BadDraft when it is none."""
    if not isinstance(posted, dict) or not isinstance(posted.get("rows"), list):
        raise BadDraft("Bản nháp gửi lên không đúng dạng. Hãy tải lại trang rồi thử lại.")
    if len(posted["rows"]) > MOST_ROWS:
        raise BadDraft(f"Bảng có hơn {MOST_ROWS} dòng. Hãy tách văn bản thành nhiều lần đọc.")
    head = posted["document"] if isinstance(posted.get("document"), dict) else {}
    document: dict[str, Any] = {name: _short(head.get(name)) for name in HEAD}
    document |= {name: _whole(head.get(name)) for name in ("year", "keeper", "followed_by")}
    rows = [_checked_row(row, place) for place, row in enumerate(posted["rows"]) if isinstance(row, dict)]
    warnings = [_short(words) for words in _listed(posted.get("warnings")) if isinstance(words, str)]
    return {"document": document, "rows": rows, "warnings": warnings}


def _checked_row(row: Mapping[str, Any], place: int) -> dict[str, Any]:
    checked: dict[str, Any] = {
        name: _short(row.get(name)) for name in (*CELLS, "start", "end", "end_time", "kind")
    }
    checked |= {
        "key": _short(row.get("key")) or f"n{place}",
        "is_group": bool(row.get("is_group")),
        "level": min(max(_whole(row.get("level")) or 0, 0), DEEPEST),
        "targets": [_target(target) for target in _dicts(row.get("targets"))],
        "doubts": [
            {
                "field": _short(one.get("field")),
                "reason": _short(one.get("reason")),
                "seen": bool(one.get("seen")),
            }
            for one in _dicts(row.get("doubts"))
        ],
        "ocr": [name for name in CELLS if name in _listed(row.get("ocr"))],
        "page": _whole(row.get("page")),
        "row": _whole(row.get("row")),
        "source": _short(row.get("source")) or NATIVE,
        "boxes": [_box(box) for box in _dicts(row.get("boxes"))],
    }
    return checked


def _dicts(values: Any) -> list[dict[str, Any]]:
    return [value for value in _listed(values) if isinstance(value, dict)]


def _listed(values: Any) -> list[Any]:
    return values if isinstance(values, list) else []


def _short(value: Any) -> str:
    # A NUL cannot be stored, and nobody typed it.
    return str(value).replace("\0", "")[:LONGEST_TEXT] if isinstance(value, str | int) else ""


def _whole(value: Any) -> int | None:
    try:
        return int(value)
    except (TypeError, ValueError):
        return None


def counts_of(draft: Mapping[str, Any]) -> dict[str, int]:
    """How many tasks and groups the grid holds and how many of its places still want a person's eye."""
    rows = draft.get("rows") or []
    groups = sum(1 for row in rows if row["is_group"] and row.get("text"))
    return {
        "tasks": sum(1 for row in rows if not row["is_group"]),
        "groups": groups,
        "doubts": sum(len(open_places(row)) for row in rows),
    }


def open_places(row: Mapping[str, Any]) -> set[str]:
    """The cells of a row that nobody has looked at yet: doubted, or read by OCR."""
    doubted = {doubt["field"] for doubt in row.get("doubts") or [] if not doubt.get("seen")}
    return doubted | set(row.get("ocr") or [])


def names_in(draft: Mapping[str, Any]) -> list[str]:
    """Every name of a lead or partner in the grid, once, in the order of the paper."""
    cells = (
        row.get(cell, "")
        for row in draft.get("rows") or []
        if not row["is_group"]
        for cell in ("lead", "partners")
    )
    return list(dict.fromkeys(name for cell in cells for name in split_names(cell)))


def split_names(cell: str) -> list[str]:
    """The names of one cell: parted by semicolons and line breaks."""
    return [name for name in map(squeeze, re.split(r"[;\n]", cell or "")) if name]

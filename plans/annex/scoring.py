"""How near a reading came to what a careful clerk entered: eight shares between 0 and 1."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

Task = dict[str, Any]
FIELDS = ("found", "real", "end", "start", "leads", "partners", "product", "place")
LEAST_LIKENESS = 0.86
SAME_NAME = 0.92
SAME_PRODUCT = 0.9
SAME_GROUP = 0.8
# A field is not judged where the clerk was unsure of it, or of what it rests on.
RESTS_ON = {
    "end": {"deadline_text"},
    "start": {"deadline_text", "end"},
    "place": {"group", "stt", "parent_stt"},
}
EDGES = " .;:,-–—+*•\"'“”()[]"


@dataclass(frozen=True, slots=True)
class Score:
    """The shares of one file and how many tasks it should have."""

    tasks: int
    shares: dict[str, float]

    def line(self) -> str:
        """The shares on one line."""
        return f"{self.tasks} tasks  " + "  ".join(f"{name} {self.shares[name]:.3f}" for name in FIELDS)


def score(expected: list[Task], got: list[Task]) -> Score:
    """Pair the tasks by their texts and judge each field of the pairs."""
    pairs = _paired(expected, got)
    matched = {want for want, _ in pairs}
    missing = sum(
        1 for place, task in enumerate(expected) if place not in matched and not task.get("optional")
    )
    shares = {
        "found": 1 - missing / len(expected) if expected else 1.0,
        "real": len(pairs) / len(got) if got else float(not expected),
    }
    for name, holds in CHECKS.items():
        wrong = sum(not _unsure(expected[i], name) and not holds(expected[i], got[j]) for i, j in pairs)
        shares[name] = 1 - wrong / len(pairs) if pairs else float(not expected)
    return Score(len(expected), shares)


def pooled(scores: list[tuple[str, Score]]) -> list[str]:
    """One line a file kind, every share weighted by the tasks, and the file with the lowest share."""
    kinds: dict[str, list[tuple[str, Score]]] = {}
    for name, one in scores:
        kinds.setdefault(name.rsplit("/", 1)[-1], []).append((name, one))
    lines = []
    for kind, held in sorted(kinds.items()):
        total = sum(one.tasks for _, one in held)
        shares = {f: sum(one.tasks * one.shares[f] for _, one in held) / (total or 1) for f in FIELDS}
        low, worst = min((min(one.shares.values()), name) for name, one in held)
        lines.append(f"{kind}: {Score(total, shares).line()}  lowest {low:.3f} ({worst})")
    return lines


def _paired(expected: list[Task], got: list[Task]) -> list[tuple[int, int]]:
    """Pairs of places, the likest first, each place once; between equals the nearer wins."""
    candidates = []
    for i, want in enumerate(expected):
        for j, have in enumerate(got):
            likeness = _likeness(want.get("text"), have.get("text"))
            if likeness >= LEAST_LIKENESS:
                apart = abs(i / max(1, len(expected)) - j / max(1, len(got)))
                candidates.append((likeness - apart / 1000, i, j))
    pairs: dict[int, int] = {}
    for _, i, j in sorted(candidates, reverse=True):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return sorted(pairs.items())


def _plain(value: Any) -> str:
    text = unicodedata.normalize("NFC", str(value or "")).casefold()
    return re.sub("[\\s\u00ad\u200b]+", " ", text).strip(EDGES)


def _likeness(one: Any, other: Any) -> float:
    first, second = _plain(one), _plain(other)
    if first == second:
        return 1.0
    if not first or not second or min(len(first), len(second)) * 3 < max(len(first), len(second)):
        return 0.0
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def _unsure(task: Task, name: str) -> bool:
    return bool(set(task.get("uncertain") or []) & ({name, name.rstrip("s")} | RESTS_ON.get(name, set())))


def _names(task: Task, key: str) -> list[str]:
    value = task.get(key)
    if value is None and key == "leads":
        value = task.get("lead")
    listed = [value] if isinstance(value, str) else value or []
    return sorted(filter(None, (_plain(re.sub(r"[()]", " ", name)) for name in listed)))


def _same_names(key: str) -> Callable[[Task, Task], bool]:
    def holds(want: Task, have: Task) -> bool:
        first, second = _names(want, key), _names(have, key)
        return len(first) == len(second) and all(
            _likeness(a, b) >= SAME_NAME for a, b in zip(first, second, strict=True)
        )

    return holds


def _same_product(want: Task, have: Task) -> bool:
    if not want.get("product") and not have.get("product"):
        return True
    return _likeness(want.get("product"), have.get("product")) >= SAME_PRODUCT


def _same_place(want: Task, have: Task) -> bool:
    group = _likeness(want.get("group"), have.get("group")) >= SAME_GROUP
    group = group or _group_number(want.get("group")) == _group_number(have.get("group"))
    return group and all(_plain(want.get(key)) == _plain(have.get(key)) for key in ("stt", "parent_stt"))


def _group_number(group: Any) -> str:
    innermost = _plain(group).split(" / ")[-1]
    found = re.match(r"([ivxlcdm]+|[a-z]|\d+(?:\.\d+)*)(?=[.)\s:]|$)", innermost)
    return found.group(1) if found else innermost


CHECKS: dict[str, Callable[[Task, Task], bool]] = {
    "end": lambda want, have: (want.get("end") or None) == (have.get("end") or None),
    "start": lambda want, have: (want.get("start") or None) == (have.get("start") or None),
    "leads": _same_names("leads"),
    "partners": _same_names("partners"),
    "product": _same_product,
    "place": _same_place,
}

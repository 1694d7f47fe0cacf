"""One row of a report on many tasks: what is told of one task, as typed, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from plans.enums import ReportKind

TEXT_LENGTH = 10_000
PERCENT = re.compile(r"(\d{1,3})(?:[.,]0+)?\s*%?")
FULL = 100


@dataclass(frozen=True, slots=True)
class Row:
    """What is told of one task; a row without words is not sent."""

    task: int
    text: str = ""
    kind: str = ReportKind.PROGRESS.value
    percent: str = ""
    has_paper: bool = True
    renamed: str = ""

    @property
    def is_filled(self) -> bool:
        """Whether anything was told."""
        return bool(self.text)

    @property
    def percent_done(self) -> int | None:
        """The share as a whole number; None where it is none between 0 and 100."""
        if self.kind == ReportKind.COMPLETION:
            return FULL
        if not self.percent:
            return 0
        found = PERCENT.fullmatch(self.percent)
        share = int(found[1]) if found else FULL + 1
        return share if share <= FULL else None

    @property
    def fault(self) -> str:
        """What must be mended before it can be sent."""
        if not self.text:
            return "Hãy ghi kết quả, tình hình."
        if len(self.text) > TEXT_LENGTH:
            return f"Nội dung dài quá {TEXT_LENGTH:,} chữ; hãy rút gọn.".replace(",", ".")
        if self.percent_done is None:
            return f"Tiến độ “{self.percent}” không phải số từ 0 đến 100."
        return ""

    def as_plain(self) -> dict[str, Any]:
        """As it is kept with the draft."""
        return asdict(self)


def row_of(plain: Mapping[str, Any]) -> Row:
    """A kept row."""
    return Row(**plain)


def typed_row(task: int, typed: Mapping[str, Any]) -> Row:
    """A row of the grid as a browser sends it: its fields are named by the task's number."""
    return Row(
        task=task,
        text=_clean(typed.get(f"text_{task}", "")),
        kind=_kind(typed.get(f"kind_{task}", "")),
        percent=_clean(typed.get(f"percent_{task}", "")),
        has_paper=bool(typed.get(f"paper_{task}")),
        renamed=_clean(typed.get(f"renamed_{task}", "")),
    )


def same_but_for(row: Row, task: int) -> Row:
    """The row put to another task, by a person's choice."""
    return replace(row, task=task, renamed="")


def _clean(words: Any) -> str:
    return str(words).replace("\r\n", "\n").strip()


def _kind(word: Any) -> str:
    return ReportKind.COMPLETION.value if word == ReportKind.COMPLETION else ReportKind.PROGRESS.value

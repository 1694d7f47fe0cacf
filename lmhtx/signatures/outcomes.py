"""The words of a check: outcomes, items and verdicts, and how items make a verdict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """What one item of a check came to."""

    PASS = "pass"  # noqa: S105 - the outcome, not the word
    FAIL = "fail"
    UNKNOWN = "unknown"


class Verdict(StrEnum):
    """What a check came to as a whole."""

    VALID = "valid"
    INVALID = "invalid"
    ALTERED = "altered"
    UNKNOWN = "unknown"
    UNSIGNED = "unsigned"

    @property
    def label(self) -> str:
        """The Vietnamese word."""
        return VERDICT_LABELS[self]


VERDICT_LABELS = {
    Verdict.VALID: "Hợp lệ",
    Verdict.INVALID: "Không hợp lệ",
    Verdict.ALTERED: "Đã bị sửa sau khi ký",
    Verdict.UNKNOWN: "Chưa xác định",
    Verdict.UNSIGNED: "Không có chữ ký",
}


class ItemKey(StrEnum):
    """What is looked at for every signature."""

    INTEGRITY = "integrity"
    CHANGES = "changes"
    CHAIN = "chain"
    STATUS = "status"
    TIME = "time"
    ALGORITHM = "algorithm"


ITEM_LABELS = {
    ItemKey.INTEGRITY: "Nguyên vẹn",
    ItemKey.CHANGES: "Thay đổi sau khi ký",
    ItemKey.CHAIN: "Nơi cấp chứng thư",
    ItemKey.STATUS: "Hiệu lực, thu hồi lúc ký",
    ItemKey.TIME: "Dấu thời gian",
    ItemKey.ALGORITHM: "Thuật toán, mục đích khóa",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One thing looked at; `alters` marks a failure that means the paper was changed after signing."""

    key: str
    outcome: Outcome
    sentence: str
    label: str = ""
    warns: bool = False
    alters: bool = False
    # A later look may come to more: somebody who can say did not answer, or is not known here yet.
    is_open: bool = False

    @classmethod
    def told(cls, told: dict[str, Any]) -> Item:
        """From what `as_told` gave."""
        return cls(**{**told, "outcome": Outcome(told["outcome"])})

    def as_told(self) -> dict[str, Any]:
        """As plain values with the label filled in."""
        told = asdict(self)
        told["label"] = self.label or (ITEM_LABELS[ItemKey(self.key)] if self.key in set(ItemKey) else "")
        return told


def verdict_of(items: Iterable[Item]) -> Verdict:
    """What the items of one signature come to; a warning alone spoils nothing."""
    items = list(items)
    failed = [item for item in items if item.outcome == Outcome.FAIL]
    if any(item.alters for item in failed):
        return Verdict.ALTERED
    if failed:
        return Verdict.INVALID
    if not items or any(item.outcome == Outcome.UNKNOWN for item in items):
        return Verdict.UNKNOWN
    return Verdict.VALID


# What spoils a paper most stands first: one bad signature makes the paper bad.
_WORST_FIRST = (Verdict.ALTERED, Verdict.INVALID, Verdict.UNKNOWN, Verdict.VALID)


def overall(verdicts: Iterable[Verdict]) -> Verdict:
    """What the verdicts of all signatures of a paper come to."""
    found = set(verdicts)
    return next((verdict for verdict in _WORST_FIRST if verdict in found), Verdict.UNSIGNED)

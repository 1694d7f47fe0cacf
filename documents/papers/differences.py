"""What changed between two versions of a text: paragraph by paragraph, word by word within a changed one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from lmhtx.vn.labels import Labelled

WORD = re.compile(r"\s+|[^\W_]+|[\W_]", re.UNICODE)
# Two paragraphs that share less than this are not one changed: one went and another came.
LIKE = 0.4
# Beyond this many comparisons like is not sought among paragraphs: they are paired in their order.
MOST_PAIRS = 2_500
# And beyond this many of words: one paragraph as long as a book is shown as gone and come.
MOST_WORD_PAIRS = 9_000_000


class Change(Labelled):
    """What became of a paragraph or of some words."""

    KEPT = "kept", "Giữ nguyên"
    ADDED = "added", "Thêm"
    REMOVED = "removed", "Bỏ"
    CHANGED = "changed", "Sửa"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and what became of them: kept, added or removed."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """A paragraph, and what became of it; its place in the old and in the new text, from 1, where it has one."""

    change: Change
    pieces: tuple[Piece, ...]
    old: int | None = None
    new: int | None = None

    @property
    def old_text(self) -> str:
        """As it was."""
        return "".join(piece.text for piece in self.pieces if piece.change != Change.ADDED)

    @property
    def new_text(self) -> str:
        """As it is now."""
        return "".join(piece.text for piece in self.pieces if piece.change != Change.REMOVED)


def differences(old: str, new: str) -> list[ParagraphChange]:
    """Every paragraph of both texts in order of reading; plain words, for a template to escape."""
    before, after = old.splitlines(), new.splitlines()
    made: list[ParagraphChange] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for what, first, last, begin, end in matcher.get_opcodes():
        if what == "equal":
            made += [
                _whole(Change.KEPT, before[first + step], old=first + step + 1, new=begin + step + 1)
                for step in range(last - first)
            ]
        else:
            made += _replaced(before[first:last], after[begin:end], first=first, begin=begin)
    return made


def changed_only(changes: Sequence[ParagraphChange]) -> list[ParagraphChange]:
    """Those that are not kept as they were."""
    return [one for one in changes if one.change != Change.KEPT]


def _whole(change: Change, text: str, *, old: int | None = None, new: int | None = None) -> ParagraphChange:
    return ParagraphChange(change, (Piece(change, text),), old, new)


def _replaced(
    before: Sequence[str], after: Sequence[str], *, first: int, begin: int
) -> Iterator[ParagraphChange]:
    """Some paragraphs became others: the likest pairs are changed ones, the rest went or came."""
    place = 0
    for step, text in enumerate(after):
        partner = _partner(before, place, text, is_few=len(before) * len(after) <= MOST_PAIRS)
        if partner is None:
            yield _whole(Change.ADDED, text, new=begin + step + 1)
            continue
        for gone in range(place, partner):
            yield _whole(Change.REMOVED, before[gone], old=first + gone + 1)
        pieces = tuple(_pieces(before[partner], text))
        yield ParagraphChange(Change.CHANGED, pieces, first + partner + 1, begin + step + 1)
        place = partner + 1
    for gone in range(place, len(before)):
        yield _whole(Change.REMOVED, before[gone], old=first + gone + 1)


def _partner(before: Sequence[str], place: int, text: str, *, is_few: bool) -> int | None:
    """The paragraph from `place` on that is most like the text, where one is like it at all."""
    last = len(before) if is_few else min(len(before), place + 1)
    likeness = [(_likeness(before[at], text), -at) for at in range(place, last)]
    best = max(likeness, default=(0.0, 0))
    return -best[1] if best[0] >= LIKE else None


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def _pieces(before: str, after: str) -> Iterator[Piece]:
    old, new = WORD.findall(before), WORD.findall(after)
    if len(old) * len(new) > MOST_WORD_PAIRS:
        yield from (Piece(Change.REMOVED, before), Piece(Change.ADDED, after))
        return
    for what, first, last, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            yield Piece(Change.KEPT, "".join(old[first:last]))
            continue
        if last > first:
            yield Piece(Change.REMOVED, "".join(old[first:last]))
        if end > begin:
            yield Piece(Change.ADDED, "".join(new[begin:end]))

"""A scanned sheet against the text that was approved: what differs, told so that a slip of reading is not a change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from lmhtx.vn.text import fold, squeeze

# Reading machines part "1.200. 000" and join nothing.
WITHIN_A_NUMBER = re.compile(r"(?<=\d)\s*([.,])\s*(?=\d)")
AROUND_A_WORD = "\"'“”‘’.,;:!?()[]…-–—/*_|"
HAS_DIGIT = re.compile(r"\d")
# Words that are as close as this are the same word, misread.
CLOSE_ENOUGH = 0.72
# A page number stands alone between the lines.
PAGE_NUMBER = re.compile(r"\d{1,2}")
MOST = 50


@dataclass(frozen=True, slots=True)
class Difference:
    """What stood in the approved text and what stands on the sheet; either may be empty."""

    approved: str
    scanned: str

    @property
    def is_figure(self) -> bool:
        """Whether a number is at stake."""
        return bool(HAS_DIGIT.search(self.approved + self.scanned))


def differences(approved: str, scanned: str) -> list[Difference]:
    """The places where the sheet says something else than the approved text, at most fifty.

    What stands on the sheet before and after the text (letterhead, signature, stamp) is no difference; neither is a
    word that was read with a slip of a letter or an accent. Figures are compared digit by digit.
    """
    ours, theirs = _words(approved), _words(scanned)
    matcher = SequenceMatcher(
        None, [_key(word) for word in ours], [_key(word) for word in theirs], autojunk=False
    )
    found = list(_changes(matcher.get_opcodes(), ours, theirs))
    return found[:MOST]


def _words(text: str) -> list[str]:
    parts = WITHIN_A_NUMBER.sub(r"\1", squeeze(text)).split()
    return [word for word in parts if word.strip(AROUND_A_WORD)]


def _key(word: str) -> str:
    return fold(word.strip(AROUND_A_WORD))


def _changes(
    codes: Sequence[tuple[str, int, int, int, int]], ours: list[str], theirs: list[str]
) -> Iterator[Difference]:
    for what, first, last, other_first, other_last in codes:
        mine, other = ours[first:last], theirs[other_first:other_last]
        if what == "equal" or (what == "insert" and _is_no_change(other, first in {0, len(ours)})):
            continue
        if what == "replace" and first == 0:
            other = other[-len(mine) :]
        if what == "replace" and last == len(ours):
            other = other[: len(mine)]
        if not _are_same(mine, other):
            yield Difference(" ".join(mine), " ".join(other))


def _is_no_change(words: list[str], is_at_edge: bool) -> bool:  # noqa: FBT001 - a fact of the place
    return is_at_edge or (len(words) == 1 and PAGE_NUMBER.fullmatch(words[0]) is not None)


def _are_same(mine: list[str], other: list[str]) -> bool:
    one, two = " ".join(map(_key, mine)), " ".join(map(_key, other))
    if _figures(mine) != _figures(other):
        return False
    return SequenceMatcher(None, one.replace(" ", ""), two.replace(" ", "")).ratio() >= CLOSE_ENOUGH


def _figures(words: list[str]) -> list[str]:
    return [_key(word) for word in words if HAS_DIGIT.search(word)]

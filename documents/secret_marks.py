"""The stamp of a state secret on a page: told from the word that only happens to be there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lmhtx.vn.labels import Labelled
from lmhtx.vn.text import fold, squeeze

UPPER_HALF = 0.5
MARGIN = 0.12
# What OCR leaves of the frame and ink round a stamp, and the number of a list beside it.
NOISE = re.compile(r"^[\W_]+|[\W_]+$")
# "Độ mật: Tối mật", "Độ MẬT" as papers on secrets write it in a line of their own.
LABELLED = re.compile(r"do mat\s*[:.]\s*(?:tuyet mat|toi mat|mat)")
MARKS = {"mat", "toi mat", "tuyet mat"}
SPACED = re.compile(r"(?:\S ){2,}\S")
# Words that end in "mật" or go on after it: the end of a line cut in two is no stamp.
BEFORE = re.compile(r"(?:ong|bi|bao|than|nuoi|canh|mat|cua|bang|muc|do|tinh|san xuat|kinh doanh|hop tac xa)$")


class MarkVerdict(Labelled):
    """What a page says of secrets."""

    NONE = "none", "Không có dấu mật"
    DOUBT = "doubt", "Có thể là dấu mật"
    STAMP = "stamp", "Có dấu mật"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page; `top` and `left` are shares of the page's height and width, None where not known."""

    text: str
    top: float | None = None
    left: float | None = None
    before: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A hit: how sure it is and which words it rests on."""

    verdict: MarkVerdict
    text: str = ""


NO_MARK = Mark(MarkVerdict.NONE)


def judge_line(line: Line) -> Mark:
    """Whether the line is a stamp: the words alone, in capitals, in the upper half of the page or its margin."""
    words = _words(line.text)
    folded = fold(words)
    if LABELLED.fullmatch(folded):
        return Mark(MarkVerdict.STAMP, words)
    if folded not in MARKS:
        return NO_MARK
    if not words.isupper():
        return Mark(MarkVerdict.DOUBT, words) if words[:1].isupper() else NO_MARK
    if folded == "mat" and not _is_stamp_word(words):
        return NO_MARK
    if folded == "mat" and BEFORE.search(fold(line.before)):
        return Mark(MarkVerdict.DOUBT, words)
    return Mark(MarkVerdict.STAMP if _is_at_head(line) else MarkVerdict.DOUBT, words)


def judge_lines(lines: Iterable[Line]) -> Mark:
    """The surest hit among the lines."""
    hits = [judge_line(line) for line in lines]
    for verdict in (MarkVerdict.STAMP, MarkVerdict.DOUBT):
        if found := next((hit for hit in hits if hit.verdict == verdict), None):
            return found
    return NO_MARK


def _words(text: str) -> str:
    bare = NOISE.sub("", squeeze(text))
    return bare.replace(" ", "") if SPACED.fullmatch(bare) and len(bare.replace(" ", "")) <= 3 else bare


def _is_stamp_word(words: str) -> bool:
    """MẬT and what OCR makes of it; MẶT, MẤT, MÁT are other words."""
    return words in {"MẬT", "MÂT", "MAT", "MẠT", "MẬI"}


def _is_at_head(line: Line) -> bool:
    if line.top is None:
        return True
    return line.top <= UPPER_HALF or (line.left is not None and line.left <= MARGIN)

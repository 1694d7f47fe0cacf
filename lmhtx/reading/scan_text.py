"""Words as read put back into lines, and lines into the paragraphs a person would see."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from lmhtx.reading.ocr import Word, mean_confidence

LIST_MARK = re.compile(
    r"^(?:[-–—+•*]\s|\d{1,2}(?:\.\d{1,2})*[.)]\s|[a-zđA-ZĐ][.)]\s|[IVX]{1,5}[.)]\s|\(\d{1,2}\)\s)"
)
SENTENCE_END = re.compile(r"[.;:!?]$")
RULE_REMAINS = re.compile(r"^[|¦\[\]_~=—–‐'`‘’\"“”.,:;°]+$")
SPECK_CONFIDENCE = 0.35


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words with its sides in pixels."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float
    block: int


def lines_of(words: Sequence[Word]) -> list[Line]:
    """The lines in the recogniser's order; specks and remains of rules are left out."""
    lines = []
    for (block, _, _), members in groupby(words, key=lambda word: (word.block, word.paragraph, word.line)):
        kept = _without_specks(list(members))
        if kept:
            lines.append(
                Line(
                    text=" ".join(word.text.replace("|", "") for word in kept).strip(),
                    left=min(word.left for word in kept),
                    top=min(word.top for word in kept),
                    right=max(word.right for word in kept),
                    bottom=max(word.bottom for word in kept),
                    confidence=mean_confidence(kept),
                    block=block,
                )
            )
    return [line for line in lines if line.text]


def _without_specks(words: list[Word]) -> list[Word]:
    """Drops marks at the ends of a line that are dirt; a dash or bullet that opens a list stays."""
    while words and (
        _is_dirt(words[-1]) or (len(words) > 1 and words[-1].text in {"-", "–", ":", ".", ",", "'"})
    ):
        words = words[:-1]
    while words and _is_dirt(words[0]) and words[0].text not in {"-", "–", "+", "*", "•"}:
        words = words[1:]
    if all(
        word.confidence < SPECK_CONFIDENCE and len(word.text) < 3 and not word.text.isdigit()
        for word in words
    ):
        return []
    return words


def _is_dirt(word: Word) -> bool:
    return bool(RULE_REMAINS.match(word.text)) and (
        word.confidence < 0.8 or word.text in {"|", "¦", "_", "~"}
    )


def cell_text(lines: Sequence[Line]) -> str:
    """The text of a cell: wrapped lines joined, list points and finished short lines each on their own."""
    if not lines:
        return ""
    right = max(line.right for line in lines)
    width = right - min(line.left for line in lines)
    pieces = [lines[0].text]
    for before, line in pairwise(lines):
        ends_short = SENTENCE_END.search(before.text) and before.right < right - 0.25 * width
        if LIST_MARK.match(line.text) or ends_short:
            pieces.append(line.text)
        else:
            pieces[-1] = f"{pieces[-1]} {line.text}"
    return "\n".join(pieces)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of running text with its sides in pixels."""

    text: str
    is_centered: bool
    left: int
    top: int
    right: int
    bottom: int
    confidence: float


def passages_of(lines: Sequence[Line]) -> list[Passage]:
    """Running text cut into paragraphs by indents, short last lines, gaps, list marks and centring."""
    passages = []
    for _, members in groupby(lines, key=lambda line: line.block):
        block = list(members)
        left, right = min(line.left for line in block), max(line.right for line in block)
        height = median(line.bottom - line.top for line in block)
        current = [block[0]]
        for before, line in pairwise(block):
            if _begins_paragraph(before, line, left=left, right=right, height=height):
                passages.append(_passage(current, left, right))
                current = []
            current.append(line)
        passages.append(_passage(current, left, right))
    return passages


def _begins_paragraph(before: Line, line: Line, *, left: int, right: int, height: float) -> bool:
    if LIST_MARK.match(line.text) or line.top - before.bottom > 1.2 * height:
        return True
    if _is_centered(before, left, right) or _is_centered(line, left, right):
        return not (_is_centered(before, left, right) and _is_centered(line, left, right))
    indented = line.left - left > 1.2 * height
    ended = before.right < right - 3 * height
    return (indented and before.left - left <= 1.2 * height) or ended


def _is_centered(line: Line, left: int, right: int) -> bool:
    before, after = line.left - left, right - line.right
    margin = 0.06 * (right - left)
    return before > margin and after > margin and abs(before - after) < 0.4 * max(before, after)


def _passage(lines: list[Line], left: int, right: int) -> Passage:
    letters = sum(len(line.text) for line in lines)
    return Passage(
        text=" ".join(line.text for line in lines),
        is_centered=all(_is_centered(line, left, right) for line in lines),
        left=min(line.left for line in lines),
        top=min(line.top for line in lines),
        right=max(line.right for line in lines),
        bottom=max(line.bottom for line in lines),
        confidence=sum(line.confidence * len(line.text) for line in lines) / letters,
    )

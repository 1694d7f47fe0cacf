"""What stands on every page and belongs to none: running heads and feet, page numbers, specks at the margins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from lmhtx.reading.paper import Paragraph, Table

TOP_SHARE, BOTTOM_SHARE = 0.1, 0.9
LIKENESS = 0.8
PAGE_NUMBER = re.compile(r"^\W*(?:trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?\W*$", re.IGNORECASE)
FAINT_CONFIDENCE = 0.4
LONGEST_SPECK = 6

Block = Paragraph | Table


def without_furniture(blocks: Sequence[Block], turns: dict[int, int]) -> list[Block]:
    """The blocks without repeated lines and page numbers in the margins, which would cut tables in two."""
    marginal = [
        block
        for block in blocks
        if isinstance(block, Paragraph) and _is_marginal(block, turns.get(block.page, 0))
    ]
    dropped = {id(block) for block in marginal if _is_furniture(block, marginal)}
    return [block for block in blocks if id(block) not in dropped]


def _is_marginal(paragraph: Paragraph, turn: int) -> bool:
    """In the top or bottom tenth of the page as it is read."""
    box = paragraph.box
    if box is None:
        return False
    first, last = {
        90: (box.left, box.right),
        180: (1 - box.bottom, 1 - box.top),
        270: (1 - box.right, 1 - box.left),
    }.get(turn, (box.top, box.bottom))
    return last <= TOP_SHARE or first >= BOTTOM_SHARE


def _is_furniture(paragraph: Paragraph, marginal: Sequence[Paragraph]) -> bool:
    if PAGE_NUMBER.match(paragraph.text):
        return True
    if (paragraph.confidence or 0.0) < FAINT_CONFIDENCE and len(paragraph.text) <= LONGEST_SPECK:
        return True
    return any(
        other.page != paragraph.page and _likeness(other.text, paragraph.text) >= LIKENESS
        for other in marginal
    )


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, re.sub(r"\d+", "", one), re.sub(r"\d+", "", other), autojunk=False).ratio()

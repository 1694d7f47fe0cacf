"""Which line of a Word file is which box of a paper: told by words and places, never by looks alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from documents.enums.checking import Box
from documents.papers.word_file import BODY, WordLine
from lmhtx.vn.text import fold

Boxes = Mapping[Box, Sequence[WordLine]]

NATION = "cong hoa xa hoi chu nghia viet nam"
MOTTO = re.compile(r"doc lap\W+tu do\W+hanh phuc\W*")
NUMBER = re.compile(r"so\s*[:.]?\s*(?:\d*\w?\s*[/\-–]|$|\.{2,}|_{2,}).*")
DAY = re.compile(r"[^:\d]{0,40}\bngay\b.{0,12}\bthang\b.{0,12}\bnam\b.{0,8}")
URGENT = re.compile(r"(?:do khan\s*:?\s*)?(?:thuong khan|hoa toc|khan cap|rat khan|khan)(?:\s+hen gio.*)?")
LETTER_SUBJECT = re.compile(r"v\s*/\s*v\b|ve viec\b")
MOST_TITLE_LINES = 5
# Beyond this many lines the head of a paper is over.
HEAD_LINES = 25


def boxes_of(lines: Sequence[WordLine], *, kinds: Collection[str]) -> Boxes:
    """The boxes that can be told; `kinds` are the names of types of papers."""
    found: dict[Box, list[WordLine]] = defaultdict(list)
    folded = [fold(line.text) for line in lines]
    head = _head(lines, folded, found)
    foot = _foot(lines, folded, found)
    title = _title(lines, folded, found, first=head, kinds={fold(kind) for kind in kinds})
    for place in range(title, foot):
        _sort(lines[place], folded[place], found)
    return found


def _head(lines: Sequence[WordLine], folded: Sequence[str], found: dict[Box, list[WordLine]]) -> int:
    """Boxes 1–4, 5b and 10b; gives the place of the first line behind them."""
    last = 0
    for place, words in enumerate(folded[:HEAD_LINES]):
        box = next((box for box, is_it in HEAD.items() if not found[box] and is_it(words)), None)
        if box is not None:
            found[box].append(lines[place])
            last = place + 1
    number = found[Box.NUMBER][0] if found[Box.NUMBER] else None
    if number is not None and number.table != BODY:
        last = max(last, _beside(lines, number, found))
    return last


def _beside(lines: Sequence[WordLine], number: WordLine, found: dict[Box, list[WordLine]]) -> int:
    """Names above the number, and the subject of a công văn below it, both in the left column of the head."""
    column = [line for line in lines if line.table == number.table and line.cell == number.cell]
    place = next(at for at, line in enumerate(column) if line is number)
    names = [line for line in column[:place] if _is_name(line)]
    bold = [line for line in names if line.is_bold]
    agency = bold if bold and len(bold) < len(names) else names[-1:]
    found[Box.AGENCY] += agency
    found[Box.SUPERIOR] += [line for line in names if not any(line is one for one in agency)]
    below = [line for line in column[place + 1 :] if not URGENT.fullmatch(fold(line.text))]
    if below and LETTER_SUBJECT.match(fold(below[0].text)):
        found[Box.LETTER_SUBJECT] += below
    inside = [at for at, line in enumerate(lines) if line.table == number.table]
    return inside[-1] + 1


def _is_name(line: WordLine) -> bool:
    words = fold(line.text)
    return bool(words.strip("-_* ")) and not any(is_it(words) for is_it in HEAD.values())


def _title(
    lines: Sequence[WordLine],
    folded: Sequence[str],
    found: dict[Box, list[WordLine]],
    *,
    first: int,
    kinds: Collection[str],
) -> int:
    """Box 5a; gives the place of the first line behind it."""
    for place in range(first, min(len(lines), first + MOST_TITLE_LINES)):
        if folded[place] in kinds and lines[place].text.isupper():
            found[Box.KIND].append(lines[place])
            behind = place + 1
            while behind < min(len(lines), place + MOST_TITLE_LINES) and _is_subject(lines[behind]):
                found[Box.SUBJECT].append(lines[behind])
                behind += 1
            return behind
    return first


def _is_subject(line: WordLine) -> bool:
    """A line in the middle that is no authority in capitals, no addressee and no rule drawn by dashes."""
    words = fold(line.text)
    return (
        line.align == "center"
        and not line.text.isupper()
        and not words.startswith(("kinh gui", "("))
        and bool(words.strip("-_* "))
    )


def _foot(lines: Sequence[WordLine], folded: Sequence[str], found: dict[Box, list[WordLine]]) -> int:
    """Boxes 9b and 7; gives the place where the words of the paper end."""
    place = next((at for at, words in enumerate(folded) if words.startswith("noi nhan")), None)
    if place is None:
        return len(lines)
    head = lines[place]
    found[Box.RECIPIENTS_HEAD].append(head)
    beside = [line for line in lines[place + 1 :] if line.table == head.table]
    if head.table == BODY:
        found[Box.RECIPIENTS] += [line for line in beside if line.text.startswith(("-", "–"))]
        return place
    found[Box.RECIPIENTS] += [line for line in beside if line.cell == head.cell]
    signing = [line for line in lines if line.table == head.table and line.cell != head.cell]
    found[Box.POST] += [line for line in signing if line.text.isupper()]
    found[Box.SIGNER] += [
        line for line in signing if not line.text.isupper() and not line.text.startswith("(")
    ][-1:]
    return next(at for at, line in enumerate(lines) if line.table == head.table)


def _sort(line: WordLine, words: str, found: dict[Box, list[WordLine]]) -> None:
    """A line between title and foot."""
    if words.startswith("kinh gui"):
        found[Box.TO].append(line)
    elif (
        line.table == BODY and not found[Box.BODY] and words.startswith(("can cu ", "theo de nghi ", "xet "))
    ):
        is_ground = line.is_italic or bool(found[Box.GROUND])
        if line.text.endswith(";") or (line.text.endswith(".") and is_ground):
            found[Box.GROUND].append(line)
        else:
            found[Box.BODY].append(line)
    elif line.table == BODY and line.align != "center":
        found[Box.BODY].append(line)


HEAD = {
    Box.NATION: lambda words: words.startswith(NATION),
    Box.MOTTO: lambda words: MOTTO.fullmatch(words) is not None,
    Box.NUMBER: lambda words: NUMBER.fullmatch(words) is not None,
    Box.DAY: lambda words: DAY.fullmatch(words) is not None,
    Box.URGENCY: lambda words: URGENT.fullmatch(words) is not None,
}

"""The words of a PDF page put together to lines, wrapped lines to sentences, lines to paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

from lmhtx.reading.docx_text import tidy
from lmhtx.reading.legacy_fonts import to_unicode
from lmhtx.reading.paper import Box, Paragraph, TextSource

if TYPE_CHECKING:
    from collections.abc import Iterable

# A gap of this many letter heights parts two columns of a letter head.
COLUMN_GAP = 1.8
BULLET = re.compile(r"^(?:[-–—+*•▪●]\s+|[a-zđ]\)\s|\(?\d{1,2}[.)]\s)")
NUMBERED = re.compile(r"^(?:[IVXLC]+\.|\d{1,2}(?:\.\d{1,2})*\.|[a-zđ]\)|[-–+•*])\s")
BOLD = re.compile(r"bold|black|heavy|,b|-b\b", re.IGNORECASE)


@dataclass(slots=True)
class Word:
    """One word with its place on the page in points."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    is_bold: bool = False
    source: TextSource = TextSource.NATIVE


@dataclass(slots=True)
class Line:
    """Words at one height, from left to right."""

    words: list[Word]
    page: int = 1

    @property
    def text(self) -> str:
        """The line's words with single spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        """The left edge of the first word."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """The right edge of the last word."""
        return self.words[-1].right

    @property
    def top(self) -> float:
        """The upper edge of the highest word."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """The lower edge of the lowest word."""
        return max(word.bottom for word in self.words)

    @property
    def is_bold(self) -> bool:
        """Whether most letters are bold."""
        letters = sum(len(word.text) for word in self.words)
        return sum(len(word.text) for word in self.words if word.is_bold) * 10 >= letters * 8


def words_of(page: Any) -> list[Word]:
    """The words of a page, letters of old fonts converted."""
    found = page.extract_words(
        extra_attrs=["fontname"], keep_blank_chars=False, use_text_flow=False, x_tolerance=1.5
    )
    words = []
    for item in found:
        text, was_converted = to_unicode(item["text"], item["fontname"].split("+")[-1])
        source = TextSource.CONVERTED if was_converted else TextSource.NATIVE
        place = (item["x0"], item["top"], item["x1"], item["bottom"])
        words.append(Word(text, *place, bool(BOLD.search(item["fontname"])), source))
    return words


def lines_of(words: Iterable[Word], *, page: int = 1) -> list[Line]:
    """Words gathered to lines from the top down."""
    lines: list[Line] = []
    for word in sorted(words, key=lambda w: ((w.top + w.bottom) / 2, w.left)):
        middle = (word.top + word.bottom) / 2
        line = lines[-1] if lines else None
        if line is not None and line.words[0].top <= middle <= line.words[0].bottom:
            line.words.append(word)
        else:
            lines.append(Line([word], page))
    for line in lines:
        line.words.sort(key=lambda w: w.left)
    return lines


def unwrapped(lines: list[Line], *, width: float) -> str:
    """The text of lines in a column so many points wide: wrapped lines joined, true line ends kept."""
    text = ""
    for place, line in enumerate(lines):
        if place == 0:
            text = line.text
            continue
        before = lines[place - 1]
        is_end = _is_item(before.text, line.text) or _had_room(before, line.words[0], width=width)
        if _is_broken_figure(before.words[-1], line.words[0], width=width):
            text += line.text
        else:
            text = f"{text}\n{line.text}" if is_end else glued(text, line.text)
    return tidy(text)


def _is_broken_figure(last: Word, first: Word, *, width: float) -> bool:
    """Whether a figure too wide for its narrow column goes on in the next line: "203" over "5"."""
    is_figure = last.text[-1:].isdigit() and first.text[:1].isdigit()
    return is_figure and last.right - last.left + first.right - first.left > width - 2


def _is_item(before: str, text: str) -> bool:
    """Whether a line begins an item of a list; "chính trị" over "- xã hội" is one term broken at its dash."""
    if not BULLET.match(text):
        return False
    return before.endswith((".", ";", ":")) or not re.match(r"[-–—+*•▪●]\s+[^\W\dA-ZĐÀ-Ỹ]", text)


def glued(before: str, after: str) -> str:
    """Two pieces of a sentence; a hyphen or slash at the line's end keeps its word together."""
    if re.search(r"[^\s\-–][\-–]$", before) and re.match(r"[^\W_]", after):
        return before + after
    if before.endswith("/") and re.match(r"\d", after):
        return before + after
    return f"{before} {after}"


def _had_room(line: Line, word: Word, *, width: float) -> bool:
    """Whether the next line's first word would have fitted behind this one, so that the line was ended on purpose."""
    space = (line.bottom - line.top) * 0.25
    return line.right - line.left + space + (word.right - word.left) < width - 2


def columns_of(line: Line) -> list[Line]:
    """The parts of a line that stand far apart, as in a letter head of two columns."""
    parts = [[line.words[0]]]
    for before, word in zip(line.words, line.words[1:], strict=False):
        if word.left - before.right > COLUMN_GAP * (word.bottom - word.top):
            parts.append([])
        parts[-1].append(word)
    return [Line(words, line.page) for words in parts]


def paragraphs_of(lines: list[Line], sizes: dict[int, tuple[float, float]]) -> list[Paragraph]:
    """Lines of running text over pages put together to paragraphs."""
    paragraphs: list[Paragraph] = []
    held: list[Line] = []
    left, right = _margins(lines)
    for line in lines:
        if held and _begins(held[-1], line, left=left, right=right):
            paragraphs.append(_paragraph(held, sizes, left=left, right=right))
            held = []
        held.append(line)
    if held:
        paragraphs.append(_paragraph(held, sizes, left=left, right=right))
    return paragraphs


def _margins(lines: list[Line]) -> tuple[float, float]:
    if not lines:
        return 0.0, 0.0
    lefts, rights = sorted(line.left for line in lines), sorted(line.right for line in lines)
    return lefts[len(lefts) // 10], rights[-max(1, len(rights) // 10)]


def _begins(before: Line, line: Line, *, left: float, right: float) -> bool:
    """Whether a line begins a new paragraph: number, indent, other face, wide gap, or room left above."""
    height = line.bottom - line.top
    if NUMBERED.match(line.text) or line.is_bold != before.is_bold:
        return True
    if line.page == before.page and line.top - before.bottom > height * 1.1:
        return True
    if _is_centered(before, left=left, right=right) and _is_centered(line, left=left, right=right):
        return False
    if line.left - left > height * 0.8 and line.left - before.left > height * 0.5:
        return True
    return right - before.right > height * 4


def _is_centered(line: Line, *, left: float, right: float) -> bool:
    room_left, room_right = line.left - left, right - line.right
    return room_left > 15 and room_right > 15 and abs(room_left - room_right) < 20


def _paragraph(
    lines: list[Line], sizes: dict[int, tuple[float, float]], *, left: float, right: float
) -> Paragraph:
    text = lines[0].text
    for line in lines[1:]:
        text = glued(text, line.text)
    words = [word for line in lines for word in line.words]
    return Paragraph(
        text=tidy(text),
        is_bold=all(line.is_bold for line in lines),
        is_centered=all(_is_centered(line, left=left, right=right) for line in lines),
        page=lines[0].page,
        box=box_of(
            [word for line in lines if line.page == lines[0].page for word in line.words],
            lines[0].page,
            sizes,
        ),
        source=source_of(words),
    )


def box_of(words: list[Word], page: int, sizes: dict[int, tuple[float, float]]) -> Box | None:
    """The place of words on their page as shares of its size."""
    if not words:
        return None
    width, height = sizes[page]
    return Box(
        page,
        round(min(w.left for w in words) / width, 4),
        round(min(w.top for w in words) / height, 4),
        round(max(w.right for w in words) / width, 4),
        round(max(w.bottom for w in words) / height, 4),
    )


def source_of(words: list[Word]) -> TextSource:
    """Where the letters come from; one converted word makes all converted."""
    return TextSource.CONVERTED if any(w.source is TextSource.CONVERTED for w in words) else TextSource.NATIVE


def typical_height(words: list[Word]) -> float:
    """The height of an ordinary line on the page."""
    return median(word.bottom - word.top for word in words) if words else 12.0

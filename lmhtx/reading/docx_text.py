"""The letters of a Word paragraph as they stand last: insertions kept, deletions and hidden text left out."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from lmhtx.reading.docx_parts import MC, DocxParts, Style, W, flag, font_of
from lmhtx.reading.legacy_fonts import to_unicode
from lmhtx.reading.paper import TextSource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

LEFT_OUT = {
    f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "delInstrText")
}
LETTERS = {f"{W}tab": " ", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": " "}
# Spaces of every width count as one; zero-width marks and soft hyphens are no letters at all.
SPACES = re.compile(r"[^\S\n]+")
MARKS = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


@dataclass(slots=True)
class Words:
    """The text of one paragraph with what the eye sees of it."""

    text: str = ""
    is_bold: bool = False
    page_breaks: int = 0
    source: TextSource = TextSource.NATIVE
    boxes: list[etree._Element] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of letters in one face."""

    text: str
    font_name: str
    is_bold: bool


def tidy(text: str) -> str:
    """Composed letters, single spaces, no invisible marks, no blank lines."""
    text = MARKS.sub("", unicodedata.normalize("NFC", text))
    lines = (SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def read_words(paragraph: etree._Element, parts: DocxParts) -> Words:
    """The words of a paragraph; text boxes inside are handed back unread in `boxes`."""
    words = Words()
    style = parts.styles.get(style_name(paragraph) or parts.default_paragraph_style, Style())
    runs = list(_runs(paragraph, parts, style=style, words=words))
    texts = []
    for font_name, group in groupby(runs, key=lambda run: run.font_name):
        text, was_converted = to_unicode("".join(run.text for run in group), font_name)
        if was_converted:
            words.source = TextSource.CONVERTED
        texts.append(text)
    words.text = tidy("".join(texts))
    letters = sum(len(run.text.strip()) for run in runs)
    bold = sum(len(run.text.strip()) for run in runs if run.is_bold)
    words.is_bold = bool(letters) and bold * 10 >= letters * 8
    return words


def style_name(paragraph: etree._Element) -> str:
    """The paragraph style's id, or an empty string."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style.get(f"{W}val", "") if style is not None else ""


def mark_is_deleted(paragraph: etree._Element) -> bool:
    """Whether a tracked change takes the paragraph's end away, so that the next one continues it."""
    properties = paragraph.find(f"{W}pPr/{W}rPr")
    return properties is not None and (
        properties.find(f"{W}del") is not None or properties.find(f"{W}moveFrom") is not None
    )


def _runs(element: etree._Element, parts: DocxParts, *, style: Style, words: Words) -> Iterator[Run]:
    for child in element:
        if child.tag in LEFT_OUT or not isinstance(child.tag, str):
            continue
        if child.tag == f"{W}r":
            yield from _run(child, parts, style=style, words=words)
        else:
            yield from _runs(child, parts, style=style, words=words)


def _run(run: etree._Element, parts: DocxParts, *, style: Style, words: Words) -> Iterator[Run]:
    properties = run.find(f"{W}rPr")
    own = properties.find(f"{W}rStyle") if properties is not None else None
    named = parts.styles.get(own.get(f"{W}val", ""), Style()) if own is not None else Style()
    if _first(flag(properties, "vanish"), named.is_hidden, style.is_hidden):
        return
    text = "".join(_letters(run, words))
    font_name = font_of(properties) or named.font_name or style.font_name or parts.default_font
    if text:
        yield Run(text, font_name, _first(flag(properties, "b"), named.is_bold, style.is_bold))


def _letters(run: etree._Element, words: Words) -> Iterator[str]:
    for child in run:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in LETTERS:
            yield LETTERS[child.tag]
        elif child.tag == f"{W}lastRenderedPageBreak":
            words.page_breaks += 1
        elif child.tag == f"{W}br":
            words.page_breaks += child.get(f"{W}type") == "page"
            yield "\n"
        elif child.tag == f"{W}sym":
            yield _symbol(child)
        else:
            words.boxes.extend(_text_boxes(child))


def _symbol(element: etree._Element) -> str:
    code = int(element.get(f"{W}char", "20"), 16)
    return {0xF02D: "-", 0xF02B: "+", 0xF0B7: "-"}.get(code, chr(code) if code < 0xE000 else "")


def _text_boxes(element: etree._Element) -> list[etree._Element]:
    """The text boxes of a drawing; of a drawing given twice for old and new programs only the new one."""
    if element.tag == f"{MC}AlternateContent":
        choice = element.find(f"{MC}Choice")
        element = choice if choice is not None else element
    return list(element.iter(f"{W}txbxContent"))


def _first(*values: bool | None) -> bool:
    return next((value for value in values if value is not None), False)

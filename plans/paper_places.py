"""Where the rows of an office file stand on its printed pages; runs in the child process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from lmhtx.vn.text import fold

LONGEST_NEEDLE = 400
SHORT_NEEDLE = 45
LEAST_NEEDLE = 8
# A row is shown from margin to margin: its number and agencies stand beside the words that were found.
LEFT, RIGHT = 0.055, 0.945


@dataclass(slots=True)
class _Stream:
    """The letters of all pages one after the other, accents and spaces gone, each with its page and place."""

    letters: str = ""
    places: list[tuple[int, float, float]] = field(default_factory=list)

    def find(self, needle: str, end: int) -> tuple[int, int] | None:
        """The last place of the words before `end`, else their last place anywhere."""
        for piece in (needle, needle[:SHORT_NEEDLE]):
            if len(piece) < LEAST_NEEDLE:
                return None
            at = self.letters.rfind(piece, 0, end)
            at = self.letters.rfind(piece) if at < 0 else at
            if at >= 0:
                return at, at + len(piece)
        return None


def places_in(pdf: str, texts: Sequence[str]) -> dict[str, Any]:
    """The number of pages and, for each text, the places where it stands (none where it was not found)."""
    page_count, stream = _read(pdf)
    found: list[list[dict[str, Any]]] = []
    end = len(stream.letters)
    # From the end backwards: an annex stands behind the running text, which often says the same words.
    for text in reversed(texts):
        needle = _bare(text)[:LONGEST_NEEDLE]
        span = stream.find(needle, end) if needle else None
        if span is not None:
            end = span[0]
        found.append([] if span is None else _boxes(stream, *span))
    return {"page_count": page_count, "boxes": found[::-1]}


def _read(pdf: str) -> tuple[int, _Stream]:
    # The library of pages is slow to load, and only the child process needs it.
    import pypdfium2  # noqa: PLC0415
    from pypdfium2 import raw  # noqa: PLC0415

    stream, letters = _Stream(), []
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document, start=1):
        words, height = page.get_textpage(), page.get_height()
        for place in range(words.count_chars()):
            letter = _bare(chr(raw.FPDFText_GetUnicode(words.raw, place)))
            if not letter:
                continue
            _left, bottom, _right, top = words.get_charbox(place)
            for one in letter:
                letters.append(one)
                stream.places.append((number, 1 - top / height, 1 - bottom / height))
    stream.letters = "".join(letters)
    return len(document), stream


def _bare(text: str) -> str:
    return "".join(letter for letter in fold(text) if letter.isalnum())


def _boxes(stream: _Stream, start: int, end: int) -> list[dict[str, Any]]:
    """One box for each page that the words run over."""
    pages: dict[int, tuple[float, float]] = {}
    for page, top, bottom in stream.places[start:end]:
        former = pages.get(page, (top, bottom))
        pages[page] = (min(former[0], top), max(former[1], bottom))
    return [
        {"page": page, "left": LEFT, "top": round(top, 4), "right": RIGHT, "bottom": round(bottom, 4)}
        for page, (top, bottom) in sorted(pages.items())
    ]

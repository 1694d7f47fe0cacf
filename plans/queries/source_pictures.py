"""Pictures of the source's pages and of places on them, drawn by a child process and kept for an hour."""

from __future__ import annotations

from pathlib import Path

from django.core.cache import cache

from lmhtx.files.models import Attachment
from lmhtx.reading.child import run_parser
from lmhtx.reading.crops import crop_png, page_png
from lmhtx.reading.paper import Box
from plans.models import Reading
from plans.queries.source_files import at_hand, pages_pdf, sources

KEPT_SECONDS = 3600
DRAWN_SECONDS = 40
SHOWN_TYPES = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp"})


def page_picture(reading: Reading, number: int) -> bytes | None:
    """The page as PNG; None for a source without pages to show."""
    held = _page_of(reading, number)
    if held is None:
        return None
    return _drawn(f"{held[0].blob.sha256}:{held[1]}", held[0], _draw_page, held[1])


def crop_picture(reading: Reading, box: Box) -> bytes | None:
    """The place on its page as PNG; None for a source without pages to show."""
    held = _page_of(reading, box.page)
    if held is None:
        return None
    sides = (box.left, box.top, box.right, box.bottom)
    key = ":".join([held[0].blob.sha256, str(held[1]), *(f"{side:.4f}" for side in sides)])
    return _drawn(key, held[0], _draw_crop, held[1], *sides)


def _page_of(reading: Reading, number: int) -> tuple[Attachment, int] | None:
    """The file that holds the page, and the page's number in it: of several photos each is a page."""
    files = sources(reading)
    if len(files) > 1:
        return (files[number - 1], 1) if 1 <= number <= len(files) else None
    shown = files[0] if files and Path(files[0].name).suffix.lower() in SHOWN_TYPES else pages_pdf(reading)
    return (shown, number) if shown is not None and 1 <= number <= reading.page_count else None


def _drawn(key: str, attachment: Attachment, draw: object, *arguments: float) -> bytes:
    name = f"plans.page:{key}"
    picture: bytes | None = cache.get(name)
    if picture is None:
        with at_hand([attachment]) as (path,):
            picture = run_parser(draw, str(path), *arguments, seconds=DRAWN_SECONDS)
        cache.set(name, picture, KEPT_SECONDS)
    return picture


def _draw_page(path: str, number: int) -> bytes:
    return page_png(Path(path), number)


def _draw_crop(path: str, number: int, left: float, top: float, right: float, bottom: float) -> bytes:
    return crop_png(Path(path), Box(number, left, top, right, bottom))

"""Pictures of the source's pages, drawn upright by a child process and kept for an hour."""

from __future__ import annotations

from pathlib import Path

from django.core.cache import cache

from lmhtx.files.models import Attachment
from lmhtx.reading.child import run_parser
from plans.models import Reading
from plans.queries.source_files import at_hand, pages_pdf, sources

KEPT_SECONDS = 3600
DRAWN_SECONDS = 40
SHOWN_TYPES = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp"})


def page_picture(reading: Reading, number: int) -> bytes | None:
    """The page as PNG; None for a source without such a page. Raises UnreadableFile when it cannot be drawn."""
    held = _page_of(reading, number)
    if held is None:
        return None
    attachment, place = held
    turn = int((reading.found.get("turns") or {}).get(str(number), 0))
    name = f"plans.page:{attachment.blob.sha256}:{place}:{turn}"
    picture: bytes | None = cache.get(name)
    if picture is None:
        with at_hand([attachment]) as (path,):
            picture = run_parser(
                "lmhtx.reading.crops:page_png", path, place, seconds=DRAWN_SECONDS, turn=turn
            )
        cache.set(name, picture, KEPT_SECONDS)
    return picture


def _page_of(reading: Reading, number: int) -> tuple[Attachment, int] | None:
    """The file that holds the page, and the page's number in it: of several photos each is a page."""
    files = sources(reading)
    if len(files) > 1:
        return (files[number - 1], 1) if 1 <= number <= len(files) else None
    shown = files[0] if files and Path(files[0].name).suffix.lower() in SHOWN_TYPES else pages_pdf(reading)
    return (shown, number) if shown is not None and 1 <= number <= reading.page_count else None

"""PDF and pictures: passwords, damage, too many pages, and pictures too large to decode."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image, UnidentifiedImageError

from lmhtx.reading.images import pdfium_lock
from lmhtx.reading.safety_words import CORRUPT, PROTECTED, TOO_MANY_PAGES, TOO_MANY_PIXELS, UnsafeFile

MOST_PDF_PAGES = 300
LONGEST_SIDE_PX = 30_000
MOST_PIXELS = 120_000_000
MOST_FRAMES = 300
PASSWORD_ERROR_CODE = 4


def check_pdf(path: Path, shown: str) -> None:
    """UnsafeFile for a PDF that is protected, damaged or over-long; pages are counted, not drawn."""
    try:
        with pdfium_lock:
            document = pypdfium2.PdfDocument(path)
            try:
                pages = len(document)
            finally:
                document.close()
    except pypdfium2.PdfiumError as error:
        is_locked = (
            getattr(error, "err_code", None) == PASSWORD_ERROR_CODE or "password" in str(error).lower()
        )
        raise UnsafeFile((PROTECTED if is_locked else CORRUPT).format(name=shown)) from error
    if pages == 0:
        raise UnsafeFile(CORRUPT.format(name=shown))
    if pages > MOST_PDF_PAGES:
        raise UnsafeFile(TOO_MANY_PAGES.format(name=shown, pages=pages, limit=MOST_PDF_PAGES))


def check_image(path: Path, shown: str) -> None:
    """UnsafeFile by the picture's header alone: nothing is decoded before its size is known to be bearable."""
    try:
        # Pillow's own guard stops later than ours, and by a warning first
        with Image.open(path) as picture:
            width, height = picture.size
            frames = int(getattr(picture, "n_frames", 1))
    except Image.DecompressionBombError as error:
        raise UnsafeFile(_too_large(shown, "rất nhiều", "rất nhiều")) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise UnsafeFile(CORRUPT.format(name=shown)) from error
    if max(width, height) > LONGEST_SIDE_PX or width * height > MOST_PIXELS:
        raise UnsafeFile(_too_large(shown, width, height))
    if frames > MOST_FRAMES:
        raise UnsafeFile(TOO_MANY_PAGES.format(name=shown, pages=frames, limit=MOST_FRAMES))


def _too_large(shown: str, width: int | str, height: int | str) -> str:
    return TOO_MANY_PIXELS.format(name=shown, width=width, height=height, side=10_000)

"""Pages of a scanned PDF or a photo as grey pictures, drawn one at a time so that memory stays bounded."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image, ImageOps

Picture: TypeAlias = NDArray[np.uint8]

READING_DPI = 300
"""Letters of 13 pt are then about 54 px high, what the recogniser was trained on."""

LONG_SIDE_PX = 3508
"""An A4 sheet at READING_DPI; photos are brought to it, for their own dpi says nothing."""

LARGEST_SIDE_IN = 24.0

# pdfium keeps global state: two threads may never draw at once
pdfium_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class PageSize:
    """Width and height in points for a PDF page, in pixels for a photo."""

    width: float
    height: float


def is_pdf(path: Path) -> bool:
    """Judged by the first bytes, whatever the name says."""
    with path.open("rb") as file:
        return b"%PDF-" in file.read(1024)


def page_count(path: Path) -> int:
    """Pages of a PDF, frames of a TIFF, 1 for any other picture."""
    if is_pdf(path):
        with pdfium_lock:
            document = pypdfium2.PdfDocument(path)
            try:
                return len(document)
            finally:
                document.close()
    with Image.open(path) as picture:
        return int(getattr(picture, "n_frames", 1))


def page_picture(path: Path, page: int, *, dpi: int = READING_DPI) -> Picture:
    """The page (1 is the first) in grey; photos come with their camera turn undone, at A4 scale for `dpi`."""
    if is_pdf(path):
        return _pdf_page(path, page, dpi=dpi)
    long_side = LONG_SIDE_PX * dpi // READING_DPI
    return _scaled(_photo(path, page, long_side=long_side), long_side=long_side)


def _pdf_page(path: Path, page: int, *, dpi: int) -> Picture:
    with pdfium_lock:
        document = pypdfium2.PdfDocument(path)
        try:
            leaf = document[page - 1]
            longest_in = max(leaf.get_size()) / 72
            scale = dpi / 72 * min(1.0, LARGEST_SIDE_IN / longest_in)
            bitmap = leaf.render(scale=scale, grayscale=True)
            return np.array(bitmap.to_numpy()).reshape(bitmap.height, bitmap.width)
        finally:
            document.close()


def _photo(path: Path, page: int, *, long_side: int) -> Picture:
    with Image.open(path) as picture:
        if page > 1:
            picture.seek(page - 1)
        elif picture.format == "JPEG":
            picture.draft("L", (long_side, long_side))
        frame = ImageOps.exif_transpose(picture)
        if frame.mode in {"RGBA", "LA", "P"}:
            frame = _on_white(frame)
        return np.asarray(frame.convert("L"))


def _on_white(frame: Image.Image) -> Image.Image:
    layered = frame.convert("RGBA")
    ground = Image.new("RGBA", layered.size, "white")
    return Image.alpha_composite(ground, layered)


def _scaled(picture: Picture, *, long_side: int) -> Picture:
    share = long_side / max(picture.shape)
    method = cv2.INTER_AREA if share < 1 else cv2.INTER_CUBIC
    scaled = cv2.resize(picture, None, fx=share, fy=share, interpolation=method)
    return np.asarray(scaled, dtype=np.uint8)


def even_light(picture: Picture) -> Picture:
    """The same page as if lit evenly: shadows and grey paper go white, ink stays."""
    small = cv2.resize(picture, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    ground = cv2.medianBlur(cv2.dilate(small, np.ones((7, 7), np.uint8)), 21)
    ground = cv2.resize(ground, (picture.shape[1], picture.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(picture, np.maximum(ground, 1), scale=250), dtype=np.uint8)

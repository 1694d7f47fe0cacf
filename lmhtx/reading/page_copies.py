"""Small pictures of a paper's pages for reading on a phone: grey, never heavier than a slow line bears."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2

from lmhtx.reading.crops import A4_WIDTH_IN
from lmhtx.reading.images import Picture, page_count, page_picture

HEAVIEST_BYTES = 200_000
# Width in pixels and quality, tried in turn; the first is sharp on a phone of 390 × 3 pixels, the last always fits.
STEPS = ((1100, 70), (1100, 50), (900, 45), (700, 40), (520, 30), (360, 20))


def page_copies(path: Path, *, most: int) -> dict[str, Any]:
    """How many pages there are, and the first `most` of them as WebP; call it in a child only."""
    count = page_count(path)
    return {"count": count, "pages": [_light(path, number) for number in range(1, min(count, most) + 1)]}


def _light(path: Path, number: int) -> bytes:
    drawn = page_picture(path, number, dpi=round(1.3 * STEPS[0][0] / A4_WIDTH_IN))
    coded = b""
    for width, quality in STEPS:
        coded = _coded(_no_wider(drawn, width), quality)
        if len(coded) <= HEAVIEST_BYTES:
            break
    return coded


def _no_wider(picture: Picture, width: int) -> Picture:
    share = min(1.0, width / picture.shape[1])
    return cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)


def _coded(picture: Picture, quality: int) -> bytes:
    return bytes(cv2.imencode(".webp", picture, [cv2.IMWRITE_WEBP_QUALITY, quality])[1])

"""Square codes drawn for a telephone's camera."""

from __future__ import annotations

import base64
from io import BytesIO

import qrcode
from qrcode.image.svg import SvgPathImage


def drawn(words: str) -> str:
    """The square code as the address of a picture inside the page."""
    picture = BytesIO()
    qrcode.make(words, image_factory=SvgPathImage, border=2).save(picture)
    return "data:image/svg+xml;base64," + base64.b64encode(picture.getvalue()).decode()

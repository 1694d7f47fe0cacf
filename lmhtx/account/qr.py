"""Square codes drawn for a telephone's camera."""

from __future__ import annotations

import base64
from io import BytesIO

import qrcode
from django.utils.safestring import SafeString, mark_safe
from qrcode.image.svg import SvgPathImage


def drawn(words: str) -> str:
    """The square code as the address of a picture inside the page."""
    return "data:image/svg+xml;base64," + base64.b64encode(_svg(words)).decode()


def drawing(words: str) -> SafeString:
    """The square code as a drawing of its own, for papers, which ask for no addresses."""
    _declaration, _tag, svg = _svg(words).decode().partition("<svg")
    # Drawn by the library from words that it turns into squares: nothing of them is left in the text.
    return mark_safe(f"<svg{svg}")  # noqa: S308


def squares(words: str) -> tuple[int, str]:
    """How many squares the code has on a side, and the dark ones as the outline of a drawing, one unit each."""
    code = qrcode.QRCode(border=0, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(words)
    code.make(fit=True)
    dark = code.get_matrix()
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, line in enumerate(dark) for x, is_dark in enumerate(line) if is_dark
    )
    return len(dark), path


def _svg(words: str) -> bytes:
    picture = BytesIO()
    qrcode.make(words, image_factory=SvgPathImage, border=2).save(picture)
    return picture.getvalue()

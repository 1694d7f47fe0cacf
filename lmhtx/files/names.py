"""Names and types of files as they come in: made safe, never trusted."""

from __future__ import annotations

import mimetypes
import re
import unicodedata

LONGEST, LONGEST_ENDING = 150, 10
NAMELESS = "tep"
INVISIBLE = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
# What browsers and Windows stumble over in a name.
AWKWARD = re.compile(r'[<>:"|?*]')
SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
UNKNOWN = "application/octet-stream"


def safe_name(name: str) -> str:
    """The last part of a path in composed letters, without invisible or awkward signs, cut with its ending kept."""
    base = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    base = AWKWARD.sub("_", INVISIBLE.sub("", base)).strip(" .")
    stem, dot, ending = base.rpartition(".")
    if not dot or len(ending) > LONGEST_ENDING:
        stem, dot, ending = base, "", ""
    return f"{stem[: LONGEST - len(ending) - len(dot)].strip() or NAMELESS}{dot}{ending}"


def mime_of(head: bytes, name: str) -> str:
    """The type by the first bytes; by the name only for what no browser would show as a page."""
    for signature, mime in SIGNATURES:
        if head.startswith(signature):
            return mime
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    guessed = mimetypes.guess_type(name)[0] or UNKNOWN
    is_office = guessed.startswith("application/") and (
        "office" in guessed or "ms" in guessed or "zip" in guessed
    )
    return guessed if is_office else UNKNOWN

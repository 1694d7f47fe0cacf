"""Text tables (.csv) as offices save them: whatever the code page and whatever parts the columns."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

from lmhtx.reading.legacy_fonts import to_unicode
from lmhtx.reading.quality import syllable_share
from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.sheets.reading import MOST_COLUMNS, MOST_ROWS, TOO_LONG

SHEET = "CSV"
PARTS = (";", "\t", ",", "|")
SAMPLE_LINES = 50
Rows = list[list[str | None]]


def read_csv(path: Path) -> list[tuple[str, Rows]] | None:
    """The one sheet of a text table; None when the file is no text."""
    words = decoded_text(path.read_bytes())
    if words is None:
        return None
    lines = words.splitlines()
    if len(lines) > 2 * MOST_ROWS:
        raise UnreadableFile(TOO_LONG.format(name=SHEET, count=len(lines), most=MOST_ROWS))
    part = max(PARTS, key=lambda sign: _steady(lines[:SAMPLE_LINES], sign))
    told = csv.reader(words.splitlines(keepends=True), delimiter=part)
    return [(SHEET, [[cell or None for cell in row[:MOST_COLUMNS]] for row in told])]


def decoded_text(data: bytes) -> str | None:
    """The text behind the bytes: by its mark, as UTF-8, else by the code page that gives the best Vietnamese."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data:
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        windows = unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))
        old = data.decode("latin-1")
        return max((windows, old), key=lambda words: syllable_share(to_unicode(words[:5000])[0]))


def _steady(lines: list[str], sign: str) -> tuple[int, int]:
    """How many lines carry the sign equally often, and how often that is."""
    counts = [count for line in lines if (count := line.count(sign))]
    usual = max(set(counts), key=counts.count, default=0)
    return counts.count(usual), usual

"""An uploaded Word file read in a child and checked."""

from __future__ import annotations

from collections.abc import Mapping

from documents.papers.checking import deviations
from documents.papers.deviations import Deviation
from documents.papers.word_file import WordFile
from lmhtx.reading.child import run_parser

SECONDS = 60


def read_word(body: bytes) -> WordFile:
    """The file as far as its form goes; UnreadableFile says why it cannot be opened."""
    return WordFile.of(run_parser("documents.papers.word_reading:read", body, seconds=SECONDS, is_pure=True))


def deviations_of(body: bytes, *, abbreviations: Mapping[str, str]) -> list[Deviation]:
    """What deviates in an uploaded .docx; `abbreviations` as the register of types gives them by name."""
    return deviations(read_word(body), abbreviations=abbreviations)

"""The form check: what of a Word file deviates from the layout of the decree."""

from __future__ import annotations

from collections.abc import Mapping

from documents.papers.boxes import boxes_of
from documents.papers.check_looks import looks
from documents.papers.check_words import words
from documents.papers.deviations import Deviation, gathered
from documents.papers.word_file import WordFile


def deviations(file: WordFile, *, abbreviations: Mapping[str, str]) -> list[Deviation]:
    """What deviates, the grave first; `abbreviations` are those of types of papers by their names, "" for none."""
    names = {name.partition(" (")[0]: short for name, short in abbreviations.items()}
    boxes = boxes_of(file.lines, kinds=names)
    return gathered([*words(boxes, abbreviations=names), *looks(file, boxes)])

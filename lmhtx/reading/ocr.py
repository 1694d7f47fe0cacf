"""Letters out of pictures: one recogniser process for many small pictures, words with place and confidence."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

import cv2

from lmhtx.reading.images import READING_DPI, Picture
from lmhtx.reading.unreadable import UnreadableFile

LANGUAGE = "vie"
PROCESS_TIMEOUT_S = 240
SURE_TURN_CONFIDENCE = 2.0
TURN_SAMPLE_PX = 1100


class OcrUnavailable(UnreadableFile):
    """The recogniser or its Vietnamese data is missing on this machine; the sentence says what to install."""


class Layout(IntEnum):
    """How the recogniser is to see a picture, in its own numbers."""

    PAGE = 3
    COLUMN = 4
    BLOCK = 6
    LINE = 7
    CHARACTER = 10


@dataclass(frozen=True, slots=True)
class Word:
    """A word as read; sides in pixels of its picture, confidence 0 to 1, block and line as the recogniser saw them."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float
    block: int
    paragraph: int
    line: int


def read_pictures(
    pictures: Sequence[Picture], layout: Layout = Layout.BLOCK, *, letters: str = ""
) -> list[list[Word]]:
    """The words of each picture, in reading order; one process reads them all, which saves loading the model.

    With `letters` nothing else is looked for.
    """
    if not pictures:
        return []
    with tempfile.TemporaryDirectory(prefix="lmhtx-ocr-") as folder:
        names = [Path(folder, f"{index}.png") for index in range(len(pictures))]
        for name, picture in zip(names, pictures, strict=True):
            cv2.imwrite(str(name), picture, [cv2.IMWRITE_PNG_COMPRESSION, 1])
        listing = Path(folder, "pictures.txt")
        listing.write_text("\n".join(map(str, names)), encoding="utf-8")
        only = ["-c", f"tessedit_char_whitelist={letters}"] if letters else []
        rows = _run([str(listing), "-", "-l", LANGUAGE, "--psm", str(int(layout)), *only, "tsv"])
    return _words_by_picture(rows, len(pictures))


def _run(arguments: list[str]) -> str:
    """What the recogniser prints, held to one core so that two of them share a small machine."""
    program = shutil.which("tesseract")
    if program is None:
        raise OcrUnavailable(
            "Máy chủ chưa có bộ nhận dạng chữ; nhờ quản trị cài gói tesseract-ocr và tesseract-ocr-vie."
        )
    finished = subprocess.run(
        [program, *arguments[:2], "--dpi", str(READING_DPI), *arguments[2:]],
        capture_output=True,
        check=False,
        timeout=PROCESS_TIMEOUT_S,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    complaint = finished.stderr.decode("utf-8", "replace")
    if "Error opening data file" in complaint:
        raise OcrUnavailable(
            "Bộ nhận dạng chữ thiếu dữ liệu tiếng Việt; nhờ quản trị cài gói tesseract-ocr-vie."
        )
    return finished.stdout.decode("utf-8", "replace")


def _words_by_picture(rows: str, count: int) -> list[list[Word]]:
    words: list[list[Word]] = [[] for _ in range(count)]
    for row in rows.splitlines()[1:]:
        fields = row.split("\t")
        if len(fields) < 12 or fields[0] != "5" or not fields[11].strip():
            continue
        page, block, paragraph, line = map(int, fields[1:5])
        left, top, width, height = map(int, fields[6:10])
        if page <= count:
            words[page - 1].append(
                Word(
                    text=fields[11].strip(),
                    left=left,
                    top=top,
                    right=left + width,
                    bottom=top + height,
                    confidence=max(0.0, float(fields[10])) / 100,
                    block=block,
                    paragraph=paragraph,
                    line=line,
                )
            )
    return words


def mean_confidence(words: Sequence[Word]) -> float:
    """Confidence over the letters (0 to 1), long words weighing more; 0 where nothing was read."""
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


def quarter_turn(picture: Picture) -> int:
    """Degrees (0, 90, 180, 270) to turn the page clockwise so that it stands upright."""
    small = cv2.resize(picture, None, fx=0.6, fy=0.6, interpolation=cv2.INTER_AREA)
    with tempfile.TemporaryDirectory(prefix="lmhtx-ocr-") as folder:
        name = Path(folder, "page.png")
        cv2.imwrite(str(name), small)
        said = _run([str(name), "-", "--psm", "0"])
    turn = re.search(r"Rotate: (\d+)", said)
    sure = re.search(r"Orientation confidence: ([\d.]+)", said)
    if turn and sure and float(sure.group(1)) >= SURE_TURN_CONFIDENCE:
        return int(turn.group(1)) % 360
    return _turn_by_trial(picture)


def _turn_by_trial(picture: Picture) -> int:
    """The turn under which the middle of the page reads best; 0 unless another one reads clearly better."""
    height, width = picture.shape
    half = TURN_SAMPLE_PX // 2
    middle = picture[
        max(0, height // 2 - half) : height // 2 + half, max(0, width // 2 - half) : width // 2 + half
    ]
    turns = {0: None, 90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}
    samples = [middle if how is None else cv2.rotate(middle, how) for how in turns.values()]
    readings = read_pictures(samples, Layout.BLOCK)
    scores = {
        turn: mean_confidence(words) * min(40, sum(len(word.text) for word in words))
        for turn, words in zip(turns, readings, strict=True)
    }
    best = max(scores, key=lambda turn: scores[turn])
    return best if scores[best] > 1.3 * scores[0] else 0

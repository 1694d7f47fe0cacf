"""Printed forms that come back: the square code found, the page made straight by its corner marks, boxes read.

Call both readers in a child only. Lengths are millimetres on the printed page.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from lmhtx.reading.images import Picture, even_light, page_count, page_picture
from lmhtx.reading.ocr import Layout, read_pictures

LOOKED_AT_DPI = 200
# Pixels a millimetre of the page made straight: digits stay sharp, a page weighs some hundred kilobytes.
SCALE = 8
QUALITY = 60
# A mark may stand so far from where the code says, for a photograph is askew.
ASTRAY_MM = 35.0
SQUARE_ASPECT, SQUARE_FILL = 0.65, 0.8
DARK, INK_SHARE, EDGE_MM = 150, 0.02, 1.2
SURE = 0.85
CELL_PX = 64
ALL_DIGITS = "0123456789"

Points = NDArray[np.float64]


def read_coded(path: Path, *, frame: dict[str, Any], most: int) -> list[dict[str, Any]]:
    """Each page as {"code": …, "picture": WebP, "is_straight": …}; code "" where none is found.

    `frame` says of the page its `size`, the middles of its `marks` in turn, and `code`: left, top, side.
    """
    return [_page(path, number, frame) for number in range(1, min(page_count(path), most) + 1)]


def _page(path: Path, number: int, frame: dict[str, Any]) -> dict[str, Any]:
    picture = page_picture(path, number, dpi=LOOKED_AT_DPI)
    words, corners = find_code(picture)
    straight = None if corners is None else straightened(picture, corners, frame)
    shown = _small(picture) if straight is None else straight
    coded = bytes(cv2.imencode(".webp", shown, [cv2.IMWRITE_WEBP_QUALITY, QUALITY])[1])
    return {"code": words, "picture": coded, "is_straight": straight is not None}


def _small(picture: Picture) -> Picture:
    share = min(1.0, 1600 / max(picture.shape))
    small = cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    return np.asarray(small, dtype=np.uint8)


def find_code(picture: Picture) -> tuple[str, Points | None]:
    """What the square code says and its four corners; ("", None) where there is none to be read.

    Paper lit unevenly, a soft photograph and a faint copy each need another look.
    """
    even = even_light(picture)
    larger = cv2.resize(even, None, fx=1.6, fy=1.6, interpolation=cv2.INTER_CUBIC)
    soft = cv2.GaussianBlur(even, (5, 5), 0)
    _, hard = cv2.threshold(soft, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    for look, share in ((picture, 1.0), (even, 1.0), (hard, 1.0), (larger, 1.6)):
        for detector in (cv2.QRCodeDetector(), cv2.QRCodeDetectorAruco()):
            try:
                words, corners, _squares = detector.detectAndDecode(look)
            except cv2.error:
                continue
            if words and corners is not None:
                return str(words), np.asarray(corners, dtype=np.float64).reshape(4, 2) / share
    return "", None


def straightened(picture: Picture, corners: Points, frame: dict[str, Any]) -> Picture | None:
    """The page upright at SCALE; None where its four marks are not seen."""
    left, top, side = frame["code"]
    marks = np.array(frame["marks"], dtype=np.float64)
    printed = np.array([[left, top], [left + side, top], [left + side, top + side], [left, top + side]])
    length = float(np.mean([np.linalg.norm(corners[i] - corners[(i + 1) % 4]) for i in range(4)]))
    pixels_a_mm = length / side
    found = _squares(picture, frame["mark"] * pixels_a_mm)
    best: tuple[float, Points] | None = None
    # Which corner of the code the reader names first is not always the upper left one.
    for turn in range(4):
        seen = np.roll(corners, turn, axis=0)
        to_picture, _inliers = cv2.estimateAffinePartial2D(printed, seen, method=cv2.LMEDS)
        if to_picture is None:
            continue
        expected = marks @ to_picture[:, :2].T + to_picture[:, 2]
        match = _nearest(expected, found, ASTRAY_MM * pixels_a_mm)
        if match is not None and (best is None or match[0] < best[0]):
            best = match
    if best is None:
        return None
    width, height = (round(length * SCALE) for length in frame["size"])
    forward = cv2.getPerspectiveTransform(best[1].astype(np.float32), (marks * SCALE).astype(np.float32))
    flat = cv2.warpPerspective(picture, forward, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)
    return even_light(np.asarray(flat, dtype=np.uint8))


def _nearest(expected: Points, found: Points, astray: float) -> tuple[float, Points] | None:
    """For each place the nearest square, no square twice, and how far they stand away together."""
    if len(found) < len(expected):
        return None
    away = np.linalg.norm(expected[:, None, :] - found[None, :, :], axis=2)
    nearest = away.argmin(axis=1)
    distances = away[np.arange(len(expected)), nearest]
    if distances.max() > astray or len(set(nearest.tolist())) < len(expected):
        return None
    return float(distances.sum()), found[nearest]


def _squares(picture: Picture, side: float) -> Points:
    """The middles of solid dark squares of about that side."""
    dark = cv2.threshold(even_light(picture), DARK, 255, cv2.THRESH_BINARY_INV)[1]
    outlines, _tree = cv2.findContours(dark, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    middles = []
    for outline in outlines:
        area = cv2.contourArea(outline)
        if not 0.4 * side**2 < area < 2.2 * side**2:
            continue
        middle, (one, other), _turn = cv2.minAreaRect(outline)
        if min(one, other) < SQUARE_ASPECT * max(one, other) or area < SQUARE_FILL * one * other:
            continue
        middles.append(middle)
    return np.array(middles, dtype=np.float64).reshape(-1, 2)


def read_boxes(pages: list[dict[str, Any]]) -> list[dict[str, dict[str, Any]]]:
    """Of each straight page what stands in its boxes, by their names.

    A page is {"picture": WebP, "boxes": {name: [[left, top, width, height], …]}}. Told are which boxes hold ink, and
    `digits` where the recogniser is sure of every one of them, else "".
    """
    answers: list[dict[str, dict[str, Any]]] = []
    lines: list[Picture] = []
    whose: list[dict[str, Any]] = []
    for page in pages:
        coded = np.frombuffer(page["picture"], dtype=np.uint8)
        picture = np.asarray(cv2.imdecode(coded, cv2.IMREAD_GRAYSCALE), dtype=np.uint8)
        answer: dict[str, dict[str, Any]] = {}
        for name, boxes in page["boxes"].items():
            cells = [_inside(picture, box) for box in boxes]
            inked = [_has_ink(cell) for cell in cells]
            answer[name] = {"inked": inked, "digits": ""}
            written = [cell for cell, is_inked in zip(cells, inked, strict=True) if is_inked]
            if written and len(boxes) > 2 and _is_one_run(inked):
                lines.append(_line(written))
                whose.append({"into": answer[name], "count": len(written)})
        answers.append(answer)
    for words, one in zip(read_pictures(lines, Layout.LINE, letters=ALL_DIGITS), whose, strict=True):
        digits = "".join(word.text for word in words)
        is_sure = bool(words) and min(word.confidence for word in words) >= SURE
        if is_sure and digits.isdecimal() and len(digits) == one["count"]:
            one["into"]["digits"] = digits
    return answers


def _inside(picture: Picture, box: list[float]) -> Picture:
    """The box without its printed edge."""
    left, top, width, height = box
    x0, y0 = round((left + EDGE_MM) * SCALE), round((top + EDGE_MM) * SCALE)
    x1, y1 = round((left + width - EDGE_MM) * SCALE), round((top + height - EDGE_MM) * SCALE)
    return picture[y0:y1, x0:x1]


def _has_ink(cell: Picture) -> bool:
    return float((cell < DARK).mean()) > INK_SHARE


def _is_one_run(inked: list[bool]) -> bool:
    """Whether the written boxes stand side by side: a gap between them is for a person to judge."""
    first, last = inked.index(True), len(inked) - inked[::-1].index(True)
    return all(inked[first:last])


def _line(cells: list[Picture]) -> Picture:
    """The digits as a line of print: side by side, with room around."""
    room = CELL_PX // 4
    parts = [cv2.resize(cell, (CELL_PX * 3 // 4, CELL_PX), interpolation=cv2.INTER_CUBIC) for cell in cells]
    line = np.hstack([_trimmed(part) for part in parts])
    return np.asarray(
        cv2.copyMakeBorder(line, room, room, room, room, cv2.BORDER_CONSTANT, value=255), dtype=np.uint8
    )


def _trimmed(part: Picture) -> Picture:
    """Without the empty paper left and right of the digit, save a little."""
    columns = np.flatnonzero((part < DARK).any(axis=0))
    if not len(columns):
        return part
    first, last = max(0, int(columns[0]) - 6), min(part.shape[1], int(columns[-1]) + 7)
    return part[:, first:last]

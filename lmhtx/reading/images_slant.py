"""How far a page leans: the slant of its text lines, and the keystone seen in the rules of its tables."""

from __future__ import annotations

from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from lmhtx.reading.images import Picture

MAX_SLANT_DEGREES = 15.0
DRAFT_SIDE_PX = 1000
MAX_RULE_SLOPE = 0.12
FEWEST_RULES = 3


def slant_degrees(picture: Picture) -> float:
    """Degrees to turn the page counter-clockwise so that its lines lie level (or upright, if it lies on its side)."""
    share = DRAFT_SIDE_PX / max(picture.shape)
    small = cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    _, ink = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    best = _sharpest(ink, np.arange(-MAX_SLANT_DEGREES, MAX_SLANT_DEGREES + 0.5, 1.0))
    best = _sharpest(ink, np.arange(best - 1.0, best + 1.01, 0.2))
    return _sharpest(ink, np.arange(best - 0.2, best + 0.21, 0.05))


def _sharpest(ink: Picture, angles: NDArray[np.float64]) -> float:
    height, width = ink.shape
    scores = []
    for angle in angles:
        turning = cv2.getRotationMatrix2D((width / 2, height / 2), float(angle), 1.0)
        turned = cv2.warpAffine(ink, turning, (width, height), flags=cv2.INTER_LINEAR)
        scores.append(max(_sharpness(turned.sum(axis=1)), _sharpness(turned.sum(axis=0))))
    return float(angles[int(np.argmax(scores))])


def _sharpness(profile: NDArray[np.float64]) -> float:
    steps = np.diff(profile.astype(np.float64))
    return float((steps * steps).sum())


def ink_of(picture: Picture) -> Picture:
    """White ink on black; judged against the neighbourhood, so faint rules count too."""
    return np.asarray(
        cv2.adaptiveThreshold(
            picture, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, blockSize=51, C=18
        ),
        dtype=np.uint8,
    )


def keystone_matrix(picture: Picture) -> NDArray[np.float64] | None:
    """What makes the long rules of the page's tables level and upright; None where there are too few."""
    ink = ink_of(picture)
    level = _rules(ink)
    upright = _rules(np.ascontiguousarray(ink.T))
    if len(level) < FEWEST_RULES or len(upright) < FEWEST_RULES:
        return None
    height, width = picture.shape
    level_slope, upright_slope = _slope_along(level), _slope_along(upright)
    top, bottom = (_line_level(y, level_slope(y), width) for y in (0.1 * height, 0.9 * height))
    left, right = (_line_upright(x, upright_slope(x), height) for x in (0.1 * width, 0.9 * width))
    corners = np.array(
        [_cross(top, left), _cross(top, right), _cross(bottom, right), _cross(bottom, left)], np.float32
    )
    x0, x1, y0, y1 = 0.1 * width, 0.9 * width, 0.1 * height, 0.9 * height
    target = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], np.float32)
    if np.abs(corners - target).max() < 1.0:
        return None
    return np.asarray(cv2.getPerspectiveTransform(corners, target), dtype=np.float64)


def _rules(ink: Picture) -> NDArray[np.float64]:
    """Long level rules as rows of (middle across, slope, length)."""
    length = ink.shape[1] // 20
    thick = cv2.dilate(ink, np.ones((5, 1), np.uint8))
    opened = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(opened)
    found = []
    for label, (x, y, w, h, _) in enumerate(stats[1:], start=1):
        if w < 2 * length or h > MAX_RULE_SLOPE * w + 24:
            continue
        ys, xs = np.nonzero(labels[y : y + h, x : x + w] == label)
        slope, at = np.polyfit(xs, ys, 1)
        if abs(slope) <= MAX_RULE_SLOPE:
            # told by where the rule's line meets the middle of the page
            found.append((y + at + slope * (ink.shape[1] / 2 - x), slope, w))
    return np.array(found, dtype=np.float64)


def _slope_along(rules: NDArray[np.float64]) -> np.poly1d:
    """Slope as a straight function of the place, longer rules weighing more, outliers dropped once."""
    place, slope, weight = rules.T
    spread = np.ptp(place)
    degree = 1 if len(rules) > FEWEST_RULES and spread > 0 else 0
    for _ in range(2):
        fitted = np.poly1d(np.polyfit(place, slope, degree, w=weight))
        off = np.abs(slope - fitted(place))
        kept = off <= max(0.004, 2.5 * float(np.median(off)))
        place, slope, weight = place[kept], slope[kept], weight[kept]
        if len(place) <= FEWEST_RULES:
            degree = 0
    return fitted


Line: TypeAlias = tuple[float, float, float]


def _line_level(y: float, slope: float, width: int) -> Line:
    """a·x + b·y = c of the line that is at height y in the middle of the page."""
    return -slope, 1.0, y - slope * width / 2


def _line_upright(x: float, slope: float, height: int) -> Line:
    return 1.0, -slope, x - slope * height / 2


def _cross(one: Line, other: Line) -> NDArray[np.float64]:
    return np.linalg.solve(np.array([one[:2], other[:2]]), np.array([one[2], other[2]]))

"""Setting a page straight: the sheet cut out of a photo, quarter turns, slant and keystone, with the way back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from lmhtx.reading.images import LONG_SIDE_PX, Picture, even_light
from lmhtx.reading.images_slant import keystone_matrix, slant_degrees
from lmhtx.reading.ocr import quarter_turn

Matrix: TypeAlias = NDArray[np.float64]

PAPER_MIN_SHARE = 0.25
PAPER_FULL_SHARE = 0.97
GROUND_DARKNESS = 0.75
MIN_SLANT_DEGREES = 0.04


@dataclass(slots=True)
class Sheet:
    """A page set straight: its evenly lit picture and the map from its pixels back to shares of the page."""

    pixels: Picture
    to_page: Matrix
    page: int = 1
    turn: int = 0

    def place(
        self, left: float, top: float, right: float, bottom: float
    ) -> tuple[float, float, float, float]:
        """The upright rectangle round a piece of the sheet, as shares of the page it came from."""
        corners = np.array([[[left, top], [right, top], [right, bottom], [left, bottom]]], dtype=np.float64)
        on_page = cv2.perspectiveTransform(corners, self.to_page)[0]
        (x0, y0), (x1, y1) = np.clip(on_page.min(axis=0), 0, 1), np.clip(on_page.max(axis=0), 0, 1)
        return float(x0), float(y0), float(x1), float(y1)


@dataclass(slots=True)
class _Setting:
    """The page as set so far: where its pixels go, and how large the outcome is (width, height)."""

    forward: Matrix
    size: tuple[int, int]

    def then(self, step: Matrix, size: tuple[int, int] | None = None) -> _Setting:
        return _Setting(step @ self.forward, size or self.size)

    def picture_of(self, picture: Picture) -> Picture:
        if np.allclose(self.forward, np.eye(3)) and self.size == picture.shape[::-1]:
            return even_light(picture)
        warped = cv2.warpPerspective(
            picture, self.forward, self.size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
        )
        return even_light(np.asarray(warped, dtype=np.uint8))


def straighten(picture: Picture, *, page: int = 1) -> Sheet:
    """Cut out, turn upright, take slant and keystone out; pixels are moved only once, to keep letters sharp."""
    height, width = picture.shape
    setting = _Setting(np.eye(3), (width, height))
    if (corners := paper_corners(picture)) is not None:
        setting = _paper_setting(corners)
    draft = setting.picture_of(picture)
    slant = slant_degrees(draft)
    if abs(slant) >= MIN_SLANT_DEGREES:
        setting = setting.then(_turning_matrix(slant, setting.size))
        draft = setting.picture_of(picture)
    turn = quarter_turn(draft)
    setting = setting.then(*_quarter_matrix(turn, setting.size))
    keystone = keystone_matrix(setting.picture_of(picture))
    if keystone is not None:
        setting = setting.then(keystone)
    shares = np.diag([1 / width, 1 / height, 1.0])
    back = np.asarray(shares @ np.linalg.inv(setting.forward), dtype=np.float64)
    return Sheet(pixels=setting.picture_of(picture), to_page=back, page=page, turn=turn)


def _turning_matrix(degrees: float, size: tuple[int, int]) -> Matrix:
    flat = cv2.getRotationMatrix2D((size[0] / 2, size[1] / 2), degrees, 1.0)
    return np.vstack([flat, [0.0, 0.0, 1.0]])


def _quarter_matrix(turn: int, size: tuple[int, int]) -> tuple[Matrix, tuple[int, int]]:
    """The clockwise turn by 0, 90, 180 or 270 degrees, and the size of the page after it."""
    width, height = size
    match turn:
        case 90:
            return np.array([[0, -1, height], [1, 0, 0], [0, 0, 1.0]]), (height, width)
        case 180:
            return np.array([[-1, 0, width], [0, -1, height], [0, 0, 1.0]]), size
        case 270:
            return np.array([[0, 1, 0], [-1, 0, width], [0, 0, 1.0]]), (height, width)
        case _:
            return np.eye(3), size


def paper_corners(picture: Picture) -> Matrix | None:
    """The four corners of a light sheet on a darker ground, clockwise from top left; None where there is none."""
    share = 600 / max(picture.shape)
    small = cv2.GaussianBlur(cv2.resize(picture, None, fx=share, fy=share), (7, 7), 0)
    _, light = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    light = cv2.morphologyEx(light, cv2.MORPH_CLOSE, np.ones((25, 25), np.uint8))
    light = cv2.morphologyEx(light, cv2.MORPH_OPEN, np.ones((15, 15), np.uint8))
    outlines, _ = cv2.findContours(light, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return None
    outline = cv2.convexHull(max(outlines, key=cv2.contourArea))
    covered = cv2.contourArea(outline) / small.size
    if not PAPER_MIN_SHARE < covered < PAPER_FULL_SHARE:
        return None
    inside = cv2.drawContours(np.zeros_like(light), [outline], -1, 255, cv2.FILLED) > 0
    if small[~inside].mean() > GROUND_DARKNESS * small[inside].mean():
        return None
    for slack in (0.02, 0.03, 0.05, 0.08):
        corners = cv2.approxPolyDP(outline, slack * cv2.arcLength(outline, True), True)
        if len(corners) == 4 and cv2.contourArea(corners) > 0.9 * cv2.contourArea(outline):
            return _clockwise(corners.reshape(4, 2).astype(np.float64)) / share
    return None


def _clockwise(corners: Matrix) -> Matrix:
    middle = corners.mean(axis=0)
    angles = np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0])
    in_turn = corners[np.argsort(angles)]
    return np.roll(in_turn, -int(np.argmin(in_turn.sum(axis=1))), axis=0)


def _paper_setting(corners: Matrix) -> _Setting:
    sides = [float(np.linalg.norm(corners[i] - corners[(i + 1) % 4])) for i in range(4)]
    width, height = (sides[0] + sides[2]) / 2, (sides[1] + sides[3]) / 2
    scale = LONG_SIDE_PX / max(width, height)
    size = (round(width * scale), round(height * scale))
    target = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], dtype=np.float32)
    forward = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    return _Setting(np.asarray(forward, dtype=np.float64), size)

"""Printed forms filled in by hand and brought back: real pages, turned, askew, dirty."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import cv2
import numpy as np
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

from cooperatives import paper_form as place
from cooperatives.models import Cooperative, Period
from cooperatives.queries.paper_forms import sheets_of
from lmhtx.reading.images import page_picture
from lmhtx.reports.pdf import paper_pdf

DPI = 200
A_MM = DPI / 25.4
FONT = "DejaVuSans.ttf"
TEMPLATE = "cooperatives/print/form_sheets.html"


def printed(period: Period, cooperative: Cooperative) -> list[Any]:
    """The pages of the form as they leave the printer, as grey pictures."""
    body = paper_pdf(TEMPLATE, {"title": "Phiếu", "sheets": sheets_of(period, cooperative)})
    count = len(place.pages_of(period.figures_for(cooperative.kind)))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "phieu.pdf"
        path.write_bytes(body)
        return [page_picture(path, number, dpi=DPI) for number in range(1, count + 1)]


def filled(page: Any, period: Period, cooperative: Cooperative, number: int, words: Mapping[str, str]) -> Any:
    """The page with digits in its boxes from the left; "-" goes into the box of the minus, "x" ticks a box."""
    picture = Image.fromarray(page).convert("L")
    pen, font = ImageDraw.Draw(picture), ImageFont.truetype(FONT, 52)
    for row in place.pages_of(period.figures_for(cooperative.kind))[number - 1]:
        said = words.get(row.figure.key, "")
        if said.startswith("-"):
            _write(pen, font, row.sign, "-")
        for cell, letter in zip(row.cells, said.removeprefix("-"), strict=False):
            _write(pen, font, cell, letter)
    return np.asarray(picture)


def _write(pen: Any, font: Any, cell: place.Cell, letter: str) -> None:
    if letter != " ":
        pen.text((cell.left * A_MM + 14, cell.top * A_MM + 4), letter, font=font, fill=20)


def photographed(
    page: Any, *, degrees: float = 2, askew: float = 0.01, noise: float = 8, seed: int = 1
) -> bytes:
    """The page as a phone takes it: turned, seen from the side, grainy, pressed as JPEG."""
    height, width = page.shape
    share = 0.62 if 45 < abs(degrees) % 180 < 135 else 0.9
    turn = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), degrees, share), [0, 0, 1]])
    corners = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    seen = np.float32(
        [
            [width * askew, 0],
            [width, height * askew],
            [width * (1 - askew), height],
            [0, height * (1 - askew)],
        ]
    )
    way = cv2.getPerspectiveTransform(corners, seen) @ turn
    taken = cv2.warpPerspective(page, way, (width, height), borderValue=235)
    grain = np.random.default_rng(seed).normal(0, noise, taken.shape)
    dirty = np.clip(taken * 0.95 + grain, 0, 255).astype(np.uint8)
    return bytes(cv2.imencode(".jpg", dirty, [cv2.IMWRITE_JPEG_QUALITY, 80])[1])


def upload(name: str, *pages: Any) -> SimpleUploadedFile:
    """Pages as one file: a photograph, or several scanned into a PDF."""
    if name.endswith(".pdf"):
        sheets = [Image.open(io.BytesIO(page)).convert("RGB") for page in pages]
        body = io.BytesIO()
        sheets[0].save(body, "PDF", save_all=True, append_images=sheets[1:], resolution=DPI)
        return SimpleUploadedFile(name, body.getvalue(), "application/pdf")
    return SimpleUploadedFile(name, pages[0], "image/jpeg")

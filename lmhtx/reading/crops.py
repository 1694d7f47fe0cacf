"""Pictures for the confirmation grid: a whole page, or a place on it, as PNG; office files as PDF."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import cv2

from lmhtx.reading.child import run_parser
from lmhtx.reading.images import Picture, is_pdf, page_picture
from lmhtx.reading.paper import Box
from lmhtx.reading.unreadable import UnreadableFile

CROP_DPI = 150
CROP_MARGIN = 0.01
PAGE_WIDTH_PX = 1200
A4_WIDTH_IN = 8.27
OFFICE_SECONDS = 120
OFFICE_MEMORY_MB = 1536
QUARTER_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}
NO_OFFICE = "Máy chủ chưa cài LibreOffice nên chưa dựng được trang. Nhờ quản trị cài gói libreoffice."
NOT_DRAWN = "Không dựng được các trang của tệp này. Hãy lưu tệp thành PDF rồi tải lên lại."
STRICT_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"
 oor:op="fuse"><value>true</value></prop><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
</item></oor:items>
"""


def page_png(path: Path, page: int, *, width: int = PAGE_WIDTH_PX, turn: int = 0) -> bytes:
    """The page (1 is the first) as PNG, `width` pixels wide after a clockwise turn by 0, 90, 180 or 270 degrees."""
    picture = _turned(page_picture(path, page, dpi=round(1.3 * width / A4_WIDTH_IN)), turn)
    return _png(_no_wider(picture, width))


def crop_png(
    path: Path, box: Box, *, dpi: int = CROP_DPI, margin: float = CROP_MARGIN, turn: int = 0
) -> bytes:
    """The place as PNG with a margin (share of the page) round it, turned clockwise as the page must be."""
    picture = page_picture(path, box.page, dpi=dpi)
    height, width = picture.shape
    left, right = _within(box.left - margin, box.right + margin, width)
    top, bottom = _within(box.top - margin, box.bottom + margin, height)
    return _png(_turned(picture[top:bottom, left:right], turn))


def _within(start: float, end: float, length: int) -> tuple[int, int]:
    first = min(max(0, int(start * length)), length - 1)
    return first, max(first + 1, min(length, round(end * length)))


def _turned(picture: Picture, turn: int) -> Picture:
    how = QUARTER_TURNS.get(turn % 360)
    return picture if how is None else cv2.rotate(picture, how)


def _no_wider(picture: Picture, width: int) -> Picture:
    share = width / picture.shape[1]
    return cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)


def _png(picture: Picture) -> bytes:
    worked, coded = cv2.imencode(".png", picture, [cv2.IMWRITE_PNG_COMPRESSION, 6])
    if not worked:
        raise UnreadableFile(NOT_DRAWN)
    return bytes(coded)


def office_to_pdf(path: Path, out_dir: Path | None = None) -> Path:
    """A PDF of the office file in `out_dir` (its own folder unless given), made by a child; UnreadableFile if not."""
    folder = out_dir or path.parent
    made = run_parser(
        "lmhtx.reading.crops:pdf_bytes", path, seconds=OFFICE_SECONDS, memory_mb=OFFICE_MEMORY_MB
    )
    target = folder / f"{path.stem}.pdf"
    target.write_bytes(made)
    return target


def pdf_bytes(path: Path) -> bytes:
    """What LibreOffice prints of the file; call it in a child only, whose home it writes its profile to."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise UnreadableFile(NO_OFFICE)
    folder = Path.home() / "office"
    (folder / "profile" / "user").mkdir(parents=True)
    (folder / "profile" / "user" / "registrymodifications.xcu").write_text(STRICT_SETTINGS, encoding="utf-8")
    subprocess.run(
        [
            program,
            f"-env:UserInstallation=file://{folder}/profile",
            *("--headless", "--norestore", "--nolockcheck", "--convert-to", "pdf"),
            *("--outdir", str(folder), str(path)),
        ],
        capture_output=True,
        timeout=OFFICE_SECONDS,
        check=False,
    )
    made = folder / f"{path.stem}.pdf"
    if not made.exists() or not is_pdf(made):
        raise UnreadableFile(NOT_DRAWN)
    return made.read_bytes()

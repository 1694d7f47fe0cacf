"""The block of a copy set under the last words of the original; works in a child of bounded memory."""

from __future__ import annotations

import io
from typing import Any

import pypdfium2

from lmhtx.reports import legal

MM = 72 / 25.4
GAP_MM, FOOT_MM = 6, 3
# A page is looked at with one dot for each point; what is lighter than this is paper.
LIGHTEST_INK = 235


def copied(original: bytes, block: bytes) -> bytes:
    """The original with the block on its last sheet, or behind it."""
    with pypdfium2.PdfDocument(original) as whole, pypdfium2.PdfDocument(block) as end:
        last = whole[len(whole) - 1]
        used, limit = _free(last)
        inked = _inked(end[0])
        begins, above = used + GAP_MM * MM, inked[0]
        if len(end) == 1 and _is_a4(last) and limit - begins >= inked[-1] - above:
            # The page of the block is as high as the last one, so that a shift downwards is all it takes.
            placed = end.page_as_xobject(0, dest_pdf=whole).as_pageobject()
            placed.set_matrix(pypdfium2.PdfMatrix().translate(0, above - begins))
            last.insert_obj(placed)
            last.gen_content()
        else:
            whole.import_pages(end)
        file = io.BytesIO()
        whole.save(file)
        return file.getvalue()


def _free(page: Any) -> tuple[float, float]:
    """Where the words of a page end and what is free behind them ends; an address at the foot is not the end."""
    foot = page.get_height() - (legal.BOTTOM_MM + FOOT_MM) * MM
    inked = _inked(page)
    words = [row for row in inked if row < foot]
    below = [row for row in inked if row >= foot]
    limit = page.get_height() - legal.BOTTOM_MM * MM
    return (words[-1] if words else 0, min(limit, below[0] - FOOT_MM * MM) if below else limit)


def _inked(page: Any) -> list[int]:
    """The rows of a page, in points from its upper edge, that bear ink."""
    grey = page.render(scale=1).to_pil().convert("L")
    darkest = [grey.crop((0, row, grey.width, row + 1)).getextrema()[0] for row in range(grey.height)]
    return [row for row, light in enumerate(darkest) if light < LIGHTEST_INK] or [0]


def _is_a4(page: Any) -> bool:
    """Whether the page is an upright A4 without a turn: elsewhere the block stands on a sheet of its own."""
    width, height = page.get_size()
    wanted = (legal.PAGE_WIDTH_MM * MM, legal.PAGE_HEIGHT_MM * MM)
    return page.get_rotation() == 0 and abs(width - wanted[0]) < 3 and abs(height - wanted[1]) < 3

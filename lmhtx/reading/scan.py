"""Reading scans and photos: straight pages, ruled tables cell by cell, and the running text around them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

import numpy as np

from lmhtx.reading.images import Picture, page_count, page_picture
from lmhtx.reading.images_straighten import Sheet, straighten
from lmhtx.reading.ocr import Layout, Word, read_pictures
from lmhtx.reading.paper import Box, Cell, Paper, Paragraph, Table, TextSource
from lmhtx.reading.quality import text_quality
from lmhtx.reading.scan_cells import ReadCell, has_letters, read_cells, without_rules
from lmhtx.reading.scan_furniture import without_furniture
from lmhtx.reading.scan_grid import Grid, find_grids
from lmhtx.reading.scan_mending import mend_cell, mend_text
from lmhtx.reading.scan_row_numbers import mend_row_numbers
from lmhtx.reading.scan_rules import find_rules
from lmhtx.reading.scan_text import cell_text, lines_of, passages_of

PAGES_AT_ONCE = 2
STRIP_MIN_PX = 40

Block = Paragraph | Table


def read_scan(
    path: Path,
    *,
    progress: Callable[[int, int], None] | None = None,
    pages: Sequence[int] | None = None,
) -> Paper:
    """What a scanned PDF or a photo says; `progress(done, total)` counts pages, `pages` (from 1) limits the work."""
    wanted = list(pages) if pages is not None else list(range(1, page_count(path) + 1))
    read: dict[int, tuple[list[Block], int]] = {}
    with ThreadPoolExecutor(max_workers=PAGES_AT_ONCE) as pool:
        waiting = {pool.submit(_read_page, path, page): page for page in wanted}
        for done, finished in enumerate(as_completed(waiting), start=1):
            read[waiting[finished]] = finished.result()
            if progress is not None:
                progress(done, len(wanted))
    turns = {page: turn for page, (_, turn) in read.items() if turn}
    blocks = without_furniture([block for page in wanted for block in read[page][0]], turns)
    mend_row_numbers([block for block in blocks if isinstance(block, Table)])
    quality = text_quality("\n".join(_texts(blocks)))
    return Paper(
        blocks=blocks,
        page_count=len(wanted),
        text_quality=quality,
        is_ocr=True,
        page_turns=turns,
    )


def _texts(blocks: Sequence[Block]) -> list[str]:
    texts = []
    for block in blocks:
        texts += [block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells]
    return texts


def _read_page(path: Path, page: int) -> tuple[list[Block], int]:
    sheet = straighten(page_picture(path, page), page=page)
    rules = find_rules(sheet.pixels)
    grids = find_grids(rules)
    tables = [
        _table(sheet, grid, read_cells(without_rules(sheet.pixels, rules, grid), grid)) for grid in grids
    ]
    strips = _strips(sheet.pixels, grids)
    readings = read_pictures([piece for _, piece in strips], Layout.PAGE)
    blocks: list[Block] = []
    by_place = {top: words for (top, _), words in zip(strips, readings, strict=True)}
    for top, table in [(0, None), *((grid.bottom, table) for grid, table in zip(grids, tables, strict=True))]:
        blocks += [table] if table is not None else []
        blocks += _paragraphs(sheet, by_place.get(top, []), top)
    return blocks, sheet.turn


def _strips(picture: Picture, grids: Sequence[Grid]) -> list[tuple[int, Picture]]:
    """The pieces of the page above, between and below its tables, with the height at which each begins."""
    starts = [0, *(grid.bottom for grid in grids)]
    ends = [*(grid.top for grid in grids), picture.shape[0]]
    strips = [
        (top, picture[top:bottom])
        for top, bottom in zip(starts, ends, strict=True)
        if bottom - top > STRIP_MIN_PX
    ]
    return [(top, np.ascontiguousarray(piece)) for top, piece in strips if has_letters(piece)]


def _paragraphs(sheet: Sheet, words: Sequence[Word], down: int) -> list[Paragraph]:
    return [
        Paragraph(
            text=mend_text(passage.text),
            is_centered=passage.is_centered,
            page=sheet.page,
            box=Box(
                sheet.page,
                *sheet.place(passage.left, passage.top + down, passage.right, passage.bottom + down),
            ),
            source=TextSource.OCR,
            confidence=round(passage.confidence, 3),
        )
        for passage in passages_of(lines_of(words))
    ]


def _table(sheet: Sheet, grid: Grid, read: Sequence[ReadCell]) -> Table:
    cells = [_cell(sheet, piece) for piece in read]
    return Table(
        cells=cells,
        row_count=grid.row_count,
        column_count=grid.column_count,
        page=sheet.page,
        row_pages=[sheet.page] * grid.row_count,
    )


def _cell(sheet: Sheet, piece: ReadCell) -> Cell:
    place = piece.cell
    return Cell(
        text=mend_cell(cell_text(lines_of(piece.words)), confidence=piece.confidence),
        row=place.row,
        column=place.column,
        row_span=place.row_span,
        column_span=place.column_span,
        box=Box(sheet.page, *sheet.place(place.left, place.top, place.right, place.bottom)),
        source=TextSource.OCR,
        confidence=round(piece.confidence, 3) if piece.words else None,
    )

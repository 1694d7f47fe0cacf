"""A PDF with a text layer as paragraphs and tables; pages whose letters are garbage are read as pictures."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfparser import PDFSyntaxError
from pdfplumber.utils.exceptions import PdfminerException

from lmhtx.reading.paper import Cell, Paper, Paragraph, Table
from lmhtx.reading.pdf_lines import Line, Word, box_of, columns_of, lines_of, paragraphs_of, words_of
from lmhtx.reading.pdf_tables import tables_of
from lmhtx.reading.quality import GOOD_TEXT_QUALITY, text_quality
from lmhtx.reading.unreadable import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lmhtx.reading.pdf_tables import Edges

    Progress = Callable[[int, int], None]

FEWEST_LETTERS = 40
MOST_PAGES = 400
EDGE_SHARE = 0.09
GARBAGE = "Trang {pages}: lớp chữ của tệp PDF bị lỗi, đã nhận dạng lại từ ảnh."


@dataclass(slots=True)
class PageText:
    """What was found on one page: its tables with their edges and the lines outside them."""

    number: int
    tables: list[tuple[Edges, Table]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    quality: float = 0.0
    letters: int = 0
    has_pictures: bool = False

    @property
    def is_unfit(self) -> bool:
        """Whether the page is a picture or its letters are garbage."""
        if self.letters < FEWEST_LETTERS:
            return self.has_pictures
        return self.quality < GOOD_TEXT_QUALITY


def read_pdf(path: Path, *, progress: Progress | None = None) -> Paper:
    """Read a PDF; scanned ones go to the scan reader. UnreadableFile when it cannot be opened."""
    try:
        pages, sizes = _read_pages(path, progress)
    except PdfminerException as error:
        raise _unreadable(error) from error
    except (PDFSyntaxError, PDFPasswordIncorrect) as error:
        raise _unreadable(error) from error
    unfit = [page.number for page in pages if page.is_unfit]
    if unfit and len(unfit) * 2 >= len([page for page in pages if page.letters or page.has_pictures]):
        return _scanned(path, progress, None)
    _drop_furniture(pages, sizes)
    blocks = _blocks([page for page in pages if page.number not in unfit], sizes)
    texts = [line.text for page in pages for line in page.lines]
    texts += [cell.text for page in pages for _, table in page.tables for cell in table.cells]
    paper = Paper(
        blocks=blocks, page_count=len(pages), text_quality=text_quality("\n".join(texts)), is_ocr=False
    )
    return _with_scanned(paper, path, unfit) if unfit else paper


def _read_pages(
    path: Path, progress: Progress | None
) -> tuple[list[PageText], dict[int, tuple[float, float]]]:
    pages, sizes = [], {}
    with pdfplumber.open(path) as document:
        total = len(document.pages)
        if total > MOST_PAGES:
            raise UnreadableFile(
                f"Tệp PDF có {total} trang, quá giới hạn {MOST_PAGES}. Hãy tách riêng phần phụ lục."
            )
        for number, page in enumerate(document.pages, start=1):
            sizes[number] = (float(page.width), float(page.height))
            pages.append(_read_page(page, number))
            page.close()
            if progress is not None:
                progress(number, total)
    return pages, sizes


def _read_page(page: Any, number: int) -> PageText:
    words = words_of(page)
    text = " ".join(word.text for word in words)
    found = PageText(number, quality=text_quality(text), letters=len(text), has_pictures=bool(page.images))
    if found.is_unfit:
        return found
    found.tables = tables_of(page, words, number=number)
    outside = [word for word in words if not any(_is_inside(word, edges) for edges, _ in found.tables)]
    found.lines = lines_of(outside, page=number)
    return found


def _is_inside(word: Word, edges: Edges) -> bool:
    x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return edges[0] - 2 <= x <= edges[2] + 2 and edges[1] - 2 <= y <= edges[3] + 2


def _drop_furniture(pages: list[PageText], sizes: dict[int, tuple[float, float]]) -> None:
    """Take away page numbers and what is printed at the edge of page after page."""

    def words_at(line: Line) -> str:
        return re.sub(r"\d+", "#", line.text.casefold())

    def is_at_edge(line: Line) -> bool:
        height = sizes[line.page][1]
        return line.bottom < height * EDGE_SHARE or line.top > height * (1 - EDGE_SHARE)

    counts = Counter(words_at(line) for page in pages for line in page.lines if is_at_edge(line))
    for page in pages:
        page.lines = [
            line
            for line in page.lines
            if not (
                is_at_edge(line)
                and (
                    counts[words_at(line)] >= 2
                    or re.fullmatch(r"[-–\s]*(?:trang\s*)?\d{1,3}(?:/\d+)?[-–\s]*", line.text, re.IGNORECASE)
                )
            )
        ]


def _blocks(pages: list[PageText], sizes: dict[int, tuple[float, float]]) -> list[Paragraph | Table]:
    """Paragraphs and tables in reading order; text between two tables is one stretch, also over pages."""
    blocks: list[Paragraph | Table] = []
    stretch: list[Line] = []
    for page in pages:
        waiting = list(page.tables)
        for line in page.lines:
            while waiting and waiting[0][0][1] < line.top:
                blocks.extend(_stretch(stretch, sizes))
                stretch = []
                blocks.append(waiting.pop(0)[1])
            stretch.append(line)
        if waiting:
            blocks.extend(_stretch(stretch, sizes))
            stretch = []
            blocks.extend(table for _, table in waiting)
    return [*blocks, *_stretch(stretch, sizes)]


def _stretch(lines: list[Line], sizes: dict[int, tuple[float, float]]) -> list[Paragraph | Table]:
    """Running text; a letter head of two columns at its beginning becomes a table of two columns."""
    rest = list(lines)
    place = next((i for i, line in enumerate(rest[:12]) if len(columns_of(line)) == 2), None)
    if place is None or lines[0].page != 1:
        return list(paragraphs_of(rest, sizes))
    last = max(i for i, line in enumerate(rest[:12]) if len(columns_of(line)) == 2)
    head = [columns_of(line) for line in rest[place : last + 1]]
    middle = sizes[1][0] / 2
    table = _letter_head(head, sizes, middle=middle)
    return [*paragraphs_of(rest[:place], sizes), table, *paragraphs_of(rest[last + 1 :], sizes)]


def _letter_head(head: list[list[Line]], sizes: dict[int, tuple[float, float]], *, middle: float) -> Table:
    sides: tuple[list[Line], list[Line]] = ([], [])
    for parts in head:
        for part in parts:
            sides[(part.left + part.right) / 2 > middle].append(part)
    cells = [
        Cell(
            text="\n".join(part.text for part in side),
            row=0,
            column=column,
            box=box_of([word for part in side for word in part.words], 1, sizes),
        )
        for column, side in enumerate(sides)
    ]
    return Table(cells=cells, row_count=1, column_count=2, page=1, row_pages=[1])


def _scanned(path: Path, progress: Progress | None, pages: list[int] | None) -> Paper:
    from lmhtx.reading.scan import read_scan  # noqa: PLC0415 the image libraries are slow to load

    return read_scan(path, progress=progress, pages=pages)


def _with_scanned(paper: Paper, path: Path, unfit: list[int]) -> Paper:
    """The paper with its unfit pages read as pictures and put in their places."""
    scanned = _scanned(path, None, unfit)
    blocks = [*paper.blocks, *scanned.blocks]
    paper.blocks = sorted(blocks, key=lambda block: block.page)
    paper.is_ocr = True
    paper.warnings.append(GARBAGE.format(pages=", ".join(map(str, unfit))))
    return paper


def _unreadable(error: Exception) -> UnreadableFile:
    cause = error.args[0] if error.args else error
    if isinstance(error, PDFPasswordIncorrect) or isinstance(cause, PDFPasswordIncorrect):
        return UnreadableFile("Tệp PDF có mật khẩu nên không đọc được. Hãy bỏ mật khẩu rồi tải lên lại.")
    return UnreadableFile("Tệp PDF bị hỏng, không mở được. Hãy tải lại tệp hoặc in lại thành PDF.")

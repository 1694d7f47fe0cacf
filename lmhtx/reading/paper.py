"""What every kind of file becomes once it is read: pages of paragraphs and tables, with where each stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class TextSource(StrEnum):
    """Where the letters of a piece of text come from; what is not NATIVE needs a person's eye."""

    NATIVE = "native"
    OCR = "ocr"
    CONVERTED = "converted"


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page; the four sides are shares (0 to 1) of the page's width and height, from top left."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(slots=True)
class Cell:
    """One cell of a table, standing at its top left place; a merged cell stands once with its spans."""

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    is_bold: bool = False
    value: date | datetime | float | None = None
    number_format: str = ""
    box: Box | None = None
    source: TextSource = TextSource.NATIVE
    confidence: float | None = None


@dataclass(slots=True)
class Table:
    """A grid of cells as printed; `page` is the page it begins on, `name` a sheet's name."""

    cells: list[Cell]
    row_count: int
    column_count: int
    page: int = 1
    row_pages: list[int] = field(default_factory=list)
    name: str = ""

    def cell_at(self, row: int, column: int) -> Cell | None:
        """The cell that covers the place, merged ones included; None where the paper has no cell."""
        for cell in self.cells:
            if (
                cell.row <= row < cell.row + cell.row_span
                and cell.column <= column < cell.column + cell.column_span
            ):
                return cell
        return None


@dataclass(slots=True)
class Paragraph:
    """A paragraph of running text; `label` is its automatic number or bullet as the reader would see it."""

    text: str
    label: str = ""
    is_bold: bool = False
    is_centered: bool = False
    page: int = 1
    box: Box | None = None
    source: TextSource = TextSource.NATIVE
    confidence: float | None = None


@dataclass(slots=True)
class Paper:
    """A file as read: its blocks in reading order and how far the letters may be trusted."""

    blocks: list[Paragraph | Table]
    page_count: int
    text_quality: float
    is_ocr: bool
    warnings: list[str] = field(default_factory=list)
    page_turns: dict[int, int] = field(default_factory=dict)
    """Degrees to turn a page clockwise so that it stands upright; boxes are of the page as it lies in the file."""

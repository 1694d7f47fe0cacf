"""The same workbook given back, its faulty cells coloured and commented, so that people mend it where they wrote it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lmhtx.sheets.harmless import harmless

COLOUR = "FFFFC7CE"
LIST = "Lỗi cần sửa"
MOST_MARKED = 5000
HEADS = ("Trang", "Ô", "Cột", "Nội dung trong ô", "Vì sao chưa nhận", "Cách sửa")
WIDTHS = (18, 10, 26, 36, 60, 60)


def write_marked(source: Path, target: Path, faults: Sequence[dict[str, Any]]) -> None:
    """Copy the workbook with its faults marked, and list them on a first sheet of their own."""
    import openpyxl  # noqa: PLC0415 heavy: only when a workbook is given back
    from openpyxl.comments import Comment  # noqa: PLC0415
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

    with source.open("rb") as stream:
        book = openpyxl.load_workbook(stream)
    fill = PatternFill("solid", fgColor=COLOUR)
    by_cell: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for fault in faults[:MOST_MARKED]:
        by_cell.setdefault((fault["sheet"], f"{fault['column']}{fault['row']}"), []).append(fault)
    for (sheet, place), found in by_cell.items():
        if sheet in book.sheetnames:
            cell = book[sheet][place]
            cell.fill = fill
            words = "\n".join(f"{one['reason']} {one['advice']}".strip() for one in found)
            cell.comment = Comment(words, "Cổng điều hành", height=120, width=320)
    if LIST in book.sheetnames:
        del book[LIST]
    told = book.create_sheet(LIST, 0)
    told.append(HEADS)
    for fault in faults[:MOST_MARKED]:
        told.append(_line(fault))
    for cell in told[1]:
        cell.font = Font(bold=True)
    for row in told.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in zip("ABCDEF", WIDTHS, strict=True):
        told.column_dimensions[letter].width = width
    told.freeze_panes = "A2"
    book.active = 0
    book.save(target)


def _line(fault: dict[str, Any]) -> tuple[str, ...]:
    place = f"{fault['column']}{fault['row']}"
    told = (fault["sheet"], place, fault["heading"], fault["value"], fault["reason"], fault["advice"])
    return tuple(map(harmless, told))

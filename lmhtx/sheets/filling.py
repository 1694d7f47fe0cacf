"""A blank form of somebody else: read as it stands, given back with numbers in empty cells and nothing else touched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from lmhtx.sheets.headings import letter

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINKS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
BOOK, BOOK_LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
MOST_ROWS, MOST_COLUMNS = 2000, 100
REFERENCE = re.compile(r"([A-Z]+)(\d+)")


def blank_book(path: Path) -> list[dict[str, Any]]:
    """Each visible sheet: its name, its filled cells as [row, column, words, is formula] from 0, its merges."""
    from openpyxl import load_workbook  # noqa: PLC0415 heavy: only where a form is read

    book = load_workbook(path)
    return [_told(sheet) for sheet in book.worksheets if sheet.sheet_state == "visible"]


def _told(sheet: Any) -> dict[str, Any]:
    rows = sheet.iter_rows(max_row=min(sheet.max_row, MOST_ROWS), max_col=min(sheet.max_column, MOST_COLUMNS))
    cells = [
        [cell.row - 1, cell.column - 1, str(cell.value), cell.data_type == "f"]
        for row in rows
        for cell in row
        if cell.value is not None
    ]
    merges = [
        [one.min_row - 1, one.min_col - 1, one.max_row - 1, one.max_col - 1]
        for one in sheet.merged_cells.ranges
    ]
    return {"name": sheet.title, "cells": cells, "merges": merges}


def fill_copy(source: Path, target: Path, cells: Sequence[Sequence[Any]]) -> int:
    """Write a copy with each [sheet, row, column, number] in its cell where that is empty; how many were.

    Formats, formulas and all other parts of the file stay as they are; formulas lose only their remembered results,
    so that whatever opens the file computes them anew.
    """
    wanted: dict[str, list[Sequence[Any]]] = {}
    for cell in cells:
        wanted.setdefault(cell[0], []).append(cell[1:])
    filled = 0
    with ZipFile(source) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        names = _sheet_names(old)
        for item in old.infolist():
            body = old.read(item)
            if item.filename in names:
                body, count = _filled(body, wanted.get(names[item.filename], ()))
                filled += count
            new.writestr(item, body)
    return filled


def _parsed(body: bytes) -> Any:
    from lxml import etree  # noqa: PLC0415 only where a form is filled

    return etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))


def _written(tree: Any) -> bytes:
    from lxml import etree  # noqa: PLC0415 only where a form is filled

    made: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made


def _sheet_names(book: ZipFile) -> dict[str, str]:
    """The name of the sheet that each part of the file holds."""
    targets = {link.get("Id"): link.get("Target") for link in _parsed(book.read(BOOK_LINKS))}
    found = {}
    for sheet in _parsed(book.read(BOOK)).iter(f"{MAIN}sheet"):
        target = targets[sheet.get(LINKS)]
        found[target.lstrip("/") if target.startswith("/") else f"xl/{target}"] = sheet.get("name")
    return found


def _filled(body: bytes, cells: Iterable[Sequence[Any]]) -> tuple[bytes, int]:
    tree = _parsed(body)
    data = tree.find(f"{MAIN}sheetData")
    for formula in data.iter(f"{MAIN}f"):
        cell = formula.getparent()
        for value in cell.findall(f"{MAIN}v"):
            cell.remove(value)
        cell.attrib.pop("t", None)
    count = sum(_put(data, *cell) for cell in cells)
    return _written(tree), count


def _put(data: Any, row: int, column: int, number: Any) -> bool:
    """Whether the cell was empty and now holds the number."""
    line = _placed(data, "row", str(row + 1), row, lambda one: int(one.get("r")) - 1)
    cell = _placed(line, "c", f"{letter(column)}{row + 1}", column, _column)
    if len(cell):
        return False
    cell.attrib.pop("t", None)
    value = cell.makeelement(f"{MAIN}v")
    value.text = str(number)
    cell.append(value)
    return True


def _column(cell: Any) -> int:
    match = REFERENCE.fullmatch(cell.get("r"))
    letters = match[1] if match else "A"
    at = 0
    for sign in letters:
        at = at * 26 + ord(sign) - 64
    return at - 1


def _placed(parent: Any, tag: str, reference: str, at: int, place_of: Any) -> Any:
    """The child at a place, made in its order where it is not there."""
    for number, child in enumerate(parent):
        if place_of(child) == at:
            return child
        if place_of(child) > at:
            made = parent.makeelement(f"{MAIN}{tag}", {"r": reference})
            parent.insert(number, made)
            return made
    made = parent.makeelement(f"{MAIN}{tag}", {"r": reference})
    parent.append(made)
    return made

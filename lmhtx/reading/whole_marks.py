"""The few cells of an .xlsx whose look changes what they say: old Vietnamese fonts, days shown as a month or a year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

from lxml import etree

from lmhtx.sheets.printed import QUOTED

Place = tuple[int, int]
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
OLD_FONT = re.compile(r"\.?vn[^a-z]|\.vn|vni", re.IGNORECASE)
MONTH_AND_YEAR = 17
NAME = re.compile(r"([A-Z]+)(\d+)")


@dataclass(slots=True)
class CellMarks:
    """Fonts by the place of the cell, and what part of a day is shown: "month" or "year"."""

    fonts: dict[Place, str] = field(default_factory=dict)
    partly_shown: dict[Place, str] = field(default_factory=dict)

    def see(self, place: Place, font: str, code: str) -> None:
        """Keep what matters of a cell's look."""
        if OLD_FONT.match(font):
            self.fonts[place] = font
        if part := part_shown(code):
            self.partly_shown[place] = part


def part_shown(code: str) -> str:
    """What a number format leaves of a day: "month" for mm/yyyy, "year" for yyyy, "" for all or no day."""
    bare = QUOTED.sub("", code).lower()
    if "y" not in bare or "d" in bare or "general" in bare:
        return ""
    return "month" if "m" in bare else "year"


def marks_of(path: Path, names: Sequence[str]) -> list[CellMarks]:
    """The marks of each sheet; a workbook without special looks is not gone through."""
    with ZipFile(path) as book:
        special = _special_styles(book)
        if not special:
            return [CellMarks() for _name in names]
        places = _places(book)
        return [_sheet_marks(book, places.get(name, ""), special) for name in names]


def _special_styles(book: ZipFile) -> dict[str, tuple[str, str]]:
    """Style numbers that matter, as (font, number format)."""
    if "xl/styles.xml" not in book.namelist():
        return {}
    root = _tree(book, "xl/styles.xml")
    fonts = [
        name.get("val", "") if (name := font.find(f"{MAIN}name")) is not None else ""
        for font in root.iterfind(f"{MAIN}fonts/{MAIN}font")
    ]
    codes = {
        one.get("numFmtId", ""): one.get("formatCode", "")
        for one in root.iterfind(f"{MAIN}numFmts/{MAIN}numFmt")
    }
    codes.setdefault(str(MONTH_AND_YEAR), "mmm-yy")
    special = {}
    for number, style in enumerate(root.iterfind(f"{MAIN}cellXfs/{MAIN}xf")):
        at = int(style.get("fontId", "0"))
        font, code = fonts[at] if at < len(fonts) else "", codes.get(style.get("numFmtId", ""), "")
        if OLD_FONT.match(font) or part_shown(code):
            special[str(number)] = (font, code)
    return special


def _places(book: ZipFile) -> dict[str, str]:
    """The file of each sheet by its name."""
    links = {link.get("Id", ""): link.get("Target", "") for link in _tree(book, "xl/_rels/workbook.xml.rels")}
    found = {}
    for sheet in _tree(book, "xl/workbook.xml").iterfind(f"{MAIN}sheets/{MAIN}sheet"):
        target = links.get(sheet.get(LINK, ""), "")
        found[sheet.get("name", "")] = (
            target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
        )
    return found


def _sheet_marks(book: ZipFile, file: str, special: dict[str, tuple[str, str]]) -> CellMarks:
    marks = CellMarks()
    if file not in book.namelist():
        return marks
    with book.open(file) as stream:
        for _event, cell in etree.iterparse(stream, tag=f"{MAIN}c", resolve_entities=False, no_network=True):
            look = special.get(cell.get("s", ""))
            if look and (named := NAME.fullmatch(cell.get("r", ""))):
                marks.see(_place(*named.groups()), *look)
            cell.clear()
    return marks


def _place(letters: str, number: str) -> Place:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(number) - 1, column - 1


def _tree(book: ZipFile, file: str) -> etree._Element:
    return etree.fromstring(book.read(file), etree.XMLParser(resolve_entities=False, no_network=True))

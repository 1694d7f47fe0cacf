"""Tinos inside a PDF: a small simple font for the fields of the number, and how wide words are."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name

FOLDER = Path("/usr/share/fonts/truetype/croscore")
UPRIGHT, ITALIC = "Tinos-Regular", "Tinos-Italic"
FIRST, LAST = 32, 126
# What may stand in the fields: a number such as 57 or 57a, a day, a month, a year.
LETTERS = "".join(chr(code) for code in range(FIRST, LAST + 1))


def path_of(face: str) -> Path:
    """Where the face lies on this machine."""
    return FOLDER / f"{face}.ttf"


@cache
def _advances(face: str) -> tuple[dict[int, str], Any, int]:
    font = TTFont(path_of(face), lazy=True)
    return font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm


def width_of(words: str, *, face: str, size: float) -> float:
    """How wide the words are in points."""
    named, advances, per_em = _advances(face)
    return sum(advances[named.get(ord(letter), ".notdef")][0] for letter in words) * size / per_em


def embedded(writer: Any, face: str) -> generic.IndirectObject:
    """A simple font of the plain letters, put into the PDF whole, so that any reader shows the fields alike."""
    body = _cut(face)
    font = TTFont(BytesIO(body))
    scale = 1000 / font["head"].unitsPerEm
    program = generic.StreamObject(stream_data=body)
    program["/Length1"] = generic.NumberObject(len(body))
    program.compress()
    box = [font["head"].xMin, font["head"].yMin, font["head"].xMax, font["head"].yMax]
    name = pdf_name(f"/LMHTXA+{face}" if face == UPRIGHT else f"/LMHTXB+{face}")
    descriptor = generic.DictionaryObject({
        pdf_name("/Type"): pdf_name("/FontDescriptor"),
        pdf_name("/FontName"): name,
        pdf_name("/Flags"): generic.NumberObject(34 if face == UPRIGHT else 98),
        pdf_name("/FontBBox"): _numbers(round(edge * scale) for edge in box),
        pdf_name("/ItalicAngle"): generic.NumberObject(round(font["post"].italicAngle)),
        pdf_name("/Ascent"): generic.NumberObject(round(font["hhea"].ascent * scale)),
        pdf_name("/Descent"): generic.NumberObject(round(font["hhea"].descent * scale)),
        pdf_name("/CapHeight"): generic.NumberObject(662),
        pdf_name("/StemV"): generic.NumberObject(80),
        pdf_name("/FontFile2"): writer.add_object(program),
    })  # fmt: skip
    widths = (round(width_of(letter, face=face, size=1000)) for letter in LETTERS)
    return writer.add_object(generic.DictionaryObject({
        pdf_name("/Type"): pdf_name("/Font"),
        pdf_name("/Subtype"): pdf_name("/TrueType"),
        pdf_name("/BaseFont"): name,
        pdf_name("/FirstChar"): generic.NumberObject(FIRST),
        pdf_name("/LastChar"): generic.NumberObject(LAST),
        pdf_name("/Widths"): _numbers(widths),
        pdf_name("/Encoding"): pdf_name("/WinAnsiEncoding"),
        pdf_name("/FontDescriptor"): writer.add_object(descriptor),
    }))  # fmt: skip


def _cut(face: str) -> bytes:
    options = subset.Options(notdef_outline=True, hinting=False, drop_tables=["GSUB", "GPOS", "GDEF", "DSIG"])
    font = subset.load_font(str(path_of(face)), options)
    cutter = subset.Subsetter(options)
    cutter.populate(text=LETTERS)
    cutter.subset(font)
    body = BytesIO()
    font.save(body)
    return body.getvalue()


def _numbers(values: Any) -> generic.ArrayObject:
    return generic.ArrayObject(generic.NumberObject(int(value)) for value in values)

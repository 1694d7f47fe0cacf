"""How a run or paragraph of a Word file looks once its styles, their ancestors and the defaults have spoken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
HALF_POINTS, TWIPS_OF_MM, TWIPS_OF_PT = 2, 1440 / 25.4, 20
LINE = 240
ALIGNS = {"center": "center", "right": "right", "end": "right", "both": "justify", "distribute": "justify"}
OFF = {"0", "false", "off", "none"}
# What Word does where nobody has said anything.
FONT, SIZE = "Times New Roman", 10.0
MOST_ANCESTORS = 20


@dataclass(frozen=True, slots=True)
class Look:
    """How letters are written."""

    font: str
    size: float
    is_bold: bool
    is_italic: bool


class Styles:
    """The styles of a file by their ids."""

    def __init__(self, document: Any) -> None:
        root = document.styles.element
        self.styles = {style.get(qn("w:styleId")): style for style in root.iter(qn("w:style"))}
        self.default = next(
            (
                style
                for style in self.styles.values()
                if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in {"1", "true"}
            ),
            None,
        )
        self.run_defaults = root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        self.paragraph_defaults = root.find(f"{qn('w:docDefaults')}/{qn('w:pPrDefault')}/{qn('w:pPr')}")
        self.theme = _theme(document)

    def look(self, run: Any, paragraph: Any) -> Look:
        """How a run is written."""
        told = list(self._run_properties(run, paragraph._p))  # noqa: SLF001 - python-docx names no other way
        size = _first(told, "w:sz", qn("w:val"))
        return Look(
            font=self._font(told),
            size=float(size) / HALF_POINTS if size else SIZE,
            is_bold=_is_on(told, "w:b"),
            is_italic=_is_on(told, "w:i"),
        )

    def layout(self, paragraph: Any) -> dict[str, Any]:
        """How a paragraph stands: alignment, first line, gap, spacing."""
        told = list(self._paragraph_properties(paragraph._p))  # noqa: SLF001 - as above
        hanging = _first(told, "w:ind", qn("w:hanging"))
        first = f"-{hanging}" if hanging else _first(told, "w:ind", qn("w:firstLine"))
        line, rule = _first(told, "w:spacing", qn("w:line")), _first(told, "w:spacing", qn("w:lineRule"))
        gaps = [_first(told, "w:spacing", qn(name)) for name in ("w:before", "w:after")]
        is_multiple = rule in {"", "auto"}
        return {
            "align": ALIGNS.get(_first(told, "w:jc", qn("w:val")), "left"),
            "first_line_mm": round(float(first or 0) / TWIPS_OF_MM, 1),
            "gap_pt": sum(float(gap or 0) for gap in gaps) / TWIPS_OF_PT,
            "spacing": round(float(line) / LINE, 2) if line and is_multiple else None if line else 1.0,
        }

    def _ancestors(self, name: str | None) -> Iterator[Any]:
        """A style and those it is based on."""
        style = self.styles.get(name) if name else None
        for _generation in range(MOST_ANCESTORS):
            if style is None:
                return
            yield style
            based = style.find(qn("w:basedOn"))
            style = self.styles.get(based.get(qn("w:val"))) if based is not None else None

    def _run_properties(self, run: Any, paragraph: Any) -> Iterator[Any]:
        own = run.find(qn("w:rPr"))
        if own is not None:
            yield own
            named = own.find(qn("w:rStyle"))
            yield from self._parts(named.get(qn("w:val")) if named is not None else None, "w:rPr")
        yield from self._parts(self._style_of(paragraph), "w:rPr")
        if self.run_defaults is not None:
            yield self.run_defaults

    def _paragraph_properties(self, paragraph: Any) -> Iterator[Any]:
        own = paragraph.find(qn("w:pPr"))
        if own is not None:
            yield own
        yield from self._parts(self._style_of(paragraph), "w:pPr")
        if self.paragraph_defaults is not None:
            yield self.paragraph_defaults

    def _parts(self, name: str | None, kind: str) -> Iterator[Any]:
        for style in self._ancestors(name):
            found = style.find(qn(kind))
            if found is not None:
                yield found

    def _style_of(self, paragraph: Any) -> str | None:
        named = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if named is not None:
            return str(named.get(qn("w:val")))
        return str(self.default.get(qn("w:styleId"))) if self.default is not None else None

    def _font(self, told: list[Any]) -> str:
        for properties in told:
            fonts = properties.find(qn("w:rFonts"))
            if fonts is None:
                continue
            theme = fonts.get(qn("w:asciiTheme")) or fonts.get(qn("w:hAnsiTheme"))
            if theme:
                return self.theme.get(theme[:5], FONT)
            if name := fonts.get(qn("w:ascii")) or fonts.get(qn("w:hAnsi")):
                return str(name)
        return FONT


def _first(told: list[Any], tag: str, attribute: str) -> str:
    """The attribute where it was said nearest to the letters; "" where nobody said it."""
    for properties in told:
        found = properties.find(qn(tag))
        if found is not None and (value := found.get(attribute)) is not None:
            return str(value)
    return ""


def _is_on(told: list[Any], tag: str) -> bool:
    for properties in told:
        found = properties.find(qn(tag))
        if found is not None:
            return found.get(qn("w:val"), "1") not in OFF
    return False


def _theme(document: Any) -> dict[str, str]:
    """The Latin letters of the theme: "major" for headings, "minor" for the rest."""
    for part in document.part.package.iter_parts():
        if str(part.partname).startswith("/word/theme/"):
            root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
            return {
                kind: str(found.get("typeface"))
                for kind in ("major", "minor")
                if (found := root.find(f".//{DRAWING}{kind}Font/{DRAWING}latin")) is not None
            }
    return {}

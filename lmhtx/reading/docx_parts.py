"""The parts inside a .docx that reading needs: styles, numbering, body; entities and network stay shut."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from lxml import etree

from lmhtx.reading.unreadable import UnreadableFile

if TYPE_CHECKING:
    from pathlib import Path

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
STRICT_NAMESPACE = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
USUAL_NAMESPACE = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(slots=True)
class Style:
    """What a paragraph or character style settles, its parents' settings included."""

    is_bold: bool | None = None
    is_centered: bool | None = None
    is_hidden: bool | None = None
    font_name: str = ""
    list_id: str = ""
    list_level: int = 0


@dataclass(slots=True)
class DocxParts:
    """The opened parts of one .docx."""

    body: etree._Element
    numbering: etree._Element | None
    styles: dict[str, Style] = field(default_factory=dict)
    default_font: str = ""
    default_paragraph_style: str = ""


def open_docx(path: Path) -> DocxParts:
    """Open the parts of a .docx; UnreadableFile when the file is no Word document."""
    try:
        with ZipFile(path) as archive:
            names = set(archive.namelist())
            document = _parse(archive.read(_main_part(archive, names)))
            styles = _parse(archive.read("word/styles.xml")) if "word/styles.xml" in names else None
            numbering = _parse(archive.read("word/numbering.xml")) if "word/numbering.xml" in names else None
    except (BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        raise UnreadableFile("Tệp Word bị hỏng, không mở được. Hãy mở tệp bằng Word và lưu lại.") from error
    body = document.find(f"{W}body")
    if body is None:
        raise UnreadableFile("Tệp Word không có nội dung. Hãy kiểm tra lại tệp.")
    parts = DocxParts(body=body, numbering=numbering)
    if styles is not None:
        _read_styles(parts, styles)
    return parts


def flag(properties: etree._Element | None, name: str) -> bool | None:
    """An on/off property such as w:b; None when it is not set here."""
    element = properties.find(f"{W}{name}") if properties is not None else None
    if element is None:
        return None
    return element.get(f"{W}val", "1") not in ("0", "false", "off", "none")


def font_of(properties: etree._Element | None) -> str:
    """The font named by run properties, or an empty string."""
    fonts = properties.find(f"{W}rFonts") if properties is not None else None
    if fonts is None:
        return ""
    return fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or ""


def _main_part(archive: ZipFile, names: set[str]) -> str:
    if "word/document.xml" in names:
        return "word/document.xml"
    relations = _parse(archive.read("_rels/.rels"))
    for relation in relations:
        if relation.get("Type", "").endswith("/officeDocument"):
            return relation.get("Target", "").lstrip("/")
    raise KeyError("officeDocument")


def _parse(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(data.replace(STRICT_NAMESPACE, USUAL_NAMESPACE), parser)


def _read_styles(parts: DocxParts, root: etree._Element) -> None:
    parts.default_font = font_of(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
    raw = {style.get(f"{W}styleId", ""): style for style in root.findall(f"{W}style")}
    for name, style in raw.items():
        parts.styles[name] = _resolve(raw, name)
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
            parts.default_paragraph_style = name


def _resolve(raw: dict[str, etree._Element], name: str) -> Style:
    lineage: list[etree._Element] = []
    while name in raw and raw[name] not in lineage:
        lineage.append(raw[name])
        based_on = raw[name].find(f"{W}basedOn")
        name = based_on.get(f"{W}val", "") if based_on is not None else ""
    style = Style()
    for element in reversed(lineage):
        _apply(style, element)
    return style


def _apply(style: Style, element: etree._Element) -> None:
    run, paragraph = element.find(f"{W}rPr"), element.find(f"{W}pPr")
    bold, hidden = flag(run, "b"), flag(run, "vanish")
    style.is_bold = style.is_bold if bold is None else bold
    style.is_hidden = style.is_hidden if hidden is None else hidden
    style.font_name = font_of(run) or style.font_name
    if paragraph is None:
        return
    alignment = paragraph.find(f"{W}jc")
    if alignment is not None:
        style.is_centered = alignment.get(f"{W}val") == "center"
    list_id, list_level = list_place(paragraph)
    style.list_id = list_id or style.list_id
    style.list_level = list_level if list_id else style.list_level


def list_place(properties: etree._Element | None) -> tuple[str, int]:
    """The list and level of paragraph properties; ("", 0) when they name none, ("0", 0) when they end one."""
    place = properties.find(f"{W}numPr") if properties is not None else None
    if place is None:
        return "", 0
    number, level = place.find(f"{W}numId"), place.find(f"{W}ilvl")
    depth = int(level.get(f"{W}val", "0")) if level is not None else 0
    return (number.get(f"{W}val", "") if number is not None else ""), depth

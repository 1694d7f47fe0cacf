"""What Word hides and shows: automatic numbers, tracked changes, hidden text, merges, boxes, nested tables."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml import parse_xml

from lmhtx.reading.docx import read_docx
from lmhtx.reading.docx_numbering import in_format
from lmhtx.reading.paper import Paragraph, Table, TextSource
from lmhtx.reading.unreadable import UnreadableFile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LEVELS = (("upperRoman", "%1."), ("decimal", "%2."), ("decimal", "%2.%3."), ("bullet", "&#xF02D;"))


def list_of_levels(document: Document) -> None:
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (form, text) in enumerate(LEVELS)
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="90">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {W} w:numId="91"><w:abstractNumId w:val="90"/></w:num>'))


def item(document: Document, text: str, depth: int) -> None:
    place = f'<w:numPr {W}><w:ilvl w:val="{depth}"/><w:numId w:val="91"/></w:numPr>'
    document.add_paragraph(text)._p.get_or_add_pPr().append(parse_xml(place))


def body_file(path: Path, body: str) -> Path:
    document = Document()
    for element in parse_xml(f"<w:body {W}>{body}</w:body>"):
        document.element.body.insert(len(document.element.body) - 1, element)
    document.save(str(path))
    return path


def texts_of(path: Path) -> list[str]:
    return [block.text for block in read_docx(path).blocks if isinstance(block, Paragraph)]


def test_automatic_numbers_count_and_restart(tmp_path: Path) -> None:
    document = Document()
    list_of_levels(document)
    for text, depth in (("a", 0), ("b", 1), ("c", 2), ("d", 2), ("e", 1), ("f", 3), ("g", 0), ("h", 1)):
        item(document, text, depth)
    document.save(str(tmp_path / "a.docx"))
    blocks = read_docx(tmp_path / "a.docx").blocks
    assert [block.label for block in blocks if isinstance(block, Paragraph)] == [
        "I.",
        "1.",
        "1.1.",
        "1.2.",
        "2.",
        "-",
        "II.",
        "1.",
    ]


def test_number_formats() -> None:
    assert [
        in_format(4, form) for form in ("upperRoman", "lowerRoman", "lowerLetter", "decimalZero", "decimal")
    ] == [
        "IV",
        "iv",
        "d",
        "04",
        "4",
    ]


def test_the_last_wording_of_tracked_changes_counts(tmp_path: Path) -> None:
    body = (
        '<w:p><w:r><w:t xml:space="preserve">Quý '
        '</w:t></w:r><w:del w:id="1" w:author="a"><w:r><w:delText>IV</w:delText></w:r>'
        '</w:del><w:ins w:id="2" w:author="a"><w:r><w:t>I</w:t></w:r></w:ins></w:p>'
        '<w:p><w:pPr><w:rPr><w:del w:id="3" w:author="a"/></w:rPr></w:pPr><w:r><w:t '
        'xml:space="preserve">đầu </w:t></w:r></w:p>'
        "<w:p><w:r><w:t>cuối</w:t></w:r></w:p>"
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:t>hiện</w:t></w:r></w:p>"
    )
    assert [text.replace(" ", "") for text in texts_of(body_file(tmp_path / "a.docx", body))] == [
        "QuýI",
        "đầucuối",
        "hiện",
    ]


def test_deleted_rows_are_gone_and_merged_cells_stand_once(tmp_path: Path) -> None:
    cell = "<w:tc><w:tcPr>{0}</w:tcPr><w:p><w:r><w:t>{1}</w:t></w:r></w:p></w:tc>"
    body = (
        "<w:tbl><w:tr>"
        + cell.format('<w:gridSpan w:val="2"/>', "a")
        + cell.format('<w:vMerge w:val="restart"/>', "b")
        + "</w:tr>"
        "<w:tr>" + cell.format("", "c") + cell.format("", "d") + cell.format("<w:vMerge/>", "") + "</w:tr>"
        '<w:tr><w:trPr><w:del w:id="1" w:author="a"/></w:trPr>' + cell.format("", "x") * 3 + "</w:tr></w:tbl>"
    )
    table = next(
        block for block in read_docx(body_file(tmp_path / "a.docx", body)).blocks if isinstance(block, Table)
    )
    assert (table.row_count, table.column_count) == (2, 3)
    assert [(c.text, c.row, c.column, c.row_span, c.column_span) for c in table.cells] == [
        ("a", 0, 0, 1, 2),
        ("b", 0, 2, 2, 1),
        ("c", 1, 0, 1, 1),
        ("d", 1, 1, 1, 1),
    ]


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    box = (
        "<w:pict><v:shape xmlns:v='urn:v'><v:textbox><w:txbxContent><w:p><w:r><w:t>PHỤ "
        "LỤC</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
    )
    drawing = box.replace("w:pict", "w:drawing")
    body = (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{drawing}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert texts_of(body_file(tmp_path / "a.docx", body)) == ["PHỤ LỤC"]


def test_a_large_table_inside_a_layout_cell_stands_alone(tmp_path: Path) -> None:
    document = Document()
    inner = document.add_table(1, 1).cell(0, 0).add_table(2, 3)
    inner.cell(0, 0).text = "STT"
    document.save(str(tmp_path / "a.docx"))
    tables = [block for block in read_docx(tmp_path / "a.docx").blocks if isinstance(block, Table)]
    assert [(table.row_count, table.column_count) for table in tables] == [(1, 1), (2, 3)]


def test_pages_are_counted_by_breaks(tmp_path: Path) -> None:
    body = '<w:p><w:r><w:t>một</w:t></w:r></w:p><w:p><w:r><w:br w:type="page"/><w:t>hai</w:t></w:r></w:p>'
    paper = read_docx(body_file(tmp_path / "a.docx", body))
    assert [block.page for block in paper.blocks] == [1, 2]
    assert paper.page_count == 2


def test_letters_of_an_old_font_are_converted(tmp_path: Path) -> None:
    run = (
        '<w:r><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr><w:t>C¬ quan chñ tr×</w:t></w:r>'
    )
    block = read_docx(body_file(tmp_path / "a.docx", f"<w:p>{run}</w:p>")).blocks[0]
    assert block.text == "Cơ quan chủ trì"
    assert isinstance(block, Paragraph)
    assert block.source is TextSource.CONVERTED


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with ZipFile(path, "w") as archive:
        archive.writestr(
            "word/document.xml",
            (
                f"<!DOCTYPE d [<!ENTITY "
                f'e SYSTEM "file:///etc/passwd">]><w:document '
                f"{W}><w:body><w:p><w:r><w:t>&e;x</w:t></w:r></w:p></w:body></w:document>"
            ),
        )
    assert "root" not in "".join(texts_of(path))


def test_a_broken_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(UnreadableFile, match="Word"):
        read_docx(tmp_path / "a.docx")

"""Looks of a Word file that nobody wrote on the letters themselves: styles, their ancestors, the theme, defaults."""

from __future__ import annotations

import io

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from documents.papers.word_file import WordFile
from documents.papers.word_reading import read
from lmhtx.reports.word_text import element


def seen(document) -> WordFile:
    """What is read of a document."""
    file = io.BytesIO()
    document.save(file)
    return WordFile.of(read(file.getvalue()))


@pytest.fixture
def document():
    """An empty file as python-docx gives it: its letters come from the theme."""
    return Document()


def test_letters_come_from_the_theme_where_nobody_names_them(document):
    document.add_paragraph("Nội dung")
    document.add_paragraph("Mục lớn", style="Heading 1")
    body, heading = seen(document).lines

    assert (body.fonts, body.sizes, body.is_bold) == (["Cambria"], [11.0], False)
    assert (heading.fonts, heading.sizes, heading.is_bold) == (["Calibri"], [14.0], True)


def test_a_style_takes_from_the_one_it_is_based_on(document):
    base = document.styles.add_style("Gốc", WD_STYLE_TYPE.PARAGRAPH)
    base.font.name, base.font.size, base.font.italic = "Arial", Pt(15), True
    base.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    base.paragraph_format.line_spacing = 1.5
    child = document.styles.add_style("Con", WD_STYLE_TYPE.PARAGRAPH)
    child.base_style = base
    child.font.size = Pt(13)
    document.add_paragraph("Nội dung", style="Con")
    line = seen(document).lines[0]

    assert (line.fonts, line.sizes, line.is_italic) == (["Arial"], [13.0], True)
    assert (line.align, line.spacing) == ("justify", 1.5)


def test_a_style_of_letters_speaks_before_that_of_the_paragraph_and_the_letters_before_both(document):
    paragraph = document.add_paragraph()
    paragraph.add_run("Đậm theo kiểu", style="Strong")
    run = paragraph.add_run(" không đậm hẳn", style="Strong")
    run.bold = False
    line = seen(document).lines[0]

    assert 0.4 < line.bold < 0.6
    assert not line.is_bold


def test_styles_that_run_in_a_circle_end(document):
    one = document.styles.add_style("Một", WD_STYLE_TYPE.PARAGRAPH)
    two = document.styles.add_style("Hai", WD_STYLE_TYPE.PARAGRAPH)
    one.base_style, two.base_style = two, one
    document.add_paragraph("Nội dung", style="Một")

    assert seen(document).lines[0].sizes == [11.0]


def test_exact_spacing_hanging_lines_and_gaps(document):
    paragraph = document.add_paragraph("Nội dung")
    layout = paragraph.paragraph_format
    layout.line_spacing, layout.first_line_indent = Pt(18), Pt(-18)
    layout.space_before, layout.space_after = Pt(3), Pt(4)
    line = seen(document).lines[0]

    assert (line.spacing, line.first_line_mm, line.gap_pt) == (None, -6.3, 7.0)


def test_a_line_broken_by_hand_is_two_and_a_deleted_one_none(document):
    paragraph = document.add_paragraph()
    paragraph.add_run("CỘNG HÒA XÃ HỘI\nĐộc lập").bold = True
    paragraph._p.append(element("w:del"))
    gone = element("w:r")
    words = element("w:delText")
    words.text = "Đã xóa"
    gone.append(words)
    paragraph._p[-1].append(gone)
    lines = seen(document).lines

    assert [(line.text, line.is_bold) for line in lines] == [("CỘNG HÒA XÃ HỘI", True), ("Độc lập", True)]


def numbered(document, *, kind: str) -> WordFile:
    """The file with a page number in its head, written in one of the ways of Word."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    if kind == "frame":
        paragraph._p.get_or_add_pPr().append(element("w:framePr", xAlign="center"))
    if kind == "centred":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = element("w:fldSimple", instr=" PAGE \\* MERGEFORMAT ")
    field.append(element("w:r"))
    paragraph._p.append(field)
    return seen(document)


@pytest.mark.parametrize(("kind", "is_centred"), [("frame", True), ("centred", True), ("left", False)])
def test_page_numbers_are_found_however_they_are_written(document, kind, is_centred):
    numbers = numbered(document, kind=kind).numbers

    assert (numbers.where, numbers.is_centred, numbers.is_first_without) == ("header", is_centred, True)


def test_a_table_of_figures_is_no_box_but_its_words_are_kept(document):
    table = document.add_table(rows=2, cols=5)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = str(number)
    file = seen(document)

    assert file.lines == []
    assert file.text == "0 | 1 | 2 | 3 | 4\n5 | 6 | 7 | 8 | 9"

"""The same papers as Word files: what Word is told, and what LibreOffice makes of it."""

from __future__ import annotations

import io
import subprocess
import zipfile
from dataclasses import replace

import pytest
from django.utils.safestring import mark_safe
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from lmhtx.reading.crops import office_to_pdf
from lmhtx.reports import legal
from lmhtx.reports.paper import Heading, Picture
from lmhtx.reports.word import word
from tests.lmhtx.reports.papers import GOLDEN, PAPERS, REPORT, line_with, lines_of, pages_of, pdf_bytes

SPLIT = legal.LEFT_MM + legal.LEFT_BOX_MM
PICTURE = Picture(
    mark_safe(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 40" width="300" height="40">'
        '<rect x="100" y="10" width="150" height="20"/><text x="5" y="25" font-size="12">Đúng hạn</text></svg>'
    ),
    "Hình 1. Tỷ lệ đúng hạn",
)


def opened(body: bytes) -> object:
    return Document(io.BytesIO(body))


@pytest.mark.parametrize("name", PAPERS)
def test_edges_letters_and_numbers_are_told_to_word(name):
    document = opened(word(PAPERS[name]))
    section = document.sections[0]
    fonts = {
        value
        for fonts in document.element.body.iter(qn("w:rFonts"))
        for value in (fonts.get(qn("w:ascii")), fonts.get(qn("w:eastAsia")), fonts.get(qn("w:hAnsi")))
    }

    assert [
        round(length.mm, 1)
        for length in (
            section.page_width,
            section.page_height,
            section.left_margin,
            section.right_margin,
            section.top_margin,
            section.bottom_margin,
        )
    ] == [210, 297, legal.LEFT_MM, legal.RIGHT_MM, legal.TOP_MM, legal.BOTTOM_MM]
    assert fonts == {legal.FONT_OF_WORD}
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header.paragraphs[0]._p.xml
    assert "PAGE" not in section.first_page_header.paragraphs[0]._p.xml


def test_heads_of_tables_repeat_and_the_signature_is_never_alone():
    document = opened(word(REPORT))
    grid = next(table for table in document.tables if table.style.name == "Table Grid")
    foot = next(table for table in document.tables if "Nơi nhận:" in table.cell(0, 0).text)
    before = foot._tbl.getprevious()

    assert grid.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row.find(qn("w:trPr")).find(qn("w:cantSplit")) is not None for row in grid._tbl.tr_lst)
    assert all(p.paragraph_format.keep_with_next for cell in foot.rows[0].cells for p in cell.paragraphs)
    assert before.pPr.find(qn("w:keepNext")) is not None
    assert [cell.text for cell in grid.rows[2].cells] == list(GOLDEN)


def test_an_annex_lies_on_its_side_and_counts_its_own_pages():
    sections = opened(word(REPORT)).sections

    assert [round(section.page_width.mm) for section in sections] == [210, 297, 210]
    assert [section._sectPr.find(qn("w:pgNumType")) is not None for section in sections] == [
        False,
        True,
        True,
    ]


def test_a_draft_says_so_on_every_page():
    section = opened(word(PAPERS["công văn"])).sections[0]

    assert "DỰ THẢO" in section.header.paragraphs[0].text
    assert "DỰ THẢO" in section.first_page_header.paragraphs[0].text


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """The report as LibreOffice prints it."""
    file = tmp_path_factory.mktemp("word") / "bao-cao.docx"
    file.write_bytes(word(REPORT))
    return office_to_pdf(file)


def test_printed_from_word_the_words_come_in_the_same_order(printed):
    ours = pages_of(pdf_bytes("báo cáo"))
    theirs = pages_of(printed)

    def words(pages: list) -> list[str]:
        # The address stands at the foot of the first page, wherever that page ends.
        lines = [line for page in pages for line in page.extract_text().splitlines()]
        found = " ".join(line for line in lines if "Trần Hưng Đạo" not in line).split()
        return [word for word in found if any(letter.isalpha() for letter in word)]

    head = {"TT", "Nhiệm", "vụ", "Thời", "hạn", "Số", "tiền", "(đồng)"}
    assert [w for w in words(theirs) if w not in head][:300] == [w for w in words(ours) if w not in head][
        :300
    ]


def test_printed_from_word_the_boxes_stand_where_they_do_in_our_own(printed):
    ours, theirs = pages_of(pdf_bytes("báo cáo"))[0], pages_of(printed)[0]

    for sought, left, right in (
        (legal.NATION, SPLIT, 400),
        (legal.MOTTO, SPLIT, 400),
        ("LIÊN MINH HỢP TÁC XÃ", 0, SPLIT),
        ("Số:", 0, SPLIT),
        ("Đồng Nai, ngày", SPLIT, 400),
        ("BÁO CÁO", 0, 400),
    ):
        one = line_with(ours, sought, left=left, right=right)
        other = line_with(theirs, sought, left=left, right=right)
        assert other.middle == pytest.approx(one.middle, abs=2), sought
        assert other.top == pytest.approx(one.top, abs=6), sought
        assert other.size == pytest.approx(one.size, abs=0.2)
    assert [line.text for line in lines_of(theirs) if line.top < 18] == []


def test_the_letters_put_in_for_times_are_as_wide(printed):
    told = subprocess.run(["pdffonts", printed], capture_output=True, text=True, check=True).stdout
    families = {row.split()[0].split("+")[-1].split("-")[0] for row in told.splitlines()[2:]}

    assert families <= {"Tinos", "LiberationSerif", "TimesNewRoman", "TimesNewRomanPSMT"}


def test_a_picture_goes_along_as_pixels_with_its_caption():
    body = word(replace(REPORT, blocks=(Heading("I. HÌNH"), PICTURE), annexes=()))
    names = zipfile.ZipFile(io.BytesIO(body)).namelist()
    document = opened(body)

    assert [name for name in names if name.endswith(".png")] == ["word/media/image1.png"]
    assert round(document.inline_shapes[0].width.mm) == legal.PICTURE_MM
    assert document.inline_shapes[0].height < Mm(30)
    assert PICTURE.caption in [paragraph.text for paragraph in document.paragraphs]

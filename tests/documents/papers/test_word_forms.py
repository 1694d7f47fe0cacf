"""The forms as Word files: the same words, Times New Roman, the sizes of the house."""

from __future__ import annotations

import io

import pytest
from docx import Document
from docx.oxml.ns import qn

from documents.papers.word_file import WordFile
from documents.papers.word_reading import read
from lmhtx.reading.crops import office_to_pdf
from lmhtx.reports import legal
from lmhtx.reports.word import word
from tests.documents.papers.samples import PAPERS, all_pdfs
from tests.lmhtx.reports.papers import line_with, lines_of, pages_of

SPLIT = legal.LEFT_MM + legal.LEFT_BOX_MM
SIZES = {
    legal.NATION: 12, legal.MOTTO: 13, "Số:": 13, "Đồng Nai, ngày": 13, "Nơi nhận:": 12, "- Lưu:": 11, "V/v": 12,
    "PL.(300)": 11, "THƯỢNG KHẨN": 13, "QUYẾT ĐỊNH:": 14, "Phụ lục I": 14,
}  # fmt: skip


@pytest.fixture(scope="module")
def files():
    """Every paper as Word."""
    return {name: word(paper) for name, paper in PAPERS.items()}


def words_of(text: str) -> list[str]:
    return sorted(word for word in text.split() if any(letter.isalpha() for letter in word))


@pytest.mark.parametrize("name", PAPERS)
def test_word_says_the_same_as_the_pdf(files, name):
    document = Document(io.BytesIO(files[name]))
    ours = " ".join(page.extract_text() for page in pages_of(all_pdfs()[name]))
    parts = [document.element.body]
    for section in document.sections:
        parts += [section.first_page_header._element, section.first_page_footer._element]
    theirs = " ".join(
        "".join(text.text or " " for text in paragraph.iter(qn("w:t"), qn("w:br")))
        for part in parts
        for paragraph in part.iter(qn("w:p"))
    )

    assert words_of(theirs) == words_of(ours)


@pytest.mark.parametrize("name", PAPERS)
def test_every_letter_is_times_new_roman_in_the_size_of_its_box(files, name):
    lines = WordFile.of(read(files[name])).lines

    assert {font for line in lines for font in line.fonts} == {"Times New Roman"}
    for begin, size in SIZES.items():
        assert {tuple(line.sizes) for line in lines if line.text.startswith(begin)} <= {(size,)}


def test_printed_from_word_stamps_and_boxes_stand_where_they_do_in_our_own(files, tmp_path):
    for name, sought in (
        ("1.5 công văn", (("THƯỢNG KHẨN", 0, SPLIT), ("V/v", 0, SPLIT), ("Trần Quốc Bảo", SPLIT, 400))),
        ("1.4 tờ trình", (("XEM XONG TRẢ LẠI", 0, 400), ("TỜ TRÌNH", 0, 400), ("Số:", 0, SPLIT))),
        ("3.1 bản sao", (("SAO Y", SPLIT, 400), ("Số:", 0, SPLIT), ("Trần Quốc Bảo", SPLIT, 400))),
    ):
        file = tmp_path / "paper.docx"
        file.write_bytes(files[name])
        ours, theirs = pages_of(all_pdfs()[name])[0], pages_of(office_to_pdf(file))[0]
        for words, left, right in sought:
            one = line_with(ours, words, left=left, right=right)
            other = line_with(theirs, words, left=left, right=right)
            assert other.middle == pytest.approx(one.middle, abs=2), words
            assert other.top == pytest.approx(one.top, abs=3), words
            assert other.size == pytest.approx(one.size, abs=0.2)
        assert theirs.width == pytest.approx(ours.width, abs=1)
    assert [line.text for line in lines_of(theirs) if "CỘNG HÒA" in line.text] == []

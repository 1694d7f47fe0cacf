"""The form check of a Word file: each box, each rule, and what is in order passes."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.enums.checking import Box, Severity
from documents.papers import check_words
from documents.papers.boxes import boxes_of
from documents.papers.checking import deviations
from documents.papers.differences import changed_only, differences
from documents.papers.uploads import deviations_of, read_word
from documents.papers.word_file import PageNumbers, WordFile, WordLine, WordPage
from documents.papers.word_reading import read
from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.reports import legal
from lmhtx.reports.word import word
from tests.documents.papers.samples import PAPERS

CASES = Path(__file__).parents[1] / "cases"
TYPES = Path(__file__).parents[3] / "documents" / "data" / "document_types.csv"
SAMPLES = Path(__file__).parents[3] / "plans" / "samples"
FORMS = [name for name, paper in PAPERS.items() if not paper.copied_as]
A4 = WordPage(width=210, height=297, top=20, bottom=20, left=30, right=15)
NUMBERED = PageNumbers(where="header", is_centred=True, is_first_without=True)


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table."""
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def abbreviations() -> dict[str, str]:
    """The abbreviations of the types that the Alliance issues."""
    with TYPES.open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["abbreviation"] for row in csv.DictReader(file) if row["group"] == "admin"}


SHORT = abbreviations()


@pytest.fixture(scope="module")
def plan():
    """The bytes of a plan as Word that has no fault."""
    return word(PAPERS["1.4 kế hoạch"])


def found(file: WordFile) -> list[tuple[Box, str, str]]:
    return [(one.box, one.found, one.wanted) for one in deviations(file, abbreviations=SHORT)]


def mended(body: bytes, change) -> WordFile:
    """The file after a change, read again."""
    document = Document(io.BytesIO(body))
    change(document)
    file = io.BytesIO()
    document.save(file)
    return WordFile.of(read(file.getvalue()))


def paragraph(document, words: str):
    """The first paragraph that begins with the words, of the body or of a cell."""
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    every = [*document.paragraphs, *(one for cell in cells for one in cell.paragraphs)]
    return next(one for one in every if one.text.startswith(words))


@pytest.mark.parametrize("row", rows("form_number.csv"), ids=lambda row: f"{row['text']} {row['kind']}")
def test_number_and_symbol(row):
    told = check_words.number(
        row["text"], kind=row["kind"], abbreviations={name.partition(" (")[0]: s for name, s in SHORT.items()}
    )

    assert " | ".join(one.found for one in told) == row["expected"]


@pytest.mark.parametrize("row", rows("form_day.csv"), ids=lambda row: row["text"])
def test_place_and_day(row):
    assert " | ".join(one.found for one in check_words.day(row["text"])) == row["expected"]


@pytest.mark.parametrize("row", rows("form_urgency.csv"), ids=lambda row: row["text"])
def test_urgency(row):
    assert " | ".join(one.found for one in check_words.urgency(row["text"])) == row["expected"]


@pytest.mark.parametrize("row", rows("form_recipients.csv"), ids=lambda row: row["lines"])
def test_recipients(row):
    lines = row["lines"].replace("VT. VP.", "VT, VP.").split("/")

    assert " | ".join(one.found for one in check_words.recipients(lines)) == row["expected"]


@pytest.mark.parametrize("name", FORMS)
def test_our_own_word_files_have_no_fault(name):
    assert found(WordFile.of(read(word(PAPERS[name])))) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            lambda d: setattr(d.sections[0], "left_margin", Mm(25)),
            (Box.PAGE, "lề trái 25 mm", "lề trái từ 30 mm đến 35 mm"),
        ),
        (
            lambda d: setattr(d.sections[0], "page_height", Mm(279)),
            (Box.PAGE, "khổ 210 mm × 279 mm", "khổ A4, 210 mm × 297 mm"),
        ),
        (
            lambda d: setattr(d.sections[0], "different_first_page_header_footer", False),
            (Box.PAGE_NUMBER, "trang thứ nhất có số trang", "không hiển thị số trang thứ nhất"),
        ),
        (
            lambda d: setattr(paragraph(d, "CỘNG HÒA").runs[0].font, "size", Pt(14)),
            (Box.NATION, "cỡ chữ 14", "cỡ chữ 12 đến 13"),
        ),
        (
            lambda d: setattr(paragraph(d, "Độc lập").runs[0], "text", "Độc lập – Tự do – Hạnh phúc"),
            (Box.MOTTO, "“Độc lập – Tự do – Hạnh phúc”", "“Độc lập - Tự do - Hạnh phúc”"),
        ),
        (
            lambda d: setattr(paragraph(d, "UBND").runs[0], "bold", True),
            (Box.SUPERIOR, "chữ đậm", "chữ không đậm"),
        ),
        (
            lambda d: setattr(paragraph(d, "LIÊN MINH").runs[0], "text", "Liên minh Hợp tác xã"),
            (Box.AGENCY, "chữ thường", "chữ in hoa"),
        ),
        (
            lambda d: setattr(paragraph(d, "Đồng Nai, ngày").runs[0], "italic", False),
            (Box.DAY, "chữ đứng", "chữ nghiêng"),
        ),
        (
            lambda d: setattr(paragraph(d, "KẾ HOẠCH"), "alignment", WD_ALIGN_PARAGRAPH.LEFT),
            (Box.KIND, "canh trái", "canh giữa"),
        ),
        (
            lambda d: setattr(paragraph(d, "Triển khai").runs[0], "bold", False),
            (Box.SUBJECT, "chữ không đậm", "chữ đậm"),
        ),
        (
            lambda d: setattr(paragraph(d, "Thực hiện Kế hoạch"), "alignment", WD_ALIGN_PARAGRAPH.LEFT),
            (Box.BODY, "canh trái", "dàn đều hai lề"),
        ),
        (
            lambda d: setattr(paragraph(d, "Thực hiện Kế hoạch").paragraph_format, "first_line_indent", Mm(0)),
            (Box.BODY, "không lùi đầu dòng", "lùi đầu dòng 1 cm hoặc 1,27 cm"),
        ),
        (
            lambda d: setattr(paragraph(d, "Thực hiện Kế hoạch").paragraph_format, "line_spacing", 2.0),
            (Box.BODY, "cách dòng 2", "cách dòng từ dòng đơn đến 1,5 dòng"),
        ),
        (
            lambda d: setattr(paragraph(d, "Thực hiện Kế hoạch").runs[0].font, "size", Pt(12)),
            (Box.BODY, "cỡ chữ 12", "cỡ chữ 13 đến 14"),
        ),
        (
            lambda d: setattr(paragraph(d, "Nơi nhận").runs[0], "italic", False),
            (Box.RECIPIENTS_HEAD, "chữ đứng", "chữ nghiêng"),
        ),
        (
            lambda d: setattr(paragraph(d, "- UBND").runs[0].font, "size", Pt(12)),
            (Box.RECIPIENTS, "cỡ chữ 12", "cỡ chữ 11"),
        ),
        (
            lambda d: setattr(paragraph(d, "Lê Thị Minh").runs[0], "text", "ThS. Lê Thị Minh Hạnh"),
            (Box.SIGNER, "“ThS. Lê Thị Minh Hạnh”", "“Lê Thị Minh Hạnh”: không ghi học hàm, học vị, danh hiệu"),
        ),
        (
            lambda d: setattr(paragraph(d, "3. Trong quá").runs[0], "text", "3. Yêu cầu các phòng thực hiện."),
            (Box.BODY, "không có dấu “./.” kết thúc", "dấu “./.” sau câu cuối cùng"),
        ),
    ],
)  # fmt: skip
def test_each_fault_is_told_once(plan, change, expected):
    told = found(mended(plan, change))

    assert told[0] == expected
    assert len(told) <= 2


def test_a_foreign_letter_is_told_with_how_many_lines_have_it(plan):
    def arial(document) -> None:
        for one in document.paragraphs:
            for run in one.runs:
                run._r.get_or_add_rPr().find(qn("w:rFonts")).set(qn("w:ascii"), "Arial")

    told = [one for one in deviations(mended(plan, arial), abbreviations=SHORT) if one.box == Box.FONT]

    assert [(one.found, one.wanted, one.severity) for one in told] == [
        ("phông Arial", "phông Times New Roman", Severity.WRONG)
    ]
    assert told[0].count > 10
    assert told[0].excerpt == "KẾ HOẠCH"
    assert str(told[0].source) == "30/2020/NĐ-CP, Phụ lục I, phần I, mục I"


def test_boxes_that_are_missing_are_named():
    told = found(WordFile(pages=[A4], numbers=NUMBERED, lines=[WordLine(text="Nội dung", sizes=[14])]))

    assert [box for box, what, _wanted in told if what == "không thấy"] == [
        Box.NATION, Box.MOTTO, Box.NUMBER, Box.RECIPIENTS_HEAD, Box.DAY
    ]  # fmt: skip


def test_page_numbers_at_the_foot_and_none_at_all():
    foot = WordFile(pages=[A4], numbers=PageNumbers(where="footer"), lines=[])
    none = WordFile(pages=[A4], numbers=PageNumbers(), lines=[])

    assert [what for box, what, _wanted in found(foot) if box == Box.PAGE_NUMBER] == [
        "số trang ở lề dưới", "số trang không ở giữa", "trang thứ nhất có số trang"
    ]  # fmt: skip
    assert [
        (one.found, one.severity)
        for one in deviations(none, abbreviations=SHORT)
        if one.box == Box.PAGE_NUMBER
    ] == [("chưa có số trang", Severity.DOUBT)]


def test_a_sheet_on_its_side_is_not_measured_by_the_edges_of_an_upright_one():
    wide = WordPage(width=297, height=210, top=30, bottom=15, left=20, right=20)

    assert [
        one for one in found(WordFile(pages=[wide], numbers=NUMBERED, lines=[])) if one[0] == Box.PAGE
    ] == []


def test_what_is_only_doubtful_stands_last():
    told = deviations_of(
        (SAMPLES / "ke-hoach-chuyen-doi-so-2025" / "document.docx").read_bytes(), abbreviations=SHORT
    )
    grades = [one.severity for one in told]

    assert grades == sorted(grades, key=lambda grade: grade != Severity.WRONG)
    assert [(one.found, one.wanted) for one in told if one.box == Box.MOTTO] == [
        ("cỡ chữ 12", "cỡ chữ 13 đến 14")
    ]
    assert [(one.found, one.excerpt) for one in told if one.box == Box.SUPERIOR] == [
        ("chữ đậm", "UBND TỈNH ĐỒNG NAI")
    ]
    assert [(one.found, one.count) for one in told if one.box == Box.RECIPIENTS] == [("chữ nghiêng", 2)]


def test_boxes_are_told_by_words_and_places():
    lines = read_word((SAMPLES / "ke-hoach-2026-bcd-kttt" / "document.docx").read_bytes()).lines
    boxes = boxes_of(lines, kinds=["Quyết định", "Kế hoạch"])
    texts = {box: [line.text for line in found] for box, found in boxes.items()}

    assert texts[Box.NUMBER] == ["Số:       /QĐ-BCĐKTTT"]
    assert texts[Box.KIND] == ["QUYẾT ĐỊNH"]
    assert texts[Box.SUBJECT] == ["Ban hành Kế hoạch hoạt động năm 2026 của Ban Chỉ đạo về kinh tế tập thể"]
    assert [words[:12] for words in texts[Box.GROUND]] == ["Căn cứ Luật ", "Căn cứ Nghị ", "Căn cứ Quyết",
                                                           "Căn cứ Quyết", "Căn cứ Quyết", "Theo đề nghị"]  # fmt: skip


def test_a_head_without_a_table_is_still_found():
    lines = [
        WordLine(text=legal.NATION, sizes=[13], bold=1, align="center"),
        WordLine(text=legal.MOTTO, sizes=[14], bold=1, align="center"),
        WordLine(text="Số: 12/TB-LM", sizes=[13], align="center"),
        WordLine(text="Đồng Nai, ngày 24 tháng 10 năm 2025", sizes=[13], italic=1, align="center"),
        WordLine(text="THÔNG BÁO", sizes=[14], bold=1, align="center"),
        WordLine(text="Kết luận cuộc họp", sizes=[14], bold=1, align="center"),
        WordLine(text="Kính gửi: Các phòng.", sizes=[14], align="center"),
        WordLine(text="Nội dung./.", sizes=[14], align="justify"),
        WordLine(text="Nơi nhận:", sizes=[12], bold=1, italic=1),
        WordLine(text="- Như trên;", sizes=[11]),
        WordLine(text="- Lưu: VT.", sizes=[11]),
    ]
    boxes = boxes_of(lines, kinds=["Thông báo"])

    assert {box: [line.text for line in found] for box, found in boxes.items() if found}[Box.RECIPIENTS] == [
        "- Như trên;", "- Lưu: VT."
    ]  # fmt: skip
    assert [line.text for line in boxes[Box.TO]] == ["Kính gửi: Các phòng."]
    assert found(WordFile(pages=[A4], numbers=NUMBERED, lines=lines)) == []


def test_a_single_ground_that_ends_wrongly_is_told():
    lines = [
        WordLine(text="Căn cứ Luật Hợp tác xã;", sizes=[14], italic=1, align="justify"),
        WordLine(text="Căn cứ Điều lệ;", sizes=[14], italic=1, align="justify"),
    ]
    told = [one for one in found(WordFile(pages=[A4], numbers=NUMBERED, lines=lines)) if one[0] == Box.GROUND]

    assert told == [(Box.GROUND, "kết thúc bằng “;”", "dấu chấm (.) ở dòng cuối")]


def test_the_words_of_two_files_can_be_compared(plan):
    def other(document) -> None:
        paragraph(document, "- Xác định rõ").runs[0].text = "- Xác định rõ người, rõ việc, rõ sản phẩm."

    before, after = WordFile.of(read(plan)).text, mended(plan, other).text
    changed = changed_only(differences(before, after))

    assert "2 | Tập huấn 15 hợp tác xã ứng dụng nền tảng số | 30/6/2026 | 350.000.000" in before.splitlines()
    assert [(one.old_text, one.new_text) for one in changed] == [
        (
            "- Xác định rõ người, rõ việc, rõ thời gian, rõ sản phẩm.",
            "- Xác định rõ người, rõ việc, rõ sản phẩm.",
        )
    ]


def test_what_is_no_word_file_is_refused_in_a_sentence():
    with pytest.raises(UnreadableFile, match=r"Hãy mở bằng Word, lưu lại thành tệp \.docx mới"):
        read_word(b"khong phai tep Word")


LINES = st.builds(
    WordLine,
    text=st.one_of(
        st.sampled_from(
            [legal.NATION, legal.MOTTO, "Số: 5/KH-LM", "Số:", "Đồng Nai, ngày 5 tháng 13 năm 2026", "V/v góp ý", "KHẨN",
             "KẾ HOẠCH", "Căn cứ Luật;", "Kính gửi: A", "Nơi nhận:", "- Như trên", "-", "CHỦ TỊCH", "ThS.", "Ông "]
        ),
        st.text(min_size=1, max_size=90),
    ),
    table=st.sampled_from([-1, 0, 1]),
    cell=st.sampled_from([0, 1]),
    sizes=st.lists(st.floats(1, 40), max_size=2),
    fonts=st.lists(st.sampled_from(["Times New Roman", "Arial", ""]), max_size=2),
    bold=st.floats(0, 1),
    align=st.sampled_from(["left", "center", "right", "justify"]),
    spacing=st.one_of(st.none(), st.floats(0, 4)),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=14))
def test_any_file_can_be_checked(lines):
    told = deviations(WordFile(pages=[A4], numbers=NUMBERED, lines=lines), abbreviations=SHORT)

    assert all(one.found and one.wanted and one.count >= 1 for one in told)
    assert len({(one.box, one.found, one.wanted) for one in told}) == len(told)

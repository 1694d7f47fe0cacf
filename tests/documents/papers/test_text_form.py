"""The plain form of a draft: what each line means, and that nothing typed is lost."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from documents.papers.lines import line_of
from documents.papers.text_form import blocks_of, ended
from documents.papers.text_tables import percents, table_of
from lmhtx.reports.paper import Align, Heading, Paragraph, ParagraphKind, Row, Table

GROUND, ITEM = ParagraphKind.GROUND, ParagraphKind.ITEM
DIVISION, AUTHORITY = ParagraphKind.DIVISION, ParagraphKind.AUTHORITY
# Signs that say what a line is, and those that end a line of grounds: the form writes them as the decree does.
MARKS = set("#|-–—•●▪◦*+;,.:/…\\")


def words_of(text: str) -> list[str]:
    """The words of a text in order, without the signs that are marks."""
    kept = "".join(
        " " if unicodedata.category(c) in {"Cc", "Cs", "Cn", "Co"} or c in MARKS else c for c in text
    )
    plain = "".join(c for c in kept if unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFC", plain).split()


def said(blocks) -> str:
    """Everything that blocks say, in order."""
    lines: list[str] = []
    for block in blocks:
        match block:
            case Table():
                lines += [block.caption, block.unit, *(column.title for column in block.columns)]
                lines += [cell for row in block.rows for cell in row.cells]
            case Heading():
                lines.append(block.text)
            case _:
                lines.append(f"{block.lead} {block.text}")
    return "\n".join(lines)


VIETNAMESE = st.sampled_from(
    ["Điều", "hợp", "tác", "xã", "ĐỒNG", "NAI", "Căn", "cứ", "quyết", "định", "Chương", "I", "1", "a)", "đ)", "2.",
     "chuyển", "đổi", "số", "31/12/2026", "1.250.000", "%", "“Quy", "chế”", "ngày", "năm", "(nếu", "có)"]
)  # fmt: skip
BEGIN = st.sampled_from(
    ["", "Điều 1. ", "Điều 2: ", "1. ", "1.2. ", "a) ", "đ) ", "- ", "+ ", "• ", "## ", "# ", "#### ", "I. ", "IV. ",
     "Chương II ", "Chương II. ", "Phần thứ 1 ", "Mục 1: ", "Căn cứ ", "Xét ", "Theo đề nghị của ", "| ", "|", "||",
     "Bảng 1. ", "Đơn vị tính: ", "QUYẾT ĐỊNH:", "|---|:--:|", "\t", "   "]
)  # fmt: skip
END = st.sampled_from(["", ".", ";", ":", ",", "./.", " |", "|", " | x |"])
LINE = st.builds(
    lambda begin, words, end: f"{begin}{' '.join(words)}{end}", BEGIN, st.lists(VIETNAMESE, max_size=8), END
)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINE, max_size=12))
def test_every_typed_word_is_there_in_its_order(lines):
    text = "\n".join(lines)

    assert words_of(said(blocks_of(text))) == words_of(text)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_whatever_is_typed_is_read(text):
    assert words_of(said(blocks_of(text))) == words_of("\n".join(text.splitlines()))


@settings(max_examples=50, deadline=None)
@given(st.lists(LINE, max_size=12))
def test_a_paper_bears_its_end_once(lines):
    once = ended(blocks_of("\n".join(lines)))

    assert ended(once) == once


def test_a_decision_as_it_is_typed():
    text = (
        "Căn cứ Luật Hợp tác xã\nTheo đề nghị của Chánh Văn phòng;\n\nQUYẾT ĐỊNH:\nĐiều 1. Ban hành Quy chế.\n"
        "Điều 2. Phạm vi\n1. Khoản một:\na) điểm a;\nđ) điểm đ.\n- gạch\n• chấm\n+ cộng"
    )

    assert blocks_of(text) == [
        Paragraph("Căn cứ Luật Hợp tác xã;", GROUND),
        Paragraph("Theo đề nghị của Chánh Văn phòng.", GROUND),
        Paragraph("QUYẾT ĐỊNH:", AUTHORITY),
        Paragraph("Ban hành Quy chế.", lead="Điều 1."),
        Heading("Điều 2. Phạm vi", 2),
        Paragraph("1. Khoản một:"),
        Paragraph("a) điểm a;", ITEM),
        Paragraph("đ) điểm đ.", ITEM),
        Paragraph("- gạch", ITEM),
        Paragraph("- chấm", ITEM),
        Paragraph("+ cộng", ITEM),
    ]


def test_divisions_and_their_titles_stand_on_lines_of_their_own():
    text = "Phần thứ nhất\nChương I\nQUY ĐỊNH CHUNG\nChương II. TỔ CHỨC\nMục 1: SOẠN THẢO\n# PHỤ CHƯƠNG"

    assert blocks_of(text) == [
        Paragraph("Phần thứ nhất", DIVISION),
        Paragraph("Chương I", DIVISION),
        Paragraph("QUY ĐỊNH CHUNG", DIVISION),
        Paragraph("Chương II", DIVISION),
        Paragraph("TỔ CHỨC", DIVISION),
        Paragraph("Mục 1", DIVISION),
        Paragraph("SOẠN THẢO", DIVISION),
        Paragraph("PHỤ CHƯƠNG", DIVISION),
    ]


def test_headings_of_plans_and_headings_by_hand():
    text = "I. MỤC ĐÍCH\n1. Yêu cầu\n- Rõ người.\n2. Văn phòng chủ trì.\n## II. Khác\n### 1. Nhỏ\n#### a) Nhỏ nữa"

    assert blocks_of(text) == [
        Heading("I. MỤC ĐÍCH", 1),
        Heading("1. Yêu cầu", 2),
        Paragraph("- Rõ người.", ITEM),
        Paragraph("2. Văn phòng chủ trì."),
        Heading("II. Khác", 1),
        Heading("1. Nhỏ", 2),
        Heading("a) Nhỏ nữa", 3),
    ]


def test_a_sentence_that_begins_like_a_ground_is_none():
    letter = "Căn cứ Công văn số 5/STC, Liên minh đề nghị như sau.\nNội dung."

    assert blocks_of(letter)[0] == Paragraph("Căn cứ Công văn số 5/STC, Liên minh đề nghị như sau.")
    assert blocks_of("Căn cứ Luật Hợp tác xã\nĐiều 1. A.")[0] == Paragraph("Căn cứ Luật Hợp tác xã.", GROUND)


def test_a_table_with_caption_unit_band_and_sum():
    table = blocks_of(
        "Bảng 1. Kinh phí\nĐơn vị tính: đồng\n| TT | Nội dung | Số tiền |\n|:-:|---|--:|\n| I. Hạ tầng |\n"
        "| 1 | Mua \\| thuê | 5.000.000 |\n| 2 |\n| 3 | Khác\n| | **Cộng** | **5.000.000** |"
    )

    assert len(table) == 1
    assert (table[0].caption, table[0].unit) == ("Bảng 1. Kinh phí", "Đơn vị tính: đồng")
    assert [column.align for column in table[0].columns] == [Align.CENTER, Align.LEFT, Align.RIGHT]
    assert list(table[0].rows) == [
        Row(["I. Hạ tầng"]),
        Row(["1", "Mua | thuê", "5.000.000"]),
        Row(["2"]),
        Row(["3", "Khác", ""]),
        Row(["", "Cộng", "5.000.000"], is_bold=True),
    ]


def test_tables_parted_by_an_empty_line_are_two():
    assert [type(block) for block in blocks_of("| A | B |\n| 1 | 2 |\n\n| C | D |\n| 3 | 4 |")] == [
        Table,
        Table,
    ]


def test_without_a_line_of_dashes_figures_stand_at_the_right():
    table = table_of(["| Nội dung | Mã | Số tiền |", "| Hỗ trợ hợp tác xã | A1 | 1.234.567.890 |"])

    assert [column.align for column in table.columns] == [Align.LEFT, Align.CENTER, Align.RIGHT]


def test_no_column_is_narrower_than_its_longest_word():
    shares = percents(
        [["TT", "Nhiệm vụ", "Thời hạn"], ["1", "Khảo sát, củng cố hợp tác xã " * 5, "31/12/2025"]]
    )

    assert sum(shares) == 100
    assert shares[2] * 1.65 >= 10 * 2.5
    assert shares[1] > shares[2] > shares[0]


def test_a_line_of_dashes_alone_and_a_table_without_end_are_words():
    assert blocks_of("|---|---|") == [Paragraph("|---|---|")]
    assert len(blocks_of("|" + " x |" * 60)) == 1
    assert isinstance(blocks_of("|" + " x |" * 60)[0], Paragraph)


def test_signs_that_no_file_can_hold_are_left_out():
    assert line_of("hợp\x00tác\u202e xã\ufffe").words == "hợp tác xã"


def test_the_end_replaces_the_last_mark():
    assert ended([Paragraph("Đề nghị phối hợp.")]) == [Paragraph("Đề nghị phối hợp./.")]
    assert ended([Paragraph("Đề nghị phối hợp./.")]) == [Paragraph("Đề nghị phối hợp./.")]
    assert ended([Heading("II. KHÁC")]) == [Heading("II. KHÁC")]
    assert ended([]) == []

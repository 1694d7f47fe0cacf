"""Slips of recognition that can only have one right reading are mended, others stay."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from lmhtx.reading.ocr import Word
from lmhtx.reading.paper import Box, Cell, Paragraph, Table
from lmhtx.reading.scan_furniture import without_furniture
from lmhtx.reading.scan_mending import mend_cell, mend_text
from lmhtx.reading.scan_numerals import mend_numerals
from lmhtx.reading.scan_row_numbers import mend_row_numbers

FONT = ImageFont.truetype("/usr/share/fonts/truetype/croscore/Tinos-Regular.ttf", 50)


@pytest.mark.parametrize(
    ("read", "mended"),
    [
        ("3O/9/2025", "30/9/2025"),
        ("l5/6/2025", "15/6/2025"),
        ("30 / 11/2025", "30/11/2025"),
        ("Quý IH/2026", "Quý III/2026"),
        ("Quý lV-2025", "Quý IV-2025"),
        ("Quí H/2026", "Quí II/2026"),
        ("Quý 1/2026", "Quý 1/2026"),
        ("Quý 3/2026", "Quý 3/2026"),
        ("Quý II/⁄2026", "Quý II/2026"),
        ("20262027", "20262027"),
        ("3IHTX", "31 HTX"),
        ("81HTX vệ tỉnh", "81 HTX vệ tinh"),
        ("kinh tế TẬP THẾ", "kinh tế TẬP THỂ"),
        ("Sở Tài chính", "Sở Tài chính"),
        ("người Hàng Hải", "người Hàng Hải"),
    ],
)
def test_text_is_mended_where_the_place_leaves_no_doubt(read: str, mended: str) -> None:
    assert mend_text(read) == mended


def table_of(*rows: tuple[str, float] | str) -> Table:
    """A number column beside texts; a bare string is a heading across the table."""
    cells = []
    for row, given in enumerate(rows):
        if isinstance(given, str):
            cells.append(Cell(text=given, row=row, column=0, column_span=2))
        else:
            cells.append(Cell(text=given[0], row=row, column=0, confidence=given[1]))
            cells.append(Cell(text="việc", row=row, column=1))
    return Table(cells=cells, row_count=len(rows), column_count=2)


def numbers(table: Table) -> list[str]:
    return [cell.text for cell in table.cells if cell.column == 0]


@pytest.mark.parametrize(
    ("rows", "mended"),
    [
        ([("l", 0.9), ("2", 0.9), ("3", 0.9)], ["1", "2", "3"]),
        ([("9", 0.9), ("1O", 0.9), ("11", 0.9)], ["9", "10", "11"]),
        ([("l.", 0.9), ("2.", 0.9)], ["1.", "2."]),
        ([("1", 0.9), ("5", 0.9), ("3", 0.9)], ["1", "2", "3"]),
        ([("1", 0.9), ("2", 0.9), ("6", 0.2)], ["1", "2", "3"]),
        ([("1", 0.9), ("2", 0.9), ("6", 0.9)], ["1", "2", "6"]),
        ([("1", 0.9), ("2", 0.9), ("S", 0.9)], ["1", "2", "3"]),
        ([("1", 0.9), ("", 0.03), ("3", 0.9)], ["1", "2", "3"]),
        ([("Lê sà hội", 0.13), ("2", 0.9)], ["1", "2"]),
        ([("1", 0.9), ("Lê sà", 0.13)], ["1", "Lê sà"]),
        ([("VH", 0.9), ("VH l", 0.7), ("IX", 0.9), ("X1.", 0.9)], ["VII", "VIII", "IX", "XI."]),
        ([("5", 0.9), ("STT", 0.9), ("TT", 0.4), ("6", 0.9)], ["5", "STT", "TT", "6"]),
        ([("I", 0.9), ("1", 0.9), ("2", 0.9)], ["I", "1", "2"]),
        ([("1", 0.9), ("II", 0.9), ("1", 0.9)], ["1", "II", "1"]),
        ([("10", 0.9), ("II", 0.9)], ["10", "II"]),
        ([("STT", 0.9), ("2", 0.9)], ["STT", "2"]),
        ([("1", 0.97), ("5", 0.97), ("3", 0.97)], ["1", "5", "3"]),
        ([("1", 0.9), "II. Nhóm hai", ("l", 0.9), ("2", 0.9)], ["1", "II. Nhóm hai", "1", "2"]),
        ([("3", 0.9), "II. Nhóm hai", ("4", 0.3), ("5", 0.9)], ["3", "II. Nhóm hai", "4", "5"]),
        ([("STT", 0.9), ("a", 0.9), ("-", 0.9)], ["STT", "a", "-"]),
    ],
)
def test_row_numbers_follow_their_neighbours(rows: list[tuple[str, float] | str], mended: list[str]) -> None:
    table = table_of(*rows)

    mend_row_numbers([table])

    assert numbers(table) == mended


def test_numbering_runs_on_over_pages() -> None:
    first, second = table_of(("1", 0.9), ("2", 0.9)), table_of(("8", 0.1))

    mend_row_numbers([first, second])

    assert numbers(second) == ["3"]


def paragraph(text: str, page: int, top: float, confidence: float = 0.9) -> Paragraph:
    return Paragraph(text=text, page=page, box=Box(page, 0.1, top, 0.9, top + 0.02), confidence=confidence)


def test_running_foot_and_page_numbers_are_left_out() -> None:
    kept = [paragraph("PHỤ LỤC", 1, 0.12), paragraph("Nơi nhận: như trên", 2, 0.6)]
    feet = [
        paragraph("Kế hoạch năm 2026 - trang 1", 1, 0.95),
        paragraph("Kế hoạch năm 2026 - trang 2", 2, 0.95),
    ]
    heads = [paragraph("2", 2, 0.03), paragraph("~.", 1, 0.02, confidence=0.1)]

    assert without_furniture([heads[1], kept[0], feet[0], heads[0], kept[1], feet[1]], {}) == kept


def test_foot_of_a_turned_page_is_known_by_where_it_is_read() -> None:
    on_its_side = Paragraph(text="- 7 -", page=1, box=Box(1, 0.95, 0.4, 0.97, 0.6), confidence=0.9)

    assert without_furniture([on_its_side], {1: 90}) == []
    assert without_furniture([on_its_side], {}) == [on_its_side]


@pytest.mark.parametrize("numeral", ["I", "II", "III", "IV"])
@pytest.mark.parametrize("rest", ["/2026", "-2025", ""])
def test_quarter_is_counted_by_its_strokes(numeral: str, rest: str) -> None:
    picture = Image.new("L", (500, 110), 255)
    ImageDraw.Draw(picture).text((130, 20), numeral + rest, font=FONT, fill=0)
    words = [_word("Quý", 20, 110), _word("IH" + rest, 125, 490)]

    mended = mend_numerals(np.asarray(picture), words)

    assert mended[1].text == numeral + rest


def test_slash_that_touches_the_last_stroke_is_not_counted() -> None:
    picture = Image.new("L", (500, 110), 255)
    pen = ImageDraw.Draw(picture)
    pen.text((130, 20), "II", font=FONT, fill=0)
    pen.text((159, 20), "/2026", font=FONT, fill=0)
    words = [_word("Quý", 20, 110), _word("II/2026", 125, 490)]

    assert mend_numerals(np.asarray(picture), words)[1].text == "II/2026"


def test_lone_stroke_before_a_heading_is_one_in_roman() -> None:
    table = table_of(("l", 0.5), ("1", 0.9))
    table.cells[1].column_span = 2

    mend_row_numbers([table])

    assert numbers(table) == ["I", "1"]


def _word(text: str, left: int, right: int) -> Word:
    return Word(
        text=text, left=left, top=15, right=right, bottom=90, confidence=0.9, block=1, paragraph=1, line=1
    )


@pytest.mark.parametrize(
    ("text", "confidence", "mended"),
    [
        ("..ỷ}ỷỹ..........ˆ.ˆ..ˆ. 449", 0.01, "…"),
        ("Lập danh sách ....... hợp tác xã", 0.95, "Lập danh sách ....... hợp tác xã"),
        ("Tập thế", 0.2, "Tập thể"),
    ],
)
def test_row_of_dots_is_one_sign(text: str, confidence: float, mended: str) -> None:
    assert mend_cell(text, confidence=confidence) == mended

"""Workbooks read whole: hidden sheets told, fonts and formats that change the meaning, text of any code page."""

from __future__ import annotations

import unicodedata
from datetime import datetime

import openpyxl
import pytest
from openpyxl.styles import Font

from lmhtx.reading.legacy_fonts import TONES
from lmhtx.reading.office import converted
from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.reading.whole_books import mark_copy, whole_book
from lmhtx.reading.whole_csv import decoded_text
from lmhtx.reading.whole_marks import part_shown

OLD = "Hîp t¸c x· N«ng nghiÖp"
FAULT = {
    "sheet": "Sổ",
    "row": 1,
    "column": "A",
    "heading": "A",
    "value": "x",
    "reason": "Sai.",
    "advice": "Sửa.",
}


@pytest.fixture
def book(tmp_path):
    """A workbook with an old font, a month, a merge, a hidden row and a hidden sheet."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Sổ"
    sheet["A1"] = "Tªn"
    sheet["A2"] = OLD
    sheet["B2"] = datetime(2019, 9, 1)
    sheet["B2"].number_format = "mm/yyyy"
    sheet["C2"] = datetime(2019, 9, 5)
    for place in ("A1", "A2"):
        sheet[place].font = Font(name=".VnTime")
    sheet.merge_cells("A3:A4")
    sheet.row_dimensions[2].hidden = True
    made.create_sheet("Ẩn").sheet_state = "hidden"
    path = tmp_path / "so.xlsx"
    made.save(path)
    return path


def test_an_xlsx_is_read_whole(book):
    sheet, hidden = whole_book(book)

    assert sheet["rows"][0][0] == "Tên"
    assert sheet["rows"][1] == ["Hợp tác xã Nông nghiệp", {"day": "2019-09-01"}, {"day": "2019-09-05"}] or [
        *sheet["rows"][1][1]
    ] == ["moment"]
    assert sheet["turned"] == [[0, 0, "Tªn"], [1, 0, OLD]]
    assert sheet["partly_shown"] == [[1, 1, "month"]]
    assert sheet["merges"] == [[2, 0, 3, 0]]
    assert (hidden["is_hidden"], hidden["rows"]) == (True, [])


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_older_kinds_say_the_same(book, tmp_path, kind):
    with converted(book, kind=kind) as older:
        sheet, *_hidden = whole_book(older)
        mark_copy(older, tmp_path / "marked.xlsx", [FAULT])

    assert sheet["rows"][1][0] == "Hợp tác xã Nông nghiệp"
    assert sheet["turned"][-1] == [1, 0, OLD]
    assert sheet["partly_shown"] == [[1, 1, "month"]]
    assert openpyxl.load_workbook(tmp_path / "marked.xlsx")["Sổ"]["A1"].comment.text == "Sai. Sửa."


@pytest.mark.parametrize(
    ("code", "part"),
    [("mm/yyyy", "month"), ("mmm-yy", "month"), ("yyyy", "year"), ("dd/mm/yyyy", ""), ("#,##0", ""), ("General", ""),
     ('0" yen"', "")],
)  # fmt: skip
def test_a_format_may_hide_a_part_of_a_day(code, part):
    assert part_shown(code) == part


def test_a_text_table_typed_for_an_old_font(tmp_path):
    path, marked = tmp_path / "so.csv", tmp_path / "so.xlsx"
    rows = ["Tªn;X·", f"{OLD};Phó ThÞnh", f"{OLD} A;T©n Phó", f"{OLD} B;L©m San"]
    path.write_bytes("\n".join(rows).encode("latin-1"))

    (sheet,) = whole_book(path)
    mark_copy(path, marked, [{**FAULT, "sheet": "CSV"}])

    assert sheet["rows"][:2] == [["Tên", "Xã"], ["Hợp tác xã Nông nghiệp", "Phú Thịnh"]]
    assert openpyxl.load_workbook(marked)["CSV"]["A1"].comment


@pytest.mark.parametrize("page", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_text_is_known_by_its_bytes(page):
    assert decoded_text("Hợp tác xã".encode(page)) == "Hợp tác xã"


def with_tone_apart(letter):
    """As Windows-1258 keeps it: hats within the letter, tones behind it."""
    signs = unicodedata.normalize("NFD", letter)
    bare = "".join(sign for sign in signs if sign not in TONES[1:])
    return unicodedata.normalize("NFC", bare) + "".join(sign for sign in signs if sign in TONES[1:])


def test_windows_vietnamese_is_known_by_its_words():
    words = "Hợp tác xã Nông nghiệp, phường Trấn Biên"
    typed = "".join(map(with_tone_apart, words))

    assert decoded_text(typed.encode("cp1258")) == words


@pytest.mark.parametrize(
    ("data", "why"),
    [(b"PK\x03\x04rest", "bị hỏng"), (b"\x89PNG\0\0\0\0", "không phải bảng tính"),
     (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "bị hỏng"), (b"a;b\n" * 50_000, "nhiều nhất")],
)  # fmt: skip
def test_what_cannot_be_read_is_told(tmp_path, data, why):
    path = tmp_path / "la.xlsx"
    path.write_bytes(data)

    with pytest.raises(UnreadableFile, match=why):
        whole_book(path)

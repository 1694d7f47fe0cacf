"""Cells as people fill them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lmhtx.sheets import cells
from lmhtx.sheets.columns import BadCell
from lmhtx.sheets.harmless import LONGEST_CELL, harmless, whole
from lmhtx.sheets.names import Names

TEXTS = st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), max_size=200)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@given(TEXTS)
def test_no_text_leaves_as_a_formula_and_each_comes_back_whole(text):
    out = harmless(text)

    assert out.lstrip("'")[:1] not in {"=", "+", "-", "@"} or out.startswith("'")
    assert out[:1] not in {"=", "+", "-", "@", "\t", "\r"}
    assert whole(out) == text


@pytest.mark.parametrize("text", ["=1+1", "+84", "-5", "@a", "\tx", "\rx", "'=1", "''-1", "＝1"])
def test_what_begins_like_a_formula_gets_a_mark(text):
    assert harmless(text) == f"'{text}"
    assert whole(harmless(text)) == text


def test_what_a_workbook_cannot_carry_is_left_out():
    assert harmless("a\x00b\x0bc") == "abc"
    assert len(harmless("x" * 40_000)) == LONGEST_CELL


@given(DAYS)
def test_a_day_is_read_however_it_is_written(day):
    written = [
        day,
        datetime(day.year, day.month, day.day),
        f"{day.day:02d}/{day.month:02d}/{day.year}",
        f"{day.day}/{day.month}/{day.year}",
        day.isoformat(),
    ]
    if 2000 <= day.year <= 2099:
        written.append(f"{day.day}/{day.month}/{day.year % 100:02d}")

    assert {cells.day(cells.plain(one), None) for one in written} == {day}


@given(st.times())
def test_an_hour_is_read_however_it_is_written(hour):
    minute = hour.replace(second=0, microsecond=0)
    written = [minute, f"{minute:%H:%M}", f"{minute.hour}h{minute.minute:02d}", f"{minute:%H:%M}:00"]

    assert {cells.hour(one, None) for one in written} == {minute}


@given(st.integers(-(10**9), 10**9))
def test_a_number_is_read_with_and_without_dots(number):
    read = cells.number(least=-(10**9), most=10**9)

    written = (number, float(number), str(number), f"{number:,}".replace(",", "."))

    assert {read(cells.plain(one), None) for one in written} == {number}


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("  a\r\nb ", "a\nb"),
        ("", None),
        ("   ", None),
        (3.0, 3),
        (3.5, 3.5),
        (True, True),
        (datetime(2026, 9, 5), date(2026, 9, 5)),
        (datetime(2026, 9, 5, 8), datetime(2026, 9, 5, 8)),
        (timedelta(hours=26), time(2)),
        ("'=1", "=1"),
        ("Ho\u0300a", "Hòa"),
    ],
)
def test_a_cell_says_the_same_whatever_way_it_came(value, said):
    assert cells.plain(value) == said


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (None, ""),
        (True, "Có"),
        (False, "Không"),
        (date(2026, 9, 5), "05/09/2026"),
        (datetime(2026, 9, 5, 8, 5), "08:05 05/09/2026"),
        (time(8, 5), "08:05"),
        (2.5, "2,5"),
        (7, "7"),
    ],
)
def test_a_cell_in_words(cell, words):
    assert cells.words_of(cell) == words


@pytest.mark.parametrize("said", ["XÓA", "XOÁ", "xóa", "Xoá"])
def test_xoa_is_understood_wherever_its_tone_stands(said):
    assert cells.asks_to_clear(said)
    assert not cells.asks_to_clear("xoa")
    assert not cells.asks_to_clear(None)


@pytest.mark.parametrize(
    ("read", "cell"),
    [
        (cells.day, "31/2/2026"),
        (cells.day, "mai"),
        (cells.day, 46000),
        (cells.hour, "25:00"),
        (cells.hour, "chiều"),
        (cells.hour, 3),
        (cells.number(least=0, most=10), 11),
        (cells.number(least=0, most=10), "ba"),
        (cells.number(least=0, most=10), True),
        (cells.yes_or_no, "có lẽ"),
        (cells.mail, "a@b"),
        (cells.mail, "a b@c.vn"),
        (cells.text(most=3), "dài quá"),
        (cells.text(most=300), "#REF!"),
        (cells.one_of({"Văn thư": 1}), "Văn thơ"),
    ],
)
def test_what_is_not_understood_says_why(read, cell):
    with pytest.raises(BadCell) as told:
        read(cell, None)

    assert told.value.reason.endswith(".")


def test_kinds_of_answers():
    assert [cells.yes_or_no(one, None) for one in (True, "x", "CÓ", 0, "Không")] == [
        True,
        True,
        True,
        False,
        False,
    ]
    assert cells.one_of({"Văn thư": 1})("van thu", None) == 1
    assert cells.mail("a@b.vn", None) == "a@b.vn"
    assert cells.day(datetime(2026, 9, 5, 8), None) == date(2026, 9, 5)
    assert cells.hour(0.5, None) == time(12)
    assert cells.many(cells.text(most=9))("a; b\na;", None) == ("a", "b")


def test_names_are_found_and_never_guessed():
    names = Names(
        "cơ quan", [("Sở Tài chính", 1), ("STC", 1), ("Sở Nội vụ", 2), ("Xã An", 3), ("Xã An", 4), ("", 5)]
    )

    assert (names.find("sở tài chính"), names.find("stc")) == (1, 1)
    with pytest.raises(BadCell, match="Có 2 cơ quan cùng tên"):
        names.find("Xã An")
    with pytest.raises(BadCell) as told:
        names.find("Sở Tài chánh")
    assert told.value.advice == "Có phải là “Sở Tài chính”?"
    with pytest.raises(BadCell) as told:
        names.find("Chi cục")
    assert told.value.advice == "Chọn trong trang Danh mục của mẫu."

"""Letters: folding, sameness, closeness, order."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lmhtx.vn import text
from lmhtx.vn.text import Closeness

ALPHABET = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
VIETNAMESE = st.text(alphabet=ALPHABET + ALPHABET.upper() + " 0123456789/.,-&", max_size=40)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Hợp tác xã", "hop tac xa"),
        ("ĐỒNG NAI", "dong nai"),
        ("  Liên \u00a0minh\n HTX ", "lien minh htx"),
        ("hoà", "hoa"),
        ("hòa", "hoa"),
        ("Tôi được đi học", "toi duoc di hoc"),
        (unicodedata.normalize("NFD", "Kế hoạch số hóa"), "ke hoach so hoa"),
        ("Ðồng Nai viết bằng eth", "dong nai viet bang eth"),
        ("ẩn\u200b\u00adchữ", "anchu"),
        ("", ""),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert text.fold(written) == folded


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("hoà", "hòa", True),
        ("THUÝ", "thúy", True),
        ("khoẻ", "khỏe", True),
        ("Uỷ  ban", "ủy ban", True),
        (unicodedata.normalize("NFD", "đường"), "Đường", True),
        ("đường", "dương", False),
        ("ma", "má", False),
        ("hóa", "hoá học", False),
    ],
)
def test_same_letters(one: str, other: str, same: bool) -> None:
    assert text.same_letters(one, other) is same


def test_same_without_accents() -> None:
    assert text.same_without_accents("hop tac xa", "Hợp  tác xã")
    assert not text.same_without_accents("hop tac", "Hợp tác xã")


@pytest.mark.parametrize(
    ("sought", "found", "expected"),
    [
        ("đường", "Con đường", Closeness.SAME_LETTERS),
        ("đường", "Đương nhiên", Closeness.SAME_WITHOUT_ACCENTS),
        ("đường", "Tỉnh Bình Dương", Closeness.OTHER_CONSONANT),
        ("đường", "Bình Phước", Closeness.NO_MATCH),
        ("hop tac xa", "Hợp tác xã", Closeness.SAME_WITHOUT_ACCENTS),
        ("hoà", "Xuân Hòa", Closeness.SAME_LETTERS),
        ("245 KH LM", "Kế hoạch 245/KH-LM", Closeness.SAME_LETTERS),
        ("245/KH-LM", "245 kh lm", Closeness.SAME_LETTERS),
        ("duong", "Đường", Closeness.SAME_WITHOUT_ACCENTS),
        (unicodedata.normalize("NFD", "đường"), "đường", Closeness.SAME_LETTERS),
    ],
)
def test_closeness(sought: str, found: str, expected: Closeness) -> None:
    assert text.closeness(sought, found) == expected


def test_what_is_typed_with_accents_comes_first_and_the_other_consonant_last() -> None:
    found = sorted(["Bình Dương", "đương", "Con đường"], key=lambda one: text.closeness("đường", one))

    assert found == ["Con đường", "đương", "Bình Dương"]


def test_dictionary_order() -> None:
    in_order = ["a", "à", "ả", "ã", "á", "ạ", "an", "ăn", "ân", "da", "dạ", "đi", "Hoa", "Hòa", "uy", "ưa"]
    by_code_point = sorted(in_order)

    assert sorted(by_code_point, key=text.dictionary_key) == in_order


@given(VIETNAMESE)
def test_folding_twice_changes_nothing(written: str) -> None:
    assert text.fold(text.fold(written)) == text.fold(written)


@given(VIETNAMESE)
def test_folding_does_not_see_case_nor_the_way_of_composing(written: str) -> None:
    forms = {written, written.upper(), unicodedata.normalize("NFD", written), f" {written} "}

    assert {text.fold(form) for form in forms} == {text.fold(written)}


@given(VIETNAMESE)
def test_a_folded_text_is_plain(written: str) -> None:
    assert text.fold(written).isascii()


@given(VIETNAMESE)
def test_a_text_has_its_own_letters_however_composed(written: str) -> None:
    assert text.same_letters(written, unicodedata.normalize("NFD", written.upper()))


@given(VIETNAMESE, VIETNAMESE)
def test_same_letters_are_the_same_without_accents(one: str, other: str) -> None:
    if text.same_letters(one, other):
        assert text.same_without_accents(one, other)

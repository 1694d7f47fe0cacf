"""Old fonts are turned into Unicode, and Unicode is left alone."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lmhtx.reading.legacy_fonts import to_unicode

# written down apart from the code's own tables: the 67 marked letters and their bytes in TCVN3
LETTERS = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
TCVN3 = bytes.fromhex(
    "B5B8B6B7B9A8BBBEBCBDC6A9C7CAC8C9CBAECCD0CECFD1AAD2D5D3D4D6D7DDD8DCDEDF"
    "E3E1E2E4ABE5E8E6E7E9ACEAEDEBECEEEFF3F1F2F4ADF5F8F6F7F9FAFDFBFCFE"
).decode("latin-1")
TO_TCVN3 = dict(zip(LETTERS, TCVN3, strict=True))
TO_TCVN3 |= dict(zip("ĂÂÊÔƠƯĐ", "¡¢£¤¥¦§", strict=True))
TONE_IN_VNI = dict(zip("\u0300\u0301\u0309\u0303\u0323", "øùûõï", strict=True))
ROOF_IN_VNI = {"": "â", "\u0300": "à", "\u0301": "á", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
BREVE_IN_VNI = {"": "ê", "\u0300": "è", "\u0301": "é", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}
SENTENCES = (
    "Hợp tác xã Dịch vụ Nông nghiệp Xuân Định, ấp Bảo Vinh, phường Trấn Biên",
    "nuôi trồng thủy sản, chế biến điều, hồ tiêu, sầu riêng; quỹ tín dụng nhỏ",
    "Kế hoạch củng cố, phát triển kinh tế tập thể giai đoạn 2026 - 2030 của tỉnh",
    "Đẩy mạnh chuyển đổi số, nghĩa vụ, kỳ hạn, tỷ lệ, bữa ăn, giữ gìn, vẽ, ngã, lẫn lộn",
)


def in_tcvn3(text: str) -> str:
    return "".join(TO_TCVN3.get(letter, TO_TCVN3.get(letter.lower(), letter)) for letter in text)


def in_vni(text: str) -> str:
    return "".join(map(_vni_letter, text))


def _vni_letter(letter: str) -> str:
    code = _small_vni_letter(letter.lower())
    return code.upper() if letter.isupper() else code


def _small_vni_letter(letter: str) -> str:
    singles = {"đ": "ñ", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "ì": "ì", "í": "í"}
    if letter in singles:
        return singles[letter]
    base, *marks = unicodedata.normalize("NFD", letter)
    shapes = {"\u0302": ROOF_IN_VNI, "\u0306": BREVE_IN_VNI}
    tone = next((mark for mark in marks if mark in TONE_IN_VNI), "")
    for mark, codes in shapes.items():
        if mark in marks:
            return base + codes[tone]
    if "\u031b" in marks:
        base = {"o": "ô", "u": "ö"}[base]
    return base + TONE_IN_VNI.get(tone, "")


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("font_name", [".VnTime", ""])
def test_tcvn3_is_converted_by_font_and_by_content(sentence: str, font_name: str) -> None:
    assert to_unicode(in_tcvn3(sentence), font_name) == (sentence, True)


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("font_name", ["VNI-Times", ""])
def test_vni_is_converted_by_font_and_by_content(sentence: str, font_name: str) -> None:
    assert to_unicode(in_vni(sentence), font_name) == (sentence, True)


def test_capital_font_raises_every_letter() -> None:
    assert to_unicode(in_tcvn3("cộng hòa xã hội"), ".VnTimeH") == ("CỘNG HÒA XÃ HỘI", True)


def test_toned_letters_among_capitals_are_raised() -> None:
    assert to_unicode(in_tcvn3("CỘNG HÒA XÃ HỘI"), ".VnTime") == ("CỘNG HÒA XÃ HỘI", True)
    assert to_unicode(in_tcvn3("theo HƯỚNG DẪN của tỉnh"), ".VnTime")[0] == "theo HƯỚNG DẪN của tỉnh"


def test_vni_capitals_are_converted() -> None:
    assert (
        to_unicode(in_vni("ỦY BAN NHÂN DÂN TỈNH ĐỒNG NAI"), "VNI-Times")[0] == "ỦY BAN NHÂN DÂN TỈNH ĐỒNG NAI"
    )


def test_decomposed_letters_are_composed() -> None:
    sentence = SENTENCES[0]
    assert to_unicode(unicodedata.normalize("NFD", sentence)) == (sentence, False)


def test_unicode_text_under_an_old_font_name_is_left_alone() -> None:
    assert to_unicode("Sở Tài chính chủ trì, phường phối hợp", ".VnTime") == (
        "Sở Tài chính chủ trì, phường phối hợp",
        False,
    )


@pytest.mark.parametrize(
    "text", ["cà phê", "Hà Nội", "UBND tính", "Café à Paris", "30 °C ± 2", "© 2026 «HTX»", ""]
)
def test_short_or_foreign_text_is_left_alone(text: str) -> None:
    assert to_unicode(text) == (text, False)


@given(st.lists(st.sampled_from(" ".join(SENTENCES).replace(",", "").split()), min_size=1, max_size=12))
def test_good_text_never_changes(words: list[str]) -> None:
    text = " ".join(words)
    assert to_unicode(text) == (text, False)


@given(
    st.lists(st.sampled_from(" ".join(SENTENCES).lower().replace(",", "").split()), min_size=1, max_size=12)
)
def test_words_come_back_from_either_old_font(words: list[str]) -> None:
    text = " ".join(words)
    assert to_unicode(in_tcvn3(text), ".VnArial")[0] == text
    assert to_unicode(in_vni(text), "VNI-Helve")[0] == text

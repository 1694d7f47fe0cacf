"""Good Vietnamese is told from broken text by its letters and syllables."""

from __future__ import annotations

import pytest

from lmhtx.reading.quality import GOOD_TEXT_QUALITY, is_good_text, marked_share, text_quality
from lmhtx.reading.quality_syllables import is_syllable

GOOD = {
    "prose": "Liên minh Hợp tác xã tỉnh xây dựng kế hoạch chuyển đổi số giai đoạn 2025 - 2030, cụ thể như sau:",
    "upper case": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "abbreviations": "Sở KH&CN chủ trì, UBND các xã, phường phối hợp thực hiện",
    "new tone place": "Uỷ ban nhân dân tỉnh, hoà giải, thuỷ sản, quỹ tín dụng, giếng khoan, quyết định, nguyên quán",
    "figures": "30/11/2025 1.250.000 12 45",
    "short": "HTX",
    "decomposed": "Ho\u031b\u0323p ta\u0301c xa\u0303 Đo\u0302\u0300ng Nai tha\u0300nh la\u0323\u0302p mo\u031b\u0301i",
}
BAD = {
    "lost marks": "Can cir Quyét dinh s6 1003/Qb-UBND ngay 31/3/2025 cua UBND tinh BDong Nai phé duyét Pé an",
    "columns mixed": "Hoan thi¢n 18 HTX diém, 54 HTX v¢ tinh va 02| UBND xi, phuwong sau khi| tinh; cic sé, ban, nganh",
    "no marks": "Lien minh Hop tac xa tinh Dong Nai xay dung ke hoach chuyen doi so giai doan 2025",
    "TCVN3": "Hîp t¸c x· DÞch vô N«ng nghiÖp Xu©n §Þnh, phèi hîp víi c¸c së, ngµnh",
    "VNI": "Hôïp taùc xaõ Dòch vuï Noâng nghieäp Xuaân Ñònh, phoái hôïp vôùi caùc sôû, ngaønh",
    "English": "The plan of the cooperative alliance for digital transformation in the years to come",
    "noise": "asdf qwer zxcv lkjh poiu mnbv",
    "empty": "  \n ",
}


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD.keys())
def test_good_text_is_kept(text: str) -> None:
    assert text_quality(text) >= GOOD_TEXT_QUALITY
    assert is_good_text(text)


@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_bad_text_is_refused(text: str) -> None:
    assert text_quality(text) < GOOD_TEXT_QUALITY
    assert not is_good_text(text)


def test_marked_share_of_a_short_text_stays_near_the_usual() -> None:
    assert marked_share("TT") == pytest.approx(0.24)


@pytest.mark.parametrize(
    "word",
    [
        "nghiêng",
        "giếng",
        "quỳnh",
        "khuỷu",
        "oanh",
        "ướt",
        "gì",
        "quốc",
        "thuở",
        "nguyễn",
        "xoong",
        "ĐỒNG",
        "yết",
    ],
)
def test_syllable_is_accepted(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word", ["hop", "tac", "plan", "đwợc", "cuyển", "kà", "nghà", "ngê", "5a", "b", "vàtp"]
)
def test_what_is_no_syllable_is_refused(word: str) -> None:
    assert not is_syllable(word)

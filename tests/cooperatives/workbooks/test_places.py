"""Communes of today and before, addresses in one cell."""

from __future__ import annotations

from datetime import date

import pytest

from cooperatives.workbooks.addresses import Address, parted
from cooperatives.workbooks.facts import Facts, FormerPlace, Place
from cooperatives.workbooks.places import CommuneBook

BOOK = CommuneBook(
    Facts.of(
        date(2026, 9, 15),
        [
            Place("phường", "Trấn Biên"), Place("xã", "Xuân Lộc"), Place("xã", "Xuân Hòa"), Place("xã", "Xuân Đông"),
            Place("xã", "Lộc Thành"), Place("xã", "Lộc Thạnh"), Place("phường", "Phước Bình"), Place("xã", "Bù Đăng"),
            Place("phường", "Phú Lâm"),
        ],
        [
            FormerPlace("thị trấn", "Đức Phong", "Huyện Bù Đăng", ("Xã Bù Đăng",)),
            FormerPlace("xã", "Xuân Tâm", "Huyện Xuân Lộc", ("Xã Xuân Đông", "Xã Xuân Hòa")),
            FormerPlace("xã", "Tân Bình", "Huyện Vĩnh Cửu", ("Phường Trấn Biên",)),
            FormerPlace("phường", "Tân Bình", "Thành phố Đồng Xoài", ("Phường Phú Lâm",)),
            FormerPlace("xã", "Suối Cao", "Huyện Xuân Lộc", ("Xã Xuân Lộc",)),
            FormerPlace("xã", "Xuân Hòa", "Huyện Xuân Lộc", ("Xã Xuân Lộc",)),
        ],
    )
)  # fmt: skip
READ = (
    ("Phường Trấn Biên", "", "Phường Trấn Biên", None), ("phường trấn biên", "", "Phường Trấn Biên", "commune_name"),
    ("P. Trấn Biên", "", "Phường Trấn Biên", "commune_name"), ("P.Trấn Biên", "", "Phường Trấn Biên", "commune_name"),
    ("Trấn Biên", "", "Phường Trấn Biên", "commune_name"), ("Tran Bien", "", "Phường Trấn Biên", "commune_name"),
    ("PTrấn Biên", "", "Phường Trấn Biên", "commune_name"), ("X.Xuân Lộc", "", "Xã Xuân Lộc", "commune_name"),
    ("Xuân Hoà", "", "Xã Xuân Hòa", "commune_name"), ("Phước Bình", "", "Phường Phước Bình", "commune_name"),
    ("Xã Trấn Biên", "", "Phường Trấn Biên", "commune_name"), ("Xã  Xuân Lộc", "", "Xã Xuân Lộc", "spaces"),
    ("TT. Đức Phong", "", "Xã Bù Đăng", "old_commune"), ("TT Đức Phong", "Huyện Bù Đăng", "Xã Bù Đăng", "old_commune"),
    ("Xã Suối Cao, huyện Xuân Lộc", "", "Xã Xuân Lộc", "old_commune"),
    ("Suối Cao (cũ)", "", "Xã Xuân Lộc", "old_commune"),
    ("Xã Tân Bình", "", "Phường Trấn Biên", "old_commune"),
    ("Tân Bình", "H. Vĩnh Cửu", "Phường Trấn Biên", "old_commune"),
    ("Tân Bình", "TP Đồng Xoài", "Phường Phú Lâm", "old_commune"),
    ("Xã Xuân Hòa", "Xuân Lộc", "Xã Xuân Lộc", "old_commune"),
    ("Xã Xuân Tâm nay là xã Xuân Hòa", "", "Xã Xuân Hòa", "commune_name"),
    ("Trấn Biên, tỉnh Đồng Nai", "Tỉnh Đồng Nai", "Phường Trấn Biên", "commune_name"),
)  # fmt: skip
ASKED = (
    (None, "", "missing_commune"), ("-", "", "missing_commune"), ("Xã Xuân Tâm", "", "several_communes"),
    ("Tân Bình", "", "several_communes"), ("Xa Loc Thanh", "", "unknown_commune"),
    ("TT. Đức Phong 2", "", "unknown_commune"), ("Xã Hòa Bình Mới", "", "unknown_commune"),
    ("Phường 7", "Quận 8", "other_place"), ("Xã X\ufffdân Lộc", "", "lost_letters"), ("#REF!", "", "formula_error"),
)  # fmt: skip


@pytest.mark.parametrize(("cell", "district", "full", "rule"), READ)
def test_a_commune_is_found(cell, district, full, rule):
    found = BOOK.find(cell, district=district)

    assert (found.value, found.mend and found.mend.value, found.trouble) == (full, rule, None)


@pytest.mark.parametrize(("cell", "district", "code"), ASKED)
def test_a_commune_is_asked(cell, district, code):
    found = BOOK.find(cell, district=district)

    assert (found.value, found.trouble.code) == (None, code)


def test_a_split_commune_names_its_heirs():
    assert BOOK.find("Xã Xuân Tâm").trouble.suggestion == "Chọn một: Xã Xuân Hòa; Xã Xuân Đông."


def test_near_names_are_offered_to_the_first_hundreds_only():
    book = CommuneBook(Facts.of(date(2026, 9, 15), [Place("phường", "Trấn Biên")], []))
    told = [book.find(f"Phường Trấn Biện {number}").trouble.suggestion for number in range(201)]

    assert told[0] == "Có phải là “Phường Trấn Biên”?"
    assert told[200].startswith("Ghi tên xã, phường hiện nay")


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (
            "Tổ 3, ấp 2, xã Suối Cao, huyện Xuân Lộc, tỉnh Đồng Nai",
            ("Tổ 3, ấp 2", "xã Suối Cao", "huyện Xuân Lộc"),
        ),
        ("Ấp 2 xã Suối Cao huyện Xuân Lộc", ("Ấp 2", "xã Suối Cao", "huyện Xuân Lộc")),
        ("Ấp 2, Suối Cao, Xuân Lộc", ("Ấp 2", "Suối Cao", "Xuân Lộc")),
        ("Xã Suối Cao (gần chợ, đối diện trường)", ("", "Xã Suối Cao", "")),
        (
            "12 tỉnh lộ 43, KP3, P. Trấn Biên, thành phố Đồng Nai",
            ("12 tỉnh lộ 43, KP3", "P. Trấn Biên", "thành phố Đồng Nai"),
        ),
        ("Ấp 2 - xã Suối Cao - huyện Xuân Lộc", ("Ấp 2", "xã Suối Cao", "huyện Xuân Lộc")),
        ("Quốc lộ 20", ("Quốc lộ 20", "", "")),
    ],
)
def test_an_address_is_parted(words, parts):
    assert parted(words, BOOK) == Address(*parts)

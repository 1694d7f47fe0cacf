"""What stands around the words of a paper, on its day."""

from __future__ import annotations

from datetime import date

import pytest

from lmhtx.directory.models import OrganizationProfile
from lmhtx.people.models import Posting
from lmhtx.people.roles import Role
from lmhtx.reports.letterhead import Signature, letterhead_on, lines_of_name, number_line, signature_of
from lmhtx.reports.paper import Column, Row, Table

pytestmark = pytest.mark.django_db


def test_a_paper_of_2025_bears_the_name_of_2025():
    before, after = letterhead_on(date(2025, 10, 24)), letterhead_on(date(2026, 9, 15))

    assert (before.superior, before.agency) == ("UBND TỈNH ĐỒNG NAI", "LIÊN MINH HỢP TÁC XÃ")
    assert (after.superior, after.agency) == ("UBND THÀNH PHỐ ĐỒNG NAI", "LIÊN MINH HỢP TÁC XÃ")
    assert before.day_line(date(2025, 10, 24), year=2025) == "Đồng Nai, ngày 24 tháng 10 năm 2025"


def test_the_contact_line_says_what_is_known_of_the_day():
    OrganizationProfile.objects.filter(valid_to__isnull=True).update(
        address="Số 2, đường A, phường Trấn Biên",
        email="lmhtx@dongnai.example",
        website="",
        phone="0251 3 822 501",
    )

    assert letterhead_on(date(2025, 10, 24)).address == "Trang thông tin điện tử: lmhtx.dongnai.gov.vn"
    assert letterhead_on(date(2026, 9, 15)).address == (
        "Địa chỉ: Số 2, đường A, phường Trấn Biên; Thư điện tử: lmhtx@dongnai.example; Điện thoại: 0251 3 822 501"
    )
    OrganizationProfile.objects.update(address="", email="", website="", phone="")
    assert letterhead_on(date(2026, 9, 15)).address == ""


def test_an_agency_elsewhere_keeps_its_place():
    OrganizationProfile.objects.update(superior="Liên minh Hợp tác xã Việt Nam")

    assert letterhead_on(date(2026, 9, 15)).agency == "LIÊN MINH HỢP TÁC XÃ THÀNH PHỐ ĐỒNG NAI"


def test_without_a_letterhead_a_paper_still_comes_out():
    OrganizationProfile.objects.all().delete()

    assert letterhead_on(date(2026, 9, 15)).agency == "LIÊN MINH HỢP TÁC XÃ"


def test_the_deputy_signs_in_the_chairman_s_stead(deputy):
    assert signature_of(Role.DEPUTY, date(2026, 9, 15)) == Signature(
        ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), deputy.full_name
    )


def test_of_two_deputies_none_is_named(deputy, chairman):
    unit = Posting.objects.get(user=deputy).unit
    Posting.objects.create(user=chairman, unit=unit, role=Role.DEPUTY, valid_from=date(2026, 1, 1))

    assert signature_of(Role.DEPUTY, date(2026, 9, 15)).name == ""


def test_a_number_not_given_leaves_its_room():
    assert number_line("245", "KH-LM") == "Số: 245/KH-LM"
    assert number_line("", "BC-LM").split() == ["Số:", "/BC-LM"]


def test_a_table_that_does_not_fill_the_page_is_refused():
    with pytest.raises(ValueError, match="100 per cent"):
        Table([Column("TT", 10), Column("Việc", 80)], [])
    with pytest.raises(ValueError, match="one cell for each column"):
        Table([Column("TT", 10), Column("Việc", 80), Column("Hạn", 10)], [Row(("1", "Khảo sát"))])


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("UBND THÀNH PHỐ ĐỒNG NAI", ["UBND THÀNH PHỐ ĐỒNG NAI"]),
        ("LIÊN MINH HỢP TÁC XÃ THÀNH PHỐ ĐỒNG NAI", ["LIÊN MINH HỢP TÁC XÃ", "THÀNH PHỐ ĐỒNG NAI"]),
        ("HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG", ["HỘI ĐỒNG", "THI ĐUA - KHEN THƯỞNG"]),
        ("TỔ GIÚP VIỆC CHUYỂN ĐỔI SỐ - AN TOÀN", ["TỔ GIÚP VIỆC CHUYỂN", "ĐỔI SỐ - AN TOÀN"]),
    ],
)
def test_a_long_name_is_broken_behind_what_it_is_or_evenly(name, lines):
    assert lines_of_name(name) == lines


def test_a_name_as_long_as_a_field_keeps_its_words():
    name = ("BAN QUẢN LÝ DỰ ÁN " * 12).strip()[:200].strip()
    lines = lines_of_name(name)

    assert " ".join(lines) == name
    assert max(len(line) for line in lines) <= 27
    assert len(lines) == 8

"""Cells of agencies taken apart."""

from __future__ import annotations

import pytest

from plans.annex.agencies import split_agencies
from plans.annex.people import take_people

CASES = {
    "Các sở, ban, ngành, địa phương": ["Các sở, ban, ngành, địa phương"],
    "Các bộ, ngành và địa phương": ["Các bộ, ngành và địa phương"],
    "Sở, ban, ngành, tổ chức chính trị - xã hội": ["Sở, ban, ngành, tổ chức chính trị - xã hội"],
    "Viện, Trường; Doanh nghiệp, Sở, ban, ngành có liên quan": [
        "Viện, Trường",
        "Doanh nghiệp",
        "Sở, ban, ngành có liên quan",
    ],
    "Sở Tài chính, Sở Xây dựng và UBND các xã, phường": [
        "Sở Tài chính",
        "Sở Xây dựng",
        "UBND các xã, phường",
    ],
    "Bộ Văn hóa, Thể thao và Du lịch, Bộ Tư pháp": ["Bộ Văn hóa, Thể thao và Du lịch", "Bộ Tư pháp"],
    "Sở Khoa học và Công nghệ Sở Công Thương": ["Sở Khoa học và Công nghệ", "Sở Công Thương"],
    "Bộ Khoa học và Công nghệ và các địa phương": ["Bộ Khoa học và Công nghệ", "các địa phương"],
    "VTV, VOV, TTXVN, các địa phương": ["VTV", "VOV", "TTXVN", "các địa phương"],
    "Các Cục: Bản quyền tác giả; Báo chí. Vụ Kế hoạch, Tài chính.": [
        "Cục Bản quyền tác giả",
        "Cục Báo chí",
        "Vụ Kế hoạch, Tài chính",
    ],
    "Các Sở: Tài chính, Công Thương, Nội vụ": ["Sở Tài chính", "Sở Công Thương", "Sở Nội vụ"],
    "Sở Tài chính và cơ quan, địa phương liên quan": ["Sở Tài chính", "cơ quan, địa phương liên quan"],
    "Sở Tài chính, cơ quan, địa phương liên quan": ["Sở Tài chính", "cơ quan, địa phương liên quan"],
    "Văn phòng UBND tỉnh, Liên minh HTX và các đơn vị liên quan": [
        "Văn phòng UBND tỉnh",
        "Liên minh HTX",
        "các đơn vị liên quan",
    ],
    "- Sở Tài chính\n- Liên minh HTX": ["Sở Tài chính", "Liên minh HTX"],
    "Chủ tịch UBND huyện, thành phố": ["Chủ tịch UBND huyện, thành phố"],
    "Phòng Tuyên truyền - KH - Hỗ trợ HTX": ["Phòng Tuyên truyền - KH - Hỗ trợ HTX"],
    "Phòng Tuyên truyền, Văn phòng": ["Phòng Tuyên truyền", "Văn phòng"],
    "Ban Chỉ huy Phòng thủ dân sự cấp tỉnh, cấp xã": ["Ban Chỉ huy Phòng thủ dân sự cấp tỉnh, cấp xã"],
    "Các đơn vị được giao thực hiện TTHC": ["Các đơn vị được giao thực hiện TTHC"],
    "-": [],
    "": [],
}


@pytest.mark.parametrize("words", CASES)
def test_split(words: str) -> None:
    assert split_agencies(words) == CASES[words]


def test_a_person_in_brackets_is_no_part_of_the_agency() -> None:
    rest, people = take_people("Sở Công Thương (ông: Dương Vũ Nam - Phó Giám đốc)")
    assert rest == "Sở Công Thương"
    assert [(person.name, person.post) for person in people] == [("Dương Vũ Nam", "Phó Giám đốc")]


def test_letters_inside_an_office_name_are_no_form_of_address() -> None:
    assert take_people("Sở Công Thương Sở Nội Vụ") == ("Sở Công Thương Sở Nội Vụ", [])

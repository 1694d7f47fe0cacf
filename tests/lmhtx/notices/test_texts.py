"""Texts for Zalo: short, with one link, without numbers that are nobody's business."""

from __future__ import annotations

import re
from datetime import date

from lmhtx.notices.texts import (
    MOST,
    Group,
    Missing,
    discreet,
    group_text,
    groups_of,
    person_text,
    zalo_address,
)

LINK = "https://lmhtx.example/tai-khoan/lien-ket/mo/" + "a" * 43 + "/"
DUE = date(2026, 8, 31)
FORBIDDEN = re.compile(r"\d{9}|\d[\d.]*\s*(đồng|đ\b|triệu|tỷ)")


def forty() -> tuple[list[Missing], list[Group]]:
    """Forty people of three communes, some with names that carry what must not be told."""
    groups = [Group(f"commune-{number}", f"Xã số {number}", count=20, due_on=DUE) for number in range(3)]
    odd = ("Trần Văn Bảy 0912 345 678", "Lê Thị Tám 075123456789", "Ngô Chín 5 triệu đồng")
    names = [*odd, *(f"Nguyễn Văn Người Thứ {number}" for number in range(37))]
    return [
        Missing(number, name, f"commune-{number % 3}", 1, DUE) for number, name in enumerate(names)
    ], groups


def test_forty_missing_in_three_groups_give_forty_texts_and_three():
    missing, groups = forty()
    made = groups_of(missing, groups)

    people = [person_text(one, link=LINK) for group in made for one in group.people]
    together = [group_text(group, link="https://lmhtx.example/") for group in made]

    assert (len(people), len(set(people)), len(together)) == (40, 40, 3)
    assert max(map(len, (*people, *together))) <= MOST
    assert all(text.endswith(LINK) for text in people)
    without_links = [text.replace(LINK, "") for text in (*people, *together)]
    assert [text for text in without_links if FORBIDDEN.search(text)] == []
    assert all("người khác" in text for text in together)


def test_a_short_group_is_named_whole_and_a_lonely_one_not_at_all():
    group = Group("a", "Sở Y tế", 2, DUE, [Missing(1, "Lê Lan", "a", 2, DUE)])

    assert group_text(group, link="https://x/") == (
        "Sở Y tế: còn 2 nhiệm vụ quá hạn chưa báo cáo (hạn từ 31/08/2026). Gồm: Lê Lan (2). "
        "Kính đề nghị sớm báo cáo: https://x/"
    )
    assert "Gồm" not in group_text(Group("b", "Sở Y tế", 1), link="https://x/")
    long = Group("c", "Ủy ban " * 60, 1, DUE)
    assert len(group_text(long, link="https://x/")) == MOST


def test_what_must_not_be_told_is_not():
    told = discreet(
        "Chuyển 1.250.000 đồng, 5 tỷ, 20 triệu đ cho 0912.345.678 (075 123 456 789) hạn 31/12/2026"
    )

    assert told == "Chuyển …, …, … cho … (…) hạn 31/12/2026"


def test_where_zalo_opens():
    assert zalo_address("0912 345 678") == "https://zalo.me/0912345678"
    assert zalo_address("") == ""

"""Pairing the rows of an amended paper with the old ones: words first, lead and number only between equals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.pairing import Difference, PrintedRow, differences, likeness, pair_rows


def row(key: str, text: str, *, lead: str = "", number: str = "") -> PrintedRow:
    return PrintedRow(key=key, text=text, lead=lead, number=number)


OLD = [
    row("1", "Tổ chức hội nghị tổng kết 15 năm thi hành Luật Hợp tác xã", lead="Sở Tài chính", number="I 1"),
    row("2", "Xây dựng báo cáo tình hình phát triển kinh tế tập thể", lead="Sở Tài chính", number="I 2"),
    row("3", "Tập huấn nâng cao năng lực cho cán bộ hợp tác xã", lead="Liên minh HTX", number="II 1"),
]


def test_the_same_rows_are_paired_one_to_one():
    assert pair_rows(OLD, [row(f"n{one.key}", one.text) for one in OLD]) == {"n1": "1", "n2": "2", "n3": "3"}


def test_shifted_numbers_and_other_leads_do_not_steal_a_task():
    new = [
        row(
            "a",
            "Rà soát danh sách hợp tác xã ngừng hoạt động trên địa bàn",
            lead="Sở Tài chính",
            number="I 1",
        ),
        row("b", OLD[0].text, lead="Liên minh HTX", number="II 1"),
        row("c", OLD[2].text, lead="Sở Tài chính", number="I 2"),
    ]

    assert pair_rows(OLD, new) == {"b": "1", "c": "3"}


def test_reworded_rows_are_still_paired_without_accents_and_marks():
    new = [row("a", "XAY DUNG bao cao tinh hinh phat trien kinh te tap the nam 2026."), row("b", OLD[0].text)]

    assert pair_rows(OLD, new) == {"a": "2", "b": "1"}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({"lead": "Sở Công Thương"}, {"lead": "Sở Tài chính"}, {"a": "y", "b": "x"}),
        ({"number": "II 4"}, {"number": "I 4"}, {"a": "y", "b": "x"}),
        ({}, {}, {"a": "x", "b": "y"}),
    ],
)
def test_equal_words_are_told_apart_by_lead_number_and_place(first, second, expected):
    words = "Báo cáo kết quả thực hiện nhiệm vụ được giao"
    old = [
        row("x", words, lead="Sở Tài chính", number="I 4"),
        row("y", words, lead="Sở Công Thương", number="II 4"),
    ]

    assert pair_rows(old, [row("a", words, **first), row("b", words, **second)]) == expected


def test_an_old_task_continues_in_one_row_only():
    new = [row("a", OLD[0].text), row("b", OLD[0].text)]

    assert sorted(pair_rows(OLD, new).values()) == ["1"]


@given(st.lists(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxy ", min_size=8, max_size=60), max_size=8))
def test_pairs_are_always_one_to_one(texts):
    old = [row(f"o{place}", text) for place, text in enumerate(texts)]
    pairs = pair_rows(old, [row(f"n{place}", text) for place, text in enumerate(reversed(texts))])

    assert len(set(pairs.values())) == len(pairs)


@pytest.mark.parametrize(
    ("one", "other", "least", "most"), [("Hội nghị", "hoi nghi", 1, 1), ("", "", 0, 0), ("abc", "xyz", 0, 0)]
)
def test_likeness(one, other, least, most):
    assert least <= likeness(one, other) <= most


def test_differences_name_each_cell_that_changed():
    old = {
        "text": "Một việc",
        "lead": ["Sở A", "Sở B"],
        "end": "2026-06-30",
        "product": "",
        "targets": [["51", "HTX", ""]],
    }
    new = {"text": "Một  việc", "lead": ["Sở B", "Sở A"], "end": "2026-09-30", "targets": [["81", "HTX", ""]]}

    assert differences(old, new) == [
        Difference("end", "2026-06-30", "2026-09-30"),
        Difference("targets", [["51", "HTX", ""]], [["81", "HTX", ""]]),
    ]


def test_number_and_group_are_no_part_of_the_task():
    assert differences({"stt": "1", "group": "I"}, {"stt": "4", "group": "II"}) == []

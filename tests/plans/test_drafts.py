"""The draft of the grid: made from what was read, checked when it comes back, counted, turned into tasks."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.draft_tasks import problems_of, tasks_in
from plans.drafts import BadDraft, checked_draft, counts_of, draft_of, names_in, open_places, split_names

TASK = {
    "group": "I. Tuyên truyền",
    "stt": "1",
    "text": "Tổ chức hội nghị",
    "leads": ["Sở Tài chính", "Liên minh HTX"],
    "partners": ["Các sở, ban, ngành"],
    "deadline_text": "Quý II/2026",
    "kind": "quarter",
    "start": "2026-04-01",
    "end": "2026-06-30",
    "end_time": "16:30:00",
    "product": "Báo cáo",
    "people": [{"name": "Dương Vũ Nam", "post": "Phó Giám đốc"}],
    "targets": [{"quantity": 51.0, "unit": "HTX", "qualifier": "ít nhất"}],
    "page": 3,
    "row": 2,
    "source": "native",
    "boxes": [{"page": 3, "left": 0.1, "top": 0.2, "right": 1.4, "bottom": 0.3}],
    "doubts": ["Thời hạn không rõ năm"],
}
FOUND = {
    "document": {
        "number": None,
        "symbol": "QĐ-BCĐ",
        "title": "Kế hoạch 2026",
        "issued_on": None,
        "issuer": "Ban Chỉ đạo",
        "year": 2026,
    },
    "tasks": [
        TASK,
        {**TASK, "stt": "1.1", "parent_stt": "1", "text": "Việc con", "source": "ocr", "doubts": []},
        {**TASK, "group": "II. Hỗ trợ", "stt": "1", "text": "Việc khác", "doubts": []},
    ],
    "warnings": ["Bỏ qua bảng 1"],
}


def test_each_group_becomes_a_band_and_children_stand_one_level_deeper():
    draft = draft_of(FOUND)

    shape = [(row["is_group"], row["level"], row["text"]) for row in draft["rows"]]
    assert shape == [
        (True, 0, "I. Tuyên truyền"),
        (False, 0, "Tổ chức hội nghị"),
        (False, 1, "Việc con"),
        (True, 0, "II. Hỗ trợ"),
        (False, 0, "Việc khác"),
    ]


def test_head_keeps_blanks_blank_and_knows_a_decision():
    assert draft_of(FOUND)["document"] == {
        "number": "",
        "symbol": "QĐ-BCĐ",
        "issued_on": "",
        "issuer": "Ban Chỉ đạo",
        "title": "Kế hoạch 2026",
        "kind": "decision",
        "year": 2026,
        "keeper": None,
        "followed_by": None,
    }


def test_cells_are_as_the_grid_shows_them():
    row = draft_of(FOUND)["rows"][1]

    assert row["lead"] == "Sở Tài chính; Liên minh HTX"
    assert row["people"] == "Dương Vũ Nam - Phó Giám đốc"
    assert row["end_time"] == "16:30"
    assert row["targets"] == [{"quantity": "51", "unit": "HTX", "qualifier": "ít nhất", "ticked": False}]
    assert row["doubts"] == [{"field": "deadline", "reason": "Thời hạn không rõ năm", "seen": False}]
    assert row["boxes"] == [{"page": 3, "left": 0.1, "top": 0.2, "right": 1.0, "bottom": 0.3}]


@pytest.mark.parametrize(
    ("reason", "cell"),
    [
        ("Cơ quan chủ trì: ô để trống, cần nhập", "lead"),
        ("Cơ quan phối hợp: ô để trống, lấy theo dòng cha", "partners"),
        ("Thời hạn: ô để trống, cần nhập", "deadline"),
        ("“cuối năm” chưa rõ là ngày nào", "deadline"),
        ("Nội dung: ghép từ nhiều dòng bị ngắt", "text"),
        ("Cả dòng: máy đọc chữ chỉ chắc 62%", "text"),
    ],
)
def test_a_doubt_stands_at_the_cell_that_it_names(reason, cell):
    row = draft_of({"tasks": [{**TASK, "doubts": [reason]}]})["rows"][1]

    assert [doubt["field"] for doubt in row["doubts"]] == [cell]


def test_that_a_row_comes_from_a_picture_is_told_by_its_cells_alone():
    task = {**TASK, "source": "ocr", "doubts": ["Cả dòng: đọc từ ảnh, cần đối chiếu với bản gốc"]}

    assert draft_of({"tasks": [task]})["rows"][1]["doubts"] == []


def test_every_filled_cell_of_a_scan_waits_for_an_eye():
    assert open_places(draft_of(FOUND)["rows"][2]) == {
        "stt",
        "text",
        "lead",
        "partners",
        "deadline",
        "product",
        "people",
    }


def test_counts_tell_tasks_groups_and_open_places():
    assert counts_of(draft_of(FOUND)) == {"tasks": 3, "groups": 2, "doubts": 8}


def test_a_draft_comes_back_from_the_grid_unchanged():
    draft = draft_of(FOUND)

    again = checked_draft(draft)

    assert checked_draft(again) == again
    assert tasks_in(again) == tasks_in(draft)


@pytest.mark.parametrize("posted", [None, [], "", 4, {}, {"rows": {}}, {"rows": [{}] * 3001}])
def test_what_is_no_draft_is_refused(posted):
    with pytest.raises(BadDraft):
        checked_draft(posted)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "key",
                    "text",
                    "targets",
                    "doubts",
                    "boxes",
                    "level",
                    "ocr",
                    "end",
                    "field",
                    "quantity",
                    "page",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["key", "text", "targets", "doubts", "boxes", "level", "ocr", "end", "is_group"]),
            JSON,
            max_size=6,
        ),
        max_size=4,
    )
)
def test_no_posted_row_breaks_the_house(rows):
    draft = checked_draft({"rows": rows})

    assert checked_draft(draft) == draft
    tasks_in(draft)
    problems_of(draft)


def test_names_are_listed_once_in_the_order_of_the_paper():
    assert names_in(draft_of(FOUND)) == ["Sở Tài chính", "Liên minh HTX", "Các sở, ban, ngành"]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Sở A; Sở  B\nSở C;", ["Sở A", "Sở B", "Sở C"]),
        ("", []),
        ("Các sở, ban, ngành", ["Các sở, ban, ngành"]),
    ],
)
def test_split_names(cell, names):
    assert split_names(cell) == names


def test_tasks_know_group_parent_and_values():
    draft = draft_of(FOUND)
    draft["rows"][1]["targets"][0]["ticked"] = True

    first, child, other = tasks_in(draft)

    assert (first.group, first.parent, child.parent, other.parent) == ("I. Tuyên truyền", None, 0, None)
    assert (first.start, first.end, first.end_time) == (date(2026, 4, 1), date(2026, 6, 30), time(16, 30))
    assert [(one.quantity, one.unit) for one in first.quantities] == [(Decimal(51), "HTX")]
    assert child.quantities == ()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"text": "  "}, "chưa có nội dung"),
        ({"end": "2026-03-01"}, "Hạn sớm hơn ngày bắt đầu"),
        ({"end": "mai"}, "Hạn không phải là một ngày"),
        ({"stt": "1" * 21}, "số thứ tự dài quá"),
        ({"lead": "x" * 501}, "Tên cơ quan quá dài"),
        ({"targets": [{"quantity": "0", "unit": "HTX", "ticked": True}]}, "Chỉ tiêu được chọn"),
    ],
)
def test_what_must_be_mended_is_told_with_its_row(change, words):
    draft = draft_of(FOUND)
    draft["rows"][1] |= change

    (problem,) = problems_of(draft)

    assert words in problem.sentence
    assert problem.key == "r1"


def test_an_empty_grid_cannot_be_written():
    assert "chưa có nhiệm vụ nào" in problems_of({"rows": []})[0].sentence

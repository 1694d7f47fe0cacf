"""Records in JSON laid out as a sheet."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.reading.whole_json import whole_json
from lmhtx.sheets.reading import MOST_COLUMNS, MOST_ROWS


def rows(path: Path, told: object, coding: str = "utf-8") -> list[list[object]]:
    path.write_bytes((told if isinstance(told, str) else json.dumps(told)).encode(coding))
    return whole_json(path)[0]["rows"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "xuat.json"


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_list_of_records(file, coding):
    told = '[{"maSo": "1", "ten": "HTX Đồng Tâm"}, {"maSo": "2", "vonDieuLe": 5}]'

    assert rows(file, told, coding) == [
        [],
        ["maSo", "ten", "vonDieuLe"],
        ["1", "HTX Đồng Tâm", None],
        ["2", None, 5],
    ]


def test_what_stands_around_comes_first_and_what_lies_within_is_written_out(file):
    told = {
        "ngaySoLieu": "2026-09-30",
        "phanTrang": {"trang": 1},
        "loi": [],
        "duLieu": [
            {
                "maSo": "1",
                "truSo": {"xa": "Xuân Lộc", "toaDo": [1, 2], "khac": {"a": 1}},
                "nganh": [{"ma": "0118", "ten": "x"}, "0119", {}, None],
                "rong": [],
            }
        ],
    }

    assert rows(file, told) == [
        ["ngaySoLieu", "2026-09-30"],
        [],
        ["maSo", "truSo.xa", "truSo.toaDo", "truSo.khac", "nganh", "rong"],
        ["1", "Xuân Lộc", "1; 2", None, "0118; 0119", None],
    ]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("{", "hỏng ở dòng 1"),
        ("", "hỏng ở dòng 1"),
        ("[" * 200_000, "quá nhiều tầng"),
        ("[]", "không có danh sách bản ghi"),
        ('{"a": 1}', "không có danh sách bản ghi"),
        ("[1, 2]", "không có danh sách bản ghi"),
        ('"chữ"', "không có danh sách bản ghi"),
        (json.dumps([{"a": 1}] * (MOST_ROWS + 1)), "nhiều nhất là"),
        (json.dumps([{f"c{at}": 1 for at in range(MOST_COLUMNS + 1)}]), "quá 60 mục"),
        ('[{"a": 1' + "0" * 5000 + "}]", "quá nhiều tầng"),
    ],
)
def test_what_is_no_list_of_records_is_said(file, told, words):
    with pytest.raises(UnreadableFile, match=words):
        rows(file, told)


def test_a_number_without_end_is_none(file):
    assert rows(file, '[{"a": 1e999, "b": NaN, "c": 2.5}]')[-1] == [None, None, 2.5]


def test_bytes_that_are_no_text(file):
    file.write_bytes(b"[\0\0]")
    with pytest.raises(UnreadableFile, match="hỏng"):
        whole_json(file)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=12,
)


@settings(max_examples=100, deadline=None)
@given(values)
def test_any_json_becomes_plain_rows_or_a_sentence(tmp_path_factory, told):
    path = tmp_path_factory.mktemp("json") / "bat-ky.json"
    with suppress(UnreadableFile):
        assert all(not isinstance(cell, list | dict) for row in rows(path, told) for cell in row)

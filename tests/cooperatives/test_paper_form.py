"""The form on paper: whose square is ours, where boxes stand, what was read means."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from cooperatives import paper_form as place
from cooperatives.enums.forms import Unit
from cooperatives.paper_form import ForeignCode, PageCode, edition_of, pages_of, read_code, typed_from
from cooperatives.year_form import Figure, figures_of, from_frozen, frozen, newest

KEY, OLD, STRANGER = b"khoa", b"khoa-cu", b"nguoi-la"
CODE = PageCode(period=12, cooperative=345, edition="2025.1:0A1B2C", page=1, pages=2)
CASES = Path(__file__).parent / "cases" / "paper_codes.csv"


def cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["what"])
def test_whose_square_is_ours(case):
    body, signature = CODE.words(KEY).rsplit("/", 1)
    old, stranger = (CODE.words(key).rsplit("/", 1)[1] for key in (OLD, STRANGER))
    words = case["words"].format(
        body=body, signature=signature, old=old, stranger=stranger, short=signature[:-1]
    )

    if case["expected"] == "ours":
        assert read_code(words, [KEY, OLD]) == CODE
    else:
        with pytest.raises(ForeignCode):
            read_code(words, [KEY, OLD])


def test_a_square_uses_only_the_letters_that_make_it_small():
    allowed = set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
    for version in (newest(), newest("half"), newest("once")):
        edition = edition_of(version, figures_of(newest()))
        code = PageCode(period=1, cooperative=2, edition=edition, page=1, pages=1)
        assert set(code.words(KEY)) <= allowed


def test_another_order_or_unit_is_another_edition():
    figures = figures_of(newest())
    assert edition_of("1", figures) != edition_of("1", figures[::-1])
    assert edition_of("1", figures) == edition_of("1", list(figures))


def asked(unit: Unit) -> Figure:
    return from_frozen(frozen([], [("Câu hỏi", unit)]))[0]


@pytest.mark.parametrize("unit", list(Unit))
def test_every_box_stands_on_the_page_and_on_no_other(unit):
    figures = [*figures_of(newest()), asked(unit)]
    pages = pages_of(figures)

    assert [row.figure for page in pages for row in page] == figures
    for page in pages:
        cells = [cell for row in page for cell in [*row.cells, *([row.sign] if row.sign else [])]]
        assert all(one.left >= place.LEFT and one.left + one.width <= place.RIGHT for one in cells)
        assert all(one.top + one.height < 262 for one in cells)
        for first, one in enumerate(cells):
            for other in cells[first + 1 :]:
                is_beside = (
                    one.left + one.width <= other.left + 1e-6 or other.left + other.width <= one.left + 1e-6
                )
                is_above = one.top + one.height <= other.top or other.top + other.height <= one.top
                assert is_beside or is_above
    around = pages[0][0].around
    assert around.width > pages[0][0].cells[0].width


@pytest.mark.parametrize(
    ("key", "read", "typed"),
    [
        ("official_members", {"official_members": {"digits": "45"}}, "45"),
        ("official_members", {"official_members": {"digits": ""}}, ""),
        ("official_members", {}, ""),
        ("revenue_vnd", {"revenue_vnd": {"digits": "2150000000"}}, "2.150.000.000"),
        ("profit_vnd", {"profit_vnd": {"digits": "5000"}, "profit_vnd:dau": {"inked": [True]}}, "-5.000"),
        ("profit_vnd", {"profit_vnd": {"digits": "5000"}, "profit_vnd:dau": {"inked": [False]}}, "5.000"),
    ],
)
def test_what_was_read_is_told_as_it_is_typed(key, read, typed):
    row = next(row for page in pages_of(figures_of(newest())) for row in page if row.figure.key == key)

    assert typed_from(row, read) == typed


@pytest.mark.parametrize(
    ("inked", "typed"),
    [([True, False], "Có"), ([False, True], "Không"), ([True, True], ""), ([False, False], ""), (None, "")],
)
def test_a_tick_is_yes_or_no_only_where_one_stands_alone(inked, typed):
    row = pages_of([asked(Unit.YES_NO)])[0][0]

    assert typed_from(row, {row.figure.key: {"inked": inked}} if inked else {}) == typed


def test_words_are_left_to_a_person():
    row = pages_of([asked(Unit.WORDS)])[0][0]

    assert typed_from(row, {row.figure.key: {"digits": "12"}}) == ""

"""Long lists are counted to ten thousand and no further."""

from __future__ import annotations

import pytest
from django.core.paginator import EmptyPage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lmhtx.directory.models import Agency
from lmhtx.ui import paging
from lmhtx.ui.paging import CappedPaginator


@pytest.fixture
def rows(db: None) -> object:
    Agency.objects.bulk_create(Agency(name=f"Dài {n:02}", kind="outside") for n in range(25))
    return Agency.objects.filter(name__startswith="Dài").order_by("name")


def test_a_short_list_is_counted_exactly(rows: object) -> None:
    pages = CappedPaginator(rows, 10)

    assert (pages.count, pages.num_pages, pages.is_capped) == (25, 3, False)
    assert (pages.page(3).first_row, pages.page(3).last_row, pages.page(3).has_next()) == (21, 25, False)


def test_a_page_costs_two_queries(rows: object) -> None:
    with CaptureQueriesContext(connection) as asked:
        CappedPaginator(rows, 10).page(2)

    assert len(asked) == 2


@pytest.mark.parametrize(
    ("asked", "given"), [("0", 1), ("-3", 1), ("abc", 1), (None, 1), ("2", 2), ("99", 3)]
)
def test_odd_page_numbers_are_mended(rows: object, asked: str | None, given: int) -> None:
    assert CappedPaginator(rows, 10).page(asked).number == given


def test_beyond_the_limit_pages_follow_while_rows_remain(
    rows: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "MANY", 10)
    pages = CappedPaginator(rows, 10)

    assert (pages.count, pages.is_capped) == (11, True)
    assert [pages.page(number).has_next() for number in (1, 2, 3)] == [True, True, False]
    with pytest.raises(EmptyPage):
        pages.page(4)


def test_a_plain_list_has_pages_too() -> None:
    assert CappedPaginator(list(range(12)), 10).page(2).object_list == [10, 11]

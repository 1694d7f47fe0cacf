"""Pages of long lists: counted up to a limit only, so that the first of many costs as little as of few."""

from __future__ import annotations

from typing import Any

from django.core.paginator import EmptyPage, Page, Paginator
from django.utils.functional import cached_property

from lmhtx.vn.numbers import MANY

PER_PAGE = 50


class CappedPaginator(Paginator):
    """Counts to ten thousand and no further; beyond that a page is followed by another while rows remain."""

    def validate_number(self, number: Any) -> int:
        """Any page from 1; what is no number is the first, what lies behind the end is the last."""
        try:
            wanted = max(int(number), 1)
        except (TypeError, ValueError):
            return 1
        return wanted if self.is_capped else min(wanted, self.num_pages)

    def page(self, number: Any) -> CappedPage:
        """The rows of a page and one more, which tells whether another page follows."""
        wanted = self.validate_number(number)
        first = (wanted - 1) * self.per_page
        rows = list(self.object_list[first : first + self.per_page + 1])
        if not rows and wanted > 1:
            raise EmptyPage("Không còn dòng nào ở trang này.")
        page = CappedPage(rows[: self.per_page], wanted, self)
        page.is_followed = len(rows) > self.per_page
        return page

    @cached_property
    def count(self) -> int:
        """How many rows there are, at most one above the limit."""
        rows: Any = self.object_list
        while not hasattr(rows, "query") and hasattr(rows, "data"):  # a table wraps its rows twice
            rows = rows.data
        if not hasattr(rows, "query"):
            return len(rows)
        # Keys alone: what else a row shows need not be worked out to count it.
        return int(rows.order_by().values("pk")[: MANY + 1].count())

    @property
    def is_capped(self) -> bool:
        """Whether more rows exist than are counted."""
        return self.count > MANY


class CappedPage(Page):
    """One page of a list whose end may be unknown."""

    is_followed = False

    def has_next(self) -> bool:
        """Whether another page follows."""
        return self.is_followed

    def next_page_number(self) -> int:
        """The number of the page after this one."""
        return int(self.number) + 1

    @property
    def first_row(self) -> int:
        """Number of the first row on the page, from 1."""
        return int((self.number - 1) * self.paginator.per_page + 1) if self.object_list else 0

    @property
    def last_row(self) -> int:
        """Number of the last row on the page."""
        return self.first_row + len(self.object_list) - 1 if self.object_list else 0

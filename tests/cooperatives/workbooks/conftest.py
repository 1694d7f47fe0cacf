"""The communes of the directory, as the reader wants them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cooperatives.queries.workbooks import facts as facts_of_today
from cooperatives.workbooks.facts import Facts
from cooperatives.workbooks.outcome import Reading
from cooperatives.workbooks.reader import read_workbook
from cooperatives.workbooks.sheets import Sheet
from lmhtx.reading.whole_books import whole_book


@pytest.fixture
def facts(db: None) -> Facts:
    return facts_of_today(2025)


@pytest.fixture
def read(facts: Facts) -> Callable[..., Reading]:
    """Reads a file, or rows given as lists, without a child process."""

    def read(source: Path | list[list[Any]], **options: Any) -> Reading:
        if isinstance(source, Path):
            sheets = [Sheet.told(one) for one in whole_book(source)]
        else:
            sheets = [Sheet("Trang 1", source, **options)]
        return read_workbook(sheets, facts)

    return read

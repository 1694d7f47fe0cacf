"""A workbook of cooperatives read beside the directory and the register."""

from __future__ import annotations

from pathlib import Path

from cooperatives.workbooks.facts import Facts, FormerPlace, Known, Place
from cooperatives.workbooks.outcome import Reading
from cooperatives.workbooks.reader import read_workbook
from cooperatives.workbooks.sheets import Sheet
from lmhtx.base import clock
from lmhtx.directory.models import Commune, CommuneChange
from lmhtx.reading.child import run_parser
from lmhtx.reading.whole_books import whole_book

LONGEST_SECONDS = 120


def read_file(path: Path) -> Reading:
    """The rows of a workbook with all that was mended and is asked; UnreadableFile when it cannot be opened."""
    sheets = run_parser(whole_book, path, seconds=LONGEST_SECONDS)
    return read_workbook([Sheet.told(one) for one in sheets], facts())


def facts() -> Facts:
    """Communes of today, those of the past with what became of them, the cooperatives that stand; in three queries."""
    today = clock.today()
    standing = Commune.objects.filter(valid_to__isnull=True).exclude(code="").values_list("kind", "name")
    return Facts.of(today, (Place(*one) for one in standing), former_places(), known_cooperatives())


def former_places() -> list[FormerPlace]:
    """Each commune of the past with the full names of those it went into."""
    became: dict[tuple[str, str, str], list[str]] = {}
    changes = CommuneChange.objects.order_by("pk").values_list(
        "old__kind", "old__name", "old__old_district", "new__kind", "new__name"
    )
    for kind, name, district, new_kind, new_name in changes:
        became.setdefault((kind, name, district), []).append(Place(new_kind, new_name).full)
    return [FormerPlace(*old, tuple(dict.fromkeys(new))) for old, new in became.items()]


def known_cooperatives() -> tuple[Known, ...]:
    """The cooperatives that stand, in one query: pk, code, old certificate number, name, full name of the commune.

    `values` of each are what the fourteen fields of an export would say of it today: a row that says the same
    changes nothing. None stand until the register has its table.
    """
    return ()

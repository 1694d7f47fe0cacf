"""Things named in cells: found by their spelling, never guessed, the nearest names offered as advice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lmhtx.sheets.cells import closest, words_of
from lmhtx.sheets.columns import BadCell, Cell
from lmhtx.vn.text import letters

# Looking for near names is slow: a column of thousands of wrong names gets no more advice than a person reads.
MOST_ADVICE = 200


class Names:
    """The names of one kind of thing; several names may mean the same thing."""

    def __init__(self, what: str, pairs: Iterable[tuple[str, Any]]) -> None:
        """`what` is the Vietnamese word for one of them."""
        self.what = what
        self.labels: list[str] = []
        self._things: dict[str, dict[Any, Any]] = {}
        self._advice: dict[str, str] = {}
        for name, thing in pairs:
            if name:
                self.labels.append(name)
                self._things.setdefault(letters(name), {})[getattr(thing, "pk", thing)] = thing

    def find(self, cell: Cell) -> Any:
        """The one thing of that name; BadCell for none and for two."""
        words = words_of(cell)
        found = self._things.get(letters(words), {})
        if len(found) == 1:
            return next(iter(found.values()))
        if found:
            raise BadCell(f"Có {len(found)} {self.what} cùng tên “{words}”.", "Ghi tên đầy đủ hơn.")
        raise BadCell(f"Không có {self.what} nào tên “{words}”.", self._near(words))

    def _near(self, words: str) -> str:
        if words not in self._advice and len(self._advice) < MOST_ADVICE:
            self._advice[words] = closest(words, self.labels)
        return self._advice.get(words) or "Chọn trong trang Danh mục của mẫu."

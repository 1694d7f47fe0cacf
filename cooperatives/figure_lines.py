"""The lines of the table of figures "kinh tế tập thể, hợp tác xã": what each is called and how it is computed."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "figure_lines.csv"
PARTS = {
    "I": "Hợp tác xã",
    "II": "Liên hiệp hợp tác xã",
    "III": "Tổ hợp tác",
    "IV": "Chất lượng, liên kết, ứng dụng số",
    "V": "Hoạt động của Liên minh và Quỹ",
}


class How(StrEnum):
    """How a line is computed: `cooperatives.queries.figure_table` has a function for each."""

    COUNT = "count"
    TOTAL = "total"
    MEAN = "mean"
    WEIGHTED = "weighted"
    SHARE = "share"
    GIVEN = "given"  # by whoever contributes a TableFigure
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `among` names the cooperatives that make the whole, `where` those that count, `column` what is summed.

    What `flows` adds up through the year, what does not stands as it is at a close. `why` is a remark, or the reason
    why nothing is known.
    """

    code: str
    part: str
    label: str
    unit: str
    flows: bool
    how: How
    among: str
    where: str
    column: str
    why: str

    @property
    def title(self) -> str:
        """The label outside the table, without the dash of a sub-line."""
        return self.label.removeprefix("– ")

    def over(self, where: str) -> Line:
        """The same line counting others."""
        return replace(self, where=where)

    @property
    def is_planned(self) -> bool:
        """Whether a year can have a plan of it: a number, and neither a share nor what nobody asks for yet."""
        return self.unit != "%" and self.how != How.NONE

    @property
    def has_list(self) -> bool:
        """Whether cooperatives stand behind its figure."""
        return self.how not in {How.GIVEN, How.NONE}


@cache
def lines() -> tuple[Line, ...]:
    """All lines, in the order of the table."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Line(how=How(row.pop("how")), flows=bool(row.pop("flows")), **row) for row in csv.DictReader(file)
        )


def line_of(code: str) -> Line | None:
    """The line of a code."""
    return next((one for one in lines() if one.code == code), None)

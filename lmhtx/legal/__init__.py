"""The law as the code cites it: sources, dated values, and the register of rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

Value = Decimal | int | bool | str | date | time
Function = TypeVar("Function", bound=Callable[..., object])

PARAMETERS: dict[str, Parameter] = {}
RULES: list[Rule] = []


class SourceKind(StrEnum):
    """Where a rule or a value comes from, in the words of the page."""

    LAW = "Văn bản quy phạm pháp luật"
    NOTICE = "Văn bản của cơ quan có thẩm quyền"
    HOUSE = "Quy ước nội bộ"


class Grade(StrEnum):
    """How well a value was checked before it was written here, in the words of the page."""

    READ = "Đã đọc nguyên văn"
    QUOTED = "Trích dẫn lại"
    HOUSE = "Quy ước nội bộ"


class MissingValue(LookupError):
    """A value that nobody has entered for the day; the message is a sentence fit for the user."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text by its number, title and first day in force."""

    number: str
    title: str
    effective: date
    kind: SourceKind = SourceKind.LAW
    ended: date | None = None
    note: str = ""

    def at(self, place: str) -> Citation:
        """The place in the text, as lawyers write it: "Điều 23 khoản 2"."""
        return Citation(self, place)

    def __str__(self) -> str:
        """Its number."""
        return self.number


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a text."""

    source: Source
    place: str

    def __str__(self) -> str:
        """The text's number and the place, fit for a page."""
        return f"{self.source.number}, {self.place}"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value set by a text or by the house, which changes by date and never by edit.

    `values` are (first day, value, citation) in order of day; `blocks` says in Vietnamese what cannot
    be done while no value is known, `doubt` what is unsure about it. Creating one registers it.
    """

    key: str
    label: str
    unit: str
    values: tuple[tuple[date, Value, Citation], ...]
    grade: Grade = Grade.READ
    doubt: str = ""
    blocks: str = ""

    def __post_init__(self) -> None:
        """Register under the key; a second parameter of that key and values out of order are refused."""
        if self.key in PARAMETERS:
            raise ValueError(f"parameter {self.key} is defined twice")
        days = [day for day, _value, _citation in self.values]
        if days != sorted(set(days)):
            raise ValueError(f"values of {self.key} are not in order of their days")
        PARAMETERS[self.key] = self

    def on(self, day: date) -> Value:
        """The value in force on the day; MissingValue before the first one."""
        return self._row_on(day)[1]

    def source_on(self, day: date) -> Citation:
        """Where the value in force on the day comes from; MissingValue before the first one."""
        return self._row_on(day)[2]

    def whole(self, day: date) -> int:
        """The value in force on the day, which is a whole number."""
        value = self.on(day)
        if not isinstance(value, int):
            raise TypeError(f"{self.key} is no whole number")
        return value

    def _row_on(self, day: date) -> tuple[date, Value, Citation]:
        rows = [row for row in self.values if row[0] <= day]
        if not rows:
            raise MissingValue(missing_sentence(self.label, day, self.blocks))
        return rows[-1]


def missing_sentence(label: str, day: date, blocks: str = "") -> str:
    """What a page says when a value is not known."""
    sentence = f"Chưa có giá trị “{label}” cho ngày {day:%d/%m/%Y}."
    consequence = f" Khi chưa nhập: {blocks}." if blocks else ""
    return f"{sentence}{consequence} Đề nghị người quản trị nhập ở trang Tham số."


@dataclass(frozen=True, slots=True)
class Rule:
    """A function that says what an article says, with the article and its table of worked cases."""

    function: Callable[..., object]
    citation: Citation
    cases: str

    @property
    def name(self) -> str:
        """App and function: "plans.days_late"."""
        return f"{self.function.__module__.split('.')[0]}.{self.function.__name__}"

    @property
    def summary(self) -> str:
        """The first line of what the function says of itself."""
        return (self.function.__doc__ or "").strip().split("\n")[0]

    def cases_path(self, tests: Path) -> Path:
        """Where the table stands below the folder of tests."""
        return tests / self.function.__module__.split(".")[0] / "cases" / self.cases


def rule(citation: Citation, *, cases: str) -> Callable[[Function], Function]:
    """Register a function as what the cited place says; `cases` is its table in tests/<app>/cases."""

    def register(function: Function) -> Function:
        RULES.append(Rule(function, citation, cases))
        return function

    return register

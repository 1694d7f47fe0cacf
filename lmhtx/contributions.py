"""What an app may give to the house; the house collects it when all models are ready."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from lmhtx.sheets.columns import RowFault, SheetColumn, SheetRow

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True, kw_only=True, slots=True)
class NavItem:
    """A line of the menu; shown to whoever holds the permission ("" for every signed-in person)."""

    group: str
    label: str
    url_name: str
    permission: str = ""
    icon: str = "circle"
    order: int = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Widget:
    """A card of a dashboard, loaded by a request of its own; `context(user)` gives what the template shows."""

    key: str
    title: str
    template: str
    context: Callable[[Any], dict[str, Any]]
    permission: str = ""
    dashboards: frozenset[str] = frozenset({"home"})
    order: int = 100
    width: int = 6


@dataclass(frozen=True, kw_only=True, slots=True)
class TodoSection:
    """A part of "Việc của tôi": what a person must do for one reason, derived from states and dates.

    `rows(user)` gives the rows in the order to be worked on; `template` shows one row as `row`.
    """

    key: str
    title: str
    rows: Callable[[Any], QuerySet[Any]]
    template: str
    empty: str = ""
    tone: str = "grey"
    is_counted: bool = True
    order: int = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Panel:
    """A piece of another app's page; `context(user, thing)` may answer None to stay away."""

    on: str
    key: str
    title: str
    template: str
    context: Callable[[Any, Any], dict[str, Any] | None]
    permission: str = ""
    order: int = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchSource:
    """What the search box finds in one table; `find(user, words)` gives rows the person may see, best first."""

    key: str
    label: str
    find: Callable[[Any, str], QuerySet[Any]]
    template: str
    order: int = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class DueNotice:
    """One message that is due: why, of what, for whom, because of which day."""

    stage: str
    subject_id: int
    person_id: int
    due_on: date
    line: str
    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Reminder:
    """A kind of reminder; `due(day)` gives the messages of that day in sets, never row by row."""

    key: str
    title: str
    due: Callable[[date], Iterable[DueNotice]]
    is_optional: bool = True
    order: int = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class AuditVerb:
    """A verb of the audit trail and the Vietnamese words that tell it."""

    key: str
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Grant:
    """What one role may do, as one app sees it."""

    role: str
    permissions: frozenset[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Obstacle:
    """What stands in the way of ending something; `find(thing)` gives Vietnamese sentences."""

    act: str
    find: Callable[[Any], list[str]]
    is_hard: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class NameUser:
    """Who keeps names as papers write them and waits for the directory to know them.

    `apply(name, agency)` gets the UnknownName a person has just mapped and its agency, puts the agency wherever the
    name waits, and answers how many places that were.
    """

    key: str
    apply: Callable[[Any, Any], int]


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkGround:
    """Why a person may give a personal link to people of an outside agency; `holds(user, agency_ids)` says whether."""

    key: str
    holds: Callable[[Any, frozenset[int]], bool]


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarUser:
    """What is counted in working days and moves when a day off or a working Saturday is announced late.

    `moves(calendar)` tells in Vietnamese lines what would move; `apply(calendar, by)` moves it and tells the owners.
    """

    key: str
    moves: Callable[[Any], list[str]]
    apply: Callable[[Any, Any], int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Exchange:
    """A register that people may fill from Excel; what it is made of is data, what it does are the app's own acts.

    `open(by, within)` reads once all that cells are compared with; `rows(book)` gives what stands already, as
    id → field → what a workbook would say of it; `check(row, book)` adds faults that no single cell shows;
    `save(rows, book)` writes new and changed rows through the app's acts, in the caller's transaction.
    `within(by)` gives the things to one of which a workbook belongs (a plan), where it must.
    """

    key: str
    label: str
    permission: str
    list_url_name: str
    columns: tuple[SheetColumn, ...]
    natural_key: tuple[str, ...]
    open: Callable[[Any, Any], Any]
    rows: Callable[[Any], Mapping[str, Mapping[str, Any]]]
    save: Callable[[Sequence[SheetRow], Any], None]
    check: Callable[[SheetRow, Any], Iterable[RowFault]]
    help: tuple[str, ...] = ()
    within: Callable[[Any], QuerySet[Any]] | None = None
    within_label: str = ""
    icon: str = "table"
    order: int = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class IndicatorPart:
    """One ratio of an indicator: the rows that count on a day, among the rows that could.

    Both answer the very rows of any past day, so that the figure of a month's end can be had again; `exceptions`
    are rows left out of the denominator on purpose.
    """

    key: str
    label: str
    numerator: Callable[[date], QuerySet[Any]]
    denominator: Callable[[date], QuerySet[Any]]
    exceptions: Callable[[date], QuerySet[Any]] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Indicator:
    """How one of the house's targets is counted; `version` changes with the definition, never the past with it."""

    key: str
    definition: str
    source: str
    parts: tuple[IndicatorPart, ...]
    version: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class TargetSource:
    """What a register can count for the quantity that a task must reach; `count(day)` as of the end of a day."""

    key: str
    label: str
    unit: str
    count: Callable[[date], int]


@dataclass(frozen=True, kw_only=True, slots=True)
class PeriodicReport:
    """A kind of report built again each period from the records of one app.

    `subjects(user)` gives what it may be about (a plan); with no subject it is about all of them. `records` gives one
    row for each record that counts at the close of the period: its id as `record_id`, and `facts`, a small JSON
    object on which every figure rests. `figures` makes the sections of the report out of the kept records, `texts`
    the first words around them, `rows` shows records again, and `reasons` says in lines what happened to records
    since a moment. `told` says one record's facts in words.
    """

    key: str
    title: str
    subjects: Callable[[Any], QuerySet[Any]]
    subject_label: Callable[[int], str]
    records: Callable[[Any, int | None], QuerySet[Any, dict[str, Any]]]
    figures: Callable[[Any], dict[str, Any]]
    texts: Callable[[Any], dict[str, str]]
    rows: Callable[[Iterable[int]], QuerySet[Any]]
    row_template: str
    told: Callable[[Mapping[str, Any]], str]
    reasons: Callable[[Iterable[int], Any], dict[int, list[str]]]
    order: int = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Demo:
    """What an app puts into the demonstration office; `load(day)` may run once only, `order` says when."""

    key: str
    load: Callable[[date], None]
    order: int = 100


Contribution = (
    NavItem
    | Widget
    | TodoSection
    | Panel
    | SearchSource
    | Reminder
    | AuditVerb
    | Grant
    | Obstacle
    | PeriodicReport
    | Demo
    | Exchange
    | LinkGround
    | NameUser
    | CalendarUser
    | Indicator
    | TargetSource
)
Kind = TypeVar("Kind")


@dataclass(slots=True)
class _Shelf:
    items: list[Contribution] = field(default_factory=list)


_shelf = _Shelf()


def contribute(*items: Contribution) -> None:
    """Give the items to the house; a second item of the same kind and key is refused at start."""
    for item in items:
        name = _name(item)
        if name is not None and any(
            type(other) is type(item) and _name(other) == name for other in _shelf.items
        ):
            message = f"{type(item).__name__} {name} is contributed twice"
            raise ValueError(message)
        _shelf.items.append(item)


def _name(item: Contribution) -> str | None:
    return getattr(item, "key", None)


def collected(kind: type[Kind]) -> list[Kind]:
    """All items of one kind, by their order, then as given."""
    items = [item for item in _shelf.items if isinstance(item, kind)]
    return sorted(items, key=lambda item: getattr(item, "order", 100))


@contextmanager
def temporarily(*items: Contribution) -> Iterator[None]:
    """Hold the items for the length of a test."""
    before = list(_shelf.items)
    contribute(*items)
    try:
        yield
    finally:
        _shelf.items[:] = before

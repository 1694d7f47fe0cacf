"""What an app may give to the house; the house collects it when all models are ready."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from lmhtx.calendar_events import CalendarEvents
from lmhtx.counting import Indicator, TableFigures, TargetSource
from lmhtx.programs import ApiPart
from lmhtx.questions import Question
from lmhtx.read_pages import ReadPage
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
    """A part of "Việc của tôi", derived: `rows(user)` in the order of work; `template` shows one, `dress`ed, as row."""

    key: str
    title: str
    rows: Callable[[Any], QuerySet[Any]]
    template: str
    dress: Callable[[QuerySet[Any]], QuerySet[Any]] | None = None
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
class Holding:
    """Open work of a person (or unit): `of(holder)` gives it, `give(rows, holder, to, by)` puts it under another."""

    key: str
    title: str
    of: Callable[[Any], QuerySet[Any]]
    give: Callable[[QuerySet[Any], Any, Any, Any], None]
    is_of_unit: bool = False
    order: int = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Ending:
    """A way in that ends the minute a person leaves: sessions, tokens, links, calendar addresses."""

    key: str
    end: Callable[[Any, Any], Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class NameUser:
    """Who keeps names as papers write them; `apply(name, agency)` puts the agency there and counts the places."""

    key: str
    apply: Callable[[Any, Any], int]


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkGround:
    """Why a person may give a personal link to people of an outside agency; `holds(user, agency_ids)` says whether."""

    key: str
    holds: Callable[[Any, frozenset[int]], bool]


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarUser:
    """What counts in working days: `moves(calendar)` tells what would move, `apply(calendar, by)` moves it."""

    key: str
    moves: Callable[[Any], list[str]]
    apply: Callable[[Any, Any], int]


@dataclass(frozen=True, kw_only=True, slots=True)
class SignatureJudge:
    """What else is asked of a signed file: `items(blob, reading)` gives items by the numbers of its signatures."""

    key: str
    items: Callable[[Any, Any], Mapping[int, Sequence[Any]]]


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
class PeriodicReport:
    """A report built each period: its figures rest on the `facts` of `records`; `reasons` tells what changed since.

    `scope` says what it covers where it has no subject, `permission` who may see it beside the right to reports, and
    `retold(run)` counts anew, by (section, row, column), the figures marked `told` that rest on no records.
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
    retold: Callable[[Any], Mapping[tuple[str, str, str], Any]] | None = None
    scope: str = ""
    permission: str = ""
    order: int = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Demo:
    """What an app puts into the demonstration office; `load(day)` may run once only, `order` says when."""

    key: str
    load: Callable[[date], None]
    order: int = 100


Shown = NavItem | Widget | TodoSection | Panel | SearchSource | PeriodicReport | Reminder | Demo | Exchange
Known = (
    AuditVerb
    | ReadPage
    | Grant
    | LinkGround
    | Obstacle
    | NameUser
    | CalendarUser
    | Indicator
    | TargetSource
    | TableFigures
)
Contribution = Shown | Known | CalendarEvents | ApiPart | Ending | Holding | Question | SignatureJudge
Kind = TypeVar("Kind")
_shelf: list[Contribution] = []
# What was found of each kind and on which shelf: a page asks dozens of times, and comparing is cheaper than sorting.
_found: dict[type, tuple[list[Contribution], list[Any]]] = {}


def contribute(*items: Contribution) -> None:
    """Give the items to the house; a second item of the same kind and key is refused at start."""
    for item in items:
        name = getattr(item, "key", None)
        twins = (one for one in _shelf if type(one) is type(item) and getattr(one, "key", None) == name)
        if name is not None and any(twins):
            raise ValueError(f"{type(item).__name__} {name} is contributed twice")
        _shelf.append(item)


def collected(kind: type[Kind]) -> list[Kind]:
    """All items of one kind, by their order, then as given."""
    if kind not in _found or _found[kind][0] != _shelf:
        found = [one for one in _shelf if isinstance(one, kind)]
        _found[kind] = list(_shelf), sorted(found, key=lambda one: getattr(one, "order", 100))
    return list(_found[kind][1])


@contextmanager
def temporarily(*items: Contribution) -> Iterator[None]:
    """Hold the items for the length of a test; others of the same kind and key stand back."""
    before = list(_shelf)
    taken = {(type(item), key) for item in items if (key := getattr(item, "key", None)) is not None}
    _shelf[:] = [one for one in _shelf if (type(one), getattr(one, "key", None)) not in taken]
    contribute(*items)
    try:
        yield
    finally:
        _shelf[:] = before

"""The rows of a task table seen by their columns' roles, and what each row is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

from lmhtx.vn.text import fold
from plans.annex.columns import Columns, Role
from plans.annex.headings import is_column_marks
from plans.annex.numbers import NO_NUMBER, NumberForm, RowNumber, read_number, take_number

if TYPE_CHECKING:
    from lmhtx.reading.paper import Cell
    from plans.annex.grid import GridRow

FIELDS = (Role.LEAD, Role.PARTNERS, Role.AGENCIES, Role.DEADLINE, Role.START, Role.PRODUCT, Role.PERSON)
DUE_FIELDS = (Role.LEAD, Role.AGENCIES, Role.DEADLINE)
GAP = re.compile(r"\s*(?:…|\.\s?\.|··)[\s.…·]*")
TOTAL = re.compile(r"(?:tong(?: cong| so| kinh phi)?|cong|tong cong .{0,40})[ :.]*\d*")
NOTE = re.compile(
    r"(?:\(?\*+\)?\s*)?(?:ghi chu|luu y|chu thich|chu giai|nguon)\b\s*[:.].*|\(\*+\).*|"
    r"\*\*?\s*(?!.*\bthuc hien\b).{0,3}ghi chu.*|noi nhan.*"
)
SIGNER = re.compile(r"(?:tm|kt|tl|tuq|q)\s*\.\s*[a-z].*|nguoi lap(?: bieu)?|thu truong don vi|\(?da ky\)?")
DITTO = re.compile(r"(?:-?\s*(?:nt|n\.t|nhu tren)\s*-?|[\"”“'´`]{1,2}|″)")


class RowKind(Enum):
    """What a row is for."""

    BLANK = auto()
    GAP = auto()
    NOTE = auto()
    GROUP = auto()
    CONTINUATION = auto()
    TASK = auto()


@dataclass(slots=True)
class RowView:
    """One row of a task table by roles; `own` texts begin in this row, `held` ones reach down into it."""

    grid: GridRow
    number: RowNumber = NO_NUMBER
    number_is_written: bool = False
    text: str = ""
    own: dict[Role, str] = field(default_factory=dict)
    held: dict[Role, str] = field(default_factory=dict)
    group_text: str = ""
    group_begins: bool = False
    is_wide: bool = False
    is_bold: bool = False
    text_reaches_down: bool = False
    cells: list[Cell] = field(default_factory=list)
    is_numbered_table: bool = False
    carried: set[Role] = field(default_factory=set)

    def value(self, role: Role) -> str:
        """What stands for the role in this row, whether it begins here or reaches down."""
        return self.own.get(role, "") or self.held.get(role, "")

    @property
    def is_upper(self) -> bool:
        """Whether the text is written in capitals."""
        letters = [letter for letter in self.text if letter.isalpha()]
        return len(letters) >= 4 and sum(letter.isupper() for letter in letters) >= 0.9 * len(letters)

    @property
    def starts_lower(self) -> bool:
        """Whether the text begins in the middle of a sentence."""
        found = re.search(r"[^\W\d_]", self.text)
        return (
            found is not None and found.group().islower() and found.start() <= 2 and self.number is NO_NUMBER
        )

    def has_own(self, *roles: Role) -> bool:
        """Whether any of the roles begins in this row."""
        return any(self.own.get(role) for role in roles)

    def has(self, *roles: Role) -> bool:
        """Whether any of the roles has a value in this row."""
        return any(self.value(role) for role in roles)


def view_row(row: GridRow, columns: Columns) -> RowView:
    """The row by the roles of its columns."""
    view = RowView(grid=row, cells=row.own())
    view.is_wide = _is_wide(row, columns)
    view.is_bold = bool(view.cells) and all(cell.is_bold for cell in view.cells)
    if view.is_wide:
        view.number, view.text = take_number(view.cells[-1].text)
        if len(view.cells) == 2 and view.number is NO_NUMBER:
            view.number = read_number(view.cells[0].text)
        return view
    for role in FIELDS:
        cells = row.covering(columns.of(role))
        view.own[role] = _joined([cell for cell in cells if cell.row == row.index])
        view.held[role] = _joined([cell for cell in cells if cell.row < row.index])
        if row.carried & set(columns.of(role)):
            view.carried.add(role)
    _take_text(view, row, columns)
    _take_group(view, row, columns)
    return view


def kind_of(views: list[RowView], place: int, *, is_after_task: bool) -> RowKind:
    """What the row at this place is, judged with the rows around it."""
    view = views[place]
    words = " ".join(cell.text for cell in view.cells)
    if not words.strip() or is_column_marks(view.grid) or _is_page_number(view):
        return RowKind.BLANK
    if GAP.fullmatch(words):
        return RowKind.GAP
    folded = fold(view.text or words)
    if TOTAL.fullmatch(folded) or NOTE.fullmatch(folded) or SIGNER.fullmatch(folded):
        return RowKind.NOTE
    if is_after_task and _continues(views, place):
        return RowKind.CONTINUATION
    if _is_after_the_last_task(views, place):
        return RowKind.NOTE
    if _is_group(views, place):
        return RowKind.GROUP
    return RowKind.TASK if view.text else RowKind.BLANK


def _is_after_the_last_task(views: list[RowView], place: int) -> bool:
    """Words without number, office or date below the last row that has any are remarks and signatures."""
    return place > 0 and all(view.number is NO_NUMBER and not view.has(*FIELDS) for view in views[place:])


def _take_text(view: RowView, row: GridRow, columns: Columns) -> None:
    text_cells = row.covering(columns.of(Role.TEXT))
    own_text = _joined([cell for cell in text_cells if cell.row == row.index])
    view.text_reaches_down = not own_text and any(
        cell.row < row.index and cell.text.strip() for cell in text_cells
    )
    number_cells = row.covering(columns.of(Role.NUMBER))
    written = _joined([cell for cell in number_cells if cell.row == row.index])
    view.number, view.number_is_written = read_number(written), bool(written)
    view.text = own_text
    if view.number is NO_NUMBER:
        if written and not own_text:
            view.number, view.text = take_number(written)
        elif not (columns.of(Role.NUMBER) and own_text.startswith("(")):
            view.number, view.text = take_number(own_text)
    elif view.number.form is NumberForm.BULLET:
        view.text = (
            take_number(own_text)[1] if take_number(own_text)[0].form is NumberForm.BULLET else own_text
        )
    else:
        again, rest = take_number(own_text)
        view.text = rest if again.text == view.number.text and rest else own_text


def _take_group(view: RowView, row: GridRow, columns: Columns) -> None:
    cells = row.covering(columns.group_columns)
    view.group_text = " / ".join(" ".join(cell.text.split()) for cell in cells if cell.text.strip())
    view.group_begins = any(cell.row == row.index for cell in cells)


def _joined(cells: list[Cell]) -> str:
    return "\n".join(cell.text.strip() for cell in cells if cell.text.strip())


def _is_wide(row: GridRow, columns: Columns) -> bool:
    """Whether one merged cell with words fills most of the row."""
    own = row.own()
    if not own or len(own) > 2:
        return False
    widest = max(own, key=lambda cell: cell.column_span)
    used = max(columns.roles) - min(columns.roles) + 1
    is_number_before = len(own) == 1 or (
        own[0] is not widest and read_number(own[0].text).form is not NumberForm.NONE
    )
    return widest.column_span >= 2 and widest.column_span * 10 >= used * 6 and is_number_before


def _is_page_number(view: RowView) -> bool:
    return (
        len(view.cells) == 1
        and bool(re.fullmatch(r"(?:trang\s*)?\d{1,3}(?:/\d{1,3})?", fold(view.cells[0].text)))
        and not view.text
    )


def _continues(views: list[RowView], place: int) -> bool:
    """Whether the row goes on with the task above it: broken by a page, or with further leads and dates."""
    view = views[place]
    if view.is_wide or view.number is not NO_NUMBER or view.number_is_written:
        return False
    if not view.text:
        return view.has_own(*FIELDS)
    if view.starts_lower:
        return True
    before = views[place - 1] if place else None
    if before is None or not view.grid.opens_page or view.has_own(*DUE_FIELDS) or view.is_bold:
        return False
    return view.is_numbered_table and not view.is_upper and not _ends_sentence(before.text)


def _ends_sentence(text: str) -> bool:
    return bool(re.search(r"[.;:!?]\s*$", text))


def _is_group(views: list[RowView], place: int) -> bool:
    view = views[place]
    if not view.text or view.number.form in (NumberForm.BULLET, NumberForm.LOWER_LETTER):
        return False
    if view.is_wide:
        return True
    if view.has(*FIELDS) and not _sets_for_group(views, place):
        return False
    if view.number.is_heading_form or view.is_upper or (view.is_bold and not _is_lone_task(views, place)):
        return True
    if view.has(*FIELDS):
        return False
    following = views[place + 1] if place + 1 < len(views) else None
    if following is None:
        return False
    if view.number.form in (NumberForm.ARABIC, NumberForm.DECIMAL):
        return _goes_deeper(view.number, following)
    return not view.is_numbered_table and following.has_own(*DUE_FIELDS)


def _goes_deeper(number: RowNumber, following: RowView) -> bool:
    below = following.number
    if below.form in (NumberForm.BULLET, NumberForm.LOWER_LETTER):
        return following.has_own(*DUE_FIELDS)
    if below.form is NumberForm.DECIMAL:
        return below.text.startswith(f"{number.text}.") or number.form is NumberForm.ARABIC
    return below.form is NumberForm.ARABIC and below.text == "1" and following.has_own(*DUE_FIELDS)


def _is_lone_task(views: list[RowView], place: int) -> bool:
    """A bold numbered row whose next row is its next sibling is a task with blanks, no heading."""
    view = views[place]
    following = views[place + 1] if place + 1 < len(views) else None
    if view.number.form not in (NumberForm.ARABIC, NumberForm.DECIMAL):
        return False
    return following is None or not (
        _goes_deeper(view.number, following)
        or following.number is NO_NUMBER
        or following.number.form is NumberForm.BULLET
    )


def _sets_for_group(views: list[RowView], place: int) -> bool:
    """Whether a heading row carries a deadline or lead that the tasks below it leave blank."""
    view = views[place]
    given = [role for role in FIELDS if view.own.get(role)]
    if any(view.held.get(role) for role in FIELDS) and not given:
        return bool(view.number.is_heading_form or view.is_upper)
    if not (view.number.is_heading_form or view.is_bold or view.is_upper) or len(given) > 2:
        return False
    below = []
    for other in views[place + 1 :]:
        if other.number.form is view.number.form and view.number is not NO_NUMBER:
            break
        below.append(other)
        if len(below) == 8:
            break
    tasks = [other for other in below if other.text and not other.is_wide]
    return bool(tasks) and all(not other.has_own(role) for role in given for other in tasks[:1])

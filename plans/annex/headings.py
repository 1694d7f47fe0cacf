"""Where a table's heading stands: one to three lines, anywhere in the table, repeated on new pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lmhtx.vn.text import fold
from plans.annex.columns import LONGEST_HEADING, Columns, Role, role_of, settle_roles
from plans.annex.labels import take_labels
from plans.annex.numbers import NumberForm, read_number
from plans.deadlines import read_deadline
from plans.enums import DeadlineKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from plans.annex.grid import GridRow

MOST_HEADING_ROWS = 3
COLUMN_MARK = re.compile(r"\(?\s*(?:\d{1,2}|[A-Ea-e])\s*\)?(?:\s*=.*)?")
CLOCK = re.compile(r"\W*(?:tu\s+)?\d{1,2}\s*(?:h|g|gio|:)\s*\d{0,2}\b")
TELLING = {Role.LEAD, Role.PARTNERS, Role.AGENCIES, Role.DEADLINE, Role.PRODUCT, Role.PERSON, Role.START}


def heading_at(rows: list[GridRow], place: int) -> tuple[Columns, int] | None:
    """The columns of a heading that begins at this row, and how many rows it takes; None for other rows."""
    if not _may_head(rows[place]):
        return None
    height = 1
    while height < MOST_HEADING_ROWS and place + height < len(rows) and _goes_on(rows, place, height):
        height += 1
    headings = _headings(rows[place : place + height])
    roles = settle_roles(headings)
    if not _is_heading(roles, headings):
        return None
    columns = Columns(roles=roles, headings=headings)
    return columns, height


def is_repeat(columns: Columns, first: Columns) -> bool:
    """Whether a later heading of a table is one: its number column is filled and most columns say their use."""
    numbers = first.of(Role.NUMBER)
    if numbers and not any(columns.headings.get(column) for column in numbers):
        return False
    return len(columns.roles) * 4 >= len(columns.headings) * 3 and len(set(columns.roles.values())) >= 3


def is_timetable(columns: Columns, body: list[GridRow]) -> bool:
    """Whether the times are hours of one day, as in the programme of a meeting."""
    texts = [
        _text(row, column) for column in columns.of(Role.DEADLINE) for row in body if _begins(row, column)
    ]
    return (
        bool(texts)
        and _share(texts, lambda text: CLOCK.match(fold(text)) and not read_deadline(text, year=2000).end)
        >= 0.6
    )


def is_labelled(columns: Columns, body: list[GridRow]) -> bool:
    """Whether the task cells themselves say who leads: "… Chủ trì: Sở A. Thời gian: Quý II"."""
    texts = [_text(row, column) for column in columns.of(Role.TEXT) for row in body if _begins(row, column)]
    return len(texts) >= 1 and _share(texts, _names_lead) >= 0.5


def _names_lead(text: str) -> bool:
    return any(role in (Role.LEAD, Role.AGENCIES) for role, _ in take_labels(text)[1])


def is_column_marks(row: GridRow) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3), or A B 1 2."""
    own = row.own()
    return len(own) >= 3 and all(COLUMN_MARK.fullmatch(cell.text.strip()) for cell in own)


def settle_text_columns(columns: Columns, body: list[GridRow]) -> None:
    """Of several text columns the fullest holds the tasks; a sparse one before it holds groups."""
    texts = columns.of(Role.TEXT)
    names = {column: fold(columns.headings[column]) for column in texts}
    if not texts:
        _choose_text(columns, body)
        return
    if len(set(names.values())) <= 1:
        return
    filled = {column: sum(_begins(row, column) for row in body) for column in texts}
    wide = [column for column in texts if filled[column] * 10 >= max(filled.values()) * 8]
    chosen = wide[0]
    for column in texts:
        if names[column] == names[chosen]:
            continue
        columns.roles[column] = Role.EXTRA
        if column < chosen:
            columns.group_columns.append(column)


def guess_columns(rows: list[GridRow]) -> Columns | None:
    """Columns of a table without heading, told from what stands in them; None when that is not plain."""
    if len(rows) < 3 or not 3 <= rows[0].width <= 8:
        return None
    texts = {c: [_text(row, c) for row in rows if _text(row, c)] for c in range(rows[0].width)}
    dated = [c for c, held in texts.items() if len(held) >= 2 and _share(held, _is_deadline) >= 0.8]
    agencies = [
        c
        for c, held in texts.items()
        if c not in dated and len(held) >= 2 and _share(held, _is_agency) >= 0.7
    ]
    numbers = [
        c
        for c, held in texts.items()
        if held and _share(held, lambda t: len(t) <= 5) == 1.0 and c not in dated
    ]
    rest = [c for c in texts if c not in (*dated[:1], *agencies[:2], *numbers[:1]) and texts[c]]
    if not dated or not agencies or not rest:
        return None
    text = max(rest, key=lambda c: sum(map(len, texts[c])))
    roles = {text: Role.TEXT, dated[0]: Role.DEADLINE, agencies[0]: Role.LEAD}
    roles |= dict.fromkeys(agencies[1:2], Role.PARTNERS) | dict.fromkeys(numbers[:1], Role.NUMBER)
    return Columns(roles=roles, headings=dict.fromkeys(roles, ""), is_guessed=True)


def _may_head(row: GridRow) -> bool:
    own = row.own()
    if len(own) < 2 or any(len(cell.text) > LONGEST_HEADING for cell in own):
        return False
    if any(
        read_number(cell.text).form is not NumberForm.NONE or cell.text.strip()[:1].islower() for cell in own
    ):
        return False
    return sum(role_of(cell.text) is not None for cell in own) >= 1


def _goes_on(rows: list[GridRow], place: int, height: int) -> bool:
    """Whether the row below still belongs to the heading: cells reach into it or stand under a shared one."""
    row, above = rows[place + height], rows[place : place + height]
    own = row.own()
    if not own or is_column_marks(row) or any(len(cell.text) > 60 for cell in own):
        return False
    reaches = any(
        cell is not None and cell.row < row.index and cell.row >= above[0].index and cell.text.strip()
        for cell in row.cells
    )
    under_shared = all(_is_under_shared(cell.column, above) for cell in own)
    words = sum(role_of(cell.text) is not None or _is_part_word(cell.text) for cell in own)
    return (reaches or under_shared) and words * 2 >= len(own)


def _is_under_shared(column: int, above: list[GridRow]) -> bool:
    return any(
        (cell := row.cells[column]) is None or cell.column_span > 1 or not cell.text.strip() for row in above
    )


def _is_part_word(text: str) -> bool:
    return bool(
        re.fullmatch(
            r"(?:chu tri|phoi hop|bat dau|ket thuc|hoan thanh|tu|den|tw|dia phuong|khac|chinh|nam \d{4}|\d{4})",
            fold(text).strip(" ."),
        )
    )


def _headings(rows: list[GridRow]) -> dict[int, str]:
    headings: dict[int, str] = {}
    for column in range(rows[0].width):
        texts: list[str] = []
        for row in rows:
            cell = row.cells[column]
            if cell is not None and cell.text.strip() and cell.text not in texts:
                texts.append(cell.text)
        if texts:
            headings[column] = " ".join(" ".join(texts).split())
    return headings


def _is_heading(roles: dict[int, Role], headings: dict[int, str]) -> bool:
    kinds = set(roles.values())
    if len(headings) < 2 or len(kinds) < 2:
        return False
    if len({fold(text) for text in headings.values()}) < 2 or len(roles) * 10 < len(headings) * 5:
        return False
    return bool(kinds & {Role.TEXT, Role.INDICATOR, Role.NUMBER, Role.NAME}) and (
        len(kinds & TELLING) >= 1 or len(kinds) >= 3 or Role.NUMBER in kinds
    )


def _begins(row: GridRow, column: int) -> bool:
    cell = row.cells[column] if column < row.width else None
    return cell is not None and cell.row == row.index and bool(cell.text.strip())


def _choose_text(columns: Columns, body: list[GridRow]) -> None:
    """Without a named text column the longest unnamed one serves, if the table has leads and deadlines."""
    if not (columns.has(Role.DEADLINE) and columns.has(Role.LEAD, Role.AGENCIES)) or columns.has(
        Role.INDICATOR, Role.NAME
    ):
        return
    free = [column for column in columns.headings if column not in columns.roles]
    if free:
        lengths = {column: sum(len(_text(row, column)) for row in body) for column in free}
        columns.roles[max(lengths, key=lambda column: lengths[column])] = Role.TEXT


def _text(row: GridRow, column: int) -> str:
    cell = row.cells[column] if column < row.width else None
    return cell.text.strip() if cell is not None else ""


def _share(texts: list[str], holds: Callable[[str], Any]) -> float:
    return sum(bool(holds(text)) for text in texts) / len(texts)


def _is_deadline(text: str) -> bool:
    return len(text) <= 60 and read_deadline(text, year=2000).kind not in (
        DeadlineKind.UNREADABLE,
        DeadlineKind.NONE,
    )


def _is_agency(text: str) -> bool:
    return len(text) <= 200 and bool(
        re.match(
            (
                r"(?:cac |-\s*)?(?:so|bo|ban|ubnd|uy ban|hoi|lien minh|phong|van phong|cuc|vu|cong an|trung tam|"
                r"don vi|co quan|chi cuc|quy)\b"
            ),
            fold(text),
        )
    )

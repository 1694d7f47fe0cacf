"""Task tables walked row by row: groups, parents, carried-down cells and rows broken by pages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lmhtx.vn.text import fold
from plans.annex.columns import Columns, Role
from plans.annex.numbers import NO_NUMBER, NumberForm, RowNumber, as_letter, value_of
from plans.annex.rows import DITTO, FIELDS, RowKind, RowView, kind_of

NUMBERED = (NumberForm.ARABIC, NumberForm.DECIMAL, NumberForm.ROMAN, NumberForm.UPPER_LETTER)


@dataclass(slots=True)
class Group:
    """A heading among the rows, with the deadline or lead it sets for the tasks below."""

    number: RowNumber
    title: str
    defaults: dict[Role, str] = field(default_factory=dict)

    @property
    def written(self) -> str:
        """The heading as printed, on one line."""
        words = " ".join(self.title.split())
        return f"{self.number.text}. {words}" if self.number.text else words


@dataclass(slots=True)
class Draft:
    """One task while its rows are being gathered."""

    view: RowView
    number: RowNumber
    text: str
    values: dict[Role, str]
    groups: list[Group]
    parent: Draft | None = None
    inherited: set[Role] = field(default_factory=set)
    rows: list[RowView] = field(default_factory=list)
    table: int = 0

    @property
    def group_title(self) -> str | None:
        """The headings above, outermost first."""
        return " / ".join(group.written for group in self.groups) or None


@dataclass(slots=True)
class Walk:
    """Where the reading of task tables stands; it goes on over tables broken by pages."""

    columns: Columns
    groups: list[Group] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    last: Draft | None = None
    numbered: Draft | None = None
    is_in_notes: bool = False
    table: int = 0

    def begin_table(self, number: int) -> None:
        """Start a table of its own: nothing carries over into it."""
        self.groups, self.last, self.numbered = [], None, None
        self.is_in_notes, self.table = False, number

    def take(self, views: list[RowView]) -> None:
        """Read the rows of one table, or of one more piece of it."""
        _mark_numbered(views)
        for place, view in enumerate(views):
            kind = kind_of(views, place, is_after_task=self.last is not None)
            if kind is RowKind.GAP:
                self.groups, self.last, self.numbered = [], None, None
            elif kind is RowKind.NOTE:
                self._note(view)
            elif kind is RowKind.GROUP:
                self._group(view, views, place=place)
            elif kind is RowKind.CONTINUATION:
                self._continue(view)
            elif kind is RowKind.TASK:
                self._task(view)

    def _note(self, view: RowView) -> None:
        self.notes.append(" ".join(" ".join(cell.text for cell in view.cells).split()))
        self.is_in_notes, self.last = True, None

    def _group(self, view: RowView, views: list[RowView], *, place: int) -> None:
        if (self.is_in_notes and view.number is NO_NUMBER) or _is_last_words(views, place):
            self.notes.append(" ".join(view.text.split()))
            return
        number = self._as_sibling(view.number)
        kept = []
        for group in self.groups:
            if group.number.form is number.form:
                break
            kept.append(group)
        defaults = {role: view.own[role] for role in FIELDS if view.own.get(role)}
        self.groups = [*kept, Group(number, view.text, defaults)]
        self.last = self.numbered = None
        self.is_in_notes = False

    def _as_sibling(self, number: RowNumber) -> RowNumber:
        """C after B is a letter, not a hundred."""
        letters = [g.number for g in self.groups if g.number.form is NumberForm.UPPER_LETTER]
        if number.form is NumberForm.ROMAN and letters and len(number.text) == 1:
            before, here = value_of(letters[-1]), value_of(as_letter(number))
            if before is not None and here == before + 1:
                return as_letter(number)
        return number

    def _continue(self, view: RowView) -> None:
        draft = self.last
        if draft is None:
            return
        draft.text = _glued(draft.text, view.text)
        for role in FIELDS:
            if view.own.get(role):
                is_cut = view.grid.opens_page or view.starts_lower or view.own[role][:1].islower()
                mark = " " if is_cut else "\n"
                draft.values[role] = _glued(draft.values.get(role, ""), view.own[role], mark=mark)
        draft.rows.append(view)

    def _task(self, view: RowView) -> None:
        if self.is_in_notes and view.number is NO_NUMBER and not view.has(*FIELDS):
            self.notes.append(" ".join(view.text.split()))
            return
        parent = self._parent_of(view)
        groups = list(self.groups)
        if view.group_text:
            groups.append(Group(NO_NUMBER, view.group_text))
        draft = Draft(view, view.number, view.text, {}, groups, parent=parent, rows=[view], table=self.table)
        for role in FIELDS:
            draft.values[role] = view.value(role)
            if not view.own.get(role) and draft.values[role]:
                draft.inherited.add(role)
        self._fill(draft)
        self.drafts.append(draft)
        self.last = draft
        if view.number.form in NUMBERED or (view.number is NO_NUMBER and parent is None):
            self.numbered = draft

    def _parent_of(self, view: RowView) -> Draft | None:
        form = view.number.form
        if form is NumberForm.DECIMAL:
            stem = re.split(r"[.\-](?=[^.\-]*$)", view.number.text)[0]
            return next((d for d in reversed(self._siblings()) if d.number.text == stem), None)
        if form in (NumberForm.BULLET, NumberForm.LOWER_LETTER):
            return self._nearest(form)
        if form is NumberForm.ARABIC:
            return self._heading_task()
        if form is NumberForm.NONE and view.is_numbered_table:
            return self.numbered if self.numbered and self.numbered.number.text else None
        return None

    def _heading_task(self) -> Draft | None:
        """The task numbered like a heading (I, A) that numbered tasks stand under, if the paper has such."""
        heads = [draft for draft in self._siblings() if draft.number.is_heading_form]
        return heads[-1] if heads else None

    def _nearest(self, form: NumberForm) -> Draft | None:
        if form is NumberForm.LOWER_LETTER:
            return self.numbered
        return next((d for d in reversed(self._siblings()) if d.number.form is not NumberForm.BULLET), None)

    def _siblings(self) -> list[Draft]:
        """The tasks already read under the same headings of the same table."""
        if self.last is None:
            return []
        titles = [group.written for group in self.groups]
        same = []
        for draft in reversed(self.drafts):
            if draft.table != self.table or [g.written for g in draft.groups][: len(titles)] != titles:
                break
            same.append(draft)
        return same[::-1]

    def _fill(self, draft: Draft) -> None:
        """Take from the row above where the paper says "như trên", from parent or heading where it is silent."""
        for role, value in list(draft.values.items()):
            if value and DITTO.fullmatch(fold(value).strip()) and self.last is not None:
                self._inherit(draft, role, self.last.values.get(role, ""))
        if draft.parent is not None:
            self._from_parent(draft, draft.parent)
        for group in reversed(draft.groups):
            for role, value in group.defaults.items():
                if not draft.values.get(role):
                    self._inherit(draft, role, value)

    def _from_parent(self, draft: Draft, parent: Draft) -> None:
        leads = (Role.LEAD, Role.AGENCIES, Role.PARTNERS)
        if not any(draft.values.get(role) for role in leads):
            for role in leads:
                self._inherit(draft, role, parent.values.get(role, ""))
        for role in (Role.DEADLINE, Role.START):
            if (not draft.values.get(role) and role is Role.DEADLINE) or not draft.values.get(Role.DEADLINE):
                self._inherit(draft, role, parent.values.get(role, ""))

    def _inherit(self, draft: Draft, role: Role, value: str) -> None:
        draft.values[role] = value
        if value:
            draft.inherited.add(role)


def _mark_numbered(views: list[RowView]) -> None:
    """Tell every row whether the tasks of its table are numbered as a rule."""
    with_text = [view for view in views if view.text and not view.is_wide and view.has(*FIELDS)]
    top = [view for view in with_text if view.number.form is not NumberForm.BULLET]
    numbered = sum(view.number is not NO_NUMBER for view in top)
    for view in views:
        view.is_numbered_table = bool(top) and numbered * 10 >= len(top) * 6


def _is_last_words(views: list[RowView], place: int) -> bool:
    """A merged row without number after the last task is a remark."""
    view = views[place]
    if view.number is not NO_NUMBER or not view.is_wide:
        return False
    return not any(other.text and not other.is_wide for other in views[place + 1 :]) and place > 0


def _glued(before: str, more: str, *, mark: str = " ") -> str:
    if not before or not more:
        return before or more
    return f"{before}{mark}{more}"

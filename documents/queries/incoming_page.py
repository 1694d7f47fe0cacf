"""What stands on the page of an incoming paper for one person: where it is, what may be done, words, files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from documents.access.register import Perm
from documents.enums.incoming import ENDED_STATES, SOURCE_FILE, IncomingState, Level
from documents.models import Incoming
from documents.queries.checked_papers import checked
from documents.workflow import INCOMING
from lmhtx.base import clock
from lmhtx.files.models import Attachment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from documents.models import Directive

ROAD = (
    (IncomingState.REGISTERED, "Vào sổ"),
    (IncomingState.PRESENTED, "Trình"),
    (IncomingState.DIRECTED, "Bút phê"),
    (IncomingState.IN_PROGRESS, "Giải quyết"),
    (IncomingState.COMPLETED, "Xong"),
)


@dataclass(frozen=True, slots=True)
class Step:
    """A station of the paper's road."""

    label: str
    tone: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """A button of the page."""

    label: str
    url_name: str
    icon: str
    is_main: bool = False


ACTS = (
    # name of the move, permission, label, address, icon
    ("register", Perm.REGISTER_INCOMING, "Vào sổ", "incoming_register", "book-plus"),
    ("direct", Perm.DIRECT_INCOMING, "Cho ý kiến", "incoming_direct", "pen-line"),
    ("present", Perm.PRESENT_INCOMING, "Trình", "incoming_present", "send"),
    ("enter", Perm.ENTER_DIRECTIVE, "Nhập bút phê giấy", "incoming_enter", "scan-text"),
    ("", Perm.ASSIGN_INCOMING, "Giao người giải quyết", "incoming_assign", "user-plus"),
    ("", Perm.RESOLVE_INCOMING, "Ghi ý kiến đề xuất", "incoming_propose", "message-circle"),
    ("answer", Perm.RESOLVE_INCOMING, "Đã có văn bản trả lời", "incoming_answer", "reply"),
    ("close", Perm.CLOSE_INCOMING, "Không phải trả lời", "incoming_close", "circle-check"),
)
MORE = (
    ("", Perm.REGISTER_INCOMING, "Sửa thông tin", "incoming_update", "pencil"),
    ("", Perm.REGISTER_INCOMING, "Ghi thêm bản đến", "incoming_arrival", "copy-plus"),
    ("send_back", Perm.RETURN_INCOMING, "Trả lại nơi gửi", "incoming_return", "undo-2"),
    ("recall", Perm.RETURN_INCOMING, "Ghi bên gửi thu hồi", "incoming_recall", "archive-x"),
    ("drop", Perm.REGISTER_INCOMING, "Bỏ, không vào sổ", "incoming_drop", "trash-2"),
)
TO_PEOPLE = {IncomingState.DIRECTED, IncomingState.IN_PROGRESS}


def paper_for_page(user: Any, pk: int) -> Any:
    """The paper with what its page names."""
    rows = Incoming.objects.visible_to(user).select_related(
        "series", "type", "issuer", "lead_unit", "lead_person", "presented_to", "registered_by", "task"
    )
    return rows.filter(pk=pk)


def page_facts(incoming: Incoming, *, user: Any) -> dict[str, Any]:
    """Steps, acts, words of all three levels, copies and files."""
    said = list(
        incoming.directives.select_related("said_by", "said_for", "created_by").prefetch_related(
            "parties__unit", "parties__person"
        )
    )
    held = list(Attachment.objects.of(incoming)) if incoming.state != IncomingState.RECALLED else []
    return {
        "paper": incoming,
        "steps": list(_steps(incoming)),
        "acts": _acts(ACTS, incoming, user),
        "more": _acts(MORE, incoming, user),
        "levels": [(level, _of_level(said, level)) for level in Level],
        "cooperatives": list(incoming.cooperatives.all()),
        "arrivals": list(incoming.arrivals.select_related("by")),
        "papers": checked(held),
        "is_late": incoming.is_open and incoming.due_on is not None and incoming.due_on < clock.today(),
    }


def _of_level(said: list[Directive], level: Level) -> list[Directive]:
    return [one for one in said if one.level == level]


def _steps(incoming: Incoming) -> Iterator[Step]:
    if incoming.state in ENDED_STATES - {IncomingState.COMPLETED}:
        yield Step("Vào sổ", "done" if incoming.registered_at else "grey", _at(incoming.registered_at))
        yield Step(INCOMING.labels[incoming.state], "danger", _at(incoming.ended_at))
        return
    order = [state for state, _ in ROAD]
    here = order.index(IncomingState(incoming.state)) if incoming.state in order else -1
    notes = {
        IncomingState.REGISTERED: _at(incoming.registered_at),
        IncomingState.PRESENTED: _at(incoming.presented_at),
        IncomingState.COMPLETED: _at(incoming.ended_at),
    }
    for place, (state, label) in enumerate(ROAD):
        is_over = place < here or state == IncomingState.COMPLETED == incoming.state
        tone = "done" if is_over else "now" if place == here else "grey"
        yield Step(label, tone, notes.get(state, ""))


def _at(moment: Any) -> str:
    return f"{clock.local(moment):%d/%m %H:%M}" if moment else ""


def _acts(table: Any, incoming: Incoming, user: Any) -> list[Act]:
    open_moves = {move.name for move in INCOMING.open_moves(incoming.state)}
    found: list[Act] = []
    for name, permission, label, url_name, icon in table:
        if name and name not in open_moves:
            continue
        if not name and not _is_open_to(url_name, incoming):
            continue
        if user.has_perm(permission, incoming):
            found.append(Act(label, url_name, icon, is_main=not found and table is ACTS))
    return found


def _is_open_to(url_name: str, incoming: Incoming) -> bool:
    """Acts that are no moves: giving to people and proposing need a directive, mending needs a number."""
    if url_name in {"incoming_assign", "incoming_propose"}:
        return incoming.state in TO_PEOPLE
    return incoming.arrival_number is not None and incoming.state != IncomingState.RECALLED


def source_files(incoming: Incoming) -> list[Attachment]:
    """The files of the paper itself."""
    return list(Attachment.objects.of(incoming).filter(kind=SOURCE_FILE))

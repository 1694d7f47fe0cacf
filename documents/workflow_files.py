"""How work files, the list of files, hand-overs to the archive and destructions move."""

from __future__ import annotations

from documents.access.archive import FilePerm
from documents.enums.archive import CatalogueState, DestructionState, HandoverState, WorkFileState
from lmhtx.workflow import Move, Workflow

State = WorkFileState

WORK_FILE = Workflow(
    name="documents.work_file",
    title="Hồ sơ công việc",
    initial=State.OPEN,
    labels={state.value: state.label for state in State},
    moves=(
        Move(
            name="close",
            label="Kết thúc hồ sơ",
            source=frozenset({State.OPEN}),
            target=State.CLOSED,
            needs=FilePerm.MAKE_WORK_FILE,
        ),
        Move(
            name="reopen",
            label="Mở lại",
            source=frozenset({State.CLOSED}),
            target=State.OPEN,
            needs=FilePerm.MAKE_WORK_FILE,
            needs_note=True,
        ),
        Move(
            name="hand_over",
            label="Giao nộp lưu trữ",
            source=frozenset({State.CLOSED}),
            target=State.HANDED_OVER,
            needs=FilePerm.MAKE_WORK_FILE,
        ),
        Move(
            name="receive",
            label="Nhận vào lưu trữ",
            source=frozenset({State.HANDED_OVER}),
            target=State.ARCHIVED,
            needs=FilePerm.KEEP_ARCHIVE,
        ),
        Move(
            name="refuse",
            label="Trả lại người giao",
            source=frozenset({State.HANDED_OVER}),
            target=State.CLOSED,
            needs=FilePerm.KEEP_ARCHIVE,
            needs_note=True,
        ),
        Move(
            name="destroy",
            label="Ghi đã hủy",
            source=frozenset({State.CLOSED, State.ARCHIVED}),
            target=State.DESTROYED,
            needs=FilePerm.KEEP_ARCHIVE,
        ),
    ),
)

CATALOGUE = Workflow(
    name="documents.catalogue",
    title="Danh mục hồ sơ",
    initial=CatalogueState.DRAFT,
    labels={state.value: state.label for state in CatalogueState},
    moves=(
        Move(
            name="submit",
            label="Trình duyệt",
            source=frozenset({CatalogueState.DRAFT}),
            target=CatalogueState.SUBMITTED,
            needs=FilePerm.KEEP_CATALOGUE,
        ),
        Move(
            name="send_back",
            label="Trả lại",
            source=frozenset({CatalogueState.SUBMITTED}),
            target=CatalogueState.DRAFT,
            needs=FilePerm.ISSUE_CATALOGUE,
            needs_note=True,
        ),
        Move(
            name="issue",
            label="Duyệt, ban hành",
            source=frozenset({CatalogueState.SUBMITTED}),
            target=CatalogueState.ISSUED,
            needs=FilePerm.ISSUE_CATALOGUE,
        ),
    ),
)

ARCHIVE_HANDOVER = Workflow(
    name="documents.archive_handover",
    title="Giao nhận hồ sơ vào lưu trữ",
    initial=HandoverState.PROPOSED,
    labels={state.value: state.label for state in HandoverState},
    moves=(
        Move(
            name="receive",
            label="Nhận đủ",
            source=frozenset({HandoverState.PROPOSED}),
            target=HandoverState.RECEIVED,
            needs=FilePerm.KEEP_ARCHIVE,
        ),
        Move(
            name="refuse",
            label="Trả lại",
            source=frozenset({HandoverState.PROPOSED}),
            target=HandoverState.REFUSED,
            needs=FilePerm.KEEP_ARCHIVE,
            needs_note=True,
        ),
    ),
)

DESTRUCTION = Workflow(
    name="documents.destruction",
    title="Hủy tài liệu hết giá trị",
    initial=DestructionState.PROPOSED,
    labels={state.value: state.label for state in DestructionState},
    moves=(
        Move(
            name="agree",
            label="Thông qua",
            source=frozenset({DestructionState.PROPOSED}),
            target=DestructionState.AGREED,
            needs=FilePerm.AGREE_DESTRUCTION,
        ),
        Move(
            name="carry_out",
            label="Ghi đã hủy",
            source=frozenset({DestructionState.AGREED}),
            target=DestructionState.DONE,
            needs=FilePerm.KEEP_ARCHIVE,
        ),
        Move(
            name="drop",
            label="Thôi, không hủy",
            source=frozenset({DestructionState.PROPOSED, DestructionState.AGREED}),
            target=DestructionState.DROPPED,
            needs=FilePerm.AGREE_DESTRUCTION,
            needs_note=True,
        ),
    ),
)
ALL = (WORK_FILE, CATALOGUE, ARCHIVE_HANDOVER, DESTRUCTION)

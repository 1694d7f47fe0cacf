"""How incoming papers move."""

from __future__ import annotations

from documents.access.register import Perm
from documents.enums.incoming import OPEN_STATES, IncomingState
from lmhtx.workflow import Move, Workflow

TO_DIRECT = frozenset({IncomingState.REGISTERED, IncomingState.PRESENTED})
DIRECTED = frozenset({IncomingState.DIRECTED, IncomingState.IN_PROGRESS})

INCOMING = Workflow(
    name="documents.incoming",
    title="Văn bản đến",
    initial=IncomingState.RECEIVED,
    labels={state.value: state.label for state in IncomingState},
    moves=(
        Move(
            name="register",
            label="Vào sổ",
            source=frozenset({IncomingState.RECEIVED}),
            target=IncomingState.REGISTERED,
            needs=Perm.REGISTER_INCOMING,
        ),
        Move(
            name="drop",
            label="Bỏ, không vào sổ",
            source=frozenset({IncomingState.RECEIVED}),
            target=IncomingState.DROPPED,
            needs=Perm.REGISTER_INCOMING,
            needs_note=True,
        ),
        Move(
            name="present",
            label="Trình",
            source=TO_DIRECT,
            target=IncomingState.PRESENTED,
            needs=Perm.PRESENT_INCOMING,
        ),
        Move(
            name="direct",
            label="Cho ý kiến",
            source=TO_DIRECT,
            target=IncomingState.DIRECTED,
            needs=Perm.DIRECT_INCOMING,
        ),
        Move(
            name="enter",
            label="Nhập bút phê giấy",
            source=TO_DIRECT,
            target=IncomingState.DIRECTED,
            needs=Perm.ENTER_DIRECTIVE,
        ),
        Move(
            name="take_up",
            label="Bắt đầu giải quyết",
            source=frozenset({IncomingState.DIRECTED}),
            target=IncomingState.IN_PROGRESS,
            needs=Perm.RESOLVE_INCOMING,
        ),
        Move(
            name="answer",
            label="Đã có văn bản trả lời",
            source=DIRECTED,
            target=IncomingState.COMPLETED,
            needs=Perm.RESOLVE_INCOMING,
        ),
        Move(
            name="close",
            label="Không phải trả lời",
            source=OPEN_STATES,
            target=IncomingState.COMPLETED,
            needs=Perm.CLOSE_INCOMING,
            needs_note=True,
        ),
        Move(
            name="send_back",
            label="Trả lại nơi gửi",
            source=OPEN_STATES,
            target=IncomingState.RETURNED,
            needs=Perm.RETURN_INCOMING,
            needs_note=True,
        ),
        Move(
            name="recall",
            label="Ghi bên gửi thu hồi",
            source=OPEN_STATES | {IncomingState.COMPLETED},
            target=IncomingState.RECALLED,
            needs=Perm.RETURN_INCOMING,
            needs_note=True,
        ),
    ),
)
ALL = (INCOMING,)

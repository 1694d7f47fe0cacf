"""How incoming and outgoing papers move."""

from __future__ import annotations

from documents.access.outgoing import OutPerm
from documents.access.register import Perm
from documents.enums.incoming import OPEN_STATES, IncomingState
from documents.enums.outgoing import BEFORE_SIGNING, UNDER_REVIEW, OutgoingState
from documents.workflow_files import ALL as FILES
from documents.workflow_registers import BOOK_IMPORTS, CATCH_UPS
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
            name="answered_by_issue",
            label="Văn bản trả lời đã phát hành",
            source=OPEN_STATES,
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
            source=OPEN_STATES | {IncomingState.RECEIVED},
            target=IncomingState.RETURNED,
            needs=Perm.RETURN_INCOMING,
            needs_note=True,
        ),
        Move(
            name="recall",
            label="Ghi bên gửi thu hồi",
            source=OPEN_STATES | {IncomingState.RECEIVED, IncomingState.COMPLETED},
            target=IncomingState.RECALLED,
            needs=Perm.RETURN_INCOMING,
            needs_note=True,
        ),
    ),
)

OUTGOING = Workflow(
    name="documents.outgoing",
    title="Văn bản đi",
    initial=OutgoingState.DRAFT,
    labels={state.value: state.label for state in OutgoingState},
    moves=(
        Move(
            name="submit",
            label="Trình duyệt",
            source=frozenset({OutgoingState.DRAFT}),
            target=OutgoingState.UNIT_REVIEW,
            needs=OutPerm.DRAFT_OUTGOING,
        ),
        Move(
            name="consult",
            label="Lấy ý kiến đơn vị",
            source=frozenset({OutgoingState.UNIT_REVIEW}),
            target=OutgoingState.CONSULT,
            needs=OutPerm.APPROVE_CONTENT,
        ),
        Move(
            name="hear",
            label="Trả lời ý kiến",
            source=frozenset({OutgoingState.CONSULT}),
            target=OutgoingState.UNIT_REVIEW,
            needs=OutPerm.COMMENT_OUTGOING,
        ),
        Move(
            name="end_consult",
            label="Thôi lấy ý kiến",
            source=frozenset({OutgoingState.CONSULT}),
            target=OutgoingState.UNIT_REVIEW,
            needs=OutPerm.APPROVE_CONTENT,
            needs_note=True,
        ),
        Move(
            name="approve_content",
            label="Duyệt nội dung",
            source=frozenset({OutgoingState.UNIT_REVIEW}),
            target=OutgoingState.FORMAT_CHECK,
            needs=OutPerm.APPROVE_CONTENT,
        ),
        Move(
            name="check_form",
            label="Đúng thể thức, trình ký",
            source=frozenset({OutgoingState.FORMAT_CHECK}),
            target=OutgoingState.PENDING_SIGN,
            needs=OutPerm.CHECK_FORM,
        ),
        Move(
            name="return_content",
            label="Trả lại người soạn",
            source=frozenset({OutgoingState.UNIT_REVIEW, OutgoingState.CONSULT}),
            target=OutgoingState.DRAFT,
            needs=OutPerm.APPROVE_CONTENT,
            needs_note=True,
        ),
        Move(
            name="return_form",
            label="Trả lại vì thể thức",
            source=frozenset({OutgoingState.FORMAT_CHECK}),
            target=OutgoingState.DRAFT,
            needs=OutPerm.CHECK_FORM,
            needs_note=True,
        ),
        Move(
            name="return_unsigned",
            label="Không ký, trả lại",
            source=frozenset({OutgoingState.PENDING_SIGN}),
            target=OutgoingState.DRAFT,
            needs=OutPerm.SIGN_OUTGOING,
            needs_note=True,
        ),
        Move(
            name="return_paper",
            label="Ghi lãnh đạo trả lại",
            source=frozenset({OutgoingState.PENDING_SIGN}),
            target=OutgoingState.DRAFT,
            needs=OutPerm.RECORD_SIGNATURE,
            needs_note=True,
        ),
        Move(
            name="revise",
            label="Sửa dự thảo",
            source=UNDER_REVIEW,
            target=OutgoingState.DRAFT,
            needs=OutPerm.DRAFT_OUTGOING,
        ),
        Move(
            name="sign_wet",
            label="Ghi đã ký giấy",
            source=frozenset({OutgoingState.PENDING_SIGN}),
            target=OutgoingState.SIGNED,
            needs=OutPerm.RECORD_SIGNATURE,
        ),
        Move(
            name="sign_digital",
            label="Ký số",
            source=frozenset({OutgoingState.PENDING_SIGN}),
            target=OutgoingState.SIGNED,
            needs=OutPerm.SIGN_OUTGOING,
        ),
        Move(
            name="number",
            label="Cấp số",
            source=frozenset({OutgoingState.SIGNED}),
            target=OutgoingState.NUMBERED,
            needs=Perm.GIVE_NUMBER,
        ),
        Move(
            name="seal",
            label="Đóng dấu",
            source=frozenset({OutgoingState.NUMBERED}),
            target=OutgoingState.SEALED,
            needs=OutPerm.SEAL_OUTGOING,
        ),
        Move(
            name="issue",
            label="Phát hành",
            source=frozenset({OutgoingState.SEALED}),
            target=OutgoingState.ISSUED,
            needs=OutPerm.ISSUE_OUTGOING,
        ),
        Move(
            name="file",
            label="Đưa vào lưu",
            source=frozenset({OutgoingState.ISSUED}),
            target=OutgoingState.FILED,
            needs=OutPerm.ISSUE_OUTGOING,
        ),
        Move(
            name="cancel",
            label="Hủy văn bản",
            source=BEFORE_SIGNING,
            target=OutgoingState.CANCELLED,
            needs=OutPerm.DRAFT_OUTGOING,
            needs_note=True,
        ),
        Move(
            name="cancel_signed",
            label="Hủy văn bản đã ký",
            source=frozenset({OutgoingState.SIGNED}),
            target=OutgoingState.CANCELLED,
            needs=OutPerm.RECORD_SIGNATURE,
            needs_note=True,
        ),
        Move(
            name="void",
            label="Hủy số, không phát hành",
            source=frozenset({OutgoingState.NUMBERED, OutgoingState.SEALED}),
            target=OutgoingState.VOID,
            needs=Perm.GIVE_NUMBER,
            needs_note=True,
        ),
    ),
)
ALL = (INCOMING, OUTGOING, BOOK_IMPORTS, CATCH_UPS, *FILES)

"""How reports, requests for more time and papers in reading move."""

from __future__ import annotations

from lmhtx.workflow import Move, Workflow
from plans.access import Perm
from plans.enums import ExtensionState, ReportVerdict
from plans.models.reading import ReadingState

REPORTS = Workflow(
    name="plans.report",
    title="Báo cáo nhiệm vụ",
    initial=ReportVerdict.PENDING,
    labels={state.value: state.label for state in ReportVerdict},
    moves=(
        Move(
            name="accept",
            label="Xác nhận",
            source=frozenset({ReportVerdict.PENDING}),
            target=ReportVerdict.ACCEPTED,
            needs=Perm.JUDGE_REPORT,
        ),
        Move(
            name="send_back",
            label="Trả lại",
            source=frozenset({ReportVerdict.PENDING}),
            target=ReportVerdict.RETURNED,
            needs=Perm.JUDGE_REPORT,
            needs_note=True,
        ),
    ),
)

EXTENSIONS = Workflow(
    name="plans.extension",
    title="Đề nghị gia hạn",
    initial=ExtensionState.REQUESTED,
    labels={state.value: state.label for state in ExtensionState},
    moves=(
        Move(
            name="approve",
            label="Duyệt gia hạn",
            source=frozenset({ExtensionState.REQUESTED}),
            target=ExtensionState.APPROVED,
            needs=Perm.JUDGE_EXTENSION,
        ),
        Move(
            name="refuse",
            label="Không duyệt",
            source=frozenset({ExtensionState.REQUESTED}),
            target=ExtensionState.REFUSED,
            needs=Perm.JUDGE_EXTENSION,
            needs_note=True,
        ),
        Move(
            name="withdraw",
            label="Rút đề nghị",
            source=frozenset({ExtensionState.REQUESTED}),
            target=ExtensionState.WITHDRAWN,
            needs=Perm.WITHDRAW_EXTENSION,
        ),
    ),
)

READINGS = Workflow(
    name="plans.reading",
    title="Đọc phụ lục",
    initial=ReadingState.QUEUED,
    labels={state.value: state.label for state in ReadingState},
    moves=(
        Move(
            name="finish",
            label="Đọc xong",
            source=frozenset({ReadingState.QUEUED, ReadingState.FAILED}),
            target=ReadingState.READY,
            needs=Perm.READ_ANNEX,
        ),
        Move(
            name="fail",
            label="Không đọc được",
            source=frozenset({ReadingState.QUEUED}),
            target=ReadingState.FAILED,
            needs=Perm.READ_ANNEX,
        ),
        Move(
            name="retry",
            label="Đọc lại",
            source=frozenset({ReadingState.FAILED}),
            target=ReadingState.QUEUED,
            needs=Perm.READ_ANNEX,
        ),
        Move(
            name="write",
            label="Ghi vào kế hoạch",
            source=frozenset({ReadingState.READY}),
            target=ReadingState.WRITTEN,
            needs=Perm.READ_ANNEX,
        ),
        Move(
            name="discard",
            label="Bỏ lần đọc này",
            source=frozenset({ReadingState.QUEUED, ReadingState.READY, ReadingState.FAILED}),
            target=ReadingState.DISCARDED,
            needs=Perm.READ_ANNEX,
        ),
    ),
)
ALL = (REPORTS, EXTENSIONS, READINGS)

"""How a periodic report moves from draft to issue."""

from __future__ import annotations

from lmhtx.reports.access import Perm
from lmhtx.reports.enums import RunState
from lmhtx.workflow import Move, Workflow

RUNS = Workflow(
    name="reports.run",
    title="Báo cáo định kỳ",
    initial=RunState.DRAFT,
    labels={state.value: state.label for state in RunState},
    moves=(
        Move(
            name="submit",
            label="Trình kiểm tra",
            source=frozenset({RunState.DRAFT}),
            target=RunState.SUBMITTED,
            needs=Perm.BUILD_RUN,
        ),
        Move(
            name="check",
            label="Đã kiểm tra, trình ban hành",
            source=frozenset({RunState.SUBMITTED}),
            target=RunState.CHECKED,
            needs=Perm.CHECK_RUN,
        ),
        Move(
            name="send_back",
            label="Trả lại",
            source=frozenset({RunState.SUBMITTED, RunState.CHECKED}),
            target=RunState.DRAFT,
            needs=Perm.CHECK_RUN,
            needs_note=True,
        ),
        Move(
            name="issue",
            label="Ban hành",
            source=frozenset({RunState.CHECKED}),
            target=RunState.ISSUED,
            needs=Perm.ISSUE_RUN,
        ),
        Move(
            name="drop",
            label="Bỏ dự thảo",
            source=frozenset({RunState.DRAFT}),
            target=RunState.DROPPED,
            needs=Perm.BUILD_RUN,
        ),
    ),
)
ALL = (RUNS,)

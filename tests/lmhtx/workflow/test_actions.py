"""The one writer of states: state, right, reason and obstacle are asked in that order."""

from __future__ import annotations

import pytest

from lmhtx.people.models import SYSTEM
from lmhtx.workflow import Move, Refused, Workflow
from lmhtx.workflow.actions import move
from plans.access import Perm
from plans.models import Reading
from plans.models.reading import ReadingState

pytestmark = pytest.mark.django_db


def workflow(**facts) -> Workflow:
    """One move from "queued" to "ready"."""
    step = Move(
        name="finish",
        label="Đọc xong",
        source=frozenset({ReadingState.QUEUED}),
        target=ReadingState.READY,
        needs=Perm.READ_ANNEX,
        **facts,
    )
    labels = {state.value: state.label for state in ReadingState}
    return Workflow(name="t", title="Thử", initial=ReadingState.QUEUED, moves=(step,), labels=labels)


@pytest.fixture
def reading() -> Reading:
    return Reading.objects.create(name="thu.docx")


def test_move_writes_the_new_state(reading, clerk) -> None:
    move(workflow(), reading, "finish", by=clerk)

    reading.refresh_from_db()
    assert reading.state == ReadingState.READY


def test_move_needs_its_reason(reading, clerk) -> None:
    with pytest.raises(Refused, match="lý do"):
        move(workflow(needs_note=True), reading, "finish", by=clerk, note=" ")

    assert Reading.objects.get().state == ReadingState.QUEUED


def test_move_says_what_stands_in_its_way(reading, clerk) -> None:
    with pytest.raises(Refused, match="Còn thiếu trang 3"):
        move(workflow(blocked_by=lambda _: "Còn thiếu trang 3."), reading, "finish", by=clerk)


def test_move_needs_the_right(reading, outsider) -> None:
    with pytest.raises(Refused, match="không có quyền"):
        move(workflow(), reading, "finish", by=outsider)


def test_move_is_refused_when_somebody_was_faster(reading, clerk) -> None:
    move(workflow(), Reading.objects.get(), "finish", by=SYSTEM)

    with pytest.raises(Refused, match="Chờ xác nhận"):
        move(workflow(), reading, "finish", by=clerk)

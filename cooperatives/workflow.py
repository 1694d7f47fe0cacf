"""How cases of cooperatives move."""

from __future__ import annotations

from cooperatives.access.ratings import RatingPerm
from cooperatives.enums.ratings import RatingState
from lmhtx.workflow import Move, Workflow

RATINGS = Workflow(
    name="cooperatives.rating",
    title="Phiếu đánh giá hợp tác xã",
    initial=RatingState.DRAFT,
    labels={state.value: state.label for state in RatingState},
    moves=(
        Move(
            name="submit",
            label="Nộp để thẩm định",
            source=frozenset({RatingState.DRAFT}),
            target=RatingState.SUBMITTED,
            needs=RatingPerm.ENTER_RATING,
        ),
        Move(
            name="send_back",
            label="Trả lại để chấm lại",
            source=frozenset({RatingState.SUBMITTED}),
            target=RatingState.DRAFT,
            needs=RatingPerm.APPRAISE_RATING,
            needs_note=True,
        ),
        Move(
            name="appraise",
            label="Thẩm định xong",
            source=frozenset({RatingState.SUBMITTED}),
            target=RatingState.APPRAISED,
            needs=RatingPerm.APPRAISE_RATING,
        ),
        Move(
            name="return_appraisal",
            label="Trả lại để thẩm định lại",
            source=frozenset({RatingState.APPRAISED}),
            target=RatingState.SUBMITTED,
            needs=RatingPerm.APPROVE_RATING,
            needs_note=True,
        ),
        Move(
            name="approve",
            label="Phê duyệt",
            source=frozenset({RatingState.APPRAISED}),
            target=RatingState.APPROVED,
            needs=RatingPerm.APPROVE_RATING,
        ),
    ),
)
ALL = (RATINGS,)

"""How brought workbooks, forms, the periods that call for them, ratings, support, petitions, maturity move."""

from __future__ import annotations

from cooperatives.access.forms import FormPerm
from cooperatives.access.maturity import MaturityPerm
from cooperatives.access.petitions import PetitionPerm
from cooperatives.access.ratings import RatingPerm
from cooperatives.access.register import Perm
from cooperatives.access.support import SupportPerm
from cooperatives.enums.forms import TO_REVIEW, FormState, PeriodState
from cooperatives.enums.imports import BringState
from cooperatives.enums.maturity import MaturityState
from cooperatives.enums.petitions import ON_THE_WAY, TO_ANSWER, PetitionState
from cooperatives.enums.ratings import RatingState
from cooperatives.enums.support import SupportState
from lmhtx.workflow import Move, Workflow

FORMS = Workflow(
    name="cooperatives.form",
    title="Phiếu số liệu của hợp tác xã",
    initial=FormState.DRAFT,
    labels={state.value: state.label for state in FormState},
    moves=(
        Move(
            name="submit",
            label="Nộp phiếu",
            source=frozenset({FormState.DRAFT}),
            target=FormState.SUBMITTED,
            needs=FormPerm.FILL_FORM,
        ),
        Move(
            name="ask",
            label="Yêu cầu bổ sung",
            source=TO_REVIEW,
            target=FormState.CORRECTING,
            needs=FormPerm.JUDGE_FORM,
            needs_note=True,
        ),
        Move(
            name="resubmit",
            label="Nộp bổ sung",
            source=frozenset({FormState.CORRECTING}),
            target=FormState.RESUBMITTED,
            needs=FormPerm.FILL_FORM,
        ),
        Move(
            name="accept",
            label="Áp dụng",
            source=TO_REVIEW,
            target=FormState.ACCEPTED,
            needs=FormPerm.JUDGE_FORM,
        ),
        Move(
            name="refuse",
            label="Không chấp nhận",
            source=TO_REVIEW,
            target=FormState.REFUSED,
            needs=FormPerm.JUDGE_FORM,
            needs_note=True,
        ),
        Move(
            name="begin_anew",
            label="Khai lại",
            source=frozenset({FormState.REFUSED}),
            target=FormState.DRAFT,
            needs=FormPerm.FILL_FORM,
        ),
    ),
)

PERIODS = Workflow(
    name="cooperatives.period",
    title="Đợt thu số liệu",
    initial=PeriodState.OPEN,
    labels={state.value: state.label for state in PeriodState},
    moves=(
        Move(
            name="lock",
            label="Khóa đợt",
            source=frozenset({PeriodState.OPEN}),
            target=PeriodState.LOCKED,
            needs=FormPerm.OPEN_PERIOD,
            needs_note=True,
        ),
        Move(
            name="reopen",
            label="Mở lại đợt",
            source=frozenset({PeriodState.LOCKED}),
            target=PeriodState.OPEN,
            needs=FormPerm.OPEN_PERIOD,
            needs_note=True,
        ),
    ),
)
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
            name="submit_own",
            label="Hợp tác xã nộp phiếu tự đánh giá",
            source=frozenset({RatingState.DRAFT}),
            target=RatingState.SUBMITTED,
            needs=RatingPerm.SCORE_OWN_RATING,
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


def _step(name: str, label: str, target: BringState, *sources: BringState) -> Move:
    return Move(name=name, label=label, source=frozenset(sources), target=target, needs=Perm.EDIT_COOPERATIVE)


BRINGINGS = Workflow(
    name="cooperatives.bringing",
    title="Nhập sổ hợp tác xã từ bảng tính",
    initial=BringState.CHECKING,
    labels={state.value: state.label for state in BringState},
    moves=(
        _step("read", "Đọc xong", BringState.CHECKED, BringState.CHECKING),
        _step(
            "fail", "Không đọc, không ghi được", BringState.UNREAD, BringState.CHECKING, BringState.WRITING
        ),
        _step("reread", "Đọc lại với các cột đã chọn", BringState.CHECKING, BringState.CHECKED),
        _step("confirm", "Ghi vào sổ", BringState.WRITING, BringState.CHECKED),
        _step("recheck", "Xem lại vì sổ đã đổi", BringState.CHECKED, BringState.WRITING),
        _step("write", "Ghi xong", BringState.WRITTEN, BringState.WRITING),
        _step("drop", "Bỏ lần nhập này", BringState.DROPPED, BringState.CHECKED, BringState.UNREAD),
    ),
)


def _support(name: str, label: str, target: SupportState, *sources: SupportState) -> Move:
    return Move(
        name=name,
        label=label,
        source=frozenset(sources),
        target=target,
        needs=SupportPerm.KEEP_SUPPORT,
        needs_note=target == SupportState.WITHDRAWN,
    )


SUPPORTS = Workflow(
    name="cooperatives.support",
    title="Khoản hỗ trợ hợp tác xã",
    initial=SupportState.PLANNED,
    labels={state.value: state.label for state in SupportState},
    moves=(
        _support("approve", "Ghi phê duyệt", SupportState.APPROVED, SupportState.PLANNED),
        _support("give", "Ghi đã hỗ trợ", SupportState.GIVEN, SupportState.APPROVED),
        _support("end", "Ghi kết thúc", SupportState.ENDED, SupportState.GIVEN),
        _support("withdraw", "Rút", SupportState.WITHDRAWN, SupportState.PLANNED, SupportState.APPROVED),
    ),
)


def _petition(
    name: str,
    label: str,
    target: PetitionState,
    source: frozenset[PetitionState],
    *,
    needs: PetitionPerm = PetitionPerm.JUDGE_PETITION,
    needs_note: bool = False,
) -> Move:
    return Move(name=name, label=label, source=source, target=target, needs=needs, needs_note=needs_note)


PETITIONS = Workflow(
    name="cooperatives.petition",
    title="Đề nghị của hợp tác xã",
    initial=PetitionState.DRAFT,
    labels={state.value: state.label for state in PetitionState},
    moves=(
        _petition(
            "send",
            "Gửi đề nghị",
            PetitionState.SENT,
            frozenset({PetitionState.DRAFT}),
            needs=PetitionPerm.FILE_PETITION,
        ),
        _petition("ask", "Yêu cầu bổ sung", PetitionState.ASKED, TO_ANSWER, needs_note=True),
        _petition(
            "resend",
            "Gửi bổ sung",
            PetitionState.RESENT,
            frozenset({PetitionState.ASKED}),
            needs=PetitionPerm.FILE_PETITION,
        ),
        _petition("accept", "Chấp nhận", PetitionState.ACCEPTED, TO_ANSWER),
        _petition("refuse", "Không chấp nhận", PetitionState.REFUSED, TO_ANSWER, needs_note=True),
        _petition(
            "withdraw",
            "Rút đề nghị",
            PetitionState.WITHDRAWN,
            ON_THE_WAY | {PetitionState.DRAFT},
            needs=PetitionPerm.FILE_PETITION,
        ),
    ),
)


MATURITIES = Workflow(
    name="cooperatives.maturity",
    title="Phiếu mức độ số của hợp tác xã",
    initial=MaturityState.DECLARED,
    labels={state.value: state.label for state in MaturityState},
    moves=(
        Move(
            name="verify",
            label="Xác minh",
            source=frozenset({MaturityState.DECLARED}),
            target=MaturityState.VERIFIED,
            needs=MaturityPerm.VERIFY_MATURITY,
        ),
        Move(
            name="withdraw",
            label="Rút phiếu",
            source=frozenset({MaturityState.DECLARED, MaturityState.VERIFIED}),
            target=MaturityState.WITHDRAWN,
            needs=MaturityPerm.VERIFY_MATURITY,
            needs_note=True,
        ),
    ),
)
ALL = (BRINGINGS, FORMS, MATURITIES, PERIODS, PETITIONS, RATINGS, SUPPORTS)

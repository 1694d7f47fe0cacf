"""Who may keep rubrics, score, appraise and approve the ratings of cooperatives."""

from __future__ import annotations

from typing import Any

from cooperatives.access.register import keeps_register
from cooperatives.models import Cooperative, Rating
from lmhtx.access import Permission, grant
from lmhtx.files.rights import visible
from lmhtx.people.models import User
from lmhtx.people.roles import Role


class RatingPerm(Permission):
    """The rights around ratings."""

    VIEW_RATING = "cooperatives.view_rating", "Xem đánh giá, xếp loại hợp tác xã"
    EDIT_RUBRIC = "cooperatives.edit_rubric", "Nhập điểm tối đa, lập lần mới của bộ tiêu chí đánh giá"
    OPEN_ROUND = "cooperatives.open_round", "Mở, đóng đợt đánh giá hợp tác xã"
    ENTER_RATING = "cooperatives.enter_rating", "Nhập hộ điểm tự chấm của hợp tác xã"
    VIEW_OWN_RATING = "cooperatives.view_own_rating", "Xem phiếu đánh giá của hợp tác xã mình"
    SCORE_OWN_RATING = "cooperatives.score_own_rating", "Tự chấm, nộp phiếu đánh giá của hợp tác xã mình"
    APPRAISE_RATING = "cooperatives.appraise_rating", "Thẩm định điểm tự chấm của hợp tác xã"
    APPROVE_RATING = "cooperatives.approve_rating", "Phê duyệt kết quả đánh giá hợp tác xã"


def keeps_rubrics(user: User, thing: Any) -> bool:
    """The unit that keeps the register, and administrators."""
    return user.has_role(Role.ADMIN) or keeps_register(user, thing)


def is_own_sheet(user: User, thing: Any) -> bool:
    """Whether the sheet is that of the person's own cooperative."""
    return Cooperative.objects.visible_to(user).filter(pk=thing.cooperative_id).exists()


LOOK = {RatingPerm.VIEW_RATING}
KEEP = LOOK | {
    RatingPerm.EDIT_RUBRIC,
    RatingPerm.OPEN_ROUND,
    RatingPerm.ENTER_RATING,
    RatingPerm.APPRAISE_RATING,
}
DECIDE = LOOK | {RatingPerm.APPROVE_RATING}

grant(
    RatingPerm,
    {
        Role.ADMIN: LOOK | {RatingPerm.EDIT_RUBRIC},
        Role.CHAIRMAN: DECIDE,
        Role.DEPUTY: DECIDE,
        Role.OFFICE_CHIEF: LOOK,
        Role.CLERK: LOOK,
        Role.UNIT_HEAD: KEEP,
        Role.OFFICER: KEEP,
        Role.FUND_DIRECTOR: LOOK,
        Role.FUND_OFFICER: LOOK,
        Role.CONTROLLER: LOOK,
        Role.AGENCY_OFFICER: LOOK,
        Role.COOPERATIVE: {RatingPerm.VIEW_OWN_RATING, RatingPerm.SCORE_OWN_RATING},
    },
    judges={
        RatingPerm.EDIT_RUBRIC: keeps_rubrics,
        RatingPerm.OPEN_ROUND: keeps_register,
        RatingPerm.ENTER_RATING: keeps_register,
        RatingPerm.APPRAISE_RATING: keeps_register,
        RatingPerm.VIEW_OWN_RATING: is_own_sheet,
        RatingPerm.SCORE_OWN_RATING: is_own_sheet,
    },
    entering={RatingPerm.ENTER_RATING},
)

visible("cooperatives.rating", Rating.objects.visible_to)

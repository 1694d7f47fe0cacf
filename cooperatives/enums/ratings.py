"""How cooperatives are rated each year, in the words of the circular."""

from __future__ import annotations

from lmhtx.vn.labels import Labelled


class Band(Labelled):
    """What a total amounts to."""

    GOOD = "good", "Tốt"
    FAIR = "fair", "Khá"
    AVERAGE = "average", "Trung bình"
    POOR = "poor", "Yếu"


class Unrated(Labelled):
    """Why a cooperative is not rated in a year."""

    CREDIT_FUND = "credit_fund", "Không thuộc diện (quỹ tín dụng nhân dân)"
    GROUP = "group", "Không thuộc diện (tổ hợp tác)"
    TOO_YOUNG = "too_young", "Không đánh giá (dưới 12 tháng)"
    STOPPED = "stopped", "Không đánh giá (ngừng hoạt động trên 3 tháng trong năm)"


class RatingState(Labelled):
    """Where the rating of a cooperative stands."""

    DRAFT = "draft", "Đang tự chấm"
    SUBMITTED = "submitted", "Chờ thẩm định"
    APPRAISED = "appraised", "Chờ phê duyệt"
    APPROVED = "approved", "Đã phê duyệt"

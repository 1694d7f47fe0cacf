"""What the ratings of cooperatives give to the house."""

from __future__ import annotations

from cooperatives.access.ratings import RatingPerm
from cooperatives.queries import ratings
from lmhtx.contributions import AuditVerb, NavItem, Panel, TodoSection, contribute

VERBS = {
    "cooperatives.round.opened": "mở {subject}",
    "cooperatives.round.closed": "đóng {subject}",
    "cooperatives.rubric.edited": "sửa bộ tiêu chí {subject}",
    "cooperatives.rubric.edition_added": "lập lần mới của bộ tiêu chí {subject}",
    "cooperatives.rating.entered": "nhập điểm tự chấm {subject}",
    "cooperatives.rating.submitted": "nộp phiếu {subject}",
    "cooperatives.rating.paper_added": "thêm minh chứng vào phiếu {subject}",
    "cooperatives.rating.paper_dropped": "gỡ minh chứng khỏi phiếu {subject}",
    "cooperatives.rating.sent_back": "trả lại phiếu {subject} để chấm lại",
    "cooperatives.rating.appraised": "thẩm định {subject}",
    "cooperatives.rating.returned": "trả lại {subject} để thẩm định lại",
    "cooperatives.rating.approved": "phê duyệt {subject}",
    "cooperatives.rating.reopened": "lập lần mới {subject}",
}
LINES = (
    ("Đánh giá, xếp loại", "rating_list", "award"),
    ("Đợt đánh giá", "round_list", "calendar-check"),
    ("Bộ tiêu chí", "rubric_list", "list-ordered"),
)

contribute(
    *(
        NavItem(group="Hợp tác xã", label=label, url_name=name, permission=RatingPerm.VIEW_RATING, icon=icon)
        for label, name, icon in LINES
    ),
    NavItem(
        group="Hợp tác xã",
        label="Tự đánh giá",
        url_name="my_ratings",
        permission=RatingPerm.VIEW_OWN_RATING,
        icon="award",
    ),
    Panel(
        on="cooperatives.Cooperative",
        key="ratings",
        title="Đánh giá, xếp loại",
        template="cooperatives/_ratings.html",
        context=ratings.rating_panel,
        permission=RatingPerm.VIEW_RATING,
        order=50,
    ),
    TodoSection(
        key="cooperatives_to_appraise",
        title="Phiếu đánh giá hợp tác xã chờ thẩm định",
        rows=ratings.to_appraise,
        template="cooperatives/_rating_hit.html",
        order=71,
    ),
    TodoSection(
        key="cooperatives_to_approve",
        title="Kết quả đánh giá hợp tác xã chờ phê duyệt",
        rows=ratings.to_approve,
        template="cooperatives/_rating_hit.html",
        order=72,
    ),
    *(AuditVerb(key=key, label=label) for key, label in VERBS.items()),
)

"""What yearly forms give to the house."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from cooperatives.access.forms import FormPerm
from cooperatives.models import Cooperative, Submission
from cooperatives.queries.forms import waiting_first
from cooperatives.queries.owing import owed_periods
from cooperatives.queries.results import periods_of
from lmhtx.base import clock
from lmhtx.contributions import AuditVerb, NavItem, Panel, TodoSection, contribute

VERBS = {
    "cooperatives.period.opened": "mở {subject}",
    "cooperatives.period.locked": "khóa {subject}",
    "cooperatives.period.reopened": "mở lại {subject}",
    "cooperatives.period.invited": "mời, nhắc hàng loạt {subject}",
    "cooperatives.period.reminded": "nhắc bên chưa nộp {subject}",
    "cooperatives.call.noted": "ghi cuộc gọi cho {subject}",
    "cooperatives.form.begun": "bắt đầu {subject}",
    "cooperatives.form.paper_added": "thêm giấy tờ vào {subject}",
    "cooperatives.form.paper_dropped": "gỡ giấy tờ khỏi {subject}",
    "cooperatives.form.sheet_filled": "điền từ Excel {subject}",
    "cooperatives.form.submitted": "nộp {subject}",
    "cooperatives.form.asked": "yêu cầu bổ sung {subject}",
    "cooperatives.form.refused": "không chấp nhận {subject}",
    "cooperatives.form.applied": "áp dụng {subject}",
    "cooperatives.scans.brought": "tải lên phiếu giấy: {subject}",
    "cooperatives.scans.matched": "khớp bằng tay một trang của {subject}",
    "cooperatives.scans.entered": "nhập số liệu từ {subject}",
    "cooperatives.invitation.given": "cấp mã mời cho {subject}",
    "cooperatives.representative.joined": "nhận khai số liệu cho {subject}",
    "cooperatives.representative.ended": "bỏ người khai của {subject}",
}
LINES = (
    ("Đợt thu số liệu", "period_list", "calendar-days", FormPerm.VIEW_PERIOD),
    ("Phiếu số liệu", "submission_list", "clipboard-list", FormPerm.VIEW_PERIOD),
    ("Phiếu phải nộp", "my_forms", "clipboard-list", FormPerm.VIEW_OWN_FORM),
)


def _waiting(user: Any) -> QuerySet[Submission]:
    rows = Submission.objects.visible_to(user).to_review()
    return waiting_first(rows if user.has_perm(FormPerm.JUDGE_FORM, Submission()) else rows.none())


def _own(user: Any, cooperative: Cooperative) -> dict[str, Any]:
    """Who works for the cooperative here, and what it has handed in."""
    return {
        "people": cooperative.representatives.on(clock.today()).select_related("user"),
        "forms": cooperative.submissions.select_related("period"),
        "may_invite": user.has_perm(FormPerm.INVITE_COOPERATIVE, cooperative),
    }


contribute(
    *(
        NavItem(group="Hợp tác xã", label=label, url_name=name, permission=permission, icon=icon)
        for label, name, icon, permission in LINES
    ),
    TodoSection(
        key="cooperatives_forms",
        title="Phiếu số liệu chờ xem",
        rows=_waiting,
        template="cooperatives/_form_hit.html",
        order=65,
    ),
    TodoSection(
        key="cooperatives_forms_owed",
        title="Phiếu số liệu phải nộp",
        rows=owed_periods,
        template="cooperatives/_owed_hit.html",
        tone="soon",
        order=64,
    ),
    Panel(
        on="cooperatives.Cooperative",
        key="cooperatives.forms",
        title="Người khai, phiếu số liệu",
        template="cooperatives/_representatives.html",
        context=_own,
        permission=FormPerm.VIEW_PERIOD,
        order=40,
    ),
    Panel(
        on="cooperatives.Cooperative",
        key="cooperatives.period_figures",
        title="Số đã xác minh của 6 tháng, quý, đợt đột xuất",
        template="cooperatives/_period_figures.html",
        context=lambda _user, cooperative: {"lines": periods_of(cooperative)},
        permission=FormPerm.VIEW_PERIOD,
        order=41,
    ),
    *(AuditVerb(key=key, label=label) for key, label in VERBS.items()),
)

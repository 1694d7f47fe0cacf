"""What policies and support give to the house."""

from __future__ import annotations

from cooperatives.access.support import SupportPerm
from cooperatives.queries import support
from cooperatives.queries.eligibility import eligibility_of
from lmhtx.contributions import AuditVerb, NavItem, Panel, SearchSource, contribute
from lmhtx.counting import ListLink, TargetSource

VERBS = {
    "cooperatives.policy.added": "thêm chính sách hỗ trợ {subject}",
    "cooperatives.policy.changed": "sửa chính sách hỗ trợ {subject}",
    "cooperatives.policy.edition_added": "lập bản mới của chính sách hỗ trợ {subject}",
    "cooperatives.policy.condition_added": "thêm điều kiện của chính sách hỗ trợ {subject}",
    "cooperatives.policy.condition_dropped": "bỏ điều kiện của chính sách hỗ trợ {subject}",
    "cooperatives.support.fact_confirmed": "ghi xác nhận điều kiện hỗ trợ của {subject}",
    "cooperatives.support.planned": "ghi khoản hỗ trợ {subject}",
    "cooperatives.support.approved": "ghi phê duyệt khoản hỗ trợ {subject}",
    "cooperatives.support.given": "ghi đã hỗ trợ {subject}",
    "cooperatives.support.ended": "ghi kết thúc khoản hỗ trợ {subject}",
    "cooperatives.support.withdrawn": "rút khoản hỗ trợ {subject}",
}


LISTED = ListLink(
    "support_list",
    lambda day: f"state=given&state=ended&given_year={day.year}",
    SupportPerm.VIEW_SUPPORT,
)

contribute(
    NavItem(
        group="Hợp tác xã",
        label="Chính sách hỗ trợ",
        url_name="policy_list",
        permission=SupportPerm.VIEW_SUPPORT,
        icon="scale",
    ),
    NavItem(
        group="Hợp tác xã",
        label="Khoản hỗ trợ",
        url_name="support_list",
        permission=SupportPerm.VIEW_SUPPORT,
        icon="hand-coins",
    ),
    Panel(
        on="cooperatives.Cooperative",
        key="eligibility",
        title="Điều kiện hỗ trợ",
        template="cooperatives/_eligibility.html",
        context=eligibility_of,
        permission=SupportPerm.VIEW_SUPPORT,
        order=40,
    ),
    Panel(
        on="cooperatives.Cooperative",
        key="support",
        title="Hỗ trợ đã nhận",
        template="cooperatives/_support.html",
        context=support.support_panel,
        permission=SupportPerm.VIEW_SUPPORT,
        order=41,
    ),
    SearchSource(
        key="support",
        label="Khoản hỗ trợ hợp tác xã",
        find=support.find_support,
        template="cooperatives/_support_hit.html",
        order=36,
    ),
    TargetSource(
        key="cooperatives.supported",
        label="Hợp tác xã được hỗ trợ trong năm (sổ hỗ trợ)",
        unit="hợp tác xã",
        count=support.count_supported,
        listed=LISTED,
    ),
    TargetSource(
        key="cooperatives.support_given",
        label="Khoản hỗ trợ đã thực hiện trong năm (sổ hỗ trợ)",
        unit="khoản",
        count=support.count_given,
        listed=LISTED,
    ),
    *(AuditVerb(key=key, label=label) for key, label in VERBS.items()),
)

"""What digital maturity gives to the house."""

from __future__ import annotations

from cooperatives.access.maturity import MaturityPerm
from cooperatives.access.ratings import RatingPerm
from cooperatives.access.register import Perm
from cooperatives.queries import maturity
from lmhtx.contributions import AuditVerb, NavItem, Panel, TodoSection, contribute

VERBS = {
    "cooperatives.maturity.declared": "khai {subject}",
    "cooperatives.maturity.redeclared": "sửa phiếu {subject}",
    "cooperatives.maturity.verified": "xác minh {subject}",
    "cooperatives.maturity.withdrawn": "rút {subject}",
    "cooperatives.maturity_rubric.edition_added": "lập lần mới của bộ tiêu chí {subject}",
    "cooperatives.maturity_rubric.edited": "sửa bộ tiêu chí {subject}",
    "cooperatives.maturity_rubric.issued": "ban hành bộ tiêu chí {subject}",
}

contribute(
    NavItem(
        group="Hợp tác xã",
        label="Mức độ số",
        url_name="maturity_list",
        permission=Perm.VIEW_COOPERATIVE,
        icon="gauge",
    ),
    NavItem(
        group="Hợp tác xã",
        label="Mức độ số",
        url_name="my_maturity",
        permission=MaturityPerm.VIEW_OWN_MATURITY,
        icon="gauge",
    ),
    NavItem(
        group="Hợp tác xã",
        label="Bộ tiêu chí mức độ số",
        url_name="maturity_rubric_list",
        permission=RatingPerm.VIEW_RATING,
        icon="list-ordered",
    ),
    Panel(
        on="cooperatives.Cooperative",
        key="maturity",
        title="Mức độ số",
        template="cooperatives/_maturity.html",
        context=maturity.maturity_panel,
        permission=MaturityPerm.VIEW_MATURITY,
        order=61,
    ),
    TodoSection(
        key="cooperatives_maturity_waiting",
        title="Phiếu mức độ số chờ xác minh",
        rows=maturity.waiting_for,
        template="cooperatives/_maturity_hit.html",
        order=73,
    ),
    *(AuditVerb(key=key, label=label) for key, label in VERBS.items()),
)

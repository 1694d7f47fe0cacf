"""What model cooperatives give to the house."""

from __future__ import annotations

from functools import partial

from cooperatives.access.register import Perm
from cooperatives.enums.pilots import PilotPart
from cooperatives.queries.pilots import count_part, pilots_of
from lmhtx.contributions import AuditVerb, NavItem, Panel, contribute
from lmhtx.counting import ListLink, TargetSource


def _listed(query: str) -> ListLink:
    return ListLink("pilot_list", query, Perm.VIEW_COOPERATIVE)


contribute(
    NavItem(
        group="Hợp tác xã",
        label="HTX điểm, vệ tinh",
        url_name="pilot_list",
        permission=Perm.VIEW_COOPERATIVE,
        icon="users-round",
    ),
    Panel(
        on="cooperatives.Cooperative",
        key="pilots",
        title="HTX điểm, vệ tinh",
        template="cooperatives/_pilots.html",
        context=pilots_of,
        order=25,
    ),
    TargetSource(
        key="cooperatives.hubs",
        label="HTX điểm (sổ hợp tác xã)",
        unit="HTX",
        count=partial(count_part, part=PilotPart.HUB, is_union=False),
        listed=_listed("part=hub&holds=true&union=false"),
    ),
    TargetSource(
        key="cooperatives.satellites",
        label="HTX vệ tinh (sổ hợp tác xã)",
        unit="HTX",
        count=partial(count_part, part=PilotPart.SATELLITE),
        listed=_listed("part=satellite&holds=true"),
    ),
    TargetSource(
        key="cooperatives.hub_unions",
        label="Liên hiệp HTX điểm (sổ hợp tác xã)",
        unit="LHHTX",
        count=partial(count_part, part=PilotPart.HUB, is_union=True),
        listed=_listed("part=hub&holds=true&union=true"),
    ),
    TargetSource(
        key="cooperatives.hubs_with_company",
        label="HTX điểm có doanh nghiệp là thành viên (sổ hợp tác xã)",
        unit="HTX",
        count=partial(count_part, part=PilotPart.HUB, has_company=True),
        listed=_listed("part=hub&holds=true&company=true"),
    ),
    AuditVerb(key="cooperatives.pilot.given", label="ghi vai trò mô hình của {subject}"),
    AuditVerb(key="cooperatives.pilot.ended", label="ghi {subject} thôi vai trò mô hình"),
)

"""What petitions of cooperatives give to the house."""

from __future__ import annotations

from cooperatives.access.petitions import PetitionPerm
from cooperatives.queries import petition_queue
from lmhtx.contributions import (
    AuditVerb,
    NavItem,
    Panel,
    Reminder,
    SearchSource,
    TodoSection,
    Widget,
    contribute,
)

VERBS = {
    "cooperatives.petition.begun": "bắt đầu soạn {subject}",
    "cooperatives.petition.sent": "gửi {subject}",
    "cooperatives.petition.withdrawn": "rút {subject}",
    "cooperatives.petition.asked": "yêu cầu bổ sung {subject}",
    "cooperatives.petition.refused": "không chấp nhận {subject}",
    "cooperatives.petition.accepted": "chấp nhận {subject}",
    "cooperatives.petition.paper_added": "thêm giấy tờ vào {subject}",
    "cooperatives.petition.paper_dropped": "gỡ giấy tờ khỏi {subject}",
    "cooperatives.cooperative.petition_applied": "ghi sổ {subject} theo đề nghị",
}
HIT = "cooperatives/_petition_hit.html"

contribute(
    NavItem(
        group="Hợp tác xã",
        label="Đề nghị của hợp tác xã",
        url_name="petition_list",
        permission=PetitionPerm.LIST_PETITION,
        icon="inbox",
    ),
    NavItem(
        group="Hợp tác xã",
        label="Đề nghị của tôi",
        url_name="my_petitions",
        permission=PetitionPerm.VIEW_OWN_PETITION,
        icon="inbox",
    ),
    NavItem(
        group="Hợp tác xã",
        label="Giấy tờ phải có",
        url_name="my_papers",
        permission=PetitionPerm.VIEW_OWN_PETITION,
        icon="file-up",
    ),
    TodoSection(
        key="cooperatives_petitions",
        title="Đề nghị của hợp tác xã chờ trả lời",
        rows=petition_queue.waiting_for,
        template=HIT,
        order=66,
    ),
    TodoSection(
        key="cooperatives_petitions_asked",
        title="Đề nghị chờ hợp tác xã bổ sung",
        rows=petition_queue.asked_of,
        template=HIT,
        tone="soon",
        order=67,
    ),
    SearchSource(
        key="petitions",
        label="Đề nghị của hợp tác xã",
        find=petition_queue.find_petitions,
        template=HIT,
        order=33,
    ),
    Reminder(
        key=petition_queue.KEY,
        title="Đề nghị của hợp tác xã quá hạn trả lời",
        due=petition_queue.due_petitions,
        order=63,
    ),
    Reminder(
        key=petition_queue.KEY_ASKED,
        title="Liên minh nhờ bổ sung đề nghị",
        due=petition_queue.due_corrections,
        order=64,
    ),
    *(
        Widget(
            key=f"{board}_petitions",
            title="Đề nghị của hợp tác xã chờ trả lời",
            template="cooperatives/widgets/petitions.html",
            context=petition_queue.waiting_widget,
            permission=PetitionPerm.LIST_PETITION,
            dashboards=frozenset({board}),
            order=70,
        )
        for board in ("office", "unit")
    ),
    Panel(
        on="cooperatives.Cooperative",
        key="cooperatives.petitions",
        title="Đề nghị của hợp tác xã",
        template="cooperatives/_petitions.html",
        context=petition_queue.petitions_panel,
        permission=PetitionPerm.LIST_PETITION,
        order=39,
    ),
    *(AuditVerb(key=key, label=label) for key, label in VERBS.items()),
)

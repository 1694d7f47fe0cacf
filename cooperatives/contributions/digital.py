"""What evidence of digital tools gives to the house."""

from __future__ import annotations

from cooperatives.access.register import Perm
from cooperatives.queries import digital
from lmhtx.contributions import AuditVerb, NavItem, Panel, Reminder, TodoSection, contribute
from lmhtx.counting import Indicator, IndicatorPart

VERBS = {
    "cooperatives.evidence.recorded": "ghi minh chứng ứng dụng số {subject}",
    "cooperatives.evidence.verified": "xác minh minh chứng ứng dụng số {subject}",
    "cooperatives.evidence.withdrawn": "rút minh chứng ứng dụng số {subject}",
}

contribute(
    NavItem(
        group="Hợp tác xã",
        label="Ứng dụng số",
        url_name="digital_list",
        permission=Perm.VIEW_COOPERATIVE,
        icon="smartphone",
    ),
    Panel(
        on="cooperatives.Cooperative",
        key="digital",
        title="Ứng dụng công nghệ số",
        template="cooperatives/_digital.html",
        context=digital.digital_panel,
        permission=Perm.VIEW_COOPERATIVE,
        order=60,
    ),
    TodoSection(
        key="cooperatives_digital_waiting",
        title="Minh chứng ứng dụng số chờ xác minh",
        rows=digital.waiting_for,
        template="cooperatives/_digital_hit.html",
        order=70,
    ),
    Reminder(
        key=digital.KEY, title="Minh chứng ứng dụng số sắp hết giá trị", due=digital.running_out, order=70
    ),
    Indicator(
        key="K4",
        definition=(
            "Tử số: HTX có ít nhất một mục quản lý (A) và một mục tiêu thụ (B) với minh chứng không quá 12 tháng, đã "
            "được xác minh đến hết ngày tính; mục bắt buộc theo luật không tính (theo tham số của ngày đó). Mẫu số: "
            "HTX, liên hiệp HTX là thành viên Liên minh và đang hoạt động ở ngày đó."
        ),
        source="Kế hoạch số 245/KH-LM; Quy ước nội bộ về hợp tác xã ứng dụng công nghệ số",
        parts=(
            IndicatorPart(
                key="K4",
                label="HTX thành viên đạt",
                numerator=digital.digital_on,
                denominator=digital.asked_on,
                exceptions=digital.left_out_on,
            ),
        ),
    ),
    *(AuditVerb(key=key, label=label) for key, label in VERBS.items()),
)

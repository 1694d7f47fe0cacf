"""What the register gives to the house."""

from __future__ import annotations

from datetime import date

from cooperatives.access.register import Perm
from cooperatives.queries.ends import dissolved_this_year, ends_this_year
from cooperatives.queries.files import find_cooperatives
from cooperatives.queries.watching import KEY, due_suspensions, run_out_for
from lmhtx.contributions import AuditVerb, Demo, NavItem, Reminder, SearchSource, TodoSection, contribute
from lmhtx.counting import ListLink, TargetSource


def _load_demo(day: date) -> None:
    # Only the demonstration needs its hundreds of invented names.
    from cooperatives.demo import load  # noqa: PLC0415

    load(day)


VERBS = {
    "cooperatives.cooperative.registered": "lập hồ sơ {subject}",
    "cooperatives.cooperative.edited": "sửa hồ sơ {subject}",
    "cooperatives.cooperative.renamed": "ghi đổi tên {subject}",
    "cooperatives.cooperative.moved": "ghi đổi địa chỉ {subject}",
    "cooperatives.cooperative.capital_recorded": "ghi vốn của {subject}",
    "cooperatives.cooperative.figures_recorded": "ghi số liệu năm của {subject}",
    "cooperatives.cooperative.old_number_added": "ghi số cũ của {subject}",
    "cooperatives.cooperative.activity_added": "thêm ngành nghề của {subject}",
    "cooperatives.cooperative.activity_dropped": "bỏ ngành nghề của {subject}",
    "cooperatives.cooperative.main_activity_chosen": "đổi ngành chính của {subject}",
    "cooperatives.cooperative.double_merged": "gộp hồ sơ trùng vào {subject}",
    "cooperatives.cooperative.admitted": "ghi kết nạp {subject} vào Liên minh",
    "cooperatives.cooperative.let_go": "ghi {subject} ra khỏi Liên minh",
    "cooperatives.cooperative.status_recorded": "ghi tình trạng của {subject}",
    "cooperatives.cooperative.status_corrected": "đính chính tình trạng của {subject}",
    "cooperatives.person.added": "thêm người {subject}",
    "cooperatives.person.edited": "sửa thông tin {subject}",
    "cooperatives.person.unmasked": "xem số định danh của {subject}",
    "cooperatives.person.given_office": "ghi chức danh của {subject}",
    "cooperatives.person.ended_office": "ghi {subject} thôi giữ chức danh",
    "cooperatives.member.added": "thêm thành viên {subject}",
    "cooperatives.member.capital_recorded": "ghi vốn góp của {subject}",
    "cooperatives.member.ended": "ghi thành viên {subject} ra",
}
LINES = (
    ("Sổ hợp tác xã", "cooperative_list", "sprout"),
    ("Tổng quan", "register_board", "chart-column"),
    ("Theo xã, phường", "commune_counts", "map-pin"),
    ("Cần rà soát", "review_list", "list-checks"),
    ("Theo dõi giải thể", "end_list", "archive"),
)

contribute(
    *(
        NavItem(group="Hợp tác xã", label=label, url_name=name, permission=Perm.VIEW_COOPERATIVE, icon=icon)
        for label, name, icon in LINES
    ),
    SearchSource(
        key="cooperatives",
        label="Hợp tác xã",
        find=find_cooperatives,
        template="cooperatives/_hit.html",
        order=30,
    ),
    TodoSection(
        key="cooperatives_run_out",
        title="Hợp tác xã hết hạn tạm ngừng",
        rows=run_out_for,
        template="cooperatives/_hit.html",
        tone="soon",
        order=60,
    ),
    Reminder(key=KEY, title="Hợp tác xã sắp hết hạn, hết hạn tạm ngừng", due=due_suspensions, order=60),
    TargetSource(
        key="cooperatives.dissolved",
        label="Hợp tác xã giải thể từ đầu năm (sổ hợp tác xã)",
        unit="HTX",
        count=dissolved_this_year,
        listed=ListLink("end_list", ends_this_year, Perm.VIEW_COOPERATIVE),
    ),
    Demo(key="sổ hợp tác xã", load=_load_demo, order=5),
    *(AuditVerb(key=key, label=label) for key, label in VERBS.items()),
)

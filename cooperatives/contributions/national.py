"""What the comparison with the national registration system gives to the house."""

from __future__ import annotations

from cooperatives.access.register import Perm
from cooperatives.actions.national import NOTICE
from cooperatives.queries.national import origins_panel, waiting_differences, waiting_newcomers
from lmhtx.contributions import AuditVerb, NavItem, Panel, Reminder, TodoSection, contribute
from lmhtx.notices.reminders import never

contribute(
    NavItem(
        group="Hợp tác xã",
        label="Đối chiếu đăng ký quốc gia",
        url_name="national_list",
        permission=Perm.EDIT_COOPERATIVE,
        icon="git-compare",
    ),
    Panel(
        on="cooperatives.Cooperative",
        key="origins",
        title="Nguồn của số liệu",
        template="cooperatives/_origins.html",
        context=origins_panel,
        permission=Perm.VIEW_COOPERATIVE,
        order=85,
    ),
    TodoSection(
        key="cooperatives_differences",
        title="Khác biệt với đăng ký quốc gia chờ quyết định",
        rows=waiting_differences,
        template="cooperatives/_difference_hit.html",
        order=68,
    ),
    TodoSection(
        key="cooperatives_newcomers",
        title="Có ở đăng ký quốc gia, chưa có trong sổ",
        rows=waiting_newcomers,
        template="cooperatives/_newcomer_hit.html",
        order=69,
    ),
    Reminder(key=NOTICE, title="Đối chiếu đăng ký quốc gia: đã đọc, đã ghi", due=never, order=913),
    AuditVerb(key="cooperatives.national.brought", label="tải lên bản xuất đăng ký quốc gia: {subject}"),
    AuditVerb(key="cooperatives.national.dropped", label="bỏ lần đối chiếu: {subject}"),
    AuditVerb(key="cooperatives.national.written", label="ghi đối chiếu đăng ký quốc gia: {subject}"),
    AuditVerb(key="cooperatives.legal_fact.taken", label="lấy theo đăng ký quốc gia một mục của {subject}"),
    AuditVerb(
        key="cooperatives.legal_fact.reported", label="giữ số của Liên minh, báo cơ quan đăng ký: {subject}"
    ),
    AuditVerb(key="cooperatives.newcomer.left", label="không thêm vào sổ: {subject}"),
)

"""What people and the directory give to the house: menu lines, the words of the trail, work waiting."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from lmhtx.account import demo
from lmhtx.account.access import DirectoryPerm, PeoplePerm
from lmhtx.account.actions.delegations import end_delegations
from lmhtx.account.actions.links import revoke_links
from lmhtx.account.actions.presences import end_sessions
from lmhtx.account.actions.units import move_postings, postings_of
from lmhtx.account.queries import done_in_my_name
from lmhtx.account.resources.agencies import AGENCIES, UNITS
from lmhtx.account.resources.people import PEOPLE
from lmhtx.contributions import (
    AuditVerb,
    Demo,
    Ending,
    Holding,
    NavItem,
    Panel,
    Reminder,
    TodoSection,
    contribute,
)
from lmhtx.directory.models import DayNotice, UnknownName
from lmhtx.directory.queries import names_waiting, years_asked
from lmhtx.people.models import User

DIRECTORY, KEEPING = "Danh bạ", "Quản trị"


def _names(user: Any) -> QuerySet[UnknownName]:
    return names_waiting() if user.has_perm(DirectoryPerm.MAP_NAMES) else UnknownName.objects.none()


def _years(user: Any) -> QuerySet[DayNotice]:
    return years_asked() if user.has_perm(DirectoryPerm.EDIT_DAYS) else DayNotice.objects.none()


def _link_of(user: Any, person: User) -> dict[str, Any] | None:
    """For people of outside agencies who have no password."""
    if person.has_usable_password() or not user.has_perm(PeoplePerm.ISSUE_LINK, person):
        return None
    return {"person": person, "link": person.personal_links.select_related("issued_by").first()}


def _nav(group: str, label: str, url_name: str, permission: str, icon: str, order: int) -> NavItem:
    return NavItem(group=group, label=label, url_name=url_name, permission=permission, icon=icon, order=order)


contribute(
    _nav(DIRECTORY, "Cơ quan, đơn vị", "agency_list", DirectoryPerm.VIEW_DIRECTORY, "building-2", 710),
    _nav(DIRECTORY, "Tên chưa rõ", "unknown_name_list", DirectoryPerm.MAP_NAMES, "circle-help", 720),
    _nav(DIRECTORY, "Xã, phường", "commune_list", DirectoryPerm.VIEW_DIRECTORY, "map-pin", 730),
    _nav(DIRECTORY, "Tỉnh, thành phố", "province_list", DirectoryPerm.VIEW_DIRECTORY, "map", 740),
    _nav(DIRECTORY, "Ngày nghỉ và làm bù", "day_home", DirectoryPerm.VIEW_DIRECTORY, "calendar-days", 750),
    _nav(KEEPING, "Người dùng", "user_list", PeoplePerm.VIEW_PEOPLE, "users", 910),
    _nav(KEEPING, "Ủy quyền, vắng mặt", "delegation_list", PeoplePerm.VIEW_DELEGATIONS, "user-round", 915),
    _nav(KEEPING, "Vai trò và quyền", "rights", PeoplePerm.VIEW_RIGHTS, "shield-check", 920),
    _nav(KEEPING, "Máy dùng chung", "machine_list", PeoplePerm.KEEP_MACHINES, "monitor-smartphone", 925),
    _nav(KEEPING, "Tham số", "parameter_list", DirectoryPerm.VIEW_PARAMETERS, "sliders-horizontal", 930),
    _nav(KEEPING, "Tên và nơi đặt", "letterhead_list", DirectoryPerm.VIEW_DIRECTORY, "landmark", 940),
    _nav(KEEPING, "Liên kết cá nhân", "personal_link_list", PeoplePerm.ISSUE_LINK, "link", 915),
    Panel(
        on="people.User",
        key="personal_link",
        title="Liên kết cá nhân",
        template="people/_link_panel.html",
        context=_link_of,
        permission=PeoplePerm.ISSUE_LINK,
    ),
    TodoSection(
        key="unknown_names",
        title="Tên cơ quan chưa rõ",
        rows=_names,
        template="directory/_unknown_name_todo.html",
        tone="soon",
        order=700,
    ),
    TodoSection(
        key="years_to_settle",
        title="Ngày nghỉ của năm chưa chốt",
        rows=_years,
        template="directory/_year_todo.html",
        tone="soon",
        order=710,
    ),
    AGENCIES,
    PEOPLE,
    UNITS,
    AuditVerb(key="people.code.given", label="cấp mã tại chỗ cho {subject}"),
    AuditVerb(key="people.code.used", label="dùng mã được cấp tại chỗ"),
    AuditVerb(key="people.codes.renewed", label="tạo mã dự phòng mới"),
    AuditVerb(key="people.device.met", label="đăng nhập từ một máy mới"),
    AuditVerb(key="people.factor.added", label="thêm một cách xác minh thứ hai"),
    AuditVerb(key="people.factor.removed", label="gỡ một cách xác minh thứ hai"),
    AuditVerb(key="people.factor.renamed", label="đổi tên khóa truy cập"),
    AuditVerb(key="people.factor.reset", label="gỡ lớp xác minh thứ hai của {subject}"),
    AuditVerb(key="people.machine.marked", label="đánh dấu máy dùng chung {subject}"),
    AuditVerb(key="people.machine.released", label="bỏ đánh dấu máy dùng chung {subject}"),
    AuditVerb(key="people.reset.asked", label="xin thư đặt lại mật khẩu"),
    AuditVerb(key="people.session.ended", label="đăng xuất {subject} khỏi một nơi"),
    AuditVerb(key="people.sessions.ended", label="đăng xuất {subject} khỏi mọi nơi khác"),
    AuditVerb(key="people.sso.linked", label="đăng nhập một lần của tỉnh được nối với {subject}"),
    AuditVerb(key="people.user.created", label="tạo tài khoản {subject}"),
    AuditVerb(key="people.user.changed", label="sửa thông tin tài khoản {subject}"),
    AuditVerb(key="people.user.left", label="cho thôi sử dụng tài khoản {subject}"),
    AuditVerb(key="people.user.returned", label="mở lại tài khoản {subject}"),
    AuditVerb(key="people.link.issued", label="cấp liên kết cá nhân cho {subject}"),
    AuditVerb(key="people.link.revoked", label="thu hồi liên kết cá nhân của {subject}"),
    AuditVerb(key="people.link.opened", label="mở cổng bằng liên kết cá nhân"),
    AuditVerb(key="people.link.introduced", label="tự ghi họ tên, chức vụ khi dùng liên kết"),
    AuditVerb(key="people.password.reset", label="cấp lại mật khẩu cho {subject}"),
    AuditVerb(key="people.password.changed", label="đổi mật khẩu của mình"),
    AuditVerb(key="people.posting.given", label="phân công chức vụ cho {subject}"),
    AuditVerb(key="people.posting.ended", label="kết thúc chức vụ của {subject}"),
    Reminder(
        key="people.done_in_my_name", title="Việc người khác làm thay anh/chị", due=done_in_my_name, order=60
    ),
    Demo(key="ủy quyền, vắng mặt", load=demo.load, order=5),
    Ending(key="account.sessions", end=end_sessions),
    Ending(key="account.links", end=revoke_links),
    Ending(key="account.delegations", end=end_delegations),
    Holding(
        key="people.postings",
        title="Người của đơn vị",
        of=postings_of,
        give=move_postings,
        is_of_unit=True,
        order=90,
    ),
    AuditVerb(key="people.handover.done", label="bàn giao việc của {subject}"),
    AuditVerb(key="people.delegation.set", label="ghi {subject}"),
    AuditVerb(key="people.delegation.revoked", label="thu hồi {subject}"),
    AuditVerb(key="people.delegation.used", label="bắt đầu làm thay theo {subject}"),
    AuditVerb(key="directory.agency.added", label="thêm {subject}"),
    AuditVerb(key="directory.agency.changed", label="sửa {subject}"),
    AuditVerb(key="directory.agency.renamed", label="đổi tên {subject}"),
    AuditVerb(key="directory.agency.ended", label="ghi kết thúc, sáp nhập {subject}"),
    AuditVerb(key="directory.alias.added", label="thêm cách viết khác của {subject}"),
    AuditVerb(key="directory.alias.dropped", label="bỏ một cách viết khác của {subject}"),
    AuditVerb(key="directory.member.added", label="thêm thành viên vào {subject}"),
    AuditVerb(key="directory.member.ended", label="đưa thành viên ra khỏi {subject}"),
    AuditVerb(key="directory.name.mapped", label="xác định tên “{subject}” là cơ quan nào"),
    AuditVerb(key="directory.name.set_aside", label="để riêng tên “{subject}” vì không phải cơ quan"),
    AuditVerb(key="directory.name.asked_again", label="đưa tên “{subject}” trở lại danh sách chờ"),
    AuditVerb(key="directory.place.changed", label="sửa {subject}"),
    AuditVerb(key="directory.day.added", label="thêm {subject}"),
    AuditVerb(key="directory.day.changed", label="sửa {subject}"),
    AuditVerb(key="directory.day.dropped", label="bỏ {subject}"),
    AuditVerb(key="directory.year.settled", label="chốt ngày nghỉ: {subject}"),
    AuditVerb(key="directory.parameter.entered", label="nhập {subject}"),
    AuditVerb(key="directory.parameter.withdrawn", label="bỏ {subject}"),
    AuditVerb(key="directory.letterhead.changed", label="đổi {subject}"),
    AuditVerb(key="directory.letterhead.mended", label="sửa {subject}"),
)

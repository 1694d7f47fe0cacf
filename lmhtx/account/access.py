"""Who may do what with people, the directory and dated values."""

from __future__ import annotations

from typing import Any

from lmhtx.access import Permission, grant
from lmhtx.contributions import LinkGround, collected
from lmhtx.directory.models import Agency
from lmhtx.directory.models.agency import AgencyKind
from lmhtx.people.models import Posting, User
from lmhtx.people.roles import STAFF, Role


class PeoplePerm(Permission):
    """The rights on people."""

    VIEW_PEOPLE = "people.view_people", "Xem danh sách người dùng và chức vụ"
    MANAGE_PEOPLE = "people.manage_people", "Tạo người dùng, phân công chức vụ, cấp lại mật khẩu, cho thôi"
    GIVE_CODES = "people.give_codes", "Cấp mã đặt lại mật khẩu tại chỗ"
    RESET_FACTORS = "people.reset_factors", "Gỡ lớp xác minh thứ hai tại chỗ"
    KEEP_MACHINES = "people.keep_machines", "Xem và bỏ đánh dấu máy dùng chung"
    VIEW_RIGHTS = "people.view_rights", "Xem bảng vai trò và quyền"
    ISSUE_LINK = "people.issue_link", "Cấp, thu hồi liên kết cá nhân cho người của cơ quan ngoài"


class DirectoryPerm(Permission):
    """The rights on the directory."""

    VIEW_DIRECTORY = "directory.view_directory", "Xem danh bạ cơ quan, xã phường, ngày nghỉ"
    EDIT_DIRECTORY = (
        "directory.edit_directory",
        "Sửa danh bạ cơ quan, xã phường, tên và nơi đặt của Liên minh",
    )
    MAP_NAMES = "directory.map_names", "Xử lý tên chưa rõ trong văn bản"
    EDIT_DAYS = "directory.edit_days", "Sửa ngày nghỉ, ngày làm bù"
    VIEW_PARAMETERS = "directory.view_parameters", "Xem tham số và căn cứ"
    EDIT_PARAMETERS = "directory.edit_parameters", "Nhập giá trị tham số"


def may_manage(user: User, thing: Any) -> bool:
    """Only a system administrator touches another system administrator, his rights or his password."""
    person = thing.user if isinstance(thing, Posting) else thing
    if not isinstance(person, User) or user.has_role(Role.ADMIN):
        return True
    return Role.ADMIN not in {posting.role for posting in person.postings_today}


def may_link(user: User, thing: Any) -> bool:
    """Office and keepers for every outside agency; others where an app says they follow that agency's work."""
    agencies = _outside_agencies(thing)
    if not agencies:
        return False
    if user.has_role(Role.CLERK, *KEEPERS):
        return True
    return any(ground.holds(user, agencies) for ground in collected(LinkGround))


def _outside_agencies(thing: Any) -> frozenset[int]:
    """The outside agencies for which a person works, or the agency itself."""
    if isinstance(thing, Agency):
        return frozenset({thing.pk}) if thing.kind == AgencyKind.OUTSIDE else frozenset()
    postings = thing.postings_today
    if any(posting.role != Role.AGENCY_OFFICER for posting in postings):
        return frozenset()
    return frozenset(posting.unit_id for posting in postings)


KEEPERS = (Role.ADMIN, Role.OFFICE_CHIEF)
READ = {DirectoryPerm.VIEW_DIRECTORY, DirectoryPerm.VIEW_PARAMETERS}

grant(
    PeoplePerm,
    {
        **{role: {PeoplePerm.VIEW_PEOPLE, PeoplePerm.VIEW_RIGHTS} for role in sorted(STAFF)},
        **{
            role: {PeoplePerm.VIEW_PEOPLE, PeoplePerm.VIEW_RIGHTS, PeoplePerm.ISSUE_LINK}
            for role in (Role.UNIT_HEAD, Role.OFFICER)
        },
        Role.CLERK: {
            PeoplePerm.VIEW_PEOPLE,
            PeoplePerm.VIEW_RIGHTS,
            PeoplePerm.GIVE_CODES,
            PeoplePerm.ISSUE_LINK,
        },
        **{role: set(PeoplePerm) for role in KEEPERS},
    },
    judges={
        **dict.fromkeys(
            (PeoplePerm.MANAGE_PEOPLE, PeoplePerm.GIVE_CODES, PeoplePerm.RESET_FACTORS), may_manage
        ),
        PeoplePerm.ISSUE_LINK: may_link,
    },
)
grant(
    DirectoryPerm,
    {
        **dict.fromkeys(sorted(STAFF), READ),
        Role.AGENCY_OFFICER: {DirectoryPerm.VIEW_DIRECTORY},
        Role.CLERK: READ | {DirectoryPerm.MAP_NAMES},
        **{role: set(DirectoryPerm) for role in KEEPERS},
    },
)

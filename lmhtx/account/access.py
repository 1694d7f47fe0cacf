"""Who may do what with people, the directory and dated values."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from lmhtx.access import Permission, grant
from lmhtx.base import clock
from lmhtx.contributions import LinkGround, collected
from lmhtx.directory.models import Agency
from lmhtx.directory.models.agency import AgencyKind
from lmhtx.people.models import Posting, User
from lmhtx.people.roles import LEADERS, STAFF, Role


class PeoplePerm(Permission):
    """The rights on people."""

    VIEW_PEOPLE = "people.view_people", "Xem danh sách người dùng và chức vụ"
    MANAGE_PEOPLE = "people.manage_people", "Tạo người dùng, phân công chức vụ, cấp lại mật khẩu, cho thôi"
    GIVE_CODES = "people.give_codes", "Cấp mã đặt lại mật khẩu tại chỗ"
    RESET_FACTORS = "people.reset_factors", "Gỡ lớp xác minh thứ hai tại chỗ"
    KEEP_MACHINES = "people.keep_machines", "Xem và bỏ đánh dấu máy dùng chung"
    VIEW_RIGHTS = "people.view_rights", "Xem bảng vai trò và quyền"
    ISSUE_LINK = "people.issue_link", "Cấp, thu hồi liên kết cá nhân cho người của cơ quan ngoài"
    HAND_OVER = "people.hand_over", "Bàn giao việc của người khác, của đơn vị"
    VIEW_DELEGATIONS = "people.view_delegations", "Xem sổ ủy quyền, vắng mặt"
    SET_DELEGATION = "people.set_delegation", "Ghi, thu hồi ủy quyền, vắng mặt"


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


def may_delegate(user: User, person: Any) -> bool:
    """The person himself, the head of his unit, and for leaders and the office's own people Chánh Văn phòng.

    Whoever stands in for somebody hands nothing on.
    """
    if user.stand_in is not None:
        return False
    if person.pk == user.pk or person.agency_ids & user.headed_ids:
        return True
    outside = not person.is_staff_member and not person.is_staff
    return user.has_role(Role.OFFICE_CHIEF) and (person.is_leader or outside)


def may_hand_over(user: User, thing: Any) -> bool:
    """What a person holds: the head of his unit, Chánh Văn phòng, the administrator; a unit: the latter two."""
    if user.has_role(*KEEPERS):
        return True
    return isinstance(thing, User) and bool(thing.agency_ids & user.headed_ids)


def people_in_reach(user: User) -> Q:
    """Those for whom `may_delegate` says yes, as a condition on people."""
    today = Posting.objects.on(clock.today())
    within = Q(pk=user.pk) | Q(pk__in=today.filter(unit__in=user.headed_ids).values("user"))
    if user.has_role(Role.OFFICE_CHIEF):
        within |= Q(pk__in=today.filter(role__in=LEADERS).values("user"))
        within |= Q(pk__in=today.exclude(role__in=STAFF).exclude(role=Role.ADMIN).values("user"))
    return within


KEEPERS = (Role.ADMIN, Role.OFFICE_CHIEF)
READ_PEOPLE = {
    PeoplePerm.VIEW_PEOPLE,
    PeoplePerm.VIEW_RIGHTS,
    PeoplePerm.VIEW_DELEGATIONS,
    PeoplePerm.SET_DELEGATION,
}
READ = {DirectoryPerm.VIEW_DIRECTORY, DirectoryPerm.VIEW_PARAMETERS}

grant(
    PeoplePerm,
    {
        **dict.fromkeys(sorted(STAFF), READ_PEOPLE),
        Role.OFFICER: READ_PEOPLE | {PeoplePerm.ISSUE_LINK},
        Role.CLERK: READ_PEOPLE | {PeoplePerm.GIVE_CODES, PeoplePerm.ISSUE_LINK},
        **{role: set(PeoplePerm) for role in KEEPERS},
        Role.FUND_DIRECTOR: READ_PEOPLE | {PeoplePerm.HAND_OVER},
        Role.UNIT_HEAD: READ_PEOPLE | {PeoplePerm.HAND_OVER, PeoplePerm.ISSUE_LINK},
        Role.AGENCY_OFFICER: {PeoplePerm.VIEW_DELEGATIONS, PeoplePerm.SET_DELEGATION},
    },
    judges={
        **dict.fromkeys(
            (PeoplePerm.MANAGE_PEOPLE, PeoplePerm.GIVE_CODES, PeoplePerm.RESET_FACTORS), may_manage
        ),
        PeoplePerm.ISSUE_LINK: may_link,
        PeoplePerm.SET_DELEGATION: may_delegate,
        PeoplePerm.HAND_OVER: may_hand_over,
    },
    personal={
        PeoplePerm.MANAGE_PEOPLE,
        PeoplePerm.GIVE_CODES,
        PeoplePerm.RESET_FACTORS,
        PeoplePerm.ISSUE_LINK,
        PeoplePerm.SET_DELEGATION,
        PeoplePerm.HAND_OVER,
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

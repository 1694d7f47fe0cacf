"""The invented people of the demonstration office; tests and the guide know the same ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from lmhtx.directory.matching import match_all
from lmhtx.directory.models import Agency, Post
from lmhtx.people.models import Posting, User
from lmhtx.people.roles import Role

# Shown on the sign-in page of the demonstration, and nowhere else.
PASSWORD = "lua-chin-vang-2026"  # noqa: S105
# Nobody's: a domain that exists in examples only, so that a real office is known by its absence.
MAIL_DOMAIN = "lmhtx.example"
SINCE = date(2025, 7, 1)

OFFICE = "Văn phòng Liên minh Hợp tác xã"
STANDING = "Thường trực Liên minh Hợp tác xã"
SUPPORT = "Phòng Tuyên truyền – Kế hoạch – Hỗ trợ hợp tác xã"
FUND = "Quỹ Hỗ trợ phát triển hợp tác xã"
FINANCE = "Sở Tài chính"
HOME_AFFAIRS = "Sở Nội vụ"
AGRICULTURE = "Sở Nông nghiệp và Môi trường"


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One invented person: sign-in name, name, role, post and unit."""

    username: str
    full_name: str
    role: Role
    post: str
    unit: str = ""


PEOPLE = (
    DemoPerson("quantri", "Trần Quốc Bảo", Role.ADMIN, "Quản trị hệ thống"),
    DemoPerson("chutich", "Nguyễn Văn Thành", Role.CHAIRMAN, "Chủ tịch", STANDING),
    DemoPerson("phochutich", "Lê Thị Minh Hạnh", Role.DEPUTY, "Phó Chủ tịch", STANDING),
    DemoPerson("chanhvanphong", "Phạm Quang Huy", Role.OFFICE_CHIEF, "Chánh Văn phòng", OFFICE),
    DemoPerson("vanthu", "Đỗ Thị Lan", Role.CLERK, "Văn thư", OFFICE),
    DemoPerson("chuyenvienvp", "Bùi Ngọc Lan", Role.OFFICER, "Chuyên viên", OFFICE),
    DemoPerson("truongphong", "Võ Hoàng Nam", Role.UNIT_HEAD, "Trưởng phòng", SUPPORT),
    DemoPerson("chuyenvien", "Nguyễn Thị Hạnh", Role.OFFICER, "Chuyên viên", SUPPORT),
    DemoPerson("chuyenvien2", "Trần Văn Hùng", Role.OFFICER, "Chuyên viên", SUPPORT),
    DemoPerson("giamdocquy", "Đặng Thanh Sơn", Role.FUND_DIRECTOR, "Giám đốc Quỹ", FUND),
    DemoPerson("tindung", "Hoàng Thị Mai", Role.FUND_OFFICER, "Cán bộ thẩm định", FUND),
    DemoPerson("ketoanquy", "Lý Thu Trang", Role.FUND_ACCOUNTANT, "Kế toán Quỹ", FUND),
    DemoPerson("kiemsoat", "Ngô Đức Minh", Role.CONTROLLER, "Kiểm soát viên", STANDING),
    DemoPerson("doankiemtra", "Lương Thị Hoa", Role.INSPECTOR, "Thanh tra viên", HOME_AFFAIRS),
    DemoPerson("sotaichinh", "Phan Thị Thu", Role.AGENCY_OFFICER, "Chuyên viên đầu mối", FINANCE),
    DemoPerson("giamdocsotc", "Trương Minh Quân", Role.AGENCY_OFFICER, "Phó Giám đốc Sở", FINANCE),
    DemoPerson("sonongnghiep", "Mai Văn Đức", Role.AGENCY_OFFICER, "Chuyên viên đầu mối", AGRICULTURE),
    DemoPerson("ketoanhtx", "Điểu Thị Sen", Role.COOPERATIVE, "Kế toán hợp tác xã"),
    DemoPerson("giamdochtx", "Huỳnh Văn Phúc", Role.COOPERATIVE, "Giám đốc hợp tác xã"),
)


def is_real_office() -> bool:
    """Whether people are here and none of the demonstration's: no demonstration may touch their data."""
    return User.objects.exists() and not User.objects.filter(email__endswith=f"@{MAIL_DOMAIN}").exists()


@transaction.atomic
def make_people() -> dict[str, User]:
    """Make the people who are not there yet; gives all of them by sign-in name."""
    units = match_all({person.unit for person in PEOPLE if person.unit}, on=SINCE)
    made = {}
    for rank, person in enumerate(PEOPLE):
        user = User.objects.filter(username=person.username).first() or _make(person, units, rank)
        made[person.username] = user
    return made


def _make(person: DemoPerson, units: dict[str, Agency | None], rank: int) -> User:
    user = User.objects.create_user(
        person.username, PASSWORD, full_name=person.full_name, email=f"{person.username}@{MAIL_DOMAIN}"
    )
    post, _ = Post.objects.get_or_create(name=person.post, defaults={"rank": 10 + rank})
    Posting.objects.create(
        user=user,
        unit=units[person.unit] if person.unit else None,
        post=post,
        role=person.role,
        valid_from=SINCE,
        decision="Trình diễn",
    )
    return user

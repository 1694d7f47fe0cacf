"""The fields of each kind of petition: what is asked, in which form it is written, and what is accepted together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from cooperatives.enums.papers import PaperKind
from cooperatives.enums.petitions import PetitionKind
from cooperatives.enums.register import Education, Post, Sex, Status

YES_NO = (("yes", "Có"), ("no", "Không"))
# One person at a time holds them, so that a new one takes the place of the one before.
POSTS = (
    Post.REPRESENTATIVE,
    Post.CHAIR,
    Post.DIRECTOR,
    Post.CHIEF_CONTROLLER,
    Post.ACCOUNTANT,
    Post.GROUP_LEADER,
)
TOLD = (
    (Status.SUSPENDED.value, "Tạm ngừng kinh doanh (hoặc gia hạn)"),
    (Status.ACTIVE.value, "Hoạt động trở lại"),
    (Status.DISSOLVING.value, "Làm thủ tục giải thể tự nguyện"),
)
WHOLE = "all"
MANY_LINES = 3


class Sort(Enum):
    """How a field is written and read."""

    TEXT = "text"
    LONG = "long"
    DAY = "day"
    MONEY = "money"
    COUNT = "count"
    YEAR = "year"
    PHONE = "phone"
    EMAIL = "email"
    LINK = "link"
    CHOICE = "choice"
    COMMUNE = "commune"
    LINE = "line"
    LINES = "lines"
    POLICY = "policy"


# What is picked from rows of the database: the choices are known to a query only.
PICKED = frozenset({Sort.COMMUNE, Sort.LINES, Sort.POLICY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing asked; fields of the same `item` are accepted together."""

    key: str
    label: str
    sort: Sort = Sort.TEXT
    is_required: bool = False
    help: str = ""
    limit: int = 300
    choices: tuple[tuple[str, str], ...] = ()
    item: str = WHOLE
    is_personal: bool = False

    @property
    def is_chosen(self) -> bool:
        """Whether it is picked from a list of few."""
        return self.sort in (Sort.CHOICE, Sort.COMMUNE, Sort.POLICY)

    @property
    def is_digits(self) -> bool:
        """Whether a phone shows its figures first."""
        return self.sort in (Sort.DAY, Sort.COUNT, Sort.YEAR, Sort.PHONE)


def _decision(label: str = "Nghị quyết, quyết định làm căn cứ", *, is_required: bool = True) -> Field:
    return Field(
        key="decision",
        label=label,
        limit=120,
        is_required=is_required,
        help="Số, ngày của nghị quyết Đại hội, quyết định của Hội đồng quản trị.",
    )


_PERSON = (
    Field(
        key="post",
        label="Chức danh",
        sort=Sort.CHOICE,
        is_required=True,
        choices=tuple((post.value, post.label) for post in POSTS),
    ),
    Field(key="full_name", label="Họ và tên người mới", limit=150, is_required=True),
    Field(key="since", label="Giữ chức danh từ ngày", sort=Sort.DAY, is_required=True),
    Field(key="term_ends_on", label="Hết nhiệm kỳ ngày", sort=Sort.DAY),
    Field(
        key="is_head",
        label="Đồng thời là người đại diện theo pháp luật",
        sort=Sort.CHOICE,
        choices=YES_NO,
        help="Chọn Có thì người đại diện trong sổ cũng đổi theo.",
    ),
    _decision("Nghị quyết, quyết định bầu, bổ nhiệm"),
    Field(key="phone", label="Điện thoại", sort=Sort.PHONE, limit=30, is_personal=True),
    Field(key="birth_year", label="Năm sinh", sort=Sort.YEAR, limit=4, is_personal=True),
    Field(key="sex", label="Giới tính", sort=Sort.CHOICE, choices=tuple(Sex.choices())),
    Field(key="education", label="Trình độ", sort=Sort.CHOICE, choices=tuple(Education.choices())),
)
_ADDRESS = (
    Field(key="text", label="Địa chỉ trụ sở mới", is_required=True, help="Số nhà, đường, ấp, khu phố."),
    Field(key="commune", label="Xã, phường", sort=Sort.COMMUNE, is_required=True),
    Field(key="valid_from", label="Từ ngày", sort=Sort.DAY, is_required=True),
    _decision(is_required=False),
)
_CONTACT = (
    Field(key="phone", label="Điện thoại của hợp tác xã", sort=Sort.PHONE, limit=30, item="phone"),
    Field(key="email", label="Thư điện tử", sort=Sort.EMAIL, limit=200, item="email"),
    Field(
        key="website",
        label="Trang mạng",
        sort=Sort.LINK,
        limit=200,
        item="website",
        help="Ví dụ https://htx.vn; trang Facebook, Zalo cũng được.",
    ),
)
_CHARTER = (
    Field(key="charter_vnd", label="Vốn điều lệ mới", sort=Sort.MONEY, limit=60, is_required=True),
    Field(key="contributed_vnd", label="Vốn thực góp", sort=Sort.MONEY, limit=60),
    Field(key="valid_from", label="Từ ngày", sort=Sort.DAY, is_required=True),
    _decision(),
)
_ACTIVITIES = (
    Field(
        key="main",
        label="Ngành chính",
        sort=Sort.LINE,
        item="main",
        help="Gõ mã 4 chữ số hoặc vài chữ của tên ngành rồi chọn; để trống nếu không đổi.",
    ),
    *(
        Field(key=f"added_{place}", label=f"Thêm ngành ({place})", sort=Sort.LINE, item=f"added_{place}")
        for place in range(1, MANY_LINES + 1)
    ),
    Field(key="dropped", label="Bỏ ngành", sort=Sort.LINES, item="dropped"),
)
_MEMBERS = (
    Field(
        key="year",
        label="Số liệu của năm",
        sort=Sort.YEAR,
        limit=4,
        is_required=True,
        help="Năm chưa hết thì ghi năm nay.",
    ),
    Field(
        key="official_members",
        label="Thành viên chính thức",
        sort=Sort.COUNT,
        limit=9,
        is_required=True,
        item="official_members",
    ),
    Field(
        key="female_members", label="Trong đó thành viên nữ", sort=Sort.COUNT, limit=9, item="female_members"
    ),
)
_STATUS = (
    Field(key="status", label="Thông báo", sort=Sort.CHOICE, is_required=True, choices=TOLD),
    Field(key="effective_on", label="Từ ngày", sort=Sort.DAY, is_required=True),
    Field(
        key="until_on",
        label="Tạm ngừng đến hết ngày",
        sort=Sort.DAY,
        help="Chỉ ghi khi tạm ngừng kinh doanh.",
    ),
    Field(
        key="document_number",
        label="Số nghị quyết, thông báo",
        limit=60,
        is_required=True,
        help="Nghị quyết Đại hội thành viên hoặc thông báo gửi cơ quan đăng ký.",
    ),
    Field(key="document_on", label="Ngày nghị quyết, thông báo", sort=Sort.DAY, is_required=True),
    Field(key="reason", label="Lý do", sort=Sort.LONG, limit=300),
)
_SUPPORT = (
    Field(key="policy", label="Chính sách hỗ trợ", sort=Sort.POLICY, is_required=True),
    Field(key="content", label="Đề nghị hỗ trợ việc gì", limit=250, is_required=True),
    Field(key="amount_vnd", label="Số tiền đề nghị", sort=Sort.MONEY, limit=60, is_required=True),
    Field(key="starts_on", label="Từ ngày", sort=Sort.DAY, is_required=True),
    Field(key="ends_on", label="Đến hết ngày", sort=Sort.DAY, is_required=True),
    Field(key="purpose", label="Mục đích, kết quả mong đợi", sort=Sort.LONG, limit=500, is_required=True),
)
_MEMBERSHIP = (
    Field(key="reason", label="Lý do", sort=Sort.LONG, limit=500, is_required=True),
    _decision("Nghị quyết Đại hội thành viên"),
)
_PAPER = (
    Field(
        key="kind",
        label="Loại giấy tờ",
        sort=Sort.CHOICE,
        is_required=True,
        choices=tuple(PaperKind.choices()),
    ),
    Field(
        key="year",
        label="Của năm",
        sort=Sort.YEAR,
        limit=4,
        help="Chỉ ghi cho báo cáo hoạt động, báo cáo tài chính, biên bản đại hội thường niên.",
    ),
    Field(key="number", label="Số, mã", limit=80),
    Field(key="issuer", label="Nơi cấp, nơi lập", limit=200),
    Field(key="issued_on", label="Ngày cấp, ngày lập", sort=Sort.DAY, is_required=True),
    Field(
        key="through_on",
        label="Có giá trị đến hết ngày",
        sort=Sort.DAY,
        help="Không có thời hạn thì để trống.",
    ),
)
FIELDS: Mapping[PetitionKind, tuple[Field, ...]] = {
    PetitionKind.PERSON: _PERSON,
    PetitionKind.ADDRESS: _ADDRESS,
    PetitionKind.CONTACT: _CONTACT,
    PetitionKind.CHARTER: _CHARTER,
    PetitionKind.ACTIVITIES: _ACTIVITIES,
    PetitionKind.MEMBERS: _MEMBERS,
    PetitionKind.STATUS: _STATUS,
    PetitionKind.SUPPORT: _SUPPORT,
    PetitionKind.JOIN: _MEMBERSHIP,
    PetitionKind.LEAVE: _MEMBERSHIP,
    PetitionKind.PAPER: _PAPER,
}


def items_of(kind: PetitionKind) -> tuple[str, ...]:
    """What can be accepted by itself, in order."""
    return tuple(dict.fromkeys(field.item for field in FIELDS[kind]))

"""What each column of a table is for, told from its heading; other offices use other names and orders."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum, auto

from lmhtx.vn.text import fold


class Role(Enum):
    """What a column holds."""

    NUMBER = auto()
    TEXT = auto()
    LEAD = auto()
    PARTNERS = auto()
    AGENCIES = auto()
    DEADLINE = auto()
    START = auto()
    PRODUCT = auto()
    PERSON = auto()
    INDICATOR = auto()
    NAME = auto()
    MONEY = auto()
    EXTRA = auto()


# Vietnamese puts the head of a phrase first: "Thời gian thực hiện" is a time, "Kết quả thực hiện" a result.
# The first pattern that fits decides.
RULES: list[tuple[Role, re.Pattern[str]]] = [
    (role, re.compile(pattern))
    for role, pattern in (
        (Role.NUMBER, r"s\s*t\s*t|t\s*\.?\s*t|so tt|so thu tu|thu tu|stt\b.*|tt/?\b.{0,6}|no\.?|#|ma so|ma nhiem vu"),
        (Role.NAME, r"(?:ho (?:va|,) ten|ho ten).*"),
        (Role.NAME, r"ten (?:htx|hop tac xa|don vi|doanh nghiep|to chuc|xa|co so|san pham).*"),
        (Role.MONEY, (
            r"(?:(?:du kien |tong |du toan |nhu cau |khai toan )*(?:kinh phi|von|muc chi|nguon (?:von|luc|"
            r"kinh phi)|thanh tien|don gia|so tien|ngan sach)|so luong|khoi luong|don vi tinh|dvt|nguon)\b.*"
        )),
        (Role.EXTRA, (
            r"(?:ghi chu|can cu|co so|ly do|dia diem|tinh hinh|danh gia|trang thai|muc do|uu tien|tien do den|"
            r"tien do thuc hien den|(?:hinh thuc|noi) (?:hop|to chuc)|linh vuc|van ban (?:giao|chi dao)|"
            r"nguon goc)\b.*"
        )),
        (Role.AGENCIES, (
            r".*(?:chu tri|thuc hien|dau moi|trach nhiem).*phoi hop.*|.*phoi hop.*chu tri.*|phan cong (?:thuc hien|"
            r"nhiem vu|trach nhiem)?|to chuc thuc hien|phan cong"
        )),
        (Role.LEAD, r".*(?:co quan|don vi|phong|ban|so|to chuc|dia phuong).{0,40}chu tri.*|chu tri.*|.*\bchu tri$"),
        (Role.PARTNERS, r"(?!ket qua|noi dung|thoi gian).*(?:phoi hop|tham gia|lien quan).*"),
        (Role.PERSON, (
            r"(?:nguoi dung dau|lanh dao|nguoi (?:phu trach|chi dao|theo doi)|dong chi|chi dao|can bo|chuyen vien|"
            r"nguoi (?:thuc hien|chiu trach nhiem)|ca nhan|truong nhom|thanh vien).*"
        )),
        (Role.START, (
            r"(?:thoi (?:gian|diem) |ngay |tu )?(?:bat dau|khoi (?:cong|dong)|tu ngay)\b.*|"
            r"thoi gian (?:thuc hien )?(?:tu|bat dau)\b.*"
        )),
        (Role.DEADLINE, (
            r"(?:du kien )?(?:thoi (?:gian|han|diem|luong)|tien do|han|lo trinh|ngay|moc|ky han|den ngay|ket thuc|"
            r"hoan thanh|deadline)\b(?!.*(?:ket qua|san pham)).*|(?:quy|thang)(?:[,/ ]+nam)?"
        )),
        (Role.PRODUCT, (
            r"(?:du kien |yeu cau |muc tieu,? |hinh thuc,? )*(?:san pham|ket qua|dau ra|yeu cau can dat|yeu cau|"
            r"hinh thuc|muc tieu can dat|chi tieu san pham)\b.*"
        )),
        (Role.INDICATOR, r"(?:ten )?(?:chi tieu|chi so|tieu chi|muc tieu)(?!.*(?:nhiem vu|cong viec|giai phap)).*"),
        (Role.LEAD, (
            r"(?:co quan|don vi|bo phan|dau moi|trach nhiem|noi thuc hien|chiu trach nhiem|giao|"
            r"thuc hien)\b(?!.*tinh$).{0,50}|(?:to chuc|dia phuong|phong|ban|so|nganh)[,/ ]+(?:don vi|ban|nganh|"
            r"phong|to chuc|ca nhan|thuc hien|phu trach|chu tri|duoc giao|co quan).{0,40}|nguoi thuc hien"
        )),
        (Role.TEXT, (
            r".{0,60}(?:nhiem vu|noi dung|cong viec|giai phap|hoat dong|\bviec\b|van ban|de an|du an|chuong trinh|"
            r"chuyen de|dau viec|ke hoach|cong tac).{0,50}"
        )),
    )
]  # fmt: skip

TASK_WORDS = re.compile(
    r"nhiem vu|cong viec|giai phap|dau viec|hoat dong|\bviec\b|noi dung thuc hien|noi dung cong"
)
LONGEST_HEADING = 120


@dataclass(slots=True)
class Columns:
    """The roles of a table's columns, by column place, and the headings they were told from."""

    roles: dict[int, Role] = field(default_factory=dict)
    headings: dict[int, str] = field(default_factory=dict)
    group_columns: list[int] = field(default_factory=list)
    is_guessed: bool = False

    def of(self, role: Role) -> list[int]:
        """The places of the columns of a role."""
        return [column for column, held in sorted(self.roles.items()) if held is role]

    def has(self, *roles: Role) -> bool:
        """Whether any column has one of the roles."""
        return any(held in roles for held in self.roles.values())


def role_of(heading: str) -> Role | None:
    """The role a heading names; None when it names none or is no heading at all."""
    words = re.sub(r"\s*/\s*", "/", fold(heading).replace("\n", " ")).strip(" .:;*-()")
    if not words or len(words) > LONGEST_HEADING:
        return None
    for role, pattern in RULES:
        if pattern.fullmatch(words):
            return role
    return None


def settle_roles(headings: dict[int, str]) -> dict[int, Role]:
    """Roles of all columns together: one deadline, and a person column leads where no office does."""
    roles = {column: role for column, heading in headings.items() if (role := role_of(heading))}
    _keep_one_deadline(roles, headings)
    _keep_one_lead(roles, headings)
    held = set(roles.values())
    for stand_in in (Role.PERSON, Role.NAME):
        if not held & {Role.LEAD, Role.AGENCIES} and {stand_in, Role.TEXT, Role.DEADLINE} <= held:
            places = [c for c, role in roles.items() if role is stand_in]
            roles[min(places, key=lambda c: "thuc hien" not in fold(headings[c]))] = Role.LEAD
            held.add(Role.LEAD)
    if Role.TEXT not in held and Role.INDICATOR in held and {Role.DEADLINE, Role.LEAD} <= held:
        column = next(c for c, role in roles.items() if role is Role.INDICATOR)
        roles[column] = Role.TEXT
    return roles


def _keep_one_lead(roles: dict[int, Role], headings: dict[int, str]) -> None:
    """Of several offices the one that leads counts: "cơ quan chủ trì" beside "cơ quan ban hành"."""
    names = {fold(headings[column]) for column, role in roles.items() if role is Role.LEAD}
    if len(names) <= 1:
        return
    signs = ("chu tri", "thuc hien", "dau moi", "tham muu", "soan thao", "trach nhiem")
    best = min(
        sorted(names), key=lambda words: next((i for i, sign in enumerate(signs) if sign in words), 99)
    )
    for column, role in list(roles.items()):
        if role is Role.LEAD and fold(headings[column]) != best:
            roles[column] = Role.EXTRA


def _keep_one_deadline(roles: dict[int, Role], headings: dict[int, str]) -> None:
    """Of several times the one of completion counts: "thời gian trình" beside "thời gian hoàn thành"."""
    places: dict[str, list[int]] = {}
    for column, role in roles.items():
        if role is Role.DEADLINE:
            places.setdefault(fold(headings[column]), []).append(column)
    if len(places) <= 1:
        return
    best = max(places, key=lambda words: bool(re.search(r"hoan thanh|ket thuc|\bhan\b|thoi han", words)))
    for words, columns in places.items():
        if words != best:
            roles.update(dict.fromkeys(columns, Role.EXTRA))


def why_no_task_table(columns: Columns) -> str:
    """Why a table with these columns holds no tasks; empty when it does."""
    if not columns.has(Role.TEXT):
        if columns.has(Role.INDICATOR):
            return "là bảng chỉ tiêu, không phải bảng nhiệm vụ"
        return "không có cột nhiệm vụ hoặc nội dung công việc"
    if columns.has(Role.DEADLINE) and columns.has(
        Role.LEAD, Role.AGENCIES, Role.PARTNERS, Role.PRODUCT, Role.NUMBER
    ):
        return ""
    if columns.has(Role.DEADLINE) and len(columns.headings) <= 3:
        return ""
    if columns.has(Role.LEAD) and columns.has(Role.PARTNERS):
        return ""
    words = " ".join(fold(columns.headings[c]) for c in columns.of(Role.TEXT))
    is_assignment = columns.has(Role.LEAD, Role.AGENCIES) and TASK_WORDS.search(words)
    if is_assignment and not columns.has(Role.MONEY, Role.NAME):
        return ""
    return "không có cột thời hạn và cơ quan thực hiện của nhiệm vụ"

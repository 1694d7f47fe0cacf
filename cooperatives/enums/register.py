"""Kinds and states of cooperatives and of their people, with the words the office uses."""

from __future__ import annotations

from lmhtx.vn.labels import Labelled


class Kind(Labelled):
    """What a collective-economy organisation is by law."""

    GROUP = "tht", "Tổ hợp tác"
    COOPERATIVE = "htx", "Hợp tác xã"
    UNION = "lhhtx", "Liên hiệp hợp tác xã"
    CREDIT_FUND = "qtdnd", "Quỹ tín dụng nhân dân"


class Status(Labelled):
    """Where a cooperative stands in its life; derived from its events, never typed over."""

    ACTIVE = "active", "Đang hoạt động"
    SUSPENDED = "suspended", "Tạm ngừng kinh doanh"
    STOPPED = "stopped", "Ngừng hoạt động chờ giải thể"
    DISSOLVING = "dissolving", "Đang làm thủ tục giải thể"
    REVOKED = "revoked", "Bị thu hồi Giấy chứng nhận"
    GOING_BANKRUPT = "going_bankrupt", "Đang làm thủ tục phá sản"
    DISSOLVED_FREELY = "dissolved_freely", "Đã giải thể (tự nguyện)"
    DISSOLVED_BY_FORCE = "dissolved_by_force", "Đã giải thể (bắt buộc)"
    CONVERTED = "converted", "Đã chuyển đổi"
    MERGED = "merged", "Đã sáp nhập"
    CONSOLIDATED = "consolidated", "Đã hợp nhất"
    SPLIT = "split", "Đã chia"
    BANKRUPT = "bankrupt", "Đã phá sản"


ENDED = frozenset(
    {
        Status.DISSOLVED_FREELY,
        Status.DISSOLVED_BY_FORCE,
        Status.CONVERTED,
        Status.MERGED,
        Status.CONSOLIDATED,
        Status.SPLIT,
        Status.BANKRUPT,
    }
)
DISSOLVED = frozenset({Status.DISSOLVED_FREELY, Status.DISSOLVED_BY_FORCE})
REORGANISED = frozenset({Status.CONVERTED, Status.MERGED, Status.CONSOLIDATED, Status.SPLIT})
ON_THE_WAY_OUT = frozenset({Status.STOPPED, Status.DISSOLVING, Status.REVOKED})


class Sector(Labelled):
    """The four sectors of Nghị định 113/2024, by the main registered line."""

    FARMING = "farming", "Nông nghiệp"
    INDUSTRY = "industry", "Công nghiệp – xây dựng"
    FINANCE = "finance", "Tài chính, ngân hàng và bảo hiểm"
    TRADE = "trade", "Thương mại – dịch vụ và lĩnh vực khác"
    UNKNOWN = "unknown", "Không xác định"


class Size(Labelled):
    """The four sizes of Nghị định 113/2024; what is missing never counts as the smallest."""

    LARGE = "large", "Lớn"
    MEDIUM = "medium", "Vừa"
    SMALL = "small", "Nhỏ"
    TINY = "tiny", "Siêu nhỏ"
    UNKNOWN = "unknown", "Không xác định"


class Governance(Labelled):
    """How a cooperative is governed."""

    FULL = "full", "Đầy đủ (Hội đồng quản trị, Giám đốc, Ban kiểm soát)"
    SHORT = "short", "Rút gọn (Giám đốc, kiểm soát viên)"


class Model2020(Labelled):
    """What a cooperative does for its members, as Thông tư 01/2020 sorts them."""

    SERVING = "serving", "Phục vụ sản xuất, kinh doanh của thành viên"
    CONSUMING = "consuming", "Phục vụ tiêu dùng của thành viên"
    EMPLOYING = "employing", "Tạo việc làm"
    MIXED = "mixed", "Hỗn hợp"


class OtherNumber(Labelled):
    """Why an old number leads to a cooperative."""

    CERTIFICATE = "certificate", "Số giấy chứng nhận cũ"
    MERGED = "merged", "Mã số của hồ sơ trùng đã gộp"


class Post(Labelled):
    """What a person is in a cooperative."""

    REPRESENTATIVE = "representative", "Người đại diện theo pháp luật"
    CHAIR = "chair", "Chủ tịch Hội đồng quản trị"
    BOARD_MEMBER = "board_member", "Thành viên Hội đồng quản trị"
    DIRECTOR = "director", "Giám đốc (Tổng giám đốc)"
    CHIEF_CONTROLLER = "chief_controller", "Trưởng Ban kiểm soát"
    CONTROLLER = "controller", "Kiểm soát viên, thành viên Ban kiểm soát"
    ACCOUNTANT = "accountant", "Kế toán"
    GROUP_LEADER = "group_leader", "Tổ trưởng tổ hợp tác"


class Education(Labelled):
    """How far a person was schooled, in the steps of the yearly report."""

    UNTRAINED = "untrained", "Chưa qua đào tạo"
    ELEMENTARY = "elementary", "Sơ cấp nghề"
    COLLEGE = "college", "Trung cấp, cao đẳng"
    UNIVERSITY = "university", "Đại học, trên đại học"


class Sex(Labelled):
    """As on the identity card."""

    FEMALE = "female", "Nữ"
    MALE = "male", "Nam"


class MemberKind(Labelled):
    """What a member is by Luật Hợp tác xã 2023."""

    OFFICIAL = "official", "Thành viên chính thức"
    ASSOCIATE_WITH_CAPITAL = "associate_capital", "Thành viên liên kết góp vốn"
    ASSOCIATE = "associate", "Thành viên liên kết không góp vốn"


class MemberForm(Labelled):
    """Who a member is."""

    PERSON = "person", "Cá nhân"
    HOUSEHOLD = "household", "Hộ gia đình, tổ chức không có tư cách pháp nhân"
    LEGAL_PERSON = "legal_person", "Pháp nhân"


class Ground(Labelled):
    """Why a cooperative needs looking at."""

    SUSPENSION_OVER = "suspension_over", "Hết hạn tạm ngừng nhưng chưa hoạt động lại hoặc gia hạn"
    INACTIVE = "inactive", "Ngừng hoạt động liên tục quá thời hạn"
    TOO_FEW_MEMBERS = "too_few_members", "Không đủ số thành viên tối thiểu"
    NO_ASSEMBLY = "no_assembly", "Không họp Đại hội thành viên thường niên"
    NO_CODE = "no_code", "Chưa có mã số"
    SAID_STOPPED = "said_stopped", "Báo đã ngừng hoạt động khi được gọi"


class EndKind(Labelled):
    """The four kinds of the table of cooperatives to be dissolved."""

    FREELY_CLEAR = "freely_clear", "Tự nguyện – không nợ, tài sản"
    FREELY_OWING = "freely_owing", "Tự nguyện – còn nợ, tài sản"
    FORCED_CLEAR = "forced_clear", "Bắt buộc – không nợ, tài sản"
    FORCED_OWING = "forced_owing", "Bắt buộc – còn nợ, tài sản"
    UNSORTED = "unsorted", "Chưa phân loại"

"""Words of support: what policies ask for, how a cooperative stands to them, how support moves."""

from __future__ import annotations

from lmhtx.vn.labels import Labelled


class PolicyGroup(Labelled):
    """The groups of policies of Luật Hợp tác xã 2023."""

    LAND = "land", "Đất đai"
    TAX = "tax", "Thuế, phí, lệ phí"
    PEOPLE = "people", "Phát triển nguồn nhân lực, thông tin, tư vấn"
    CAPITAL = "capital", "Tiếp cận vốn, bảo hiểm"
    SCIENCE = "science", "Khoa học công nghệ, đổi mới sáng tạo, chuyển đổi số"
    MARKET = "market", "Tiếp cận thị trường, xúc tiến thương mại"
    BUILDING = "building", "Kết cấu hạ tầng, trang thiết bị"
    AUDIT = "audit", "Kiểm toán"
    FARMING = "farming", "Hỗ trợ đặc thù lĩnh vực nông nghiệp"


class ConditionPart(Labelled):
    """Whether each condition must be met, or one of several is enough."""

    MUST = "must", "Bắt buộc"
    ONE_OF = "one_of", "Có ít nhất một"


class Asked(Labelled):
    """What a condition looks at."""

    KIND = "kind", "Loại hình"
    SECTOR = "sector", "Lĩnh vực"
    ACTIVE = "active", "Đang hoạt động, không tạm ngừng, giải thể"
    REGISTERED = "registered", "Đã đăng ký"
    MONTHS = "months", "Đã đăng ký ít nhất (tháng)"
    ALLIANCE = "alliance", "Thành viên Liên minh"
    MEMBERS = "members", "Thành viên chính thức ít nhất"
    WOMEN = "women", "Thành viên nữ ít nhất (%)"
    MEMBERS_GREW = "members_grew", "Thành viên tăng trong 02 năm liên tiếp trước đó"
    INTERNAL_GREW = "internal_grew", "Tỷ lệ giá trị giao dịch nội bộ năm trước tăng"
    TRAINED = "trained", "Thành viên, người lao động đã qua tập huấn ít nhất (%)"
    OCOP = "ocop", "Có sản phẩm OCOP còn hiệu lực"
    NEW_IN_HARD_AREA = "new_in_hard_area", "Ở địa bàn khó khăn, thành lập không quá (tháng)"
    NO_PENALTY = "no_penalty", "Không đang chấp hành quyết định xử phạt, bản án"
    COMMON_FUND = "common_fund", "Trích quỹ chung không chia năm trước trên mức tối thiểu"
    COMMON_ASSETS = "common_assets", "Giá trị tài sản chung không chia năm trước tăng"
    AUDITED = "audited", "Có báo cáo kiểm toán theo yêu cầu"


class Known(Labelled):
    """What no figure of the register tells, and somebody has to confirm from papers."""

    NO_PENALTY = "no_penalty", "Không đang chấp hành quyết định xử phạt, bản án"
    HARD_AREA = "hard_area", "Ở địa bàn khó khăn, đặc biệt khó khăn"
    COMMON_FUND = "common_fund", "Trích quỹ chung không chia năm trước trên mức tối thiểu"
    COMMON_ASSETS = "common_assets", "Giá trị tài sản chung không chia năm trước tăng"
    AUDITED = "audited", "Có báo cáo kiểm toán theo yêu cầu"


class Verdict(Labelled):
    """How a cooperative stands to a condition or to a policy."""

    PASSES = "passes", "Đủ điều kiện"
    UNKNOWN = "unknown", "Chưa đủ số liệu"
    FAILS = "fails", "Không đủ điều kiện"


# How the same verdict is said of one condition.
SHORT = {Verdict.PASSES: "Đạt", Verdict.UNKNOWN: "Thiếu số liệu", Verdict.FAILS: "Không đạt"}


class SupportState(Labelled):
    """Where a piece of support stands."""

    PLANNED = "planned", "Dự kiến"
    APPROVED = "approved", "Đã phê duyệt"
    GIVEN = "given", "Đã hỗ trợ"
    ENDED = "ended", "Đã kết thúc"
    WITHDRAWN = "withdrawn", "Đã rút"


class Money(Labelled):
    """Where the money comes from."""

    CENTRAL = "central", "Ngân sách trung ương"
    LOCAL = "local", "Ngân sách địa phương"
    PROGRAMME = "programme", "Chương trình mục tiêu quốc gia"
    FUND = "fund", "Quỹ Hỗ trợ phát triển HTX"
    SOCIAL = "social", "Xã hội hóa"
    ALLIANCE = "alliance", "Kinh phí của Liên minh"


WITH_BOUND = {
    Asked.MONTHS: "Đã đăng ký ít nhất {} tháng",
    Asked.MEMBERS: "Ít nhất {} thành viên chính thức",
    Asked.WOMEN: "Ít nhất {} % thành viên là nữ",
    Asked.TRAINED: "Ít nhất {} % thành viên hoặc người lao động đã qua tập huấn",
    Asked.NEW_IN_HARD_AREA: "Ở địa bàn khó khăn, thành lập không quá {} tháng",
}
# Which tests compare with a number, which with a list of kinds or sectors.
COUNTED = tuple(WITH_BOUND)
LISTED = (Asked.KIND, Asked.SECTOR)
# What counts as support received.
RECEIVED = (SupportState.GIVEN, SupportState.ENDED)

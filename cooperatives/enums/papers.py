"""Papers and certificates of cooperatives: their kinds, how they stand, how they end."""

from __future__ import annotations

from lmhtx.vn.labels import Labelled


class PaperKind(Labelled):
    """What a paper is: those of the legal file first, then certificates and codes."""

    REGISTRATION = "registration", "Giấy chứng nhận đăng ký"
    CONTRACT = "contract", "Hợp đồng hợp tác"
    CHARTER = "charter", "Điều lệ"
    RESOLUTION = "resolution", "Nghị quyết hội nghị thành lập, đại hội thành viên"
    PLAN = "plan", "Phương án sản xuất, kinh doanh"
    MEMBER_BOOK = "member_book", "Sổ đăng ký thành viên"
    MANAGERS = "managers", "Danh sách, quyết định HĐQT, Giám đốc, Ban kiểm soát"
    MEMBER_DECISIONS = "member_decisions", "Quyết định tham gia của hợp tác xã thành viên"
    ANNUAL_REPORT = "annual_report", "Báo cáo hoạt động năm"
    FINANCES = "finances", "Báo cáo tài chính năm"
    MINUTES = "minutes", "Biên bản đại hội thường niên"
    LICENCE = "licence", "Giấy phép ngành nghề có điều kiện"
    LAND = "land", "Giấy chứng nhận quyền sử dụng đất, hợp đồng thuê đất"
    BRANCH = "branch", "Giấy đăng ký chi nhánh, văn phòng đại diện"
    LINKAGE = "linkage", "Hợp đồng liên kết"
    ADMISSION = "admission", "Quyết định kết nạp vào Liên minh"
    OTHER = "other", "Giấy tờ khác"
    VIETGAP = "vietgap", "VietGAP"
    GLOBALGAP = "globalgap", "GlobalGAP"
    ORGANIC = "organic", "Hữu cơ"
    HACCP = "haccp", "HACCP"
    ISO = "iso", "ISO 22000, ISO khác"
    HALAL = "halal", "Halal"
    FOOD_SAFETY = "food_safety", "Cơ sở đủ điều kiện an toàn thực phẩm"
    TRADEMARK = "trademark", "Nhãn hiệu"
    SHARED_MARK = "shared_mark", "Nhãn hiệu tập thể, nhãn hiệu chứng nhận"
    ORIGIN = "origin", "Chỉ dẫn địa lý"
    GROWING_CODE = "growing_code", "Mã số vùng trồng"
    PACKING_CODE = "packing_code", "Mã số cơ sở đóng gói"
    TRACING = "tracing", "Mã truy xuất nguồn gốc"


CERTIFICATES = (
    PaperKind.VIETGAP,
    PaperKind.GLOBALGAP,
    PaperKind.ORGANIC,
    PaperKind.HACCP,
    PaperKind.ISO,
    PaperKind.HALAL,
    PaperKind.FOOD_SAFETY,
    PaperKind.TRADEMARK,
    PaperKind.SHARED_MARK,
    PaperKind.ORIGIN,
    PaperKind.GROWING_CODE,
    PaperKind.PACKING_CODE,
    PaperKind.TRACING,
)
LEGAL = tuple(kind for kind in PaperKind if kind not in CERTIFICATES)
# Papers of a year: one for each.
ANNUAL = (PaperKind.ANNUAL_REPORT, PaperKind.FINANCES, PaperKind.MINUTES)
# A cooperative has one of them at a time; a new one replaces it.
SINGLE = (
    PaperKind.REGISTRATION,
    PaperKind.CONTRACT,
    PaperKind.CHARTER,
    PaperKind.RESOLUTION,
    PaperKind.PLAN,
    PaperKind.MEMBER_BOOK,
    PaperKind.MANAGERS,
    PaperKind.ADMISSION,
)
# What an office outside gives has a number, and its giver is named.
NUMBERED = (
    PaperKind.REGISTRATION,
    PaperKind.LICENCE,
    PaperKind.LAND,
    PaperKind.BRANCH,
    PaperKind.ADMISSION,
    *CERTIFICATES,
)


class PaperEnd(Labelled):
    """Why a paper is no longer the one of the file."""

    REPLACED = "replaced", "Đã thay thế"
    REVOKED = "revoked", "Cơ quan cấp thu hồi"
    MISTAKEN = "mistaken", "Rút: ghi nhầm"


class PaperState(Labelled):
    """Where a paper stands on a day."""

    VALID = "valid", "Còn hiệu lực"
    SOON = "soon", "Sắp hết hạn"
    EXPIRED = "expired", "Hết hạn"
    REPLACED = "replaced", "Đã thay thế"
    REVOKED = "revoked", "Đã thu hồi"
    MISTAKEN = "mistaken", "Đã rút (ghi nhầm)"


IN_FILE = (PaperState.VALID, PaperState.SOON)


class CopyKind(Labelled):
    """Why the file may stand for the paper."""

    SIGNED = "signed", "Bản điện tử có chữ ký số"
    CERTIFIED = "certified", "Bản quét đã đối chiếu bản chính, chứng thực"


class DigitalState(Labelled):
    """How far a paper is from being digital: a file alone is not enough."""

    NO_FILE = "no_file", "Chưa có tệp"
    WAITING = "waiting", "Có tệp, chờ xác nhận"
    DIGITISED = "digitised", "Đã số hóa"

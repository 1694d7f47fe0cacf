"""What the national registration system and our register both say, whence it came, and how a difference stands."""

from __future__ import annotations

from lmhtx.vn.labels import Labelled


class Legal(Labelled):
    """The facts of registration that both systems keep, in the order of the certificate."""

    NAME = "name", "Tên"
    STATUS = "status", "Tình trạng"
    ADDRESS = "address", "Địa chỉ trụ sở"
    REPRESENTATIVE = "representative", "Người đại diện theo pháp luật"
    CHARTER = "charter_vnd", "Vốn điều lệ"
    MAIN_ACTIVITY = "main_activity", "Ngành chính"
    ACTIVITIES = "activities", "Các ngành đăng ký"
    REGISTERED = "first_registered_on", "Ngày đăng ký lần đầu"
    CERTIFICATE = "certificate", "Số giấy chứng nhận"


class Origin(Labelled):
    """Whence the present value of a fact came."""

    NATIONAL = "national", "Hệ thống đăng ký quốc gia"
    STAFF = "staff", "Cán bộ Liên minh ghi"
    PETITION = "petition", "Đề nghị của hợp tác xã"
    WORKBOOK = "workbook", "Nhập từ bảng tính"
    EARLIER = "earlier", "Có trước khi theo dõi nguồn"


class Standing(Labelled):
    """How what the national system says of a fact stands to what we say."""

    SILENT = "silent", "Chưa đối chiếu"
    AGREED = "agreed", "Khớp"
    OPEN = "open", "Chờ quyết định"
    REPORTED = "reported", "Đã báo cơ quan đăng ký"


class Winner(Labelled):
    """What happens with a value of the national system."""

    OLD = "old", "Cũ hơn lần đã đọc, bỏ qua"
    SAME = "same", "Không đổi"
    TAKE = "take", "Ghi theo đăng ký quốc gia"
    STILL_REPORTED = "still_reported", "Đã báo cơ quan đăng ký, họ chưa đổi"
    OPEN = "open", "Người quyết định"


class NewcomerState(Labelled):
    """What was decided of a cooperative that only the national system knows."""

    OPEN = "open", "Chờ quyết định"
    ADDED = "added", "Đã thêm vào sổ"
    LEFT = "left", "Không thêm"


DIFFERENT = (Standing.OPEN, Standing.REPORTED)
# In which order facts are taken over: the main line before the list of all, the status when the rest is in place.
APPLIED = (*(one for one in Legal if one != Legal.STATUS), Legal.STATUS)

"""What a cooperative may do with digital tools, in the words of the list by which it is judged."""

from __future__ import annotations

from lmhtx.vn.labels import Labelled


class DigitalItem(Labelled):
    """A tool in use: group A for managing, group B for selling."""

    ACCOUNTS = "A1", "A1. Phần mềm kế toán"
    INVOICES = "A2", "A2. Hóa đơn điện tử, kê khai thuế điện tử"
    SIGNATURE = "A3", "A3. Chữ ký số đang hiệu lực"
    MANAGING = "A4", "A4. Phần mềm quản lý thành viên, sản xuất, nhật ký điện tử"
    REPORTING = "A5", "A5. Nộp báo cáo hoạt động trực tuyến"
    SENSORS = "A6", "A6. Thiết bị kết nối, tưới – giám sát tự động"
    MARKET = "B1", "B1. Gian hàng trên sàn thương mại điện tử, có đơn hàng"
    WEBSITE = "B2", "B2. Trang thông tin, trang mạng xã hội còn cập nhật"
    TRACING = "B3", "B3. Mã truy xuất nguồn gốc quét được"
    CASHLESS = "B4", "B4. Thanh toán không dùng tiền mặt"
    STREAMING = "B5", "B5. Bán hàng phát trực tiếp, tiếp thị liên kết"


FOR_MANAGING = frozenset(item for item in DigitalItem if item.value.startswith("A"))
FOR_SELLING = frozenset(item for item in DigitalItem if item.value.startswith("B"))
# What every enterprise must have by law says nothing of its own will.
MANDATORY = frozenset({DigitalItem.INVOICES})


class ProofState(Labelled):
    """Where a piece of evidence stands on a day."""

    WAITING = "waiting", "Chờ xác minh"
    COUNTS = "counts", "Đã xác minh, còn hạn"
    OLD = "old", "Đã quá hạn"
    WITHDRAWN = "withdrawn", "Đã rút"

"""What an inspection of văn thư work looks for."""

from __future__ import annotations

from lmhtx.vn.labels import Labelled


class FaultKind(Labelled):
    """A fault that an inspection seeks in the books and papers of a year."""

    GAP = "gap", "Khuyết số trong sổ"
    HELD = "held", "Số đang giữ"
    CANCELLED = "cancelled", "Số đã hủy"
    BACKWARD = "backward", "Ngày đi lùi so với số liền trước"
    REGISTERED_LATE = "registered_late", "Vào sổ sau ngày làm việc kế tiếp"
    ISSUED_LATE = "issued_late", "Phát hành sau ngày làm việc kế tiếp ngày ký"
    NO_AUTHORITY = "no_authority", "Người ký không có thẩm quyền vào ngày ký"
    OVERDUE = "overdue", "Quá hạn chưa giải quyết"
    NO_EVIDENCE = "no_evidence", "Kết thúc mà không có văn bản trả lời trên cổng"
    NOT_FILED = "not_filed", "Đã phát hành mà chưa lưu"
    NOT_IN_FILE = "not_in_file", "Văn bản của năm đã qua chưa nằm trong hồ sơ nào"
    NOT_HANDED_OVER = "not_handed_over", "Hồ sơ quá hạn nộp lưu"
    CORRECTED = "corrected", "Sửa sau khi vào sổ, sau khi cấp số"

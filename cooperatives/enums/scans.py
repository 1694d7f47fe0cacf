"""Words of printed forms that come back filled in by hand."""

from __future__ import annotations

from lmhtx.vn.labels import Labelled


class ScanState(Labelled):
    """What is known of a page that was brought."""

    MATCHED = "matched", "Đã khớp, chờ nhập"
    BY_HAND = "by_hand", "Khớp bằng tay, chờ nhập"
    ENTERED = "entered", "Đã nhập"
    UNREADABLE = "unreadable", "Không đọc được mã vuông"
    FOREIGN = "foreign", "Mã vuông không phải của cổng"
    PERIOD = "period", "Phiếu của đợt khác"
    EDITION = "edition", "Bản mẫu khác"
    OUT = "out", "Không thuộc phạm vi"
    DUPLICATE = "duplicate", "Trang trùng"


TO_ENTER = frozenset({ScanState.MATCHED, ScanState.BY_HAND})
# Of these the cooperative is known.
KNOWN = TO_ENTER | {ScanState.ENTERED}

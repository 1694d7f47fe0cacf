"""Where a brought workbook of the register stands."""

from __future__ import annotations

from lmhtx.vn.labels import Labelled


class BringState(Labelled):
    """The states of a brought workbook."""

    CHECKING = "checking", "Đang đọc"
    CHECKED = "checked", "Chờ xem và xác nhận"
    UNREAD = "unread", "Không đọc được"
    WRITING = "writing", "Đang ghi"
    WRITTEN = "written", "Đã ghi"
    DROPPED = "dropped", "Đã bỏ"

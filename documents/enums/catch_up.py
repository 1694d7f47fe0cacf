"""Registers that come in as workbooks: how far one is, what its rows are, what is remarkable in a book."""

from __future__ import annotations

from lmhtx.vn.labels import Labelled


class CatchUpState(Labelled):
    """How far a day's catch-up has come."""

    OPEN = "open", "Chờ lưu"
    SAVED = "saved", "Đã lưu"
    DROPPED = "dropped", "Đã bỏ"


class RowKind(Labelled):
    """What a row of a register is beside what the portal holds."""

    NEW = "new", "Mới"
    KNOWN = "known", "Đã có"
    FAULTY = "faulty", "Cần sửa"


class BookFinding(Labelled):
    """What is remarkable in a book of numbers that comes in."""

    GAP = "gap", "Thiếu số"
    REPEAT = "repeat", "Số lặp lại"
    SUFFIX = "suffix", "Số kèm chữ"
    BACKWARD = "backward", "Ngày lùi"


class Side(Labelled):
    """Where a number stands that the other side does not know."""

    PORTAL = "portal", "Chỉ có ở cổng"
    PROVINCE = "province", "Chỉ có ở Đồng Nai-S"
    DIFFERS = "differs", "Hai bên ghi khác nhau"

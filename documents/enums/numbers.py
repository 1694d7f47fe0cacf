"""Series of numbers: which way papers go, where the numbers come from, what became of a number."""

from __future__ import annotations

from lmhtx.vn.labels import Labelled


class Direction(Labelled):
    """Which papers a series counts."""

    INCOMING = "in", "Văn bản đến"
    OUTGOING = "out", "Văn bản đi"
    COPY = "copy", "Bản sao"


class Authority(Labelled):
    """Which system gives the numbers and carries the directives of a register."""

    PORTAL = "portal", "Cổng này"
    PROVINCE = "province", "Đồng Nai-S"


class BodyKind(Labelled):
    """What an issuing body is to the Alliance."""

    AGENCY = "agency", "Liên minh Hợp tác xã"
    COLLECTIVE = "collective", "Hội đồng, ban, tổ dùng con dấu của Liên minh"
    OWN_SEAL = "own_seal", "Đơn vị có con dấu riêng"


class NumberState(Labelled):
    """What became of a number: it is never taken back, only told."""

    GIVEN = "given", "Đã cấp"
    HELD = "held", "Giữ số"
    CANCELLED = "cancelled", "Hủy số"


class PrintedBook(Labelled):
    """Which book of the decree's forms is printed from the papers of a series."""

    REGISTER = "register", "Sổ đăng ký"
    TRACKING = "tracking", "Sổ theo dõi giải quyết văn bản đến"
    POST = "post", "Sổ gửi văn bản đi bưu điện"


class TypeGroup(Labelled):
    """Where a type of paper belongs."""

    ADMINISTRATIVE = "admin", "Văn bản hành chính"
    COPY = "copy", "Bản sao"
    LEGAL = "legal", "Văn bản quy phạm pháp luật"
    PARTY = "party", "Văn bản của Đảng, đoàn thể"
    PETITION = "petition", "Đơn, thư"


class DayFault(Labelled):
    """Why a number may not bear a day."""

    FUTURE = "future", "Ngày ban hành không được sau hôm nay"
    BACKWARD = "backward", "Ngày ban hành không được trước ngày của số liền trước"
    OTHER_YEAR = "other_year", "Ngày ban hành không thuộc năm của sổ"

"""What comes in: how urgent it is, by which way it came, where it stands, and who is to do what."""

from __future__ import annotations

from lmhtx.vn.labels import Labelled


class Urgency(Labelled):
    """How urgent a paper is, in the three words of the decree; without a mark it is ordinary."""

    ORDINARY = "ordinary", "Thường"
    URGENT = "urgent", "Khẩn"
    VERY_URGENT = "very_urgent", "Thượng khẩn"
    FLASH = "flash", "Hỏa tốc"


URGENT_ONES = frozenset({Urgency.URGENT, Urgency.VERY_URGENT, Urgency.FLASH})


class Circulation(Labelled):
    """Marks that say how far a paper may go."""

    NONE = "none", "Không hạn chế"
    INTERNAL = "internal", "Lưu hành nội bộ"
    RETURN = "return", "Xem xong trả lại"


class Channel(Labelled):
    """By which way a paper, or one more copy of it, came."""

    PAPER = "paper", "Giấy"
    AXIS = "axis", "Trục liên thông, Đồng Nai-S"
    MAIL = "mail", "Thư điện tử"
    ZALO = "zalo", "Zalo (bản chụp)"
    HAND = "hand", "Cá nhân nộp lại"


class IncomingState(Labelled):
    """Where an incoming paper stands."""

    RECEIVED = "received", "Chờ đăng ký"
    REGISTERED = "registered", "Đã vào sổ"
    PRESENTED = "presented", "Đã trình"
    DIRECTED = "directed", "Đã có bút phê"
    IN_PROGRESS = "in_progress", "Đang giải quyết"
    COMPLETED = "completed", "Đã giải quyết"
    RETURNED = "returned", "Đã trả lại"
    RECALLED = "recalled", "Bị thu hồi"
    DROPPED = "dropped", "Đã bỏ"


# Those that bear a number of the book and still want something.
OPEN_STATES = frozenset(
    {
        IncomingState.REGISTERED,
        IncomingState.PRESENTED,
        IncomingState.DIRECTED,
        IncomingState.IN_PROGRESS,
    }
)
ENDED_STATES = frozenset(
    {IncomingState.COMPLETED, IncomingState.RETURNED, IncomingState.RECALLED, IncomingState.DROPPED}
)


class Level(Labelled):
    """Whose words a directive is: the three blocks of the Phiếu giải quyết."""

    AGENCY = "agency", "Ý kiến của lãnh đạo cơ quan"
    UNIT = "unit", "Ý kiến của lãnh đạo đơn vị"
    OFFICER = "officer", "Ý kiến đề xuất của người giải quyết"


class DirectiveSource(Labelled):
    """Where a directive was given."""

    PORTAL = "portal", "Trên cổng"
    PAPER = "paper", "Bút phê giấy"


class Part(Labelled):
    """What somebody is asked to do with a paper."""

    LEAD = "lead", "Chủ trì"
    PARTNER = "partner", "Phối hợp"
    INFORM = "inform", "Để biết"


class Closing(Labelled):
    """What shows that a paper is dealt with."""

    ANSWERED = "answered", "Đã có văn bản trả lời"
    NO_ANSWER = "no_answer", "Không phải trả lời"


class Reason(Labelled):
    """Why a paper goes back to whoever sent it."""

    WRONG_PLACE = "wrong_place", "Gửi nhầm nơi nhận"
    NOT_AUTHENTIC = "not_authentic", "Không xác thực được, không toàn vẹn"
    FORM = "form", "Sai thể thức, thẩm quyền"
    OTHER = "other", "Lý do khác"


# Kinds of files that hang on a paper.
SOURCE_FILE = "source"
DIRECTIVE_PHOTO = "directive"

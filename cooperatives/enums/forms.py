"""States and units of forms, states and lengths of the periods in which they are called for."""

from __future__ import annotations

from lmhtx.vn.labels import Labelled


class PeriodState(Labelled):
    """Whether forms of a period may still be handed in."""

    OPEN = "open", "Đang mở"
    LOCKED = "locked", "Đã khóa"


class Rhythm(Labelled):
    """For which stretch of time a period asks."""

    YEAR = "year", "Năm"
    HALF = "half", "6 tháng"
    QUARTER = "quarter", "Quý"
    ONCE = "once", "Đột xuất"


class Unit(Labelled):
    """What kind of answer a question wants."""

    PEOPLE = "people", "số người"
    MONEY = "money", "số tiền"
    NUMBER = "number", "số"
    WORDS = "words", "chữ"
    YES_NO = "yes_no", "có hoặc không"


class FormState(Labelled):
    """Where the form of one cooperative stands."""

    DRAFT = "draft", "Đang điền"
    SUBMITTED = "submitted", "Đã nộp, chờ xem"
    CORRECTING = "correcting", "Chờ bổ sung"
    RESUBMITTED = "resubmitted", "Đã bổ sung, chờ xem"
    ACCEPTED = "accepted", "Đã áp dụng"
    REFUSED = "refused", "Không chấp nhận"


class FormSource(Labelled):
    """Who filled the form in."""

    SELF = "self", "Hợp tác xã tự khai"
    ON_BEHALF = "on_behalf", "Cán bộ nhập hộ"


class DoubtKind(Labelled):
    """Why a figure is doubted."""

    SUM = "sum", "Cộng chưa khớp"
    CHANGE = "change", "Tăng, giảm nhiều so với kỳ trước"
    SLIP = "slip", "Có thể nhầm đơn vị tính"


class Standing(Labelled):
    """How far a cooperative has come in a period."""

    ON_TIME = "on_time", "Nộp đúng hạn"
    LATE = "late", "Nộp muộn"
    MISSING = "missing", "Chưa nộp"


COUNTED_UNITS = frozenset({Unit.PEOPLE, Unit.MONEY, Unit.NUMBER})
OPEN_TO_FILL = frozenset({FormState.DRAFT, FormState.CORRECTING})
TO_REVIEW = frozenset({FormState.SUBMITTED, FormState.RESUBMITTED})
# A draft is nobody's answer yet; what was refused must be filled in anew.
NOT_RECEIVED = frozenset({FormState.DRAFT, FormState.REFUSED})

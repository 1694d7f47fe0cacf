"""What goes out: where a paper stands, who signs in whose name, how it is signed, sent and mended."""

from __future__ import annotations

from lmhtx.vn.labels import Labelled


class OutgoingState(Labelled):
    """Where an outgoing paper stands."""

    DRAFT = "draft", "Đang soạn thảo"
    UNIT_REVIEW = "unit_review", "Chờ duyệt nội dung"
    CONSULT = "consult", "Đang lấy ý kiến"
    FORMAT_CHECK = "format_check", "Chờ kiểm tra thể thức"
    PENDING_SIGN = "pending_sign", "Đã trình ký"
    SIGNED = "signed", "Đã ký, chờ cấp số"
    NUMBERED = "numbered", "Đã cấp số, chờ đóng dấu"
    SEALED = "sealed", "Đã đóng dấu, chờ phát hành"
    ISSUED = "issued", "Đã phát hành"
    FILED = "filed", "Đã phát hành, đã lưu"
    CANCELLED = "cancelled", "Đã hủy khi chưa có số"
    VOID = "void", "Đã hủy số, không phát hành"


# While no number was given the text may still change.
BEFORE_SIGNING = frozenset(
    {
        OutgoingState.DRAFT,
        OutgoingState.UNIT_REVIEW,
        OutgoingState.CONSULT,
        OutgoingState.FORMAT_CHECK,
        OutgoingState.PENDING_SIGN,
    }
)
UNDER_REVIEW = BEFORE_SIGNING - {OutgoingState.DRAFT}
OUT = frozenset({OutgoingState.ISSUED, OutgoingState.FILED})
WITH_NUMBER = OUT | {OutgoingState.NUMBERED, OutgoingState.SEALED, OutgoingState.VOID}
GIVEN_UP = frozenset({OutgoingState.CANCELLED, OutgoingState.VOID})


class Prefix(Labelled):
    """In whose name a paper is signed, as it is printed before the post."""

    NONE = "none", "Người đứng đầu ký"
    TM = "tm", "TM. (thay mặt tập thể)"
    Q = "q", "Q. (quyền)"
    KT = "kt", "KT. (ký thay)"
    TL = "tl", "TL. (thừa lệnh)"
    TL_KT = "tl_kt", "TL., KT. (cấp phó ký thay người được thừa lệnh)"
    TUQ = "tuq", "TUQ. (thừa ủy quyền)"


class AuthorityFault(Labelled):
    """Why somebody may not sign a paper so."""

    NOT_HEAD = "not_head", "Người ký không phải người đứng đầu vào ngày ký"
    COLLECTIVE = "collective", "Văn bản của hội đồng, ban, tổ phải ký TM. hoặc KT."
    NOT_COLLECTIVE = "not_collective", "TM. chỉ dùng cho hội đồng, ban, tổ làm việc theo chế độ tập thể"
    NOT_DEPUTY = "not_deputy", "Người ký KT. không giữ chức vụ cấp phó vào ngày ký"
    NOT_OF_UNIT = "not_of_unit", "Người ký TL. không đứng đầu đơn vị nào vào ngày ký"
    NOT_AT_WORK = "not_at_work", "Người ký không giữ chức vụ nào ở Liên minh vào ngày ký"
    NO_AUTHORITY = "no_authority", "Chưa có thẩm quyền ký được ghi cho người, loại văn bản và ngày này"


class SignWay(Labelled):
    """How a paper was signed or sealed."""

    WET = "wet", "Trên giấy"
    DIGITAL = "digital", "Ký số"


class ApprovalKind(Labelled):
    """For what somebody answers."""

    CONTENT = "content", "Nội dung"
    FORM = "form", "Thể thức"


class Fault(Labelled):
    """What is wrong with a paper that has gone out."""

    FORM = "form", "Sai thể thức, kỹ thuật trình bày, thủ tục (ví dụ nơi nhận, lỗi gõ ở phần đầu)"
    CONTENT = "content", "Sai nội dung (ví dụ số tiền, tên, điều khoản)"


class Amending(Labelled):
    """What a paper does to an earlier one."""

    CORRECTS = "corrects", "Đính chính"
    REPLACES = "replaces", "Thay thế"


class SendWay(Labelled):
    """By which way a paper goes to one of those who get it."""

    AXIS = "axis", "Trục liên thông, Đồng Nai-S"
    MAIL = "mail", "Thư điện tử"
    POST = "post", "Bưu điện"
    HAND = "hand", "Trao tận tay"


# Kinds of files that hang on a paper or on a version of its draft.
DRAFT_FILE = "draft"
SCAN_FILE = "scan"
SIGNED_FILE = "signed"
SEALED_FILE = "sealed"

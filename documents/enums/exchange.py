"""Messages of the document axis: which way, what they are, what they say became of a paper, how far they have come."""

from __future__ import annotations

from lmhtx.vn.labels import Labelled


class CodeScheme(Labelled):
    """By which rule a code of an agency is written."""

    QCVN102 = "qcvn102", "QCVN 102:2016 (trục liên thông)"
    QD20 = "qd20", "Quyết định 20/2020/QĐ-TTg"


class Flow(Labelled):
    """Which way a message goes."""

    IN = "in", "Đến"
    OUT = "out", "Đi"


class MessageKind(Labelled):
    """What a message is."""

    NEW = "new", "Văn bản mới"
    RECALL = "recall", "Thu hồi"
    UPDATE = "update", "Cập nhật"
    REPLACE = "replace", "Thay thế"
    STATUS = "status", "Trạng thái"


# In the order of the standard's own figures, 0 to 3.
BUSINESS_KINDS = (MessageKind.NEW, MessageKind.RECALL, MessageKind.UPDATE, MessageKind.REPLACE)
REQUESTS = frozenset({MessageKind.RECALL, MessageKind.UPDATE, MessageKind.REPLACE})


class StatusCode(Labelled):
    """What became of a paper at whoever got it, in the figures of the standard."""

    ARRIVED = "01", "Đã đến, văn thư chưa xử lý"
    REFUSED = "02", "Từ chối không tiếp nhận"
    REGISTERED = "03", "Đã tiếp nhận, vào sổ văn bản đến"
    ASSIGNED = "04", "Lãnh đạo đã phân công xử lý"
    IN_PROGRESS = "05", "Đang xử lý"
    COMPLETED = "06", "Hoàn thành xử lý"
    RECALL_ASKED = "13", "Bên gửi yêu cầu lấy lại"
    REQUEST_ACCEPTED = "15", "Đồng ý yêu cầu cập nhật, lấy lại"
    REQUEST_REFUSED = "16", "Từ chối yêu cầu cập nhật, lấy lại"


class MessageState(Labelled):
    """How far a message has come."""

    QUEUED = "queued", "Chờ gửi"
    SENDING = "sending", "Đang gửi"
    SENT = "sent", "Đã gửi"
    CANCELLED = "cancelled", "Đã hủy, không gửi"
    DEAD = "dead", "Không gửi được"
    TAKEN = "taken", "Đã nhận"
    WAITING = "waiting", "Chờ văn thư trả lời"
    ACCEPTED = "accepted", "Đã đồng ý"
    DECLINED = "declined", "Đã từ chối"


NOT_SENT = frozenset({MessageState.QUEUED, MessageState.DEAD})

# Kinds of files that hang on a message.
EDXML_FILE = "edxml"
UPDATE_FILE = "update"

"""Where a sending to the database of the province stands, with the words the office uses."""

from __future__ import annotations

from lmhtx.vn.labels import Labelled


class DeliveryState(Labelled):
    """Where one sending stands; what the other side answered, never what a person decided."""

    QUEUED = "queued", "Chờ gửi"
    SENDING = "sending", "Đang gửi"
    SENT = "sent", "Đã gửi, chờ biên nhận"
    ACKNOWLEDGED = "acknowledged", "Tỉnh đã nhận"
    FAILED = "failed", "Lỗi, sẽ tự gửi lại"
    DEAD = "dead", "Không gửi được"


# What a sender takes up once its time has come.
WAITING = (DeliveryState.QUEUED, DeliveryState.SENT, DeliveryState.FAILED)
# What keeps later sendings of the same cooperative back.
UNSETTLED = (*WAITING, DeliveryState.SENDING)
# What may be sent again by hand.
MENDABLE = (DeliveryState.DEAD, DeliveryState.FAILED)

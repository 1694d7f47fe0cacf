"""Words of the calls to cooperatives whose yearly figures have not come."""

from __future__ import annotations

from lmhtx.vn.labels import Labelled


class CallOutcome(Labelled):
    """What came of a call."""

    ANSWERED = "answered", "Đã khai qua điện thoại"
    NO_ANSWER = "no_answer", "Không nghe máy"
    LATER = "later", "Hẹn gọi lại"
    WRONG_NUMBER = "wrong_number", "Sai số"
    STOPPED = "stopped", "Báo đã ngừng hoạt động"


# Nobody is called again after these: the number, or the cooperative itself, is looked into first.
SET_ASIDE = (CallOutcome.WRONG_NUMBER, CallOutcome.STOPPED)
# What says whether a cooperative still works; a call that nobody took says nothing.
TELLING = (CallOutcome.ANSWERED, CallOutcome.STOPPED)

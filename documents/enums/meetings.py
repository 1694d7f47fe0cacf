"""What those invited to a meeting answer."""

from __future__ import annotations

from lmhtx.vn.labels import Labelled


class MeetingAnswer(Labelled):
    """What somebody invited has said."""

    NONE = "none", "Chưa trả lời"
    COMING = "coming", "Dự"
    ABSENT = "absent", "Vắng có lý do"
    SUBSTITUTE = "substitute", "Cử người dự thay"


# Minutes as chair and secretary signed them.
MINUTES_FILE = "minutes"

"""How lists of meetings are shown."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables

from documents.models import Conclusion, Meeting, MeetingRoom
from lmhtx.ui.tables import DateColumn, DueColumn, HouseTable, NumberColumn
from plans.enums import TaskStatus


class MeetingTable(HouseTable):
    """Meetings."""

    title = tables.Column(verbose_name="Cuộc họp", linkify=True, attrs={"td": {"class": "wordy"}})
    starts_at = DateColumn(verbose_name="Ngày họp")
    room = tables.Column(verbose_name="Phòng họp", default="")
    chair = tables.Column(verbose_name="Chủ trì")
    notice = tables.Column(verbose_name="Thông báo kết luận", default="")

    class Meta(HouseTable.Meta):
        model = Meeting
        fields: ClassVar[tuple[str, ...]] = ("title", "starts_at", "room", "chair", "notice")


class MeetingRoomTable(HouseTable):
    """Rooms."""

    name = tables.Column(verbose_name="Phòng họp")
    seats = NumberColumn(verbose_name="Số chỗ", default="")

    class Meta(HouseTable.Meta):
        model = MeetingRoom
        fields: ClassVar[tuple[str, ...]] = ("name", "seats")


class ConclusionTable(HouseTable):
    """What meetings concluded, and how far it is."""

    text = tables.Column(verbose_name="Kết luận", attrs={"td": {"class": "wordy"}})
    meeting = tables.Column(verbose_name="Cuộc họp", linkify=True)
    notice = tables.Column(verbose_name="Thông báo số", accessor="meeting__notice__reference", default="")
    lead = tables.Column(verbose_name="Chủ trì")
    leader = tables.Column(verbose_name="Lãnh đạo theo dõi")
    due_on = DueColumn(verbose_name="Hạn")
    result = tables.Column(verbose_name="Kết quả", empty_values=(), orderable=False)

    class Meta(HouseTable.Meta):
        model = Conclusion
        fields: ClassVar[tuple[str, ...]] = (
            "text",
            "meeting",
            "notice",
            "lead",
            "leader",
            "due_on",
            "result",
        )

    def render_result(self, record: Any) -> str:
        """How far its task is; a conclusion becomes a task once it is announced."""
        if record.task is None:
            return "chưa thông báo"
        days = record.task.late_by.days if record.task.late_by else 0
        late = f", quá {days} ngày" if days > 0 else ""
        return f"{TaskStatus(record.task.status).label}{late}"

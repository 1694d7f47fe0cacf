"""How lists of meetings are shown."""

from __future__ import annotations

from typing import ClassVar

import django_tables2 as tables

from documents.models import Meeting, MeetingRoom
from lmhtx.ui.tables import DateColumn, HouseTable, NumberColumn


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

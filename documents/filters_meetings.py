"""How lists of meetings are searched."""

from __future__ import annotations

from typing import ClassVar

from documents.models import Conclusion, Meeting, MeetingRoom
from lmhtx.ui.filters import DayFilter, HouseFilterSet


class MeetingFilter(HouseFilterSet):
    """Filters of the list of meetings."""

    search_in = ("title",)
    held_from = DayFilter(label="Họp từ ngày", field_name="starts_at", lookup_expr="date__gte")
    held_to = DayFilter(label="Họp đến ngày", field_name="starts_at", lookup_expr="date__lte")

    class Meta:
        model = Meeting
        fields: ClassVar[list[str]] = ["room"]


class MeetingRoomFilter(HouseFilterSet):
    """Filters of the list of rooms."""

    search_in = ("name",)

    class Meta:
        model = MeetingRoom
        fields: ClassVar[list[str]] = []


class ConclusionFilter(HouseFilterSet):
    """Filters of the list of conclusions."""

    search_in = ("text", "meeting__title")
    due_from = DayFilter(label="Hạn từ ngày", field_name="due_on", lookup_expr="gte")
    due_to = DayFilter(label="Hạn đến ngày", field_name="due_on", lookup_expr="lte")

    class Meta:
        model = Conclusion
        fields: ClassVar[list[str]] = ["lead"]

"""How what did not arrive is searched."""

from __future__ import annotations

from typing import ClassVar

import django_filters

from lmhtx.outbox.models import Channel, Message
from lmhtx.ui.filters import HouseFilterSet


class MessageFilter(HouseFilterSet):
    """By person and channel."""

    search_in: ClassVar[tuple[str, ...]] = ("person__folded", "contact__address")
    channel = django_filters.ChoiceFilter(label="Kênh", choices=Channel.choices, empty_label="Tất cả")

    class Meta:
        model = Message
        fields: ClassVar[list[str]] = []

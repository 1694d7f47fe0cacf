"""What did not arrive, told without its words."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.text import capfirst

from lmhtx.outbox.models import Message, MessageState
from lmhtx.ui.tables import HouseTable, MomentColumn
from lmhtx.ui.templatetags.ui import badge


class MessageTable(HouseTable):
    """By whom, which way, when, and what the other side said."""

    person = tables.Column(
        "Người nhận",
        accessor="recipient",
        linkify=lambda record: record.person.get_absolute_url() if record.person else None,
        order_by="person__sort_name",
    )
    created_at = MomentColumn()
    attempts = tables.Column("Đã thử")
    state = tables.Column("Tình trạng")

    class Meta(HouseTable.Meta):
        model = Message
        fields = ("person", "channel", "created_at", "attempts", "state", "error")
        row_attrs = {
            "data-lmhtx-open": lambda record: record.person.get_absolute_url() if record.person else None
        }

    def render_channel(self, record: Message) -> str:
        return capfirst(record.get_channel_display())

    def render_state(self, record: Message) -> str:
        tone = "soon" if record.state == MessageState.FAILED else "danger"
        return badge(capfirst(record.get_state_display()), tone)

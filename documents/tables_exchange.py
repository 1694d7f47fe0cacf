"""How lists of messages and codes are shown."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from documents.enums.exchange import Flow, MessageState
from documents.models import ExchangeMessage, OrganCode
from lmhtx.ui.tables import DateColumn, HouseTable, MomentColumn, StateColumn

MESSAGE_TONES: dict[str, str] = {
    MessageState.QUEUED: "soon",
    MessageState.SENDING: "info",
    MessageState.SENT: "done",
    MessageState.CANCELLED: "grey",
    MessageState.DEAD: "danger",
    MessageState.TAKEN: "done",
    MessageState.WAITING: "soon",
    MessageState.ACCEPTED: "done",
    MessageState.DECLINED: "grey",
}


class ExchangeTable(HouseTable):
    """Messages of the axis."""

    created_at = MomentColumn(verbose_name="Lúc")
    document_id = tables.Column(
        verbose_name="Văn bản",
        linkify=lambda record: record.get_absolute_url(),
        attrs={"td": {"class": "wordy"}},
    )
    kind = tables.Column(verbose_name="Thông điệp", order_by=("kind", "status_code"))
    partner_name = tables.Column(verbose_name="Bên kia", order_by="partner_name")
    state = StateColumn(verbose_name="Tình trạng", tones=MESSAGE_TONES)
    attempts = tables.Column(verbose_name="Đã thử")

    class Meta(HouseTable.Meta):
        model = ExchangeMessage
        fields: ClassVar[tuple[str, ...]] = (
            "document_id",
            "kind",
            "partner_name",
            "created_at",
            "attempts",
            "state",
        )

    def render_document_id(self, record: ExchangeMessage) -> SafeString:
        """The paper over its id on the axis."""
        paper: Any = record.paper
        return format_html('{}<span class="sub">{}</span>', paper or record.document_id, record.document_id)

    def render_kind(self, record: ExchangeMessage) -> SafeString:
        """What it is, or which status it tells, and which way it went."""
        told = (
            f"{record.status_code} {record.get_status_code_display()}"
            if record.status_code
            else record.get_kind_display()
        )
        way = "đi" if record.flow == Flow.OUT else "đến"
        return format_html('{}<span class="sub">{} {}</span>', told, way, record.error)

    def render_partner_name(self, record: ExchangeMessage, value: str) -> SafeString:
        """The name over the code."""
        return format_html('{}<span class="sub">{}</span>', value, record.partner_code)


class OrganCodeTable(HouseTable):
    """Codes of agencies."""

    agency = tables.Column(verbose_name="Cơ quan", linkify=lambda record: record.get_absolute_url())
    code = tables.Column(verbose_name="Mã")
    scheme = tables.Column(verbose_name="Theo chuẩn")
    valid_from = DateColumn(verbose_name="Từ ngày")
    valid_to = DateColumn(verbose_name="Đến ngày")
    source = tables.Column(verbose_name="Căn cứ")

    class Meta(HouseTable.Meta):
        model = OrganCode
        fields: ClassVar[tuple[str, ...]] = ("agency", "code", "scheme", "valid_from", "valid_to", "source")

"""How lists of papers and books are shown."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from documents.enums.incoming import Channel, IncomingState, Urgency
from documents.enums.outgoing import OutgoingState
from documents.models import DocumentType, Incoming, Outgoing, Series, SigningAuthority, UnitAbbreviation
from lmhtx.base import clock
from lmhtx.sheets.writing import Look
from lmhtx.ui.listing import SheetCell, local
from lmhtx.ui.tables import DateColumn, DueColumn, HouseTable, NumberColumn, StateColumn
from lmhtx.ui.templatetags.ui import badge

INCOMING_TONES = {
    IncomingState.RECEIVED: "soon",
    IncomingState.REGISTERED: "soon",
    IncomingState.PRESENTED: "info",
    IncomingState.DIRECTED: "info",
    IncomingState.IN_PROGRESS: "info",
    IncomingState.COMPLETED: "done",
    IncomingState.RETURNED: "grey",
    IncomingState.RECALLED: "danger",
    IncomingState.DROPPED: "grey",
}
URGENCY_TONES = {Urgency.URGENT: "soon", Urgency.VERY_URGENT: "danger", Urgency.FLASH: "danger"}


def urgency_mark(urgency: str) -> SafeString | str:
    """The mark of an urgent paper; nothing for an ordinary one."""
    kind = Urgency(urgency)
    return badge(kind.label, URGENCY_TONES[kind]) if kind in URGENCY_TONES else ""


class IncomingTable(HouseTable):
    """Incoming papers."""

    subject = tables.Column(
        verbose_name="Văn bản", linkify=True, empty_values=(), attrs={"td": {"class": "wordy"}}
    )
    arrival_number = NumberColumn(verbose_name="Số đến", default="–")
    issuer_written = tables.Column(verbose_name="Tác giả")
    arrived_at = DateColumn(verbose_name="Ngày đến")
    lead_unit = tables.Column(verbose_name="Chủ trì, người giải quyết", default="")
    due_on = DueColumn(verbose_name="Hạn")
    state = StateColumn(verbose_name="Tình trạng", tones=INCOMING_TONES)

    in_sheet: ClassVar[Any] = {
        "arrival_number": SheetCell(of="arrival_number", width=10),
        "subject": (
            SheetCell(of="number", heading="Số", width=10),
            SheetCell(of="symbol", heading="Ký hiệu"),
            SheetCell(of="issued_on", heading="Ngày văn bản", look=Look.DAY),
            SheetCell(of="type__name", heading="Loại văn bản"),
            SheetCell(of="subject", heading="Trích yếu", width=70),
            SheetCell(of="urgency", heading="Độ khẩn", turn={one.value: one.label for one in Urgency}.get),
        ),
        "arrived_at": SheetCell(of="arrived_at", look=Look.DAY, turn=local),
        "lead_unit": (
            SheetCell(of="lead_unit__name", heading="Đơn vị chủ trì", width=40),
            SheetCell(of="lead_person__full_name", heading="Người giải quyết"),
        ),
    }

    class Meta(HouseTable.Meta):
        model = Incoming
        fields: ClassVar[tuple[str, ...]] = (
            "subject",
            "arrival_number",
            "issuer_written",
            "arrived_at",
            "lead_unit",
            "due_on",
            "state",
        )

    def row_tone(self, record: Incoming) -> str | None:
        """Only what is late is coloured."""
        is_late = record.is_open and record.due_on is not None and record.due_on < clock.today()
        return "danger" if is_late else None

    def render_subject(self, record: Incoming) -> SafeString:
        """The subject over number and day of the paper."""
        words = record.subject or "Chờ đăng ký: chưa có trích yếu"
        short = words if len(words) <= 150 else f"{words[:147]}…"
        day = f" · {record.issued_on:%d/%m/%Y}" if record.issued_on else ""
        return format_html(
            '{} {}<span class="sub">{}{}</span>', short, urgency_mark(record.urgency), record.reference, day
        )

    def render_lead_unit(self, record: Incoming) -> SafeString:
        """The unit by its short name over the person."""
        unit = record.lead_unit.short_name or record.lead_unit.name if record.lead_unit else ""
        return format_html('{} <span class="sub">{}</span>', unit, record.lead_person or "")

    def render_due_on(self, record: Incoming) -> Any:
        """The day; how far it is only while there is something to do."""
        return f"{record.due_on:%d/%m/%Y}" if record.due_on else ""


OUTGOING_TONES = {
    OutgoingState.DRAFT: "grey",
    OutgoingState.UNIT_REVIEW: "soon",
    OutgoingState.CONSULT: "info",
    OutgoingState.FORMAT_CHECK: "soon",
    OutgoingState.PENDING_SIGN: "soon",
    OutgoingState.SIGNED: "info",
    OutgoingState.NUMBERED: "info",
    OutgoingState.SEALED: "info",
    OutgoingState.ISSUED: "done",
    OutgoingState.FILED: "done",
    OutgoingState.CANCELLED: "grey",
    OutgoingState.VOID: "danger",
}


class OutgoingTable(HouseTable):
    """Outgoing papers."""

    reference = tables.Column(
        verbose_name="Số, ký hiệu", default="–", order_by=("dated_on", "number__number")
    )
    dated_on = DateColumn(verbose_name="Ngày văn bản")
    subject = tables.Column(verbose_name="Văn bản", linkify=True)
    unit = tables.Column(verbose_name="Đơn vị soạn thảo")
    signer = tables.Column(verbose_name="Người ký", order_by="signer__sort_name", default="")
    state = StateColumn(verbose_name="Tình trạng", tones=OUTGOING_TONES)

    in_sheet: ClassVar[Any] = {
        "reference": SheetCell(of="reference", width=18),
        "subject": (
            SheetCell(of="type__name", heading="Loại văn bản"),
            SheetCell(of="subject", heading="Trích yếu", width=70),
            SheetCell(of="urgency", heading="Độ khẩn", turn={one.value: one.label for one in Urgency}.get),
        ),
        "unit": SheetCell(of="unit__name", width=40),
        "signer": SheetCell(of="signer__full_name"),
    }

    class Meta(HouseTable.Meta):
        model = Outgoing
        fields: ClassVar[tuple[str, ...]] = ("reference", "dated_on", "subject", "unit", "signer", "state")

    def render_subject(self, record: Outgoing) -> SafeString:
        """The subject over the type, with what became of the paper since."""
        marks = [
            badge(f"{one.get_amending_display()}: {one.reference}", "soon")
            for one in record.issued_amendments
        ]
        if record.revoked_at is not None:
            marks.append(badge("Đã thu hồi", "danger"))
        if record.owes_scan:
            marks.append(badge("Nợ bản quét", "soon"))
        marks.append(urgency_mark(record.urgency))
        return format_html(
            '{} {}<span class="sub">{}</span>',
            record.subject,
            format_html("{} " * len(marks), *marks),
            record.type,
        )


class SigningAuthorityTable(HouseTable):
    """Authorities to sign."""

    person = tables.Column(verbose_name="Người được ký", linkify=True, order_by="person__sort_name")
    prefix = tables.Column(verbose_name="Quyền hạn ký")
    body = tables.Column(verbose_name="Chủ thể ban hành")
    scope = tables.Column(verbose_name="Phạm vi", default="")
    valid_from = DateColumn(verbose_name="Từ ngày")
    valid_to = DateColumn(verbose_name="Đến ngày")
    document = tables.Column(verbose_name="Căn cứ")

    class Meta(HouseTable.Meta):
        model = SigningAuthority
        fields: ClassVar[tuple[str, ...]] = (
            "person",
            "prefix",
            "body",
            "scope",
            "valid_from",
            "valid_to",
            "document",
        )


class UnitAbbreviationTable(HouseTable):
    """Short names of units."""

    abbreviation = tables.Column(
        verbose_name="Ký hiệu", linkify=("abbreviation_update", {"pk": tables.A("pk")})
    )
    unit = tables.Column(verbose_name="Đơn vị")
    valid_from = DateColumn(verbose_name="Từ ngày")
    valid_to = DateColumn(verbose_name="Đến ngày")

    class Meta(HouseTable.Meta):
        model = UnitAbbreviation
        fields: ClassVar[tuple[str, ...]] = ("abbreviation", "unit", "valid_from", "valid_to")


class SeriesTable(HouseTable):
    """Books of papers."""

    name = tables.Column(verbose_name="Sổ", linkify=True)
    direction = tables.Column(verbose_name="Chiều")
    body = tables.Column(verbose_name="Chủ thể ban hành")
    numbers_from = tables.Column(verbose_name="Số do")
    directives_from = tables.Column(verbose_name="Bút phê ở")
    valid_from = DateColumn(verbose_name="Từ ngày")
    valid_to = DateColumn(verbose_name="Đến ngày")

    class Meta(HouseTable.Meta):
        model = Series
        fields: ClassVar[tuple[str, ...]] = (
            "name",
            "direction",
            "body",
            "numbers_from",
            "directives_from",
            "valid_from",
            "valid_to",
        )


class DocumentTypeTable(HouseTable):
    """Types of papers."""

    name = tables.Column(verbose_name="Loại văn bản", linkify=True)
    abbreviation = tables.Column(verbose_name="Viết tắt")
    group = tables.Column(verbose_name="Nhóm")
    resolve_days = NumberColumn(verbose_name="Ngày giải quyết", default="chung")
    is_active = tables.BooleanColumn(verbose_name="Đang dùng", yesno="có,không")

    class Meta(HouseTable.Meta):
        model = DocumentType
        fields: ClassVar[tuple[str, ...]] = ("name", "abbreviation", "group", "resolve_days", "is_active")


CHANNELS = {one.value: one.label for one in Channel}

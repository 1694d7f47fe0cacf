"""How forms, and cooperatives that have not handed theirs in, are listed."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cooperatives.enums.forms import FormSource, FormState
from cooperatives.looks import FORM_TONES
from cooperatives.models import Cooperative, Submission
from cooperatives.queries.inviting import ways_told
from lmhtx.sheets.writing import Look
from lmhtx.ui.listing import SheetCell
from lmhtx.ui.tables import HouseTable, MomentColumn
from lmhtx.ui.templatetags.ui import badge
from lmhtx.ui.templatetags.vn_format import ngay


class SubmissionTable(HouseTable):
    """The queue of forms."""

    cooperative = tables.Column(verbose_name="Hợp tác xã", linkify=True, order_by=("cooperative__name", "id"))
    period = tables.Column(verbose_name="Đợt", orderable=False)
    state = tables.Column(verbose_name="Trạng thái")
    source = tables.Column(verbose_name="Ai khai")
    submitted_at = MomentColumn(verbose_name="Nộp lúc")
    declared_by = tables.Column(verbose_name="Người khai", orderable=False)

    in_sheet: ClassVar[Any] = {
        "cooperative": (
            SheetCell(of="cooperative__name", width=50),
            SheetCell(of="cooperative__code", heading="Mã số", width=14),
            SheetCell(of="cooperative__commune__name", heading="Xã, phường"),
        ),
        "period": (SheetCell(of="period__title"), SheetCell(of="period__version", heading="Bản mẫu")),
        "state": SheetCell(of="state", turn={one.value: one.label for one in FormState}.get),
        "source": SheetCell(of="source", turn={one.value: one.label for one in FormSource}.get),
    }

    class Meta(HouseTable.Meta):
        model = Submission
        fields: ClassVar[tuple[str, ...]] = (
            "cooperative",
            "period",
            "state",
            "source",
            "submitted_at",
            "declared_by",
        )

    def render_cooperative(self, record: Submission) -> SafeString:
        """The commune under the name."""
        one = record.cooperative
        return format_html('{} <span class="sub">{}</span>', one.name, one.commune or "chưa rõ xã, phường")

    def render_state(self, record: Submission) -> str:
        """Colour, drawing and word."""
        state = FormState(record.state)
        return badge(state.label, FORM_TONES.get(state, "grey"))


class MissingTable(HouseTable):
    """Whom to call: those from whom nothing has come."""

    name = tables.Column(verbose_name="Hợp tác xã", order_by=("name", "id"))
    commune = tables.Column(verbose_name="Xã, phường", order_by=("commune__name", "name", "id"))
    representative = tables.Column(verbose_name="Người đại diện", orderable=False)
    phone = tables.Column(verbose_name="Điện thoại", orderable=False)
    invited_on = tables.Column(verbose_name="Đã mời", orderable=False)

    in_sheet: ClassVar[Any] = {
        "name": (SheetCell(of="name", width=50), SheetCell(of="code", heading="Mã số", width=14)),
        "commune": SheetCell(of="commune__name"),
        "invited_on": (
            SheetCell(of="invited_on", heading="Mời gần nhất", look=Look.DAY),
            SheetCell(of="invited_ways", heading="Đã mời bằng", turn=ways_told, width=40),
        ),
    }

    class Meta(HouseTable.Meta):
        model = Cooperative
        fields: ClassVar[tuple[str, ...]] = ("name", "commune", "representative", "phone", "invited_on")

    def __init__(self, *args: Any, period_id: int, **options: Any) -> None:
        """The period for which a row opens the form."""
        self.period_id = period_id
        super().__init__(*args, **options)

    def _address(self, record: Cooperative) -> str:
        return reverse("form_begin", args=[self.period_id, record.pk])

    def render_name(self, record: Cooperative) -> SafeString:
        """The name leads to the form, the code and the form on paper stand under it."""
        return format_html(
            '<a href="{}">{}</a> <span class="sub">{} · <a href="{}">in phiếu giấy</a></span>',
            self._address(record),
            record.name,
            record.code or "chưa có mã số",
            reverse("form_print", args=[self.period_id, record.pk]),
        )

    def render_invited_on(self, value: Any, record: Any) -> SafeString:
        """The last day, and by which ways."""
        return format_html('{} <span class="sub">{}</span>', ngay(value), ways_told(record.invited_ways))

    def render_phone(self, value: str) -> SafeString:
        """Dials on a phone."""
        return format_html('<a href="tel:{}">{}</a>', value, value)

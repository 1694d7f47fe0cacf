"""How sendings to the province are listed."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cooperatives.enums.province import DeliveryState
from cooperatives.looks import DELIVERY_TONES
from cooperatives.models import Delivery
from cooperatives.province_mapping import mapping
from lmhtx.sheets.writing import Look
from lmhtx.ui.listing import SheetCell
from lmhtx.ui.tables import HouseTable, MomentColumn, NumberColumn, StateColumn

FIRST = "Lần đầu"
MOST = 3


def told_changes(changes: list[str], most: int = 0) -> str:
    """What changed, in our words; the first sending tells everything."""
    labels = [mapping().label_of(name) for name in changes]
    if most and len(labels) > most:
        labels = [*labels[:most], f"{len(labels) - most} mục khác"]
    return ", ".join(labels)


class DeliveryTable(HouseTable):
    """Sendings with their cooperative, what changed, and what was answered."""

    cooperative = tables.Column(verbose_name="Hợp tác xã", order_by=("cooperative__name", "number"))
    changes = tables.Column(verbose_name="Thay đổi", orderable=False, empty_values=())
    created_at = MomentColumn(verbose_name="Tạo lúc", order_by=("created_at", "id"))
    state = StateColumn(
        verbose_name="Tình trạng",
        tones={str(one): tone for one, tone in DELIVERY_TONES.items()},
        order_by=("state", "id"),
    )
    attempts = NumberColumn(verbose_name="Đã thử")
    answer = tables.Column(verbose_name="Biên nhận, trả lời", accessor="acknowledgement", empty_values=())

    in_sheet: ClassVar[Any] = {
        "cooperative": (
            SheetCell(of="cooperative__name", width=50),
            SheetCell(of="cooperative__code", heading="Mã số", width=14),
            SheetCell(of="number", heading="Lượt thứ", look=Look.WHOLE),
            SheetCell(of="key", heading="Mã giao dịch", width=40),
        ),
        "changes": SheetCell(of="changes", width=40, turn=lambda value: told_changes(value) or FIRST),
        "state": SheetCell(of="state", turn=lambda value: DeliveryState(value).label),
        "answer": (
            SheetCell(of="acknowledgement", heading="Số biên nhận", width=24),
            SheetCell(of="acknowledged_at", heading="Tỉnh nhận lúc", look=Look.MOMENT),
            SheetCell(of="answer_status", heading="Mã trả lời", look=Look.WHOLE),
            SheetCell(of="answer_text", heading="Lời trả lời", width=50),
        ),
    }

    class Meta(HouseTable.Meta):
        model = Delivery
        fields: ClassVar[tuple[str, ...]] = (
            "cooperative",
            "changes",
            "created_at",
            "state",
            "attempts",
            "answer",
        )

    def render_cooperative(self, record: Delivery) -> SafeString:
        """Name as a link to the sending, which one of the cooperative under it."""
        return format_html(
            '<a href="{}">{}</a> <span class="sub">lượt {} · {}</span>',
            record.get_absolute_url(),
            record.cooperative.name,
            record.number,
            record.cooperative.commune or "",
        )

    def render_changes(self, record: Delivery) -> str:
        """The first few."""
        return told_changes(record.changes, MOST) or FIRST

    def render_answer(self, record: Delivery) -> str:
        """The receipt; of what failed, the code and the beginning of the answer."""
        if record.acknowledgement:
            return record.acknowledgement
        told = (str(record.answer_status or ""), record.answer_text[:80])
        return " · ".join(part for part in told if part) or "–"

"""How petitions are listed."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cooperatives.enums.forms import FormSource
from cooperatives.enums.petitions import PetitionKind, PetitionState
from cooperatives.looks import PETITION_TONES
from cooperatives.models import Petition
from lmhtx.ui.listing import SheetCell
from lmhtx.ui.tables import HouseTable, MomentColumn
from lmhtx.ui.templatetags.ui import badge


class PetitionTable(HouseTable):
    """The queue of petitions."""

    kind = tables.Column(verbose_name="Đề nghị", linkify=True)
    cooperative = tables.Column(verbose_name="Hợp tác xã", order_by=("cooperative__name", "id"))
    state = tables.Column(verbose_name="Trạng thái")
    sent_at = MomentColumn(verbose_name="Gửi lúc")
    source = tables.Column(verbose_name="Ai gửi")
    judged_by = tables.Column(verbose_name="Người trả lời", orderable=False)

    in_sheet: ClassVar[Any] = {
        "kind": SheetCell(of="kind", turn={one.value: one.label for one in PetitionKind}.get, width=40),
        "cooperative": (
            SheetCell(of="cooperative__name", width=50),
            SheetCell(of="cooperative__code", heading="Mã số", width=14),
            SheetCell(of="cooperative__commune__name", heading="Xã, phường"),
        ),
        "state": SheetCell(of="state", turn={one.value: one.label for one in PetitionState}.get),
        "source": SheetCell(of="source", turn={one.value: one.label for one in FormSource}.get),
        "judged_by": SheetCell(of="judged_by__full_name"),
    }

    class Meta(HouseTable.Meta):
        model = Petition
        fields: ClassVar[tuple[str, ...]] = (
            "kind",
            "cooperative",
            "state",
            "sent_at",
            "source",
            "judged_by",
        )

    def render_kind(self, record: Petition) -> SafeString:
        """The number under the kind."""
        return format_html('{} <span class="sub">số {}</span>', record.get_kind_display(), record.pk)

    def render_cooperative(self, record: Petition) -> SafeString:
        """The commune under the name."""
        one = record.cooperative
        return format_html('{} <span class="sub">{}</span>', one.name, one.commune or "chưa rõ xã, phường")

    def render_state(self, record: Petition) -> str:
        """Colour, drawing and word."""
        state = PetitionState(record.state)
        return badge(state.label, PETITION_TONES.get(state, "grey"))

"""How the list of evidence of digital tools is shown."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cooperatives.enums.digital import DigitalItem
from cooperatives.looks import PROOF_TONES
from cooperatives.models import DigitalEvidence
from cooperatives.queries.digital import terms_on
from cooperatives.rules.digital import proof_state
from lmhtx.base import clock
from lmhtx.ui.listing import SheetCell
from lmhtx.ui.tables import DateColumn, HouseTable
from lmhtx.ui.templatetags.ui import badge


class EvidenceTable(HouseTable):
    """Evidence of digital tools."""

    cooperative = tables.Column(verbose_name="Hợp tác xã", order_by=("cooperative__name", "id"))
    item = tables.Column(verbose_name="Mục")
    evidenced_on = DateColumn(verbose_name="Ngày minh chứng")
    stands = tables.Column(verbose_name="Trạng thái", empty_values=(), orderable=False)
    verified_on = DateColumn(verbose_name="Xác minh")
    note = tables.Column(verbose_name="Mô tả", orderable=False)

    in_sheet: ClassVar[Any] = {
        "cooperative": (
            SheetCell(of="cooperative__name", width=50),
            SheetCell(of="cooperative__code", heading="Mã số", width=14),
            SheetCell(of="cooperative__commune__name", heading="Xã, phường"),
        ),
        "item": SheetCell(of="item", turn=dict(DigitalItem.choices()).get),
    }

    class Meta(HouseTable.Meta):
        model = DigitalEvidence
        fields: ClassVar[tuple[str, ...]] = (
            "cooperative",
            "item",
            "evidenced_on",
            "stands",
            "verified_on",
            "note",
        )

    def __init__(self, *args: Any, **options: Any) -> None:
        """Read once for how long evidence is good."""
        super().__init__(*args, **options)
        self.day = clock.today()
        self.months = terms_on(self.day).months

    def render_cooperative(self, record: DigitalEvidence) -> SafeString:
        """The name as a link to where the evidence stands."""
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record.cooperative.name)

    def render_stands(self, record: DigitalEvidence) -> str:
        """Colour, drawing and word."""
        state = proof_state(record.facts, day=self.day, months=self.months)
        return badge(state.label, PROOF_TONES[state])

    def value_stands(self, record: DigitalEvidence) -> str:
        """In a word, for the sheet."""
        return proof_state(record.facts, day=self.day, months=self.months).label

"""How papers and whole files are listed."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cooperatives.enums.papers import DigitalState, PaperKind, PaperState
from cooperatives.enums.register import Kind
from cooperatives.looks import DIGITAL_TONES, PAPER_TONES
from cooperatives.models import Cooperative, CooperativePaper
from cooperatives.queries.papers import missing_of, paper_terms_on
from lmhtx.base import clock
from lmhtx.sheets.writing import Look
from lmhtx.ui.listing import SheetCell
from lmhtx.ui.tables import DateColumn, HouseTable
from lmhtx.ui.templatetags.ui import badge


class PaperTable(HouseTable):
    """Papers with their cooperative."""

    kind = tables.Column(verbose_name="Giấy tờ")
    cooperative = tables.Column(verbose_name="Hợp tác xã", order_by=("cooperative__name", "id"))
    issued_on = DateColumn(verbose_name="Ngày cấp", order_by=("issued_on", "id"))
    through_on = DateColumn(verbose_name="Đến hết ngày", order_by=("through_on", "id"))
    state = tables.Column(verbose_name="Hiệu lực", orderable=False)
    digital = tables.Column(verbose_name="Số hóa", orderable=False)

    in_sheet: ClassVar[Any] = {
        "kind": (
            SheetCell(of="kind", width=40, turn=lambda value: PaperKind(value).label),
            SheetCell(of="number", heading="Số, mã", width=20),
            SheetCell(of="year", heading="Của năm", look=Look.WHOLE),
            SheetCell(of="title", heading="Nội dung, phạm vi", width=40),
            SheetCell(of="issuer", heading="Nơi cấp", width=30),
            SheetCell(of="area_ha", heading="Diện tích (ha)", look=Look.NUMBER),
            SheetCell(of="output_tonnes", heading="Sản lượng (tấn/năm)", look=Look.NUMBER),
        ),
        "cooperative": (
            SheetCell(of="cooperative__name", width=50),
            SheetCell(of="cooperative__code", heading="Mã số", width=14),
            SheetCell(of="cooperative__commune__name", heading="Xã, phường"),
        ),
        "state": SheetCell(of="state", turn=lambda value: PaperState(value).label),
        "digital": SheetCell(of="digital", turn=lambda value: DigitalState(value).label),
    }

    class Meta(HouseTable.Meta):
        model = CooperativePaper
        fields: ClassVar[tuple[str, ...]] = (
            "kind",
            "cooperative",
            "issued_on",
            "through_on",
            "state",
            "digital",
        )

    def render_kind(self, record: CooperativePaper) -> SafeString:
        """Kind and number as a link, what it is about under it."""
        told = " · ".join(part for part in (record.title, record.issuer) if part)
        return format_html(
            '<a href="{}">{}</a> <span class="sub">{}</span>', record.get_absolute_url(), record, told
        )

    def render_cooperative(self, value: Any) -> SafeString:
        """Name, commune under it."""
        return format_html('{} <span class="sub">{}</span>', value.name, value.commune or "")

    def render_state(self, value: str) -> str:
        """Colour, drawing and word."""
        state = PaperState(value)
        return badge(state.label, PAPER_TONES.get(state, "grey"))

    def render_digital(self, value: str) -> str:
        """Colour, drawing and word."""
        state = DigitalState(value)
        return badge(state.label, DIGITAL_TONES[state])


class DossierTable(HouseTable):
    """Cooperatives by the papers that stand in their files."""

    name = tables.Column(verbose_name="Hợp tác xã", order_by=("name", "id"))
    kind = tables.Column(verbose_name="Loại hình")
    there = tables.Column(verbose_name="Đã số hóa", empty_values=(), orderable=False)
    missing = tables.Column(verbose_name="Còn thiếu", empty_values=(), orderable=False)

    class Meta(HouseTable.Meta):
        model = Cooperative
        fields: ClassVar[tuple[str, ...]] = ("name", "kind", "there", "missing")

    def __init__(self, *args: Any, **options: Any) -> None:
        """Read once what is asked for today."""
        super().__init__(*args, **options)
        self.terms = paper_terms_on(clock.today())

    def _address(self, record: Any) -> str:
        return f"{record.get_absolute_url()}#papers"

    def render_name(self, record: Cooperative) -> SafeString:
        """The name as a link to where its papers stand, the commune under it."""
        return format_html(
            '<a href="{}">{}</a> <span class="sub">{}</span>',
            self._address(record),
            record.name,
            record.commune or "",
        )

    def value_name(self, record: Cooperative) -> str:
        """The name alone, for the sheet."""
        return record.name

    def _missing(self, record: Any) -> list[PaperKind]:
        return missing_of(record, record.counting_papers, self.terms)

    def value_there(self, record: Cooperative) -> str:
        """How many of how many."""
        asked = self.terms.of(Kind(record.kind), record.first_registered_on)
        return f"{len(asked) - len(self._missing(record))}/{len(asked)}"

    def render_there(self, record: Cooperative) -> str:
        """The same with colour and drawing."""
        return badge(self.value_there(record), "soon" if self._missing(record) else "done")

    def value_missing(self, record: Cooperative) -> str:
        """What is missing, in words."""
        return "; ".join(kind.label for kind in self._missing(record))

    def render_missing(self, record: Cooperative) -> str:
        """The same; nothing is a dash."""
        return self.value_missing(record) or "–"

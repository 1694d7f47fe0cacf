"""How differences from the national registration system are listed, and those it alone knows."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cooperatives.enums.national import Standing
from cooperatives.legal_words import told
from cooperatives.looks import STANDING_TONES
from cooperatives.models import LegalFact, Newcomer
from cooperatives.queries.national import alike_of, commune_names
from lmhtx.sheets.writing import Look
from lmhtx.ui.listing import SheetCell
from lmhtx.ui.tables import DateColumn, HouseTable, StateColumn
from lmhtx.ui.templatetags.vn_format import ngay


class DifferenceTable(HouseTable):
    """Our value beside theirs, each with whence and of which day."""

    cooperative = tables.Column(
        verbose_name="Hợp tác xã", order_by=("cooperative__name", "cooperative", "fact")
    )
    fact = tables.Column(verbose_name="Mục", order_by=("fact", "cooperative__name", "id"))
    value = tables.Column(verbose_name="Sổ của Liên minh", orderable=False, empty_values=())
    theirs = tables.Column(verbose_name="Đăng ký quốc gia", orderable=False, empty_values=())
    standing = StateColumn(
        verbose_name="Tình trạng",
        tones={str(one): tone for one, tone in STANDING_TONES.items()},
        order_by=("standing", "id"),
    )
    hindrance = tables.Column(verbose_name="Vì sao hỏi, lý do giữ", orderable=False, empty_values=())

    in_sheet: ClassVar[Any] = {
        "cooperative": (
            SheetCell(of="cooperative__name", width=50),
            SheetCell(of="cooperative__code", heading="Mã số", width=14),
            SheetCell(of="cooperative__commune__name", heading="Xã, phường"),
        ),
        "standing": (
            SheetCell(of="standing", turn=lambda value: Standing(value).label),
            SheetCell(of="theirs_on", heading="Số liệu quốc gia đến ngày", look=Look.DAY),
        ),
    }

    class Meta(HouseTable.Meta):
        model = LegalFact
        fields: ClassVar[tuple[str, ...]] = (
            "cooperative",
            "fact",
            "value",
            "theirs",
            "standing",
            "hindrance",
        )

    @cached_property
    def communes(self) -> dict[int, str]:
        """The names of communes, asked once for all rows."""
        return commune_names()

    def render_cooperative(self, record: LegalFact) -> SafeString:
        """Name as a link to the file, code and commune under it."""
        return format_html(
            '<a href="{}">{}</a> <span class="sub">{} · {}</span>',
            record.cooperative.get_absolute_url(),
            record.cooperative.name,
            record.cooperative.code,
            record.cooperative.commune or "",
        )

    def render_value(self, record: LegalFact) -> SafeString:
        """Our value, whence and of which day."""
        day = f", {ngay(record.stands_on)}" if record.stands_on else ""
        words = told(record.fact, record.value, self.communes)
        return format_html('<div>{} <span class="sub">{}{}</span></div>', words, record.whence, day)

    def render_theirs(self, record: LegalFact) -> SafeString:
        """Their value and the day their data stand at."""
        words = told(record.fact, record.theirs, self.communes)
        source = record.national.source if record.national else ""
        return format_html(
            '<div>{} <span class="sub">{}, đến {}</span></div>', words, source, ngay(record.theirs_on)
        )

    def render_hindrance(self, record: LegalFact) -> SafeString | str:
        """Why a person is asked; of what was reported, who and why."""
        if record.standing == Standing.REPORTED:
            return format_html(
                '<div>{} <span class="sub">{}, {}</span></div>',
                record.reason,
                record.decided_by,
                ngay(record.decided_at),
            )
        return record.hindrance


class NewcomerTable(HouseTable):
    """Those only the national system knows, with the file that may be theirs."""

    name = tables.Column(verbose_name="Hợp tác xã")
    commune = tables.Column(verbose_name="Xã, phường", order_by=("commune__name", "name", "id"))
    content = tables.Column(verbose_name="Đăng ký quốc gia ghi", empty_values=(), orderable=False)
    alike = tables.Column(verbose_name="Có thể là hồ sơ", empty_values=(), orderable=False)
    stands_on = DateColumn(verbose_name="Số liệu đến ngày")

    in_sheet: ClassVar[Any] = {
        "name": (SheetCell(of="name", width=50), SheetCell(of="code", heading="Mã số", width=14)),
        "commune": (SheetCell(of="commune__kind", heading="Loại", width=10), SheetCell(of="commune__name")),
    }

    class Meta(HouseTable.Meta):
        model = Newcomer
        fields: ClassVar[tuple[str, ...]] = ("name", "commune", "content", "alike", "stands_on")

    @cached_property
    def _alike(self) -> dict[int, Any]:
        # Of the rows that are shown; of all of them when the list leaves as Excel.
        rows = [row.record for row in self.paginated_rows] if hasattr(self, "page") else self.data.data
        return alike_of(rows)

    def render_name(self, record: Newcomer) -> SafeString:
        """The name, its code under it."""
        return format_html('{} <span class="sub">{}</span>', record.name, record.code)

    def render_content(self, record: Newcomer) -> str:
        """Status, representative and capital, as far as they are told."""
        facts = ("status", "representative", "charter_vnd", "main_activity")
        return " · ".join(told(one, record.values[one], {}) for one in facts if one in record.values)

    def render_alike(self, record: Newcomer) -> SafeString | str:
        """A file of ours that is called so and has no code."""
        found = self._alike.get(record.pk)
        if found is None:
            return "–"
        address = reverse("cooperative_detail", args=[found.pk])
        return format_html(
            '<div><a href="{}">{}</a> <span class="sub">chưa có mã số</span></div>', address, found
        )

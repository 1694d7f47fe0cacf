"""How the lists of the register are shown."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cooperatives.enums.register import EndKind, Kind, Status
from cooperatives.looks import TONES
from cooperatives.models import Cooperative, StatusEvent
from cooperatives.queries.files import grounds_of, months
from lmhtx.base import clock
from lmhtx.sheets.writing import Look
from lmhtx.ui.listing import SheetCell
from lmhtx.ui.tables import DateColumn, HouseTable, MoneyColumn
from lmhtx.ui.templatetags.ui import badge


def in_colour(status: Status, *, has_run_out: bool = False) -> str:
    """The status as colour, drawing and word; a suspension that has run out in the words of a warning."""
    return (
        badge("Hết hạn tạm ngừng", "danger")
        if has_run_out
        else badge(status.label, TONES.get(status, "grey"))
    )


def _words(enum: Any) -> Any:
    return {one.value: one.label for one in enum}.get


class CooperativeTable(HouseTable):
    """The register."""

    name = tables.Column(verbose_name="Hợp tác xã", linkify=True, order_by=("name", "id"))
    commune = tables.Column(verbose_name="Xã, phường", order_by=("commune__name", "name", "id"))
    status = tables.Column(verbose_name="Tình trạng")
    sector = tables.Column(verbose_name="Lĩnh vực")
    size = tables.Column(verbose_name="Quy mô")
    representative = tables.Column(verbose_name="Người đại diện", orderable=False)
    charter_vnd = MoneyColumn(verbose_name="Vốn điều lệ")
    first_registered_on = DateColumn(verbose_name="Đăng ký lần đầu")

    in_sheet: ClassVar[Any] = {
        "name": (
            SheetCell(of="name", width=50),
            SheetCell(of="code", heading="Mã số", width=14),
            SheetCell(of="kind", heading="Loại hình", turn=_words(Kind)),
            SheetCell(
                of="is_member", heading="Thành viên Liên minh", turn=lambda value: "Có" if value else "Không"
            ),
            SheetCell(of="address", heading="Địa chỉ", width=50),
            SheetCell(of="phone", heading="Điện thoại", width=14),
        ),
        "commune": (SheetCell(of="commune__kind", heading="Loại", width=10), SheetCell(of="commune__name")),
        "status": (
            SheetCell(of="status", turn=_words(Status)),
            SheetCell(of="status_since_on", heading="Từ ngày", look=Look.DAY),
        ),
    }

    class Meta(HouseTable.Meta):
        model = Cooperative
        fields: ClassVar[tuple[str, ...]] = (
            "name",
            "commune",
            "status",
            "sector",
            "size",
            "representative",
            "charter_vnd",
            "first_registered_on",
        )

    def row_tone(self, record: Cooperative) -> str | None:
        """Only a suspension that has run out is coloured."""
        return "soon" if record.has_run_out else None

    def render_name(self, record: Cooperative) -> SafeString:
        """Code and kind over the name."""
        told = [record.code or "chưa có mã số", record.get_kind_display()]
        told += ["thành viên Liên minh"] if record.is_member else []
        return format_html('{} <span class="sub">{}</span>', record.name, " · ".join(told))

    def render_status(self, record: Cooperative) -> str:
        """Colour, drawing and word; a suspension that has run out says so."""
        return in_colour(Status(record.status), has_run_out=record.has_run_out)


class ReviewTable(HouseTable):
    """Cooperatives that need looking at, each with why."""

    name = tables.Column(verbose_name="Hợp tác xã", linkify=True, order_by=("name", "id"))
    commune = tables.Column(verbose_name="Xã, phường", order_by=("commune__name", "name", "id"))
    status = tables.Column(verbose_name="Tình trạng")
    status_since_on = DateColumn(verbose_name="Từ ngày")
    grounds = tables.Column(verbose_name="Vì sao cần rà soát", empty_values=(), orderable=False)

    in_sheet: ClassVar[Any] = {
        "name": (SheetCell(of="name", width=50), SheetCell(of="code", heading="Mã số", width=14)),
        "commune": SheetCell(of="commune__name"),
    }

    class Meta(HouseTable.Meta):
        model = Cooperative
        fields: ClassVar[tuple[str, ...]] = ("name", "commune", "status", "status_since_on", "grounds")

    def __init__(self, *args: Any, **options: Any) -> None:
        """Read the limits of today once."""
        super().__init__(*args, **options)
        self.day = clock.today()
        self.limits = months(self.day)

    def render_name(self, record: Cooperative) -> SafeString:
        """Code under the name."""
        return format_html('{} <span class="sub">{}</span>', record.name, record.code or "chưa có mã số")

    def render_status(self, record: Cooperative) -> str:
        """Colour, drawing and word."""
        return in_colour(Status(record.status), has_run_out=record.has_run_out)

    def render_grounds(self, record: Any) -> str:
        """Each ground as a sentence."""
        return "; ".join(ground.label for ground in grounds_of(record, self.day, self.limits))


class EndTable(HouseTable):
    """Events on the way to dissolution and dissolutions."""

    cooperative = tables.Column(verbose_name="Hợp tác xã", order_by=("cooperative__name", "id"))
    end_kind = tables.Column(verbose_name="Loại")
    status = tables.Column(verbose_name="Tình trạng")
    effective_on = DateColumn(verbose_name="Có hiệu lực")
    document_number = tables.Column(verbose_name="Văn bản")
    reason = tables.Column(verbose_name="Lý do", orderable=False)

    in_sheet: ClassVar[Any] = {
        "cooperative": (
            SheetCell(of="cooperative__name", width=50),
            SheetCell(of="cooperative__code", heading="Mã số", width=14),
            SheetCell(of="cooperative__commune__name", heading="Xã, phường"),
        ),
        "end_kind": SheetCell(of="end_kind", turn=_words(EndKind)),
        "status": SheetCell(of="status", turn=_words(Status)),
    }

    class Meta(HouseTable.Meta):
        model = StatusEvent
        fields: ClassVar[tuple[str, ...]] = (
            "cooperative",
            "end_kind",
            "status",
            "effective_on",
            "document_number",
            "reason",
        )

    def _address(self, record: StatusEvent) -> str:
        return record.cooperative.get_absolute_url()

    def render_cooperative(self, record: StatusEvent) -> SafeString:
        """The name as a link, code and commune under it."""
        one = record.cooperative
        told = " · ".join(str(part) for part in (one.code, one.commune) if part)
        return format_html(
            '<a href="{}">{}</a> <span class="sub">{}</span>', one.get_absolute_url(), one.name, told
        )

    def render_end_kind(self, value: str) -> str:
        """In words."""
        return EndKind(value).label

    def render_status(self, record: StatusEvent) -> str:
        """Colour, drawing and word."""
        return in_colour(Status(record.status))

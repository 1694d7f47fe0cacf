"""How catch-ups and books that come in are listed."""

from __future__ import annotations

from typing import ClassVar

import django_tables2 as tables

from documents.enums.catch_up import CatchUpState
from documents.models import BookImport, CatchUp
from lmhtx.ui.tables import HouseTable, MomentColumn, NumberColumn, StateColumn

TONES: dict[str, str] = {CatchUpState.OPEN: "soon", CatchUpState.SAVED: "done", CatchUpState.DROPPED: "grey"}


class CatchUpTable(HouseTable):
    """Catch-ups."""

    created_at = MomentColumn(verbose_name="Lúc", linkify=lambda record: record.get_absolute_url())
    series = tables.Column(verbose_name="Sổ")
    name = tables.Column(verbose_name="Tệp sổ")
    created_by = tables.Column(verbose_name="Người nhập", order_by="created_by__sort_name")
    saved_count = NumberColumn(verbose_name="Đã lưu")
    state = StateColumn(verbose_name="Tình trạng", tones=TONES)

    class Meta(HouseTable.Meta):
        model = CatchUp
        fields: ClassVar[tuple[str, ...]] = (
            "created_at",
            "series",
            "name",
            "created_by",
            "saved_count",
            "state",
        )


class BookImportTable(HouseTable):
    """Books that came in."""

    name = tables.Column(verbose_name="Tệp sổ", linkify=lambda record: record.get_absolute_url())
    series = tables.Column(verbose_name="Sổ")
    year = tables.Column(verbose_name="Năm")
    last_number = NumberColumn(verbose_name="Số cuối")
    created_at = MomentColumn(verbose_name="Lúc")
    created_by = tables.Column(verbose_name="Người nhập", order_by="created_by__sort_name")
    state = StateColumn(verbose_name="Tình trạng", tones=TONES)

    class Meta(HouseTable.Meta):
        model = BookImport
        fields: ClassVar[tuple[str, ...]] = (
            "name",
            "series",
            "year",
            "last_number",
            "created_at",
            "created_by",
            "state",
        )

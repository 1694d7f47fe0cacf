"""Trusted roots in a list."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.text import capfirst

from lmhtx.signatures.models import TrustAnchor
from lmhtx.ui.tables import DateColumn, HouseTable
from lmhtx.ui.templatetags.ui import badge


class TrustAnchorTable(HouseTable):
    """Whom the office trusts, for what and until when."""

    name = tables.Column("Nơi cấp", linkify=True)
    valid_to = DateColumn(verbose_name="Hạn đến ngày")
    added_by = tables.Column("Người thêm", accessor="added_by__full_name")
    ended_at = tables.Column("Tình trạng", empty_values=())

    class Meta(HouseTable.Meta):
        model = TrustAnchor
        fields = ("name", "kind", "valid_to", "source", "added_by", "ended_at")

    def render_kind(self, record: TrustAnchor) -> str:
        return capfirst(record.get_kind_display())

    def render_ended_at(self, record: TrustAnchor) -> str:
        if not record.is_in_force:
            return badge("Thôi tin cậy", "grey")
        return badge("Hết hạn", "soon") if record.is_past else badge("Đang tin cậy", "done")

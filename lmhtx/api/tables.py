"""The register of tokens."""

from __future__ import annotations

import django_tables2 as tables
from django.template.loader import render_to_string

from lmhtx.api.models import ApiToken
from lmhtx.api.scopes import words_of
from lmhtx.ui.tables import HouseTable, MomentColumn
from lmhtx.ui.templatetags.ui import badge


class ApiTokenTable(HouseTable):
    user = tables.Column(linkify=True, order_by="user__sort_name")
    scopes = tables.Column(orderable=False)
    created_at = MomentColumn()
    last_used_at = MomentColumn(default="Chưa dùng")
    expires_at = MomentColumn()
    state = tables.Column("Tình trạng", accessor="pk", orderable=False)

    class Meta(HouseTable.Meta):
        model = ApiToken
        fields = ("user", "name", "scopes", "created_at", "last_used_at", "expires_at", "state")
        row_attrs = {"data-lmhtx-open": lambda record: record.user.get_absolute_url()}

    def render_scopes(self, value):
        return "; ".join(words_of(value))

    def render_state(self, record):
        if not record.is_live:
            return badge("Đã thu hồi" if record.revoked_at else "Hết hạn", "grey")
        return render_to_string("api/_token_state.html", {"token": record}, self.request)

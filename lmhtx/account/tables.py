"""Registers of people, agencies, unknown names and places."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from lmhtx.account.models import PersonalLink
from lmhtx.base import clock
from lmhtx.directory.models import Agency, Commune, Province, UnknownName
from lmhtx.people.delegation import Delegation
from lmhtx.people.models import User
from lmhtx.sheets.writing import Look
from lmhtx.ui.listing import SheetCell, yes_or_no
from lmhtx.ui.tables import DateColumn, HouseTable, MomentColumn, NumberColumn
from lmhtx.ui.templatetags.ui import badge


class UserTable(HouseTable):
    full_name = tables.Column(linkify=True, order_by="sort_name")
    posts = tables.Column("Chức vụ hiện nay", accessor="postings_now", orderable=False)
    units = tables.Column("Đơn vị", accessor="postings_now", orderable=False)
    is_active = tables.Column("Tình trạng")

    in_sheet: ClassVar[Any] = {
        "is_active": SheetCell(of="is_active", turn=lambda value: "Đang dùng" if value else "Đã thôi")
    }

    class Meta(HouseTable.Meta):
        model = User
        fields = ("full_name", "username", "posts", "units", "is_active")

    def render_posts(self, value):
        return ", ".join(str(p.post or p.get_role_display()) for p in value) or "–"

    def render_units(self, value):
        return ", ".join(str(p.unit) for p in value if p.unit) or "–"

    def render_is_active(self, value, record):
        if not value:
            return badge("Đã thôi", "grey")
        return badge("Đang dùng", "done") if record.postings_now else badge("Chưa có chức vụ", "soon")


class PersonalLinkTable(HouseTable):
    user = tables.Column(linkify=True, order_by="user__sort_name")
    issued_at = MomentColumn()
    last_used_at = MomentColumn(default="Chưa mở")
    expires_at = MomentColumn()
    state = tables.Column("Tình trạng", accessor="pk", orderable=False)

    class Meta(HouseTable.Meta):
        model = PersonalLink
        fields = ("user", "issued_by", "issued_at", "last_used_at", "expires_at", "state")
        row_attrs = {"data-lmhtx-open": lambda record: record.user.get_absolute_url()}

    def render_state(self, record):
        if record.is_live:
            return badge("Đang dùng được", "done")
        return badge("Đã thu hồi" if record.revoked_at else "Hết hạn", "grey")


class DelegationTable(HouseTable):
    person = tables.Column(linkify=lambda record: record.get_absolute_url())
    valid_from = DateColumn()
    valid_to = DateColumn()
    state = tables.Column("Tình trạng", accessor="pk", orderable=False)

    class Meta(HouseTable.Meta):
        model = Delegation
        fields = ("person", "substitute", "kind", "valid_from", "valid_to", "ground", "state")

    def render_state(self, record):
        if record.revoked_at:
            return badge("Đã thu hồi", "grey")
        if record.valid_to < clock.today():
            return badge("Đã hết hạn", "grey")
        return badge("Đang hiệu lực" if record.valid_from <= clock.today() else "Chưa đến ngày", "done")


class AgencyTable(HouseTable):
    name = tables.Column(linkify=True)
    kind = tables.Column()
    parent = tables.Column("Trực thuộc")
    is_notified = tables.Column("Nhắc tự động")
    valid_to = tables.Column("Tình trạng", default="Đang hoạt động")

    in_sheet: ClassVar[Any] = {
        "name": SheetCell(of="name", width=50),
        "parent": SheetCell(of="parent__name", width=40),
        "is_notified": SheetCell(of="is_notified", turn=lambda value: "Đang bật" if value else "Tắt"),
        "valid_to": SheetCell(of="valid_to", heading="Hoạt động đến hết ngày", look=Look.DAY),
    }

    class Meta(HouseTable.Meta):
        model = Agency
        fields = ("name", "short_name", "kind", "parent", "is_notified", "valid_to")

    def render_is_notified(self, value, record):
        if record.is_ours:
            return "Theo từng người"
        return badge("Đang bật", "done") if value else "Tắt"

    def render_kind(self, record):
        return capfirst(record.get_kind_display())

    def render_valid_to(self, value):
        if value < clock.today():
            return badge(f"Đến hết {value:%d/%m/%Y}", "grey")
        return badge(f"Đến {value:%d/%m/%Y}", "soon")


class UnknownNameTable(HouseTable):
    written = tables.Column(linkify=lambda record: reverse("unknown_name_map", args=[record.pk]))
    seen_count = NumberColumn()
    first_seen_at = MomentColumn()
    state = tables.Column("Tình trạng", accessor="pk", orderable=False)

    in_sheet: ClassVar[Any] = {
        "state": (
            SheetCell(of="agency__name", heading="Là cơ quan", width=40),
            SheetCell(of="is_set_aside", heading="Không phải cơ quan", turn=yes_or_no),
        ),
    }

    class Meta(HouseTable.Meta):
        model = UnknownName
        fields = ("written", "seen_in", "seen_count", "first_seen_at", "state")
        row_attrs = {"data-lmhtx-open": lambda record: reverse("unknown_name_map", args=[record.pk])}

    def render_state(self, record):
        if record.agency:
            return format_html("{} {}", badge("Đã rõ", "done"), record.agency)
        return badge("Không phải cơ quan", "grey") if record.is_set_aside else badge("Chờ xử lý", "soon")


class CommuneTable(HouseTable):
    name = tables.Column("Xã, phường", linkify=True)
    old_district = tables.Column()
    province = tables.Column()
    valid_to = DateColumn()

    in_sheet: ClassVar[Any] = {
        "name": (
            SheetCell(of="name"),
            SheetCell(of="kind", heading="Loại", turn=capfirst, width=12),
        ),
        "province": SheetCell(of="province__name"),
    }

    class Meta(HouseTable.Meta):
        model = Commune
        fields = ("name", "code", "old_district", "province", "valid_to")

    def render_name(self, record):
        return f"{record.kind.capitalize()} {record.name}"

    def render_province(self, value):
        return value.name


class ProvinceTable(HouseTable):
    name = tables.Column(
        "Tỉnh, thành phố", linkify=lambda record: reverse("province_update", args=[record.pk])
    )
    successor = tables.Column()
    valid_to = DateColumn()

    in_sheet: ClassVar[Any] = {
        "name": (
            SheetCell(of="name"),
            SheetCell(of="kind", heading="Loại", turn=capfirst, width=12),
        ),
        "successor": SheetCell(of="successor__name"),
    }

    class Meta(HouseTable.Meta):
        model = Province
        fields = ("name", "code", "valid_to", "successor")
        row_attrs = {"data-lmhtx-open": lambda record: reverse("province_update", args=[record.pk])}

    def render_name(self, record):
        return f"{record.kind.capitalize()} {record.name}"

"""Words for what an amended paper changes."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template

from lmhtx.ui.templatetags.ui import badge
from lmhtx.ui.templatetags.vn_format import NOTHING
from lmhtx.vn.dates import short
from plans.enums import VersionChange

register = template.Library()

TONES = {
    VersionChange.KEEP: ("grey", "equal"),
    VersionChange.CHANGE: ("soon", "pencil"),
    VersionChange.ADD: ("done", "plus"),
    VersionChange.REMOVE: ("danger", "minus"),
}
CELLS = {
    "text": "Nội dung",
    "lead": "Chủ trì",
    "partners": "Phối hợp",
    "deadline": "Thời hạn",
    "start": "Từ ngày",
    "end": "Hạn",
    "end_time": "Giờ hạn",
    "product": "Sản phẩm",
    "people": "Người",
    "targets": "Chỉ tiêu",
}


@register.filter
def thay_doi(change: str) -> str:
    """What the paper does with a task, as colour, icon and word."""
    tone, icon = TONES[VersionChange(change)]
    return badge(VersionChange(change).label, tone, icon)


@register.filter
def ten_o(cell: str) -> str:
    """The heading of a cell."""
    return CELLS[cell]


@register.filter
def chu_o(value: Any) -> str:
    """The words of a cell: days as days, lists parted by semicolons."""
    if not value:
        return NOTHING
    if isinstance(value, list):
        return "; ".join(
            one if isinstance(one, str) else " ".join(map(str, filter(None, one))) for one in value
        )
    try:
        return short(date.fromisoformat(value))
    except ValueError:
        return str(value)

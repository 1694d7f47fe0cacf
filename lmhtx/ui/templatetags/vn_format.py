"""Filters that write dates, money and shares as the office writes them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils import timezone

from lmhtx.base import clock
from lmhtx.vn import dates, money, numbers

register = template.Library()

NOTHING = "–"


@register.filter
def ngay(day: date | datetime | None) -> str:
    """05/09/2026; a dash for no day."""
    if not day:
        return NOTHING
    return dates.short(timezone.localtime(day).date() if isinstance(day, datetime) else day)


@register.filter
def gio(moment: datetime | None) -> str:
    """14:05."""
    return f"{timezone.localtime(moment):%H:%M}" if moment else NOTHING


@register.filter
def ngay_gio(moment: datetime | None) -> str:
    """14:05 ngày 05/09/2026."""
    return f"{gio(moment)} ngày {ngay(moment)}" if moment else NOTHING


@register.filter
def so(number: Decimal | int | None) -> str:
    """1.250 or 1.250,75."""
    return NOTHING if number is None else numbers.decimal_comma(number)


@register.filter
def diem(points: Decimal | None) -> str:
    """Points as people write them: 15, 6,42, never 15,00."""
    return NOTHING if points is None else numbers.decimal_comma(Decimal(points).normalize() + 0)


@register.filter
def dem(count: int | None) -> str:
    """A count; above ten thousand "hơn 10.000"."""
    return NOTHING if count is None else numbers.counted(count)


@register.filter
def dong(amount_vnd: Decimal | int | None) -> str:
    """1.250.000 đ, the space unbreakable."""
    return NOTHING if amount_vnd is None else f"{numbers.decimal_comma(amount_vnd)}\u00a0đ"


@register.filter
def phan_tram(share: Decimal | None) -> str:
    """62,9 %; a dash where there is nothing to take a share of."""
    return numbers.percent(share).replace(" ", "\u00a0")


@register.filter
def bang_chu(amount_vnd: int | None) -> str:
    """The amount in words: "Một triệu hai trăm năm mươi nghìn đồng"."""
    return "" if amount_vnd is None else money.in_words(amount_vnd)


@register.filter
def con_lai(due_on: date | None) -> str:
    """How far a day is: "còn 3 ngày", "hôm nay", "quá hạn 2 ngày"."""
    if due_on is None:
        return "không có hạn"
    left_days = (due_on - clock.today()).days
    if left_days == 0:
        return "hôm nay"
    return f"còn {so(left_days)} ngày" if left_days > 0 else f"quá hạn {so(-left_days)} ngày"


@register.filter
def sac_han(due_on: date | None) -> str:
    """The tone of a due day: danger when past, soon within three days, grey otherwise."""
    if due_on is None:
        return "grey"
    left_days = (due_on - clock.today()).days
    return "danger" if left_days < 0 else "soon" if left_days <= 3 else "grey"


@register.filter
def nguoi(person: Any) -> str:
    """A person's name, or "Hệ thống" where the house itself acted."""
    return str(person) if person else "Hệ thống"


@register.filter
def truncatechars(words: Any, length: int) -> str:
    """At most so many letters, the last of them an ellipsis; Django's own looks into its translations every time."""
    text = str(words)
    return text if len(text) <= length else f"{text[: max(length - 1, 0)]}…"

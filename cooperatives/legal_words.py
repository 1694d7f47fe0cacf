"""Legal facts as people read them, whatever the form in which they are kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from cooperatives import vsic
from cooperatives.enums.national import Legal
from cooperatives.enums.register import Status
from cooperatives.rules.national import DISSOLVED
from lmhtx.vn.dates import short
from lmhtx.vn.numbers import grouped

NOTHING = "chưa ghi"
UNKIND = "Đã giải thể (chưa rõ tự nguyện hay bắt buộc)"
SHOWN_CODES = 6


def told(fact: str, value: Any, communes: Mapping[int, str]) -> str:
    """A value in words; `communes` are the names of the communes by number."""
    if value is None:
        return NOTHING
    match Legal(fact):
        case Legal.STATUS:
            return _status(value)
        case Legal.ADDRESS:
            return ", ".join(part for part in (value["text"], communes.get(value["commune"], "")) if part)
        case Legal.CHARTER:
            return f"{grouped(value)} đồng"
        case Legal.REGISTERED:
            return short(date.fromisoformat(value))
        case Legal.MAIN_ACTIVITY:
            name = next((found for one in reversed(vsic.versions()) if (found := vsic.name_of(one.key, value))), "")
            return f"{value} – {name}" if name else str(value)
        case Legal.ACTIVITIES:
            more = len(value) - SHOWN_CODES
            return ", ".join(value[:SHOWN_CODES]) + (f" và {more} ngành khác" if more > 0 else "")
        case Legal.CERTIFICATE:
            return value if isinstance(value, str) else "; ".join(value)
    return str(value)


def _status(value: Mapping[str, Any]) -> str:
    label = UNKIND if value["status"] == DISSOLVED else Status(value["status"]).label
    days = [f"từ {short(date.fromisoformat(value['since']))}"] if value["since"] else []
    days += [f"đến hết {short(date.fromisoformat(value['until']))}"] if value["until"] else []
    return f"{label} ({', '.join(days)})" if days else label

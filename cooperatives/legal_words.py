"""Legal facts as people read them, whatever the form in which they are kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
    if fact == Legal.ADDRESS:
        return ", ".join(part for part in (value["text"], communes.get(value["commune"], "")) if part)
    return WORDS.get(Legal(fact), str)(value)


def _status(value: Mapping[str, Any]) -> str:
    label = UNKIND if value["status"] == DISSOLVED else Status(value["status"]).label
    days = [f"từ {short(date.fromisoformat(value['since']))}"] if value["since"] else []
    days += [f"đến hết {short(date.fromisoformat(value['until']))}"] if value["until"] else []
    return f"{label} ({', '.join(days)})" if days else label


def _main(code: str) -> str:
    names = (vsic.name_of(one.key, code) for one in reversed(vsic.versions()))
    return " – ".join(part for part in (code, next(filter(None, names), "")) if part)


def _codes(codes: Sequence[str]) -> str:
    more = len(codes) - SHOWN_CODES
    return ", ".join(codes[:SHOWN_CODES]) + (f" và {more} ngành khác" if more > 0 else "")


def _numbers(value: str | Sequence[str]) -> str:
    return value if isinstance(value, str) else "; ".join(value)


WORDS: dict[Legal, Callable[[Any], str]] = {
    Legal.STATUS: _status,
    Legal.CHARTER: lambda value: f"{grouped(value)} đồng",
    Legal.REGISTERED: lambda value: short(date.fromisoformat(value)),
    Legal.MAIN_ACTIVITY: _main,
    Legal.ACTIVITIES: _codes,
    Legal.CERTIFICATE: _numbers,
}

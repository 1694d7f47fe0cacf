"""Texts that people paste into Zalo: short, one link, no telephone number, no personal number, no money."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from lmhtx.vn.dates import short
from lmhtx.vn.text import fold

MOST = 300
HIDDEN = "…"
# Telephone and citizen numbers, with the dots and spaces people write into them.
LONG_NUMBER = re.compile(r"(?<!\d)\+?\d(?:[ .\-]?\d){8,}(?!\d)")
MONEY = re.compile(
    r"\d[\d.,]*\s*(?:(?:nghìn|ngàn|triệu|tr|tỷ|tỉ)\s*)?(?:đồng|đ|vnđ|vnd)\b|\d[\d.,]*\s*(?:triệu|tỷ|tỉ)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Missing:
    """Somebody of whom something is missing: how much, since when, in which group."""

    person_id: int
    name: str
    group: str
    count: int
    due_on: date


@dataclass(slots=True)
class Group:
    """A commune, agency or unit with the people of whom something is missing; some have nobody here."""

    key: str
    label: str
    count: int = 0
    due_on: date | None = None
    people: list[Missing] = field(default_factory=list)


def discreet(words: str) -> str:
    """The words without long numbers and sums."""
    return MONEY.sub(HIDDEN, LONG_NUMBER.sub(HIDDEN, words))


def person_text(missing: Missing, *, link: str) -> str:
    """The text for one person; the link is never cut."""
    days = f"hạn từ {short(missing.due_on)}"
    start = f"Kính gửi anh/chị {missing.name}: còn {missing.count} nhiệm vụ quá hạn chưa có báo cáo ({days})."
    return _fitting(discreet(start), f" Kính đề nghị báo cáo tại: {link}")


def group_text(group: Group, *, link: str) -> str:
    """The text for a group: who is missing, as many names as there is room for."""
    since = f" (hạn từ {short(group.due_on)})" if group.due_on else ""
    start = f"{group.label}: còn {group.count} nhiệm vụ quá hạn chưa báo cáo{since}."
    end = f" Kính đề nghị sớm báo cáo: {link}"
    names = [f"{one.name} ({one.count})" for one in group.people]
    return _fitting(discreet(start + _named(names, room=MOST - len(start) - len(end))), end)


def _named(names: Sequence[str], *, room: int) -> str:
    for shown in range(len(names), 0, -1):
        rest = f" và {len(names) - shown} người khác" if shown < len(names) else ""
        said = f" Gồm: {', '.join(names[:shown])}{rest}."
        if len(said) <= room:
            return said
    return ""


def _fitting(start: str, end: str) -> str:
    room = MOST - len(end)
    return (start if len(start) <= room else f"{start[: room - 1]}{HIDDEN}") + end


def zalo_address(phone: str) -> str:
    """Where a telephone opens the conversation; "" without a number."""
    digits = re.sub(r"\D", "", phone)
    return f"https://zalo.me/{digits}" if digits else ""


def groups_of(missing: Sequence[Missing], groups: Sequence[Group]) -> list[Group]:
    """The groups with their people, both in the order of names."""
    by_key = {group.key: group for group in groups}
    for one in sorted(missing, key=lambda one: fold(one.name)):
        by_key[one.group].people.append(one)
    return sorted(by_key.values(), key=lambda group: fold(group.label))

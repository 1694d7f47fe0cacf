"""What a field of a petition means as it was typed on a phone, as values that JSON keeps."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator

from cooperatives import vsic
from cooperatives.petition_contents import Field, Sort
from lmhtx.base import clock
from lmhtx.vn.dates import BadDate, read_date
from lmhtx.vn.identity import BadNumber, phone
from lmhtx.vn.money import BadMoney, read_money

MOST = 10**6
FIRST_YEAR, LAST_YEAR = 1900, 2100
LARGEST_VND = 10**15
CODE = re.compile(r"^\s*(\d{4,5})(?!\d)")


class BadContent(ValueError):
    """What was typed means nothing; the message is a sentence fit for the user."""


def read_content(field: Field, typed: str, choices: dict[str, str]) -> Any:
    """The value as JSON keeps it; None where nothing was typed."""
    words = typed.strip()
    if not words:
        return None
    try:
        return READERS.get(field.sort, _text)(field, words, choices)
    except (BadDate, BadMoney, BadNumber) as bad:
        raise BadContent(f"{field.label}: {bad}") from bad


def _text(field: Field, words: str, choices: dict[str, str]) -> str:
    del choices
    return words[: field.limit]


def _day(field: Field, words: str, choices: dict[str, str]) -> str:
    del field, choices
    return read_date(words).isoformat()


def _money(field: Field, words: str, choices: dict[str, str]) -> int:
    del choices
    amount = read_money(words)
    if not 0 <= amount <= LARGEST_VND:
        raise BadContent(f"{field.label}: số tiền không thể đúng; hãy xem lại.")
    return amount


def _count(field: Field, words: str, choices: dict[str, str]) -> int:
    del choices
    figures = re.sub(r"[\s.]", "", words)
    if not figures.isascii() or not figures.isdecimal() or int(figures) > MOST:
        raise BadContent(f"{field.label}: hãy ghi số người, ví dụ 52.")
    return int(figures)


def _year(field: Field, words: str, choices: dict[str, str]) -> int:
    year = _count(field, words, choices) if words.isdecimal() else 0
    if not FIRST_YEAR <= year <= clock.today().year:
        raise BadContent(f"{field.label}: hãy ghi năm bốn chữ số, không sau năm nay.")
    return year


def _phone(field: Field, words: str, choices: dict[str, str]) -> str:
    del field, choices
    return phone(words)


def _email(field: Field, words: str, choices: dict[str, str]) -> str:
    del choices
    try:
        EmailValidator()(words)
    except ValidationError as bad:
        raise BadContent(f"{field.label}: địa chỉ thư chưa đúng, ví dụ htx@gmail.com.") from bad
    return words


def _link(field: Field, words: str, choices: dict[str, str]) -> str:
    del choices
    address = words if "://" in words else f"https://{words}"
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError as bad:
        raise BadContent(f"{field.label}: địa chỉ trang chưa đúng, ví dụ https://htx.vn.") from bad
    return address


def _choice(field: Field, words: str, choices: dict[str, str]) -> str:
    if words not in choices:
        raise BadContent(f"{field.label}: hãy chọn trong danh sách.")
    return words


def _line(field: Field, words: str, choices: dict[str, str]) -> str:
    """A code of the edition in force, typed alone or with its name."""
    del choices
    found = CODE.match(words)
    code = found.group(1) if found else ""
    version = vsic.version_on(clock.today()).key
    if not code or not vsic.is_known(version, code):
        raise BadContent(
            f"{field.label}: “{words}” không có mã ngành trong danh mục hiện hành; hãy chọn lại."
        )
    return code


def _lines(field: Field, words: str, choices: dict[str, str]) -> str:
    chosen = [one for one in words.split(",") if one]
    if any(one not in choices for one in chosen):
        raise BadContent(f"{field.label}: hãy chọn trong các ngành đang đăng ký.")
    return ",".join(chosen)


READERS = {
    Sort.DAY: _day,
    Sort.MONEY: _money,
    Sort.COUNT: _count,
    Sort.YEAR: _year,
    Sort.PHONE: _phone,
    Sort.EMAIL: _email,
    Sort.LINK: _link,
    Sort.CHOICE: _choice,
    Sort.COMMUNE: _choice,
    Sort.POLICY: _choice,
    Sort.LINE: _line,
    Sort.LINES: _lines,
}

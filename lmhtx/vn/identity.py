"""Numbers that identify: tax code, citizen number, telephone; each checked with a sentence for the user."""

from __future__ import annotations

import re
from datetime import date

from stdnum.vn import mst

TAX_CODE = re.compile(r"(\d{9})(\d)(?:-?(\d{3}))?")
CITIZEN_NUMBER = re.compile(r"\d{12}")
MOBILE_PREFIXES = ("03", "05", "07", "08", "09")
CENTURIES = {"0": 1900, "1": 1900, "2": 2000, "3": 2000, "4": 2100, "5": 2100}
MODULUS_WITHOUT_DIGIT = "10"


class BadNumber(ValueError):
    """A typed number that cannot be; the message is a sentence fit for the user."""


def tax_code(written: str) -> str:
    """An organisation's tax code, 10 digits or 10-3 for a branch; BadNumber names the right check digit."""
    compact = re.sub(r"[\s.]", "", written)
    match = TAX_CODE.fullmatch(compact)
    if not match:
        raise BadNumber("Mã số thuế gồm 10 chữ số (hoặc 10 chữ số, gạch nối và 3 chữ số của chi nhánh).")
    body, check, branch = match.groups()
    expected = mst.calc_check_digit(body)
    if expected == MODULUS_WITHOUT_DIGIT or body[:2] == "00" or body[2:] == "0000000":
        raise BadNumber("Mã số thuế không hợp lệ: dãy số này không bao giờ được cấp. Hãy kiểm tra lại.")
    if check != expected:
        raise BadNumber(f"Mã số thuế không hợp lệ (số kiểm tra phải là {expected}).")
    if branch == "000":
        raise BadNumber("Mã chi nhánh phải từ 001 đến 999.")
    return f"{body}{check}-{branch}" if branch else body + check


def citizen_number(written: str) -> str:
    """The 12 digits of a citizen's identity number; BadNumber when its length or first digits cannot be."""
    compact = re.sub(r"[\s.]", "", written)
    if not CITIZEN_NUMBER.fullmatch(compact):
        raise BadNumber("Số định danh cá nhân gồm đúng 12 chữ số.")
    if compact[3] not in CENTURIES or compact[:3] == "000":
        raise BadNumber("Số định danh cá nhân không hợp lệ. Hãy kiểm tra lại bốn chữ số đầu.")
    return compact


def birth_year(number: str) -> int:
    """The year of birth that a citizen number carries."""
    return CENTURIES[number[3]] + int(number[4:6])


def is_born_by(number: str, day: date) -> bool:
    """Whether the year of birth in a citizen number is not after the day's year."""
    return birth_year(number) <= day.year


def phone(written: str) -> str:
    """A telephone number as ten or eleven digits from 0; +84 and 84 are understood, else BadNumber."""
    compact = re.sub(r"[\s.()\-]", "", written)
    compact = re.sub(r"^(?:\+84|0084|84(?=\d{9}$))", "0", compact)
    is_mobile = compact.startswith(MOBILE_PREFIXES) and len(compact) == 10
    is_landline = compact.startswith("02") and len(compact) == 11
    if not compact.isdigit() or not (is_mobile or is_landline):
        raise BadNumber(
            f"Số điện thoại “{written.strip()}” không hợp lệ. Hãy nhập đủ 10 chữ số, ví dụ 0912345678."
        )
    return compact


def phone_shown(number: str) -> str:
    """A checked number in groups: 0912 345 678, 0251 3822 345."""
    return (
        f"{number[:4]} {number[4:-3]} {number[-3:]}"
        if len(number) == 10
        else f"{number[:4]} {number[4:8]} {number[8:]}"
    )

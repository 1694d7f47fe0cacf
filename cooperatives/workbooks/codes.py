"""Codes in cells: mã số by its check digit, codes of industries; lost noughts given back, the rest asked."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from cooperatives.workbooks.outcome import NOTHING, Found, Mend, Trouble
from cooperatives.workbooks.texts import cleaned, formula_error, is_nothing
from lmhtx.vn.identity import BadNumber, tax_code

LOOKALIKE = str.maketrans(
    {"O": "0", "o": "0", "Q": "0", "I": "1", "l": "1", "|": "1", "i": "1", "S": "5", "B": "8"}
)
NOISE = re.compile(r"^(?:mst|mã số thuế|mã số|ms|msdn)\s*[:.]?\s*|['’`\s.,]|[‐-―](?=\d)", re.IGNORECASE)
FLOAT = re.compile(r"'?(\d{9,13})[.,]0+")
SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
HOME = ("36", "38")
LOOK_UP = "Tra lại giấy chứng nhận đăng ký hoặc trang tra cứu mã số thuế rồi ghi đủ 10 chữ số."
VSIC_DIGITS = 4
VSIC_ONE = re.compile(r"(?<![\w])([A-U]?)\.?(\d{2,5})(?:\.0)?(?![\w])")


def missing_code() -> Trouble:
    """What is asked of a row without mã số."""
    return Trouble(
        "missing_code",
        "Chưa có mã số hợp tác xã (mã số thuế).",
        "Ghi mã số 10 chữ số; nếu hợp tác xã chỉ có giấy chứng nhận cũ thì ghi số giấy đó và xác nhận khi nhập.",
    )


def code_in_number(number: str) -> Trouble | None:
    """What is asked where the old certificate's number is itself a code that passes its check digit."""
    code = _sure(number)
    if code is None:
        return None
    return Trouble(
        "code_in_number",
        "Chưa có mã số hợp tác xã (mã số thuế).",
        f"Số giấy chứng nhận {number} đúng dạng mã số. Nếu đây là mã số của hợp tác xã, ghi lại vào cột mã số.",
    )


def read_tax_code(raw: Any, what: str) -> Found:
    """The code, mended where one reading passes its check digit; else what is asked."""
    if raw is None:
        return Found(None, None, missing_code())
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _from_figure(raw, what)
    words, _mend = cleaned(raw)
    if trouble := missing_code() if not words or is_nothing(words) else formula_error(words, what):
        return Found(None, None, trouble)
    return _from_words(raw, words, what)


def _from_words(raw: str, words: str, what: str) -> Found:
    if floated := FLOAT.fullmatch(words):
        return _checked(floated[1], words, what, Mend.NUMERIC_CELL)
    if SCIENTIFIC.fullmatch(words):
        return _from_figure(Decimal(words.replace(",", ".")), what, shown=words)
    bare = NOISE.sub("", NOISE.sub("", words, count=1))
    compact = re.sub(r"[-_]", "", bare) if not re.fullmatch(r"\d{10}-?\d{3}", bare) else bare
    if re.search(r"[^\W\d_]", compact):
        digits = compact.translate(LOOKALIKE)
        if not digits.isdigit() or _sure(digits) is None:
            return _wrong_letters(words, what)
        return Found(_sure(digits), Mend.LETTERS_FOR_DIGITS)
    return _checked(compact, words, what, Mend.PUNCTUATION if compact != raw else None)


def _wrong_letters(words: str, what: str) -> Found:
    return Found(
        None, None, Trouble("letters_in_code", f"{what} “{words}” có chữ cái hoặc ký tự lạ.", LOOK_UP)
    )


def _from_figure(raw: float | Decimal, what: str, *, shown: str = "") -> Found:
    """A code kept as a number; written as 3,7E+09 most of its digits are gone."""
    digits = f"{int(raw)}"
    if shown and digits.endswith("000"):
        return Found(
            None,
            None,
            Trouble("code_cut", f"{what} “{shown}” đã bị Excel rút gọn, mất các chữ số cuối.", LOOK_UP),
        )
    return _checked(digits, shown or digits, what, Mend.NUMERIC_CELL)


def _checked(digits: str, words: str, what: str, mend: Mend | None) -> Found:
    try:
        return Found(tax_code(digits), mend)
    except BadNumber as bad:
        if len(digits) == 9 and not digits.startswith(HOME) and (padded := _sure("0" + digits)):
            return Found(padded, Mend.LOST_ZERO)
        return Found(None, None, _trouble(digits, words, what, bad))


def _sure(digits: str) -> str | None:
    try:
        return tax_code(digits)
    except BadNumber:
        return None


def _trouble(digits: str, words: str, what: str, bad: BadNumber) -> Trouble:
    if len(digits) == 12:
        return Trouble(
            "personal_number",
            f"{what} “{words}” có 12 chữ số, giống số định danh cá nhân.",
            "Đây có thể là số của người đại diện. Ghi mã số của hợp tác xã (10 chữ số).",
        )
    if len(digits) not in {10, 13, 14}:
        few = "thiếu" if len(digits) < 10 else "thừa"
        message = f"{what} “{words}” {few} chữ số: có {sum(map(str.isdigit, digits))}, phải là 10."
        return Trouble("code_length", message, LOOK_UP)
    return Trouble("check_digit", f"{what} “{words}”: {bad}", LOOK_UP)


def read_vsic(raw: Any, what: str, *, industries: frozenset[str]) -> Found:
    """The code of the main industry in four digits; several are kept behind the first."""
    words, mend = cleaned(raw)
    if not words or is_nothing(words):
        return Found(None, Mend.NOTHING) if words else NOTHING
    if trouble := formula_error(words, what):
        return Found(None, None, trouble)
    is_figure = not isinstance(raw, str)
    found = VSIC_ONE.findall(words)
    if not found:
        return Found(
            None,
            None,
            Trouble(
                "bad_industry", f"{what} “{words}” không phải mã ngành.", "Ghi mã ngành cấp 4, ví dụ 0118."
            ),
        )
    codes = tuple(dict.fromkeys(_four(letter, digits, is_figure=is_figure) for letter, digits in found))
    code = codes[0]
    if len(code) != VSIC_DIGITS or (industries and code not in industries):
        return Found(
            None,
            None,
            Trouble(
                "unknown_industry",
                f"{what} “{words}” không phải mã ngành cấp 4.",
                "Ghi mã ngành 4 chữ số theo Hệ thống ngành kinh tế Việt Nam, ví dụ 0118.",
            ),
        )
    if len(codes) > 1:
        return Found(code, Mend.FIRST_OF_SEVERAL, None, codes[1:])
    if is_figure and code != words:
        mend = Mend.LOST_ZERO
    return Found(code, mend if code == words else mend or Mend.PUNCTUATION)


def _four(letter: str, digits: str, *, is_figure: bool) -> str:
    """Codes stand in four digits: 118 lost its nought, 01181 is the fifth level of 0118."""
    if len(digits) == VSIC_DIGITS - 1 and not digits.startswith("0") and (is_figure or not letter):
        return "0" + digits
    return digits[:VSIC_DIGITS]

"""Numbers as the office writes them: 1.250, 62,9 %, "hơn 10.000", IV."""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, Decimal

MANY = 10_000
TENTH = Decimal("0.1")
ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
         (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


def grouped(number: int) -> str:
    """A whole number with dots between thousands: 1.250.000."""
    return f"{number:,}".replace(",", ".")


def decimal_comma(number: Decimal | int) -> str:
    """A number with dots between thousands and a decimal comma: 1.250,75."""
    return f"{number:,}".translate(str.maketrans(",.", ".,"))


WRITTEN = re.compile(r"-?([0-9]{1,3}(\.[0-9]{3})+|[0-9]+)(,[0-9]+)?")


def read_decimal(words: str) -> Decimal:
    """A number as it is written here: 1.250,75 or 1250,75; ValueError says how to write it.

    1.5 is refused: a point stands between thousands, and nobody can know whether a half or a slip was meant.
    """
    text = "".join(words.split())
    if not WRITTEN.fullmatch(text):
        raise ValueError(
            f"“{words.strip()}” chưa đúng: dấu chấm ngăn hàng nghìn, dấu phẩy ngăn phần lẻ, ví dụ 1.250,5."
        )
    return Decimal(text.replace(".", "").replace(",", "."))


def counted(count: int, *, limit: int = MANY) -> str:
    """A count for the head of a list; above the limit "hơn 10.000", since counting on would cost time."""
    return f"hơn {grouped(limit)}" if count > limit else grouped(count)


def share_percent(part: Decimal | int, whole: Decimal | int) -> Decimal | None:
    """Part of the whole in percent, cut (never rounded up) to a tenth; None when the whole is nought.

    69,96 % is 69,9: a threshold of 70 % is not reached by rounding.
    """
    if not whole:
        return None
    return (Decimal(part) * 100 / Decimal(whole)).quantize(TENTH, rounding=ROUND_DOWN)


def percent(share: Decimal | None) -> str:
    """62,9 %; a dash when there is nothing to take a share of."""
    return "–" if share is None else f"{decimal_comma(share)} %"


def roman(count: int) -> str:
    """A count in Roman figures."""
    written = ""
    for value, letters in ROMAN:
        while count >= value:
            written, count = written + letters, count - value
    return written

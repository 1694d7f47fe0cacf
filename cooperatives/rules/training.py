"""Reading a pasted list of learners, and knowing the same person again."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from cooperatives.legal import training as legal
from lmhtx.legal import rule
from lmhtx.vn.identity import BadNumber, citizen_number
from lmhtx.vn.identity import birth_year as year_of
from lmhtx.vn.text import fold, squeeze

MOST_LINES = 5000
FIRST_YEAR, LAST_YEAR = 1920, 2020
COLUMNS = ("họ và tên", "năm sinh", "số định danh", "mã số hợp tác xã", "số buổi", "kết quả", "số chứng nhận")
PASSED = {"dat": True, "x": True, "khong dat": False, "khong": False, "": None}


class BadLine(ValueError):
    """What is wrong with a line, as a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One learner as pasted."""

    full_name: str
    birth_year: int | None
    citizen: str
    code: str
    session_count: int
    passed: bool | None
    certificate: str


@rule(legal.TRAINING_LISTS, cases="learner_line.csv")
def learner_line(pasted: str) -> Line:
    """A line parted by tabs, in the order of `COLUMNS`; BadLine says what is wrong with it."""
    cells = [squeeze(cell) for cell in pasted.split("\t")]
    cells += [""] * (len(COLUMNS) - len(cells))
    name, year, citizen, code, sessions, result, certificate = cells[: len(COLUMNS)]
    if not name:
        raise BadLine("thiếu họ và tên")
    if len(name) > 150 or len(certificate) > 60:
        raise BadLine("họ tên hoặc số chứng nhận quá dài")
    if sessions and not (sessions.isdecimal() and int(sessions) <= 200):
        raise BadLine(f"số buổi “{sessions[:20]}” không phải số từ 0 đến 200")
    if fold(result) not in PASSED:
        raise BadLine(f"kết quả “{result[:20]}” phải là Đạt, Không đạt hoặc để trống")
    if PASSED[fold(result)] and not int(sessions or 0):
        raise BadLine("đạt bài kiểm tra thì phải có số buổi")
    number = _citizen(citizen)
    return Line(
        full_name=name,
        birth_year=_year(year) or (year_of(number) if number else None),
        citizen=number,
        code=code.replace(" ", ""),
        session_count=int(sessions or 0),
        passed=PASSED[fold(result)],
        certificate=certificate,
    )


def _citizen(written: str) -> str:
    try:
        return citizen_number(written) if written else ""
    except BadNumber as bad:
        raise BadLine(str(bad)) from bad


def _year(written: str) -> int | None:
    if not written:
        return None
    tail = written[-4:]
    if not (tail.isascii() and tail.isdecimal() and FIRST_YEAR <= int(tail) <= LAST_YEAR):
        raise BadLine(f"năm sinh “{written[:20]}” không đọc được")
    return int(tail)


@rule(legal.TRAINING_LISTS, cases="identity.csv")
def identity_of(
    *, mark: str, cooperative: int | None, name: str, birth_year: int | None, staff: int | None = None
) -> str:
    """By what the same person is known in all classes: the keyed mark, else cooperative, folded name, year of birth.

    One of the house without a mark is known by the account.
    """
    if mark:
        return f"mark:{mark}"
    if staff:
        return f"staff:{staff}"
    return f"name:{cooperative or 0}:{fold(name)}:{birth_year or 0}"


@rule(legal.TRAINING_TESTS, cases="passes_test.csv")
def passes_test(score: Decimal | None, *, passing_mark: Decimal, sessions: int) -> bool | None:
    """Whether a test is passed: the mark is reached, unrounded, by one who came; None where there is no score."""
    return None if score is None else score >= passing_mark and sessions > 0

"""What a typed line of a draft is: its mark, its number, its words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from lmhtx.vn.labels import Labelled
from lmhtx.vn.text import squeeze

BULLET = re.compile(r"[-–—•●▪◦*+][ \t]+(?=\S)")
HEADING = re.compile(r"(#{1,4})\s*(?=\S)")
ORDINALS = "nhất|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười"
DIVISION = re.compile(
    rf"(?P<head>(?:phần|chương|mục|tiểu mục)\s+(?:thứ\s+)?(?:[IVXLC]+|\d{{1,3}}|{ORDINALS}))"
    r"\s*[.:\-–]?\s*(?P<title>.*)",
    re.IGNORECASE,
)
ARTICLE = re.compile(r"(?P<head>Điều\s+\d{1,4}[a-zđ]?\s*[.:])\s*(?P<text>.*)", re.IGNORECASE)
ROMAN = re.compile(r"[IVXLC]{1,7}\s*[.\-)]\s+\S")
CLAUSE = re.compile(r"\d{1,3}(?:\.\d{1,3})*[.)]\s+\S")
POINT = re.compile(r"[a-zđ]{1,2}[).]\s+\S")
GROUND = re.compile(r"(?:Căn cứ|Xét|Theo đề nghị|Theo yêu cầu)\b", re.IGNORECASE)
LONGEST_ORDER = 60
CAPTION = re.compile(r"(?:Bảng|Biểu)\s+(?:số\s+)?\d+\b", re.IGNORECASE)
UNIT = re.compile(r"\(?(?:Đơn vị(?: tính)?|ĐVT)\s*:", re.IGNORECASE)
# A line that ends a sentence says something; one that does not, and has words under it, is a title.
SENTENCE_END = (".", ";", ":", ",", "!", "?", "/", "…")


class LineKind(Labelled):
    """What a typed line is."""

    BLANK = "blank", "Dòng trống"
    ROW = "row", "Dòng của bảng"
    HEADING = "heading", "Đề mục do người soạn đánh dấu"
    DIVISION = "division", "Phần, chương, mục"
    ARTICLE = "article", "Điều"
    ROMAN = "roman", "Đề mục số La Mã"
    CLAUSE = "clause", "Khoản"
    POINT = "point", "Điểm"
    BULLET = "bullet", "Gạch đầu dòng"
    GROUND = "ground", "Căn cứ"
    ORDER = "order", "QUYẾT ĐỊNH:"
    TEXT = "text", "Đoạn văn"


@dataclass(frozen=True, slots=True)
class Line:
    """A line: what it is, its words without a mark, and how deep a marked heading lies."""

    kind: LineKind
    words: str = ""
    level: int = 0

    @property
    def is_open(self) -> bool:
        """Whether it ends like a title: without any mark of a sentence's end."""
        return bool(self.words) and not self.words.endswith(SENTENCE_END)

    @property
    def is_capital(self) -> bool:
        """Whether it is written in capitals alone."""
        return self.words.isupper()


def lines_of(text: str) -> list[Line]:
    """The lines of a draft that say something; an empty one stays only where it parts two tables."""
    lines = [line_of(words) for words in text.splitlines()]
    kept: list[Line] = []
    for line in lines:
        if line.kind != LineKind.BLANK or (kept and kept[-1].kind == LineKind.ROW):
            kept.append(line)
    return kept


def line_of(raw: str) -> Line:
    """What one line is."""
    words = squeeze("".join(_written(letter) for letter in raw))
    if not words:
        return Line(LineKind.BLANK)
    if words.startswith("|"):
        return Line(LineKind.ROW, words)
    if mark := HEADING.match(words):
        return Line(LineKind.HEADING, words[mark.end() :], len(mark[1]))
    if mark := BULLET.match(words):
        return Line(LineKind.BULLET, f"{'+' if words[0] == '+' else '-'} {words[mark.end() :]}")
    return Line(_kind(words), words)


def _kind(words: str) -> LineKind:
    if (found := DIVISION.fullmatch(words)) and (not found["title"] or found["title"].isupper()):
        return LineKind.DIVISION
    for pattern, kind in (
        (ARTICLE, LineKind.ARTICLE),
        (ROMAN, LineKind.ROMAN),
        (CLAUSE, LineKind.CLAUSE),
        (POINT, LineKind.POINT),
        (GROUND, LineKind.GROUND),
    ):
        if pattern.match(words):
            return kind
    is_order = words.endswith(":") and words.isupper() and len(words) <= LONGEST_ORDER
    return LineKind.ORDER if is_order else LineKind.TEXT


def _written(letter: str) -> str:
    """The letter where a file can hold it and an eye can see it; other signs part words, or are not there at all."""
    category = unicodedata.category(letter)
    if category == "Cf":
        return ""
    return " " if category in {"Cc", "Cs", "Cn", "Co"} else letter

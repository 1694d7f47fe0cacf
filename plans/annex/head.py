"""The head of a paper: number, symbol, day of issue, issuer, title; a draft's blanks stay blank."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from lmhtx.reading.paper import Paper, Paragraph, Table
from lmhtx.vn.dates import BadDate, checked_date
from lmhtx.vn.text import fold
from plans.annex.proposal import DocumentHead

if TYPE_CHECKING:
    from collections.abc import Iterator

LINES_OF_HEAD = 40
SYMBOL = re.compile(
    r"^\s*S[ốo]\s*[:.]?\s*(?P<number>\d+\s*[a-z]?)?[\s.…_]*/\s*(?P<symbol>(?:\d{4}/)?[A-ZĐ][A-ZĐ0-9a-zđ&.\-–]*)"
)
PLACE_AND_DAY = re.compile(
    r"(?:^|[,\n]\s*)ngày[\s.…]*(?P<d>\d{1,2})?[\s.…]*tháng[\s.…]*(?P<m>\d{1,2})?[\s.…]*năm[\s.…]*(?P<y>\d{4})?",
    re.IGNORECASE,
)
KINDS = (
    "quyet dinh|ke hoach|nghi quyet|chuong trinh(?: cong tac| hanh dong)?|thong bao(?: ket luan)?|chi thi|"
    "cong van|de an|phuong an|to trinh|"
    "bao cao|huong dan|phu luc(?: [ivx\\d]+)?|danh muc.*|bang phan cong.*|ket luan|cong dien|lich.*|bieu.*"
)
MOTTO = re.compile(
    r"cong hoa xa hoi chu nghia viet nam|doc lap.*tu do.*hanh phuc|dang cong san viet nam|[\s\-_=*.…]*"
)
ABOUT = re.compile(r"^\s*(?:v/v|về việc|V/v)\s*:?\s*(.+)$", re.IGNORECASE | re.DOTALL)
PLACES = re.compile(r"(?:tinh|thanh pho|huyen|thi xa|quan|xa|phuong|tp\.?)\b")
YEAR = re.compile(r"(?<!tháng \d )(?<!tháng \d\d )năm\s+(20\d\d)(?!\s*[-–])", re.IGNORECASE)
BODY = re.compile(
    r"(?:can cu|thuc hien|dieu \d|xet de nghi|theo de nghi|[ivx]+\.|\d+\.|kinh gui|\(?kem theo|- )"
)


def read_head(paper: Paper) -> DocumentHead:
    """What the first page tells of the paper; every field None where it tells nothing."""
    head = DocumentHead(text_quality=round(paper.text_quality, 3), ocr=paper.is_ocr)
    lines = _first_lines(paper)
    years: list[int] = []
    for line in lines[:LINES_OF_HEAD]:
        _read_symbol(head, line.text)
        _read_day(head, line.text, years)
    head.issuer = _issuer(paper)
    head.title = _title(lines)
    head.year = _year(head, years, lines)
    return head


def _read_symbol(head: DocumentHead, text: str) -> None:
    for line in text.split("\n"):
        found = SYMBOL.match(line)
        if found and head.symbol is None:
            head.number = re.sub(r"\s", "", found["number"]) if found["number"] else None
            head.symbol = found["symbol"].rstrip(".-–")


def _read_day(head: DocumentHead, text: str, years: list[int]) -> None:
    found = PLACE_AND_DAY.search(text)
    if not found or head.issued_on or years or BODY.match(fold(text)):
        return
    if found["y"]:
        years.append(int(found["y"]))
    if found["d"] and found["m"] and found["y"]:
        head.issued_on = _date(int(found["y"]), int(found["m"]), int(found["d"]))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return checked_date(year, month, day)
    except BadDate:
        return None


def _first_lines(paper: Paper) -> list[Paragraph]:
    """Paragraphs of the first pages in order; tables before the body are the letter head."""
    lines: list[Paragraph] = []
    for block in paper.blocks:
        if isinstance(block, Paragraph):
            lines.append(block)
        elif (block.row_count <= 4 and block.column_count <= 3) or len(lines) < 3:
            lines.extend(
                Paragraph(text=cell.text, is_bold=cell.is_bold, page=block.page) for cell in block.cells[:24]
            )
        if len(lines) > LINES_OF_HEAD * 2:
            break
    return lines


def _issuer(paper: Paper) -> str | None:
    """The office above the number, at the left of the motto."""
    for lines in _left_heads(paper):
        names = []
        for line in lines:
            folded = fold(line)
            if SYMBOL.match(line) or folded.startswith("so:"):
                break
            if not MOTTO.fullmatch(folded) and re.search(r"[^\W\d]", line):
                names.append(line.strip(" *-"))
        if names:
            return _last_office(names)
    return None


def _left_heads(paper: Paper) -> Iterator[list[str]]:
    texts: list[str] = []
    for block in paper.blocks[:12]:
        if isinstance(block, Table):
            if any(
                "doc lap" in fold(cell.text) or "cong hoa xa hoi" in fold(cell.text)
                for cell in block.cells[:12]
            ):
                left = [
                    cell.text
                    for cell in sorted(block.cells, key=lambda c: (c.row, c.column))
                    if cell.column == 0
                ]
                yield "\n".join(left).split("\n")
        else:
            texts.extend(block.text.split("\n"))
    for place, text in enumerate(texts[:8]):
        if re.search(r"cong hoa xa hoi chu nghia", fold(text)):
            before = re.split(r"C[ỘO]NG H[ÒO]A", text, flags=re.IGNORECASE)[0].strip()
            yield [*texts[:place], *([before] if before else [])]


def _last_office(names: list[str]) -> str:
    """Of superior and issuer the issuer: the last name, with the line that completes it."""
    offices = [names[0]]
    for name in names[1:]:
        is_rest = (
            PLACES.match(fold(name))
            or re.match(r"(?:ve|va|cua|nhan dan)\b", fold(name))
            or not name.isupper()
        )
        if is_rest:
            offices[-1] = f"{offices[-1]} {name}"
        else:
            offices.append(name)
    return " ".join(offices[-1].split())


def _title(lines: list[Paragraph]) -> str | None:
    for place, line in enumerate(lines[: LINES_OF_HEAD * 2]):
        first, *rest = line.text.split("\n")
        if re.fullmatch(KINDS, fold(first).strip(" .:")) and (first.isupper() or line.is_bold):
            return _with_following([first, *rest], lines[place + 1 :])
        about = ABOUT.match(line.text)
        if about:
            return " ".join(about.group(1).split())
        kind = re.match(rf"(?:{KINDS})\b", fold(first))
        if kind and (line.is_bold or first.isupper()) and len(first) > 12:
            return _with_following([first, *rest], lines[place + 1 :])
    return None


def _with_following(words: list[str], following: list[Paragraph]) -> str:
    for line in following[:4]:
        if not (line.is_bold or line.is_centered or line.text.isupper()) or (
            BODY.match(fold(line.text)) and not line.is_centered
        ):
            break
        if MOTTO.fullmatch(fold(line.text)) or line.text.startswith("("):
            break
        words.append(line.text)
    return " ".join(" ".join(words).split())


def _year(head: DocumentHead, years: list[int], lines: list[Paragraph]) -> int | None:
    """The year the plan is for: its title's, if not older than its issue; else the year of issue."""
    issued = head.issued_on.year if head.issued_on else years[0] if years else None
    titles = [head.title or "", *(line.text for line in lines if line.text.isupper())]
    titles += [line.text for line in lines if re.match(r"\W*(?:ban hanh )?kem theo", fold(line.text))]
    for title in titles:
        found = [int(year) for year in YEAR.findall(title)]
        if found and (issued is None or issued <= found[-1] <= issued + 2):
            return found[-1]
    return issued

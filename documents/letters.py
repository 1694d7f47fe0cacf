"""What the first page of a letter tells: number, symbol, day, issuer, type, subject, urgency, and where each stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pypdfium2

from documents.enums.incoming import Urgency
from documents.secret_marks import NO_MARK, Line, Mark, MarkVerdict, judge_lines
from documents.symbols import tidy_symbol
from lmhtx.reading.open_paper import read_paper
from lmhtx.reading.paper import Box, Paper, Paragraph, Table
from lmhtx.vn.text import fold, squeeze
from plans.annex.head import ABOUT, KINDS, PLACE_AND_DAY, SYMBOL, read_head

FIRST_PAGES = 2
MOST_SUBJECT_LINES = 6
URGENT_WORDS = {"khan": Urgency.URGENT, "thuong khan": Urgency.VERY_URGENT, "hoa toc": Urgency.FLASH}
PARTY_SYMBOL = re.compile(r"^\s*S[ốo]\s*[:.]?\s*(?P<number>\d+)\s*-\s*(?P<symbol>[A-ZĐ][\w/.-]*)")
ANSWER_BY = re.compile(
    r"(?:trước|chậm nhất|hạn).{0,40}?ngày\s+(?P<d>\d{1,2})\s*[/.-]\s*(?P<m>\d{1,2})\s*[/.-]\s*(?P<y>20\d\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A value that the page tells, the words it was read from and where they stand."""

    value: str
    text: str = ""
    box: Box | None = None


@dataclass(slots=True)
class LetterRead:
    """The head of a letter as read; what the page does not tell is not among the fields."""

    fields: dict[str, Found] = field(default_factory=dict)
    pages: int = 1
    is_ocr: bool = False
    quality: float = 0.0
    mark: Mark = NO_MARK


def read_letter(path: Path) -> dict[str, Any]:
    """The head as plain values, for the child process; only the first pages are read."""
    with TemporaryDirectory() as folder:
        pages, first = _first_pages(path, Path(folder))
        paper = read_paper(first)
    read = letter_of(paper)
    read.pages = pages or paper.page_count
    return packed_letter(read)


def read_whole(path: Path) -> dict[str, Any]:
    """All words of a file and the surest secret mark on its pages, for the child process."""
    paper = read_paper(path)
    mark = judge_lines(_lines(paper))
    text = "\n".join(text for text, _ in _pieces(paper))
    return {"text": text, "pages": paper.page_count, "mark": [mark.verdict.value, mark.text]}


def letter_of(paper: Paper) -> LetterRead:
    """The head of a paper that was read."""
    head = read_head(paper)
    read = LetterRead(
        pages=paper.page_count,
        is_ocr=paper.is_ocr,
        quality=paper.text_quality,
        mark=judge_lines(_lines(paper)),
    )
    pieces = _pieces(paper)
    party = _first(pieces, PARTY_SYMBOL)
    if party is not None and not head.symbol:
        found, place = party
        head.number, head.symbol = found["number"], found["symbol"]
        read.fields["reference"] = Found(f"{found['number']}-{tidy_symbol(found['symbol'])}", *place)
    elif head.symbol:
        words = f"{head.number or ''}/{tidy_symbol(head.symbol)}".lstrip("/")
        read.fields["reference"] = Found(words, *_place(pieces, SYMBOL))
    if head.issued_on:
        read.fields["issued_on"] = Found(head.issued_on.isoformat(), *_place(pieces, PLACE_AND_DAY))
    if head.issuer:
        read.fields["issuer"] = Found(head.issuer, *_holding(pieces, head.issuer))
    if head.title:
        _tell_title(read, head.title, pieces)
    else:
        _tell_about(read, pieces)
    _tell_urgency(read, pieces)
    _tell_demand(read, pieces)
    return read


def _tell_title(read: LetterRead, title: str, pieces: list[tuple[str, Box | None]]) -> None:
    """Kind and subject apart: "THÔNG BÁO Kết luận …" and "V/v …"."""
    place = _holding(pieces, title)
    kind = re.match(rf"(?:{KINDS})\b", fold(title))
    if kind is not None:
        count = len(kind.group().split())
        words = title.split()
        read.fields["kind"] = Found(" ".join(words[:count]), *place)
        title = " ".join(words[count:]) or title
    elif any(ABOUT.match(text) for text, _ in pieces):
        read.fields["kind"] = Found("Công văn", *place)
    read.fields["subject"] = Found(squeeze(title), *place)


def _tell_about(read: LetterRead, pieces: list[tuple[str, Box | None]]) -> None:
    """The "V/v" of a công văn within its letterhead: that line and those that go on, up to a sentence of the body."""
    for text, box in pieces:
        lines = [line.strip() for line in text.split("\n")]
        place = next((number for number, line in enumerate(lines) if ABOUT.match(line)), None)
        if place is None:
            continue
        found = ABOUT.match(lines[place])
        words = [found.group(1)] if found is not None else []
        for line in lines[place + 1 : place + MOST_SUBJECT_LINES]:
            if not line or line.endswith((".", ":")) or fold(line).startswith(("kinh gui", "noi nhan")):
                break
            words.append(line)
        read.fields["kind"] = Found("Công văn", lines[place], box)
        read.fields["subject"] = Found(squeeze(" ".join(words)), " ".join(lines[place : place + 2]), box)
        return


def _tell_urgency(read: LetterRead, pieces: list[tuple[str, Box | None]]) -> None:
    for text, box in pieces[:60]:
        for line in text.split("\n"):
            words = line.strip(" *|[]()_-.:")
            found = URGENT_WORDS.get(fold(words))
            if found is not None and words.isupper():
                read.fields["urgency"] = Found(found.value, words, box)
                return


def _tell_demand(read: LetterRead, pieces: list[tuple[str, Box | None]]) -> None:
    found = _first(pieces, ANSWER_BY)
    if found is not None:
        match, place = found
        day = f"{match['y']}-{int(match['m']):02d}-{int(match['d']):02d}"
        read.fields["demanded_on"] = Found(day, *place)


def _first(
    pieces: list[tuple[str, Box | None]], pattern: re.Pattern[str]
) -> tuple[re.Match[str], tuple[str, Box | None]] | None:
    for text, box in pieces:
        for line in [*text.split("\n"), text]:
            if found := pattern.search(line):
                return found, (squeeze(line), box)
    return None


def _place(pieces: list[tuple[str, Box | None]], pattern: re.Pattern[str]) -> tuple[str, Box | None]:
    found = _first(pieces, pattern)
    return found[1] if found is not None else ("", None)


def _holding(pieces: list[tuple[str, Box | None]], words: str) -> tuple[str, Box | None]:
    """Where the beginning of the words stands."""
    wanted = fold(" ".join(words.split()[:4]))
    for text, box in pieces:
        if wanted in fold(text):
            return squeeze(text)[:300], box
    return "", None


def _pieces(paper: Paper) -> list[tuple[str, Box | None]]:
    found: list[tuple[str, Box | None]] = []
    for block in paper.blocks:
        if isinstance(block, Paragraph):
            found.append((block.text, block.box))
        elif isinstance(block, Table):
            found.extend((cell.text, cell.box) for cell in block.cells)
    return found


def _lines(paper: Paper) -> list[Line]:
    lines: list[Line] = []
    before = ""
    for text, box in _pieces(paper):
        parts = [part for part in text.split("\n") if part.strip()]
        for number, part in enumerate(parts):
            lines.append(
                Line(
                    text=part,
                    top=box.top if box is not None else None,
                    left=box.left if box is not None else None,
                    before=parts[number - 1] if number else before,
                )
            )
        before = parts[-1] if parts else ""
    return lines


def _first_pages(path: Path, folder: Path) -> tuple[int, Path]:
    """How many pages a PDF has, and a copy of its first ones; another file as it is."""
    with path.open("rb") as file:
        if b"%PDF-" not in file.read(1024):
            return 0, path
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        # The reader behind says in words what is wrong with it.
        return 0, path
    with document:
        count = len(document)
        if count <= FIRST_PAGES:
            return count, path
        with pypdfium2.PdfDocument.new() as copy:
            copy.import_pages(document, list(range(FIRST_PAGES)))
            first = folder / "dau.pdf"
            copy.save(first)
    return count, first


def packed_letter(read: LetterRead) -> dict[str, Any]:
    """As plain values."""
    return {
        "fields": {
            name: {
                "value": found.value,
                "text": found.text,
                "page": found.box.page if found.box else None,
                "box": [found.box.left, found.box.top, found.box.right, found.box.bottom]
                if found.box
                else None,
            }
            for name, found in read.fields.items()
        },
        "pages": read.pages,
        "is_ocr": read.is_ocr,
        "quality": round(read.quality, 3),
        "mark": [read.mark.verdict.value, read.mark.text],
    }


def unpacked_letter(kept: dict[str, Any]) -> LetterRead:
    """Back from plain values."""
    fields = {
        name: Found(one["value"], one["text"], Box(one["page"], *one["box"]) if one["box"] else None)
        for name, one in kept["fields"].items()
    }
    verdict, words = kept["mark"]
    return LetterRead(
        fields, kept["pages"], kept["is_ocr"], kept["quality"], Mark(MarkVerdict(verdict), words)
    )

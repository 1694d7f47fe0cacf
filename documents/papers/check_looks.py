"""How the boxes of a Word file are written and placed, against the ranges of the decree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from documents.enums.checking import Box, Severity
from documents.papers.boxes import Boxes
from documents.papers.deviations import Deviation, excerpt
from documents.papers.word_file import WordFile, WordLine, WordPage
from lmhtx.reports import legal

EDGES = {"top": "Lề trên", "bottom": "Lề dưới", "left": "Lề trái", "right": "Lề phải"}
NEAR_MM, NEAR_LINE = 0.6, 0.02
# A line of this many letters is a paragraph; shorter ones may be headings.
PARAGRAPH_LETTERS = 60
ALIGNS = {"left": "canh trái", "center": "canh giữa", "right": "canh phải", "justify": "dàn đều hai lề"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the decree wants of a box; None where it lets one choose."""

    sizes: tuple[float, float]
    is_bold: bool | None = False
    is_italic: bool | None = False
    is_upper: bool = False
    align: str = ""


WANTED = {
    Box.NATION: Wanted(legal.SIZES_PT["nation"], is_bold=True, is_upper=True, align="center"),
    Box.MOTTO: Wanted(legal.SIZES_PT["motto"], is_bold=True, align="center"),
    Box.SUPERIOR: Wanted(legal.SIZES_PT["agency"], is_upper=True, align="center"),
    Box.AGENCY: Wanted(legal.SIZES_PT["agency"], is_bold=True, is_upper=True, align="center"),
    Box.NUMBER: Wanted(legal.SIZES_PT["number"], align="center"),
    Box.DAY: Wanted(legal.SIZES_PT["place_and_day"], is_italic=True, align="center"),
    Box.URGENCY: Wanted(legal.SIZES_PT["stamp"], is_bold=True, is_upper=True),
    Box.LETTER_SUBJECT: Wanted(legal.SIZES_PT["letter_subject"], align="center"),
    Box.KIND: Wanted(legal.SIZES_PT["kind"], is_bold=True, is_upper=True, align="center"),
    Box.SUBJECT: Wanted(legal.SIZES_PT["kind"], is_bold=True, align="center"),
    Box.TO: Wanted(legal.SIZES_PT["body"]),
    Box.GROUND: Wanted(legal.SIZES_PT["body"], is_italic=True, align="justify"),
    Box.BODY: Wanted(legal.SIZES_PT["body"], is_bold=None, is_italic=None),
    Box.POST: Wanted(legal.SIZES_PT["post"], is_bold=True, is_upper=True, align="center"),
    Box.SIGNER: Wanted(legal.SIZES_PT["post"], is_bold=True, align="center"),
    Box.RECIPIENTS_HEAD: Wanted(legal.SIZES_PT["recipients_head"], is_bold=True, is_italic=True),
    Box.RECIPIENTS: Wanted(legal.SIZES_PT["recipients"]),
}


def looks(file: WordFile, boxes: Boxes) -> Iterator[Deviation]:
    """All that deviates in paper, edges, page numbers, letters, sizes and places."""
    for page in file.pages:
        yield from _page(page)
    yield from _numbers(file)
    yield from _fonts(file.lines)
    for box, lines in boxes.items():
        for line in lines:
            yield from _look(box, line)
    for line in boxes.get(Box.BODY, ()):
        yield from _paragraph(line)


def _page(page: WordPage) -> Iterator[Deviation]:
    short, long = sorted((page.width, page.height))
    if abs(short - legal.PAGE_WIDTH_MM) > 1 or abs(long - legal.PAGE_HEIGHT_MM) > 1:
        yield _general(f"khổ {_mm(page.width)} × {_mm(page.height)}", "khổ A4, 210 mm × 297 mm")
    for name, label in EDGES.items():
        least, most = legal.EDGES_MM[name]
        edge = getattr(page, name)
        # On a sheet that lies on its side the edges turn with it, and nobody can say which way it was bound.
        if page.width < page.height and not least - NEAR_MM <= edge <= most + NEAR_MM:
            yield _general(f"{label.lower()} {_mm(edge)}", f"{label.lower()} từ {least} mm đến {most} mm")


def _numbers(file: WordFile) -> Iterator[Deviation]:
    numbers, box = file.numbers, Box.PAGE_NUMBER
    if not numbers.where:
        yield _general(
            "chưa có số trang", "số trang từ trang thứ hai, nếu văn bản có nhiều trang", box, Severity.DOUBT
        )
        return
    if numbers.where == "footer":
        yield _general("số trang ở lề dưới", "số trang ở lề trên", box)
    if not numbers.is_centred:
        yield _general("số trang không ở giữa", "số trang canh giữa theo chiều ngang", box)
    if not numbers.is_first_without:
        yield _general("trang thứ nhất có số trang", "không hiển thị số trang thứ nhất", box)


def _general(found: str, wanted: str, box: Box = Box.PAGE, severity: Severity = Severity.WRONG) -> Deviation:
    return Deviation(box=box, found=found, wanted=wanted, source=legal.GENERAL, severity=severity)


def _fonts(lines: Sequence[WordLine]) -> Iterator[Deviation]:
    for line in lines:
        for font in line.fonts:
            if font.strip().lower() != legal.FONT_OF_WORD.lower():
                yield Deviation(
                    box=Box.FONT,
                    found=f"phông {font}",
                    wanted=f"phông {legal.FONT_OF_WORD}",
                    source=legal.GENERAL,
                    excerpt=excerpt(line.text),
                )


def _look(box: Box, line: WordLine) -> Iterator[Deviation]:
    wanted = WANTED[box]
    least, most = wanted.sizes
    told: list[tuple[str, str]] = [
        (f"cỡ chữ {_number(size)}", f"cỡ chữ {_between(least, most)}")
        for size in line.sizes
        if not least <= size <= most
    ]
    if wanted.is_bold is not None and wanted.is_bold != line.is_bold:
        told.append(("chữ đậm", "chữ không đậm") if line.is_bold else ("chữ không đậm", "chữ đậm"))
    if wanted.is_italic is not None and wanted.is_italic != line.is_italic:
        told.append(("chữ nghiêng", "chữ đứng") if line.is_italic else ("chữ đứng", "chữ nghiêng"))
    if wanted.is_upper and not line.text.isupper():
        told.append(("chữ thường", "chữ in hoa"))
    if wanted.align and line.align != wanted.align:
        told.append((ALIGNS[line.align], ALIGNS[wanted.align]))
    for found, right in told:
        yield Deviation(box=box, found=found, wanted=right, source=legal.SIZES, excerpt=excerpt(line.text))


def _paragraph(line: WordLine) -> Iterator[Deviation]:
    if len(line.text) < PARAGRAPH_LETTERS:
        return
    told: list[tuple[str, str, Severity]] = []
    if line.align != "justify":
        told.append((ALIGNS[line.align], ALIGNS["justify"], Severity.WRONG))
    least, most = legal.FIRST_LINES_MM
    if not least - NEAR_MM <= line.first_line_mm <= most + NEAR_MM:
        indent = f"lùi đầu dòng {_mm(line.first_line_mm)}" if line.first_line_mm else "không lùi đầu dòng"
        told.append((indent, "lùi đầu dòng 1 cm hoặc 1,27 cm", Severity.WRONG))
    if line.gap_pt < legal.PARAGRAPH_GAP_PT:
        told.append((f"cách đoạn {_number(line.gap_pt)} pt", "cách đoạn tối thiểu 6 pt", Severity.DOUBT))
    single, most_lines = legal.LINE_SPACINGS
    if line.spacing is not None and not single - NEAR_LINE <= line.spacing <= most_lines + NEAR_LINE:
        told.append(
            (f"cách dòng {_number(line.spacing)}", "cách dòng từ dòng đơn đến 1,5 dòng", Severity.WRONG)
        )
    for found, wanted, severity in told:
        yield Deviation(
            box=Box.BODY,
            found=found,
            wanted=wanted,
            source=legal.PARTS,
            severity=severity,
            excerpt=excerpt(line.text),
        )


def _between(least: float, most: float) -> str:
    return _number(least) if least == most else f"{_number(least)} đến {_number(most)}"


def _number(value: float) -> str:
    return f"{value:g}".replace(".", ",")


def _mm(value: float) -> str:
    return f"{_number(value)} mm"

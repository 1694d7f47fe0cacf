"""The plain form in which a draft is typed, and the blocks of a paper that it means; nothing typed is lost."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace

from documents.papers.lines import ARTICLE, CAPTION, DIVISION, UNIT, Line, LineKind, lines_of
from documents.papers.text_tables import RULE, table_of
from lmhtx.reports.paper import Block, Heading, Paragraph, ParagraphKind, Table
from lmhtx.vn.text import squeeze

END = "./."
INNER = {LineKind.TEXT, LineKind.BULLET, LineKind.POINT, LineKind.CLAUSE, LineKind.ROW}
MOST_COLUMNS = 40


def blocks_of(text: str) -> list[Block]:
    """The blocks of a typed text; whatever has no mark is a paragraph of its own."""
    lines = lines_of(text)
    grounds = _grounds(lines)
    blocks: list[Block] = [_ground(line, is_last=line is grounds[-1]) for line in grounds]
    return [*blocks, *_rest(lines[len(grounds) :])]


def ended(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with "./." at the end of the last words, which papers bear once."""
    made = list(blocks)
    if made and isinstance(made[-1], Paragraph):
        last = made[-1]
        bare = last.text.removesuffix(END).rstrip(" .;,/")
        made[-1] = replace(last, text=f"{bare}{END}") if bare else last
    return made


def _grounds(lines: Sequence[Line]) -> list[Line]:
    """The grounds at the head: several of them, or one that ends as grounds do or stands before a decision."""
    found: list[Line] = []
    for line in lines:
        if line.kind != LineKind.GROUND:
            break
        found.append(line)
    if len(found) != 1:
        return found
    after = lines[1].kind if len(lines) > 1 else LineKind.BLANK
    is_ground = found[0].words.endswith(";") or after in {LineKind.ORDER, LineKind.ARTICLE, LineKind.DIVISION}
    return found if is_ground else []


def _ground(line: Line, *, is_last: bool) -> Paragraph:
    bare = line.words.rstrip(" ;,.") or line.words
    return Paragraph(f"{bare}{'.' if is_last else ';'}", ParagraphKind.GROUND)


def _rest(lines: Sequence[Line]) -> Iterator[Block]:
    place = 0
    while place < len(lines):
        if (table := _table_at(lines, place)) is not None:
            block, place = table
            yield block
            continue
        line, following = lines[place], lines[place + 1] if place + 1 < len(lines) else None
        if line.kind == LineKind.BLANK:
            pass
        elif line.kind == LineKind.DIVISION:
            place += yield from _division(line, following)
        else:
            yield _block(line, following)
        place += 1


def _table_at(lines: Sequence[Line], place: int) -> tuple[Table, int] | None:
    """The table that begins here with its caption and its unit, and where it ends."""
    first, caption, unit = place, "", ""
    if CAPTION.match(lines[first].words) and lines[first].kind == LineKind.TEXT:
        caption, first = lines[first].words, first + 1
    if first < len(lines) and UNIT.match(lines[first].words) and lines[first].kind == LineKind.TEXT:
        unit, first = lines[first].words, first + 1
    last = first
    while last < len(lines) and lines[last].kind == LineKind.ROW:
        last += 1
    rows = [line.words for line in lines[first:last]]
    if not rows or RULE.fullmatch(rows[0]) or max(row.count("|") for row in rows) > MOST_COLUMNS:
        return None
    return table_of(rows, caption=caption, unit=unit), last


def _division(line: Line, following: Line | None) -> Generator[Block, None, int]:
    """A division and its title, each on a line of its own; gives how many lines beyond the first it took."""
    found = DIVISION.fullmatch(line.words)
    assert found is not None  # noqa: S101 - the kind of the line says so
    yield Paragraph(squeeze(found["head"]), ParagraphKind.DIVISION)
    if found["title"]:
        yield Paragraph(found["title"], ParagraphKind.DIVISION)
    elif following is not None and following.kind == LineKind.TEXT and following.is_capital:
        yield Paragraph(following.words, ParagraphKind.DIVISION)
        return 1
    return 0


def _block(line: Line, following: Line | None) -> Block:
    has_inner = following is not None and following.kind in INNER
    is_title = line.is_open and has_inner and following is not None and following.kind != line.kind
    match line.kind:
        case LineKind.HEADING:
            return _marked(line)
        case LineKind.ARTICLE:
            return _article(line, is_title=is_title)
        case LineKind.ROMAN:
            return Heading(line.words, 1) if line.is_open or line.is_capital else Paragraph(line.words)
        case LineKind.CLAUSE:
            return Heading(line.words, 2) if is_title else Paragraph(line.words)
        case LineKind.POINT | LineKind.BULLET:
            return Paragraph(line.words, ParagraphKind.ITEM)
        case LineKind.ORDER:
            return Paragraph(line.words, ParagraphKind.AUTHORITY)
        case _:
            return Paragraph(line.words)


def _marked(line: Line) -> Block:
    """A line marked by hand: # in the middle, ## to #### as parts of the first to third level."""
    if line.level == 1:
        return Paragraph(line.words, ParagraphKind.DIVISION)
    return Heading(line.words, line.level - 1)


def _article(line: Line, *, is_title: bool) -> Block:
    found = ARTICLE.fullmatch(line.words)
    assert found is not None  # noqa: S101 - as above
    if is_title or not found["text"]:
        return Heading(line.words, 2)
    return Paragraph(found["text"], lead=found["head"])

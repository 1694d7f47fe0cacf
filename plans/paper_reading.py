"""What runs in the child process: papers read, their tasks found, the agency that follows them proposed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from lmhtx.reading.open_paper import read_paper
from lmhtx.reading.paper import Box, Paper, Paragraph, Table
from lmhtx.vn.text import fold, squeeze
from plans.annex.reading import read_annex
from plans.pasted import paper_of

Progress = Callable[[int, int], None]
STANDING = re.compile(r"co quan thuong truc")
FOLLOWING = re.compile(r"\b(?:theo doi|don doc|kiem tra)\b")
OPENING = re.compile(r"^\W*(?:\d+(?:\.\d+)*[.)]|[a-zđ]\)|[IVX]+\.)?\s*(?:Giao\s+)?", re.IGNORECASE)
NAME_ENDS = re.compile(
    r"\s+[-–—]\s+|\s*[,(:]\s*|\s+(?:chịu trách nhiệm|có trách nhiệm|chủ trì|là cơ quan|theo dõi|đôn đốc)\b"
)
LONGEST_NAME = 120


def found_in_files(
    paths: Sequence[str], *, year: int | None = None, progress: Progress | None = None
) -> dict[str, Any]:
    """All that one paper says, plain values only; several files (photos) are its pages in the order given."""
    papers = []
    for place, path in enumerate(paths):
        tell = None if progress is None or len(paths) > 1 else progress
        papers.append(read_paper(Path(path), progress=tell))
        if progress is not None and len(paths) > 1:
            progress(place + 1, len(paths))
    return found_in(papers[0] if len(papers) == 1 else joined(papers), year=year)


def found_in_paste(pasted: str, *, year: int | None = None) -> dict[str, Any]:
    """The same for a pasted table."""
    return found_in(paper_of(pasted), year=year)


def found_in(paper: Paper, *, year: int | None = None) -> dict[str, Any]:
    """The proposal of `read_annex` with the number of pages and the agency named as following the plan."""
    found = read_annex(paper, year=year).as_json()
    warnings = list(dict.fromkeys([*paper.warnings, *found["warnings"]]))
    for task in found["tasks"]:
        task["boxes"] = _rows_of(
            [_upright(box, paper.page_turns.get(box["page"], 0)) for box in task["boxes"]]
        )
    return {
        **found,
        "warnings": warnings,
        "keeper": keeper_named(paper),
        "page_count": max(paper.page_count, 1),
        "turns": {str(page): turn for page, turn in paper.page_turns.items()},
    }


def _upright(box: dict[str, Any], turn: int) -> dict[str, Any]:
    """The same place on the page once it is turned clockwise by so many degrees."""
    left, top, right, bottom = box["left"], box["top"], box["right"], box["bottom"]
    sides = {
        90: (1 - bottom, left, 1 - top, right),
        180: (1 - right, 1 - bottom, 1 - left, 1 - top),
        270: (top, 1 - right, bottom, 1 - left),
    }.get(turn % 360, (left, top, right, bottom))
    return {"page": box["page"], **dict(zip(("left", "top", "right", "bottom"), sides, strict=True))}


def _rows_of(boxes: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The cells of a row as one place on each page."""
    pages: dict[int, dict[str, Any]] = {}
    for box in boxes:
        row = pages.setdefault(box["page"], dict(box))
        for side, outer in (("left", min), ("top", min), ("right", max), ("bottom", max)):
            row[side] = outer(row[side], box[side])
    return [pages[page] for page in sorted(pages)]


def joined(papers: Sequence[Paper]) -> Paper:
    """Several papers one after the other as one, pages counted through."""
    blocks: list[Paragraph | Table] = []
    turns: dict[int, int] = {}
    pages = 0
    for paper in papers:
        blocks += [_later(block, pages) for block in paper.blocks]
        turns |= {page + pages: turn for page, turn in paper.page_turns.items()}
        pages += max(paper.page_count, 1)
    return Paper(
        blocks=blocks,
        page_count=pages,
        text_quality=min(paper.text_quality for paper in papers),
        is_ocr=any(paper.is_ocr for paper in papers),
        warnings=[warning for paper in papers for warning in paper.warnings],
        page_turns=turns,
    )


def _later(block: Paragraph | Table, pages: int) -> Paragraph | Table:
    if isinstance(block, Paragraph):
        return replace(block, page=block.page + pages, box=_moved(block.box, pages))
    cells = [replace(cell, box=_moved(cell.box, pages)) for cell in block.cells]
    row_pages = [page + pages for page in block.row_pages]
    return replace(block, cells=cells, page=block.page + pages, row_pages=row_pages)


def _moved(box: Box | None, pages: int) -> Box | None:
    return None if box is None else replace(box, page=box.page + pages)


def keeper_named(paper: Paper) -> str:
    """The agency that the paper itself charges with following its tasks; "" when it names none.

    A paragraph must open with the name, so that another body's standing agency mentioned in passing is not taken.
    """
    for text in _paragraphs(paper):
        folded = fold(text)
        if not FOLLOWING.search(folded):
            continue
        name = NAME_ENDS.split(OPENING.sub("", text, count=1), maxsplit=1)[0].strip()
        is_standing = bool(STANDING.search(folded[: len(name) + 60]))
        is_charged = re.search(r"(?:chiu|co) trach nhiem|tong hop", folded) is not None
        if is_standing and is_charged and 0 < len(name) <= LONGEST_NAME and name[0].isupper():
            return squeeze(name)
    return ""


def _paragraphs(paper: Paper) -> Iterator[str]:
    return (squeeze(block.text) for block in paper.blocks if isinstance(block, Paragraph))

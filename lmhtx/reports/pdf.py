"""Papers as PDF: templates become pages in a child process of bounded memory and time, without a network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from lmhtx.reading.child import STOPPED, ParserFailed, run_parser
from lmhtx.reports import legal
from lmhtx.reports.paper import Annex, Paper
from lmhtx.reports.style import page_style

SECONDS = 300
MEMORY_MB = 1024
PICTURE_DPI = 200
TOO_MUCH = (
    "Chưa dựng được tệp PDF vì văn bản quá dài. Hãy thu hẹp phạm vi hoặc khoảng thời gian rồi dựng lại."
)
BROKEN = "Chưa dựng được tệp PDF do lỗi kỹ thuật. Hãy thử lại; nếu vẫn không được, hãy báo quản trị hệ thống."
PAPER, ANNEX = "reports/paper.html", "reports/annex.html"


class PaperFailed(Exception):
    """The pages could not be set; the message is a sentence fit for the user."""


def pdf(paper: Paper) -> bytes:
    """The paper with its annexes as one PDF."""
    return pdf_of([paper], title=paper.title)


def pdf_of(papers: Sequence[Paper], *, title: str) -> bytes:
    """Several papers in one PDF, each beginning on a page of its own with numbers of its own."""
    return _set([{"title": title, "sheets": [sheet for paper in papers for sheet in _sheets(paper)]}])[0]


def pdfs(papers: Sequence[Paper]) -> list[bytes]:
    """A PDF of its own for each paper, all set by one child."""
    return _set([{"title": paper.title, "sheets": _sheets(paper)} for paper in papers])


def annex_pdfs(paper: Paper) -> list[bytes]:
    """A PDF of its own for each annex of a paper, which the agency signs in its corner."""
    return _set([{"title": annex.title, "sheets": [_annex(annex, paper)]} for annex in paper.annexes])


def paper_pdf(template: str, context: Mapping[str, Any], *, is_landscape: bool = False) -> bytes:
    """The PDF of a template that extends `reports/paper.html` or links the same style sheet.

    Where the context holds a `paper`, its title names the file and its annexes follow.
    """
    return paper_pdfs(template, [context], is_landscape=is_landscape)[0]


def paper_pdfs(
    template: str, contexts: Sequence[Mapping[str, Any]], *, is_landscape: bool = False
) -> list[bytes]:
    """A PDF for each context, all set by one child: waking it up costs more than a page."""
    return _set([_file(template, context, is_landscape=is_landscape) for context in contexts])


def _file(template: str, context: Mapping[str, Any], *, is_landscape: bool) -> dict[str, Any]:
    paper = context.get("paper")
    style = page_style(is_landscape=is_landscape, is_draft=bool(paper and paper.is_draft))
    sheet = {"html": render_to_string(template, dict(context)), "style": style}
    if paper is None:
        return {"title": str(context.get("title", "")), "sheets": [sheet]}
    return {"title": paper.title, "sheets": [sheet, *_behind(paper)]}


def _sheets(paper: Paper) -> list[dict[str, str]]:
    html = render_to_string(PAPER, {"paper": paper})
    return [{"html": html, "style": page_style(is_draft=paper.is_draft)}, *_behind(paper)]


def _behind(paper: Paper) -> list[dict[str, str]]:
    """What goes with a paper: the texts that it issues, then its annexes."""
    issued = [sheet for text in paper.attached for sheet in _sheets(text)]
    return [*issued, *(_annex(annex, paper) for annex in paper.annexes)]


def _annex(annex: Annex, paper: Paper) -> dict[str, str]:
    style = page_style(is_landscape=annex.is_landscape, is_draft=paper.is_draft)
    return {"html": render_to_string(ANNEX, {"annex": annex, "paper": paper}), "style": style}


def picture_png(svg: str) -> bytes:
    """The drawing as PNG, for files that cannot hold it as it is."""
    made: bytes = _in_child("drawn", svg, width_mm=legal.PICTURE_MM, dots_per_inch=PICTURE_DPI)
    return made


def _set(files: list[dict[str, Any]]) -> list[bytes]:
    made: list[bytes] = _in_child("typeset", files, prefix=settings.STATIC_URL, folders=_folders())
    return made


def _in_child(function: str, what: Any, **options: Any) -> Any:
    """Set in a child: WeasyPrint holds every page in memory, and a worker must outlive the longest report."""
    path = f"lmhtx.reports.typesetting:{function}"
    try:
        return run_parser(path, what, seconds=SECONDS, memory_mb=MEMORY_MB, is_pure=True, **options)
    except ParserFailed as failed:
        raise PaperFailed(BROKEN if str(failed) == STOPPED else TOO_MUCH) from failed


def _folders() -> list[str]:
    """Where our own style sheets lie: gathered for production, as they stand otherwise."""
    plain = [folder for folder in settings.STATICFILES_DIRS if isinstance(folder, Path)]
    return [str(folder) for folder in (settings.STATIC_ROOT, *plain)]

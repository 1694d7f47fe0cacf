"""A paper as the answer to a request: shown or saved by the browser, never left in a cache."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase

from lmhtx.files.names import safe_name
from lmhtx.reports.paper import Paper
from lmhtx.reports.pdf import PaperFailed, paper_pdf, pdf
from lmhtx.reports.word import word
from lmhtx.ui.htmx import address_of, go_to

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def pdf_answer(
    request: HttpRequest, paper: Paper, *, name: str, back: Any
) -> HttpResponse | HttpResponseBase:
    """The paper as PDF, shown in the browser; when it cannot be made, `back` with the reason."""
    return _made(request, lambda: pdf(paper), name=name, back=back)


def sheet_answer(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    name: str,
    back: Any,
    is_landscape: bool = False,
) -> HttpResponse | HttpResponseBase:
    """A sheet for use within the house, from its template, answered like a paper."""
    return _made(
        request, lambda: paper_pdf(template, context, is_landscape=is_landscape), name=name, back=back
    )


def word_answer(paper: Paper, *, name: str) -> HttpResponseBase:
    """The paper as a Word file, saved."""
    return _answer(word(paper), f"{name}.docx", DOCX, is_saved=True)


def _made(
    request: HttpRequest, make: Callable[[], bytes], *, name: str, back: Any
) -> HttpResponse | HttpResponseBase:
    try:
        made = make()
    except PaperFailed as failed:
        messages.error(request, str(failed))
        return go_to(request, address_of(back))
    return _answer(made, f"{name}.pdf", PDF, is_saved=False)


def _answer(body: bytes, name: str, kind: str, *, is_saved: bool) -> HttpResponseBase:
    response = FileResponse(
        BytesIO(body), as_attachment=is_saved, filename=safe_name(name), content_type=kind
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response

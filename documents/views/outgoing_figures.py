"""What went out, and how far papers are electronic: page, PDF, Word."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from documents.access.register import Perm
from documents.queries.outgoing_figures import electronic_by_month, in_all, issued_by_type
from documents.queries.outgoing_figures_paper import outgoing_figures_paper
from documents.views.figures import span_of
from lmhtx.access.decorators import needs
from lmhtx.reports.answers import pdf_answer, word_answer
from lmhtx.ui.decorators import reads
from lmhtx.ui.htmx import page

TITLE = "Tình hình văn bản đi, ký số"


@reads
@needs(Perm.VIEW_FIGURES)
def outgoing_figures(request: HttpRequest) -> HttpResponse:
    """Tình hình văn bản đi, ký số."""
    form, first, last = span_of(request)
    types = issued_by_type(request.user, first, last)
    context = {
        "title": TITLE,
        "crumbs": [("Văn bản đi", reverse("outgoing_list"))],
        "form": form,
        "first": first,
        "last": last,
        "types": types,
        "whole": in_all(types),
        "months": electronic_by_month(request.user, first, last),
    }
    return page(request, "documents/outgoing_figures.html", context)


@reads
@needs(Perm.VIEW_FIGURES)
def outgoing_figures_pdf(request: HttpRequest) -> HttpResponse | HttpResponseBase:
    """Tình hình văn bản đi, ký số, bản PDF."""
    return pdf_answer(request, _paper(request), name=TITLE, back="outgoing_figures")


@reads
@needs(Perm.VIEW_FIGURES)
def outgoing_figures_word(request: HttpRequest) -> HttpResponseBase:
    """Tình hình văn bản đi, ký số, bản Word."""
    return word_answer(_paper(request), name=TITLE)


def _paper(request: HttpRequest) -> Any:
    _, first, last = span_of(request)
    types = issued_by_type(request.user, first, last)
    months = electronic_by_month(request.user, first, last)
    return outgoing_figures_paper(types, months, first=first, last=last)

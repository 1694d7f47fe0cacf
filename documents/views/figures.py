"""How papers were dealt with: figures by unit and person."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from documents.access.register import Perm
from documents.forms.figures import SpanForm
from documents.queries.figures import handled_by_person, handled_by_unit, in_all
from documents.queries.figures_paper import figures_paper
from lmhtx.access.decorators import needs
from lmhtx.base import clock
from lmhtx.reports.answers import pdf_answer, word_answer
from lmhtx.ui.decorators import reads
from lmhtx.ui.htmx import page

TITLE = "Tình hình giải quyết văn bản đến"


def span_of(request: HttpRequest) -> tuple[SpanForm, date, date]:
    """The days that were asked for; this year so far where none or wrong ones were."""
    today = clock.today()
    whole = {"first": date(today.year, 1, 1), "last": today}
    form = SpanForm(request.GET if "first" in request.GET else None, initial=whole)
    told: dict[str, Any] = form.cleaned_data if form.is_bound and form.is_valid() else {}
    return form, told.get("first") or whole["first"], told.get("last") or whole["last"]


@reads
@needs(Perm.VIEW_FIGURES)
def incoming_figures(request: HttpRequest) -> HttpResponse:
    """Tình hình giải quyết văn bản đến."""
    form, first, last = span_of(request)
    units = handled_by_unit(request.user, first, last)
    context = {
        "title": TITLE,
        "crumbs": [("Văn bản đến", reverse("incoming_list"))],
        "form": form,
        "first": first,
        "last": last,
        "units": units,
        "whole": in_all(units),
        "people": handled_by_person(request.user, first, last),
    }
    return page(request, "documents/incoming_figures.html", context)


@reads
@needs(Perm.VIEW_FIGURES)
def incoming_figures_pdf(request: HttpRequest) -> HttpResponse:
    """Tình hình giải quyết văn bản đến, bản PDF."""
    return pdf_answer(request, _paper(request), name=TITLE, back="incoming_figures")


@reads
@needs(Perm.VIEW_FIGURES)
def incoming_figures_word(request: HttpRequest) -> HttpResponse:
    """Tình hình giải quyết văn bản đến, bản Word."""
    return word_answer(_paper(request), name=TITLE)


def _paper(request: HttpRequest) -> Any:
    _, first, last = span_of(request)
    units = handled_by_unit(request.user, first, last)
    people = handled_by_person(request.user, first, last)
    return figures_paper(units, people, first=first, last=last)

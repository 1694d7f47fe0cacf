"""The minutes of a handover, to be printed and signed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from lmhtx.access.decorators import needs
from lmhtx.account.access import PeoplePerm
from lmhtx.people.handover import Handover
from lmhtx.reports.answers import pdf_answer, word_answer
from lmhtx.reports.minutes import minutes_of
from lmhtx.ui.decorators import reads


def _handover(request: HttpRequest, pk: int) -> Handover:
    rows = Handover.objects.visible_to(request.user).select_related("person", "unit", "created_by")
    return get_object_or_404(rows, pk=pk)


@reads
@needs(PeoplePerm.VIEW_PEOPLE)
def handover_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Biên bản bàn giao, bản PDF."""
    handover = _handover(request, pk)
    return pdf_answer(request, minutes_of(handover), name=str(handover), back=handover)


@reads
@needs(PeoplePerm.VIEW_PEOPLE)
def handover_word(request: HttpRequest, pk: int) -> HttpResponse:
    """Biên bản bàn giao, bản Word."""
    handover = _handover(request, pk)
    return word_answer(minutes_of(handover), name=str(handover))

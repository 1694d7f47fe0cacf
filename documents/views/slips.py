"""What leaves as paper about incoming papers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from documents.access.register import Perm
from documents.queries.slip import slip_of
from documents.views.incoming import find_incoming
from lmhtx.access.decorators import needs
from lmhtx.reports.answers import pdf_answer
from lmhtx.ui.decorators import reads


@reads
@needs(Perm.VIEW_DOCUMENT)
def incoming_slip(request: HttpRequest, pk: int) -> HttpResponse:
    """Phiếu giải quyết văn bản đến."""
    incoming = find_incoming(request, pk)
    name = f"Phiếu giải quyết số đến {incoming.arrival_text}"
    return pdf_answer(request, slip_of(incoming), name=name, back=incoming)

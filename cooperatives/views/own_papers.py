"""A cooperative's own papers: what is missing or runs out, to be sent in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from cooperatives.access.petitions import PetitionPerm
from cooperatives.queries.own_papers import own_files
from lmhtx.access.decorators import needs
from lmhtx.ui.decorators import reads
from lmhtx.ui.htmx import page


@reads
@needs(PetitionPerm.VIEW_OWN_PETITION)
def my_papers(request: HttpRequest) -> HttpResponse:
    """Giấy tờ của hợp tác xã mình."""
    context = {"title": "Giấy tờ của hợp tác xã", "rows": own_files(request.user)}
    return page(request, "cooperatives/my_papers.html", context)

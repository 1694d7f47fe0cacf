"""Papers of a petition: sent one by one, taken back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cooperatives.access.petitions import PetitionPerm
from cooperatives.actions import petition_papers as acts
from cooperatives.actions.form_papers import WHOLE_FORM
from cooperatives.models import Petition
from cooperatives.queries.petitions import papers_of
from cooperatives.views.petitions import petition_of
from lmhtx.access.decorators import needs
from lmhtx.files.models import Attachment
from lmhtx.ui.decorators import writes
from lmhtx.ui.htmx import done, htmx_of, partial
from lmhtx.workflow import Refused


@writes(post_only=True)
@needs(PetitionPerm.FILE_PETITION)
def petition_paper_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Thêm giấy tờ vào đề nghị."""
    petition = petition_of(request, pk, PetitionPerm.FILE_PETITION)
    files = request.FILES.getlist("paper")
    if not files:
        raise Refused("Chưa chọn tệp nào; hãy chọn ảnh hoặc tệp PDF rồi bấm Gửi.")
    about = request.POST.get("figure", WHOLE_FORM)
    for file in files:
        acts.add_petition_paper(petition=petition, by=request.user, file=file, about=about)
    return _shown(request, petition, "Đã nhận tệp.")


@writes(post_only=True)
@needs(PetitionPerm.FILE_PETITION)
def petition_paper_drop(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Gỡ giấy tờ khỏi đề nghị."""
    petition = petition_of(request, pk, PetitionPerm.FILE_PETITION)
    paper: Attachment = get_object_or_404(Attachment.objects.of(petition), pk=number)
    acts.drop_petition_paper(petition=petition, by=request.user, paper=paper)
    return _shown(request, petition, f"Đã gỡ {paper.name}.")


def _shown(request: HttpRequest, petition: Petition, message: str) -> HttpResponse:
    """The papers as they are now, in place for a script, else on the page of the petition."""
    if not htmx_of(request):
        return done(request, f"{reverse('petition_fill', args=[petition.pk])}#giay-to", message)
    context: dict[str, Any] = {
        "object": petition,
        "papers": papers_of(petition),
        "may_drop": True,
        "drop_name": "petition_paper_drop",
    }
    return partial(request, "cooperatives/_form_papers.html", context)

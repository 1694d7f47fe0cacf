"""Papers of a yearly form: sent one by one, taken back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cooperatives.access.forms import FormPerm
from cooperatives.actions import form_papers as acts
from cooperatives.models import Submission
from cooperatives.queries.form_papers import papers_of
from cooperatives.views.submissions import form_of
from lmhtx.access.decorators import needs
from lmhtx.files.models import Attachment
from lmhtx.ui.decorators import writes
from lmhtx.ui.htmx import done, htmx_of, partial
from lmhtx.workflow import Refused


@writes(post_only=True)
@needs(FormPerm.FILL_FORM)
def submission_paper_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Thêm giấy tờ vào phiếu."""
    submission = form_of(request, pk, FormPerm.FILL_FORM)
    files = request.FILES.getlist("paper")
    if not files:
        raise Refused("Chưa chọn tệp nào; hãy chọn ảnh hoặc tệp PDF rồi bấm Gửi.")
    figure = request.POST.get("figure", acts.WHOLE_FORM)
    for file in files:
        acts.add_paper(submission=submission, by=request.user, file=file, figure=figure)
    return _shown(request, submission, "Đã nhận tệp.")


@writes(post_only=True)
@needs(FormPerm.FILL_FORM)
def submission_paper_drop(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Gỡ giấy tờ khỏi phiếu."""
    submission = form_of(request, pk, FormPerm.FILL_FORM)
    paper: Attachment = get_object_or_404(Attachment.objects.of(submission), pk=number)
    acts.drop_paper(submission=submission, by=request.user, paper=paper)
    return _shown(request, submission, f"Đã gỡ {paper.name}.")


def _shown(request: HttpRequest, submission: Submission, message: str) -> HttpResponse:
    """The papers as they are now, in place for a script, else on the page of the form."""
    if not htmx_of(request):
        return done(request, f"{reverse('submission_fill', args=[submission.pk])}#giay-to", message)
    context: dict[str, Any] = {"object": submission, "papers": papers_of(submission), "may_drop": True}
    return partial(request, "cooperatives/_form_papers.html", context)

"""Forms of superiors: brought, learned, filled."""

from __future__ import annotations

from io import BytesIO

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from cooperatives.access.register import Perm
from cooperatives.actions import superior as acts
from cooperatives.forms.figures import PeriodForm
from cooperatives.forms.superior import BringFormForm, LearnForm
from cooperatives.models import Cooperative, SuperiorForm
from lmhtx.access.decorators import needs, refuse
from lmhtx.audit.actions import record
from lmhtx.files.names import safe_name
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.exports import MIME
from lmhtx.ui.guard import may_note
from lmhtx.ui.htmx import done, page
from lmhtx.workflow import Refused

TITLE = "Biểu mẫu cấp trên"


def _refuse_strangers(request: HttpRequest) -> None:
    """Closed to units that only look at the register."""
    if not request.user.has_perm(Perm.EDIT_COOPERATIVE, Cooperative()):
        raise refuse(request.user, Perm.EDIT_COOPERATIVE)


def _form(request: HttpRequest, pk: int) -> SuperiorForm:
    _refuse_strangers(request)
    found: SuperiorForm = get_object_or_404(SuperiorForm.objects.visible_to(request.user), pk=pk)
    return found


@writes
@needs(Perm.EDIT_COOPERATIVE)
def superior_form_list(request: HttpRequest) -> HttpResponse:
    """Biểu mẫu của cấp trên, điền từ sổ."""
    _refuse_strangers(request)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = BringFormForm(*sent)
    if form.is_valid():
        taken = acts.take_form(file=form.cleaned_data["file"], by=request.user)
        return done(request, taken, "Đã đọc biểu. Hãy xem lại từng cột, từng dòng rồi xác nhận.")
    rows = SuperiorForm.objects.visible_to(request.user).select_related("created_by")
    crumbs = [("Hợp tác xã", reverse("cooperative_list"))]
    context = {"title": TITLE, "crumbs": crumbs, "form": form, "rows": rows[:50]}
    return page(request, "cooperatives/superior_form_list.html", context)


@writes
@needs(Perm.EDIT_COOPERATIVE)
def superior_form_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Cột, dòng của biểu mẫu ghi gì."""
    known = _form(request, pk)
    form = LearnForm(request.POST or None, form=known)
    if form.is_valid():
        learned = acts.learn_form(form=known, by=request.user, **form.facts)
        return done(request, learned, "Đã ghi nhớ biểu. Chọn kỳ rồi bấm “Điền biểu”.")
    crumbs = [("Hợp tác xã", reverse("cooperative_list")), (TITLE, reverse("superior_form_list"))]
    period = PeriodForm({})
    context = {"title": str(known), "crumbs": crumbs, "object": known, "form": form, "period": period}
    return page(request, "cooperatives/superior_form_detail.html", context)


@reads
@needs(Perm.EDIT_COOPERATIVE)
def superior_form_fill(request: HttpRequest, pk: int) -> HttpResponse | HttpResponseBase:
    """Điền biểu mẫu."""
    known, period = _form(request, pk), PeriodForm(request.GET)
    try:
        body, count = acts.filled_form(form=known, by=request.user, reach=period.told_reach())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(known)
    note = f"{period.reach.label}: {count} ô"
    with may_note():
        record("cooperatives.superior_form.filled", known, by=request.user, note=note)
    return _saved(body, f"{known.name.rsplit('.', 1)[0]} {period.reach.label}.xlsx")


def _saved(body: bytes, name: str) -> FileResponse:
    response = FileResponse(BytesIO(body), as_attachment=True, filename=safe_name(name), content_type=MIME)
    response["Cache-Control"] = "private, no-store"
    return response

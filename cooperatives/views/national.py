"""An export of the national registration system: brought, seen beside the register, written."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cooperatives.access.register import Perm
from cooperatives.actions import national as acts
from cooperatives.enums.imports import BringState
from cooperatives.forms.national import ConfirmForm, ExportForm
from cooperatives.models import Cooperative, NationalExport
from cooperatives.queries.national import preview, standing_now
from cooperatives.views.files import CRUMBS
from lmhtx.access.decorators import needs, refuse
from lmhtx.files.models import Attachment
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page

SHOWN = 30
FAULTS_SHOWN = 100
TITLE = "Đối chiếu đăng ký quốc gia"


@writes
@needs(Perm.EDIT_COOPERATIVE)
def national_list(request: HttpRequest) -> HttpResponse:
    """Đối chiếu đăng ký quốc gia."""
    if not request.user.has_perm(Perm.EDIT_COOPERATIVE, Cooperative()):
        raise refuse(request.user, Perm.EDIT_COOPERATIVE)
    form = ExportForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
        export = acts.bring_export(by=request.user, **form.cleaned_data)
        return done(request, export, "Đã nhận tệp, đang đọc. Chưa ghi gì vào sổ.")
    rows = (
        NationalExport.objects.visible_to(request.user).defer("rows", "faults").select_related("created_by")
    )
    context: dict[str, Any] = {
        "title": TITLE,
        "crumbs": _crumbs()[:-1],
        "form": form,
        "exports": rows[:SHOWN],
    }
    return page(
        request, "cooperatives/national_list.html", {**context, "standing": standing_now(request.user)}
    )


@reads
@needs(Perm.EDIT_COOPERATIVE)
def national_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Một lần đối chiếu."""
    export = _kept(request, pk)
    files = Attachment.objects.of(export)
    context = {"title": str(export), "crumbs": _crumbs(), "export": export, "file": files.first()}
    if export.state == BringState.CHECKED:
        context |= {"preview": preview(export)}
    context |= {"faults": export.faults[:FAULTS_SHOWN]}
    return page(request, "cooperatives/national_detail.html", context)


@writes(post_only=True)
@needs(Perm.EDIT_COOPERATIVE)
def national_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Ghi kết quả đối chiếu."""
    form = ConfirmForm(request.POST)
    knows = form.is_valid() and form.cleaned_data["knows_faults"]
    export = acts.confirm_export(export=_kept(request, pk), knows_faults=knows, by=request.user)
    return done(request, export, "Đang ghi. Có thể rời trang này, ghi xong sẽ có thông báo.")


@writes(post_only=True)
@needs(Perm.EDIT_COOPERATIVE)
def national_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Bỏ lần đối chiếu."""
    acts.drop_export(export=_kept(request, pk), by=request.user)
    return done(request, "national_list", "Đã bỏ lần đối chiếu. Không có gì được ghi.")


def _kept(request: HttpRequest, pk: int) -> NationalExport:
    rows = NationalExport.objects.visible_to(request.user).select_related("job", "created_by")
    found: NationalExport = get_object_or_404(rows, pk=pk)
    return found


def _crumbs() -> list[tuple[str, str]]:
    return [*((words, reverse(name)) for words, name in CRUMBS), (TITLE, reverse("national_list"))]

"""Small answers behind forms and lists: drafts, saved views, amounts in words."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import url_has_allowed_host_and_scheme

from lmhtx.ui import actions, htmx
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.forms import HouseForm, typed_values
from lmhtx.ui.models import SavedView
from lmhtx.ui.once import DRAFT
from lmhtx.ui.templatetags.vn_format import gio
from lmhtx.vn.money import BadMoney, in_words, read_money
from lmhtx.workflow import Refused


class SavedViewForm(HouseForm):
    """The name of a saved view, and the list it belongs to."""

    page = forms.CharField(max_length=100)
    name = forms.CharField(label="Tên cách xem", max_length=60)
    query = forms.CharField(required=False, max_length=2000)


@writes(post_only=True)
def draft_save(request: HttpRequest) -> HttpResponse:
    """Lưu bản nháp."""
    form = request.POST.get(DRAFT, "")[:200]
    if not form:
        return HttpResponse(
            "Biểu mẫu này không lưu bản nháp.", status=400, content_type="text/plain; charset=utf-8"
        )
    draft = actions.keep_draft(form=form, values=typed_values(request.POST), by=request.user)
    return HttpResponse(f"Bản nháp lúc {gio(draft.at)}", content_type="text/plain; charset=utf-8")


@writes(post_only=True)
def draft_drop(request: HttpRequest) -> HttpResponse:
    """Bỏ bản nháp."""
    form = request.POST.get(DRAFT, "")
    actions.drop_draft(form=form, by=request.user)
    return htmx.done(request, _own_address(request, form), "Đã bỏ bản nháp.")


@writes(post_only=True)
def saved_view_add(request: HttpRequest) -> HttpResponse:
    """Lưu cách xem."""
    form = SavedViewForm(request.POST)
    if not form.is_valid():
        raise Refused("Hãy đặt tên cho cách xem, nhiều nhất 60 chữ.")
    view = actions.save_view(**form.cleaned_data, by=request.user)
    back = _own_address(request, request.POST.get("back", ""))
    return htmx.done(request, f"{back}?{view.query}", f"Đã lưu cách xem “{view.name}”.")


@writes(post_only=True)
def saved_view_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Bỏ cách xem."""
    view = get_object_or_404(SavedView.objects.visible_to(request.user), pk=pk)
    view.delete()
    back = _own_address(request, request.headers.get("Referer", "").split("?")[0])
    return htmx.done(request, back, f"Đã bỏ cách xem “{view.name}”.")


@reads
def money_words(request: HttpRequest) -> HttpResponse:
    """Số tiền bằng chữ."""
    typed = request.GET.get("so-tien", "")[:60]
    try:
        words = in_words(read_money(typed)) if typed.strip() else ""
    except BadMoney as bad:
        words = str(bad)
    return HttpResponse(words, content_type="text/plain; charset=utf-8")


def _own_address(request: HttpRequest, address: str) -> str:
    """An address of the portal as given, else the start."""
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()})
    return address if is_ours and "/" in address else "/"

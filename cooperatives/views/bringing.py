"""A strange workbook comes into the register: brought, read, settled, written."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cooperatives.access.register import Perm
from cooperatives.actions import bringing as acts
from cooperatives.actions.columns import choose_columns, guess_columns
from cooperatives.enums.imports import BringState
from cooperatives.forms.imports import AnswerForm, BringRegisterForm, ColumnsForm, LeaveForm
from cooperatives.models import BroughtRegister, Cooperative
from cooperatives.queries.bringing import (
    beside_each_other,
    files_of,
    mended,
    outlook_of,
    questions_of,
    sources_of,
)
from cooperatives.workbooks.settling import Sameness
from lmhtx.access.decorators import needs, refuse
from lmhtx.base import clock
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page
from lmhtx.workflow import Refused

SHOWN = 30


@writes
@needs(Perm.EDIT_COOPERATIVE)
def brought_list(request: HttpRequest) -> HttpResponse:
    """Nhập sổ hợp tác xã từ Excel."""
    if not request.user.has_perm(Perm.EDIT_COOPERATIVE, Cooperative()):
        raise refuse(request.user, Perm.EDIT_COOPERATIVE)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = BringRegisterForm(*sent, initial={"year": clock.today().year - 1})
    if form.is_valid():
        brought = acts.bring_register(by=request.user, **form.cleaned_data)
        return done(request, brought, "Đã nhận tệp, đang đọc. Chưa ghi gì vào sổ.")
    rows = BroughtRegister.objects.visible_to(request.user).defer("rows", "skipped")
    context = {"title": "Nhập sổ từ Excel", "crumbs": _crumbs(), "form": form, "brought": rows[:SHOWN]}
    return page(request, "cooperatives/brought_list.html", context)


@reads
@needs(Perm.EDIT_COOPERATIVE)
def brought_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Một lần nhập sổ."""
    return _shown(request, _own(request, pk))


def _shown(
    request: HttpRequest, brought: BroughtRegister, columns: ColumnsForm | None = None
) -> HttpResponse:
    context: dict[str, Any] = {
        "title": f"Nhập sổ: {brought.name}",
        "crumbs": [*_crumbs(), ("Nhập sổ từ Excel", reverse("brought_list"))],
        "brought": brought,
        "files": files_of(brought),
    }
    if brought.state == BringState.CHECKED:
        context |= {**_read_in(brought), "columns": columns or ColumnsForm(sources=sources_of(brought))}
    return page(request, "cooperatives/brought_detail.html", context)


@writes(post_only=True)
@needs(Perm.EDIT_COOPERATIVE)
def brought_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Chọn cột đọc thành gì."""
    brought = _own(request, pk)
    form = ColumnsForm(request.POST, sources=sources_of(brought))
    if not form.is_valid():
        return _shown(request, brought, form)
    choose_columns(brought=brought, sources=form.facts(), by=request.user)
    return done(request, brought, "Đang đọc lại theo các cột đã chọn. Lần sau tệp như thế sẽ đọc như vậy.")


@writes(post_only=True)
@needs(Perm.EDIT_COOPERATIVE)
def brought_guess(request: HttpRequest, pk: int) -> HttpResponse:
    """Bỏ cách đọc cột đã nhớ."""
    brought = guess_columns(brought=_own(request, pk), by=request.user)
    return done(request, brought, "Đã bỏ cách đọc đã nhớ, đang đọc lại.")


@writes(post_only=True)
@needs(Perm.EDIT_COOPERATIVE)
def brought_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Để như đã đọc."""
    brought, form = _own(request, pk), LeaveForm(request.POST)
    if not form.is_valid():
        raise Refused("Hãy bấm lại nút để như đã đọc.")
    acts.leave_as_read(brought=brought, codes=[form.cleaned_data["code"]], by=request.user)
    return done(request, brought, "Đã để như đã đọc.")


@writes(post_only=True)
@needs(Perm.EDIT_COOPERATIVE)
def brought_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Là một hay là hai."""
    brought, form = _own(request, pk), AnswerForm(request.POST)
    if not form.is_valid():
        raise Refused("Hãy bấm lại nút “Là một” hoặc “Là hai”.")
    found = acts.settled_of(brought)
    # "All of them" are those the page shows, never one that nobody has looked at.
    shown = [one.key for one in beside_each_other(found, brought.year)]
    keys = [form.cleaned_data["key"]] if form.cleaned_data["key"] else shown
    answer = Sameness(form.cleaned_data["answer"])
    acts.answer_alike(brought=brought, keys=keys, answer=answer, by=request.user)
    return done(request, brought, "Đã ghi câu trả lời.")


@writes(post_only=True)
@needs(Perm.EDIT_COOPERATIVE)
def brought_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Ghi vào sổ."""
    brought = acts.confirm_register(brought=_own(request, pk), by=request.user)
    return done(request, brought, "Đang ghi. Có thể rời trang này, ghi xong sẽ có thông báo.")


@writes(post_only=True)
@needs(Perm.EDIT_COOPERATIVE)
def brought_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Bỏ lần nhập sổ."""
    acts.drop_register(brought=_own(request, pk), by=request.user)
    return done(request, "brought_list", "Đã bỏ lần nhập. Không có gì được ghi.")


def _own(request: HttpRequest, pk: int) -> BroughtRegister:
    rows = BroughtRegister.objects.visible_to(request.user).select_related("job", "created_by")
    found: BroughtRegister = get_object_or_404(rows, pk=pk)
    return found


def _read_in(brought: BroughtRegister) -> dict[str, Any]:
    """What the page of a checked workbook shows of its reading."""
    found = acts.settled_of(brought)
    return {
        "settled": found,
        "questions": questions_of(found),
        "pairs": beside_each_other(found, brought.year),
        "mended": mended(brought),
        "outlook": outlook_of(found),
        "pair_count": len(found.pairs) + len(found.alike),
    }


def _crumbs() -> list[tuple[str, str]]:
    return [("Hợp tác xã", reverse("cooperative_list"))]

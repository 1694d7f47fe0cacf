"""Trusted roots for the administrator, and what a check came to for whoever may see the file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from lmhtx.access.decorators import needs
from lmhtx.jobs.queue import later
from lmhtx.signatures import actions
from lmhtx.signatures.access import Perm
from lmhtx.signatures.filters import TrustAnchorFilter
from lmhtx.signatures.forms import AnchorEndForm, AnchorFileForm, AnchorForm
from lmhtx.signatures.models import SignatureCheck, TrustAnchor
from lmhtx.signatures.tables import TrustAnchorTable
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page
from lmhtx.ui.pages import Button, ListPage

ANCHORS = "Chứng thư gốc tin cậy"


class AnchorList(ListPage):
    """Chứng thư gốc tin cậy."""

    model, table, filterset = TrustAnchor, TrustAnchorTable, TrustAnchorFilter
    permission = Perm.VIEW_ANCHORS
    title = ANCHORS
    button = Button("Thêm chứng thư gốc", "anchor_add", Perm.MANAGE_ANCHORS, "plus")
    empty = "Chưa khai báo chứng thư gốc nào, nên mọi chữ ký đều ở mức chưa xác định."
    offered_views = (("Đang tin cậy", "ended=false"), ("Thôi tin cậy", "ended=true"))

    def queryset(self):
        """With who added them."""
        return super().queryset().select_related("added_by")


@reads
@needs(Perm.VIEW_ANCHORS)
def anchor_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Một chứng thư gốc."""
    anchors = TrustAnchor.objects.visible_to(request.user).select_related("added_by", "ended_by")
    anchor = get_object_or_404(anchors, pk=pk)
    may_end = anchor.is_in_force and request.user.has_perm(Perm.MANAGE_ANCHORS)
    context = {"title": anchor.name, "object": anchor, "may_end": may_end, "crumbs": _crumbs()}
    return page(request, "signatures/anchor_detail.html", context)


@writes
@needs(Perm.MANAGE_ANCHORS)
def anchor_add(request: HttpRequest) -> HttpResponse:
    """Thêm chứng thư gốc: xem trước tệp."""
    form = AnchorFileForm(request.POST or None, request.FILES or None)
    context = {"title": "Thêm chứng thư gốc", "form": form, "crumbs": _crumbs()}
    if not form.is_valid():
        return page(request, "signatures/anchor_add.html", context)
    facts = form.cleaned_data["file"]
    keeping = AnchorForm(initial={"pem": facts.pem})
    return page(request, "signatures/anchor_keep.html", {**context, "form": keeping, "facts": facts})


@writes(post_only=True)
@needs(Perm.MANAGE_ANCHORS)
def anchor_keep(request: HttpRequest) -> HttpResponse:
    """Tin cậy chứng thư đã xem."""
    form = AnchorForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        anchor = actions.add_anchor(
            facts=told["pem"], kind=told["kind"], source=told["source"], by=request.user
        )
        return done(
            request, anchor, "Đã thêm vào danh sách tin cậy. Chữ ký chưa rõ nơi cấp được kiểm tra lại."
        )
    facts = form.cleaned_data.get("pem")
    context = {"title": "Thêm chứng thư gốc", "form": form, "facts": facts, "crumbs": _crumbs()}
    return page(request, "signatures/anchor_keep.html", context)


@writes
@needs(Perm.MANAGE_ANCHORS)
def anchor_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Thôi tin cậy một chứng thư gốc."""
    anchor = get_object_or_404(TrustAnchor.objects.visible_to(request.user), pk=pk)
    form = AnchorEndForm(request.POST or None)
    if form.is_valid():
        actions.end_anchor(anchor=anchor, reason=form.cleaned_data["reason"], by=request.user)
        return done(request, anchor, "Đã thôi tin cậy. Các lần kiểm tra trước giữ nguyên.")
    context = {"title": f"Thôi tin cậy {anchor.name}", "form": form, "crumbs": _crumbs()}
    back = anchor.get_absolute_url()
    return page(request, "ui/form.html", {**context, "save_label": "Thôi tin cậy", "back": back})


@reads
def check_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Một lần kiểm tra chữ ký."""
    checks = SignatureCheck.objects.visible_to(request.user)
    check = get_object_or_404(checks.select_related("blob", "asked_by").prefetch_related("signatures"), pk=pk)
    others = checks.filter(blob=check.blob).exclude(pk=check.pk)[:20]
    context = {"title": "Kiểm tra chữ ký số", "check": check, "others": others}
    return page(request, "signatures/check_detail.html", context)


@writes(post_only=True)
def check_repeat(request: HttpRequest, pk: int) -> HttpResponse:
    """Kiểm tra lại chữ ký."""
    check = get_object_or_404(SignatureCheck.objects.visible_to(request.user), pk=pk)
    later("signatures.check", by=request.user, blob_id=check.blob_id)
    return done(request, check, "Đang kiểm tra lại; kết quả mới hiện ở đây trong chốc lát.")


def _crumbs() -> list[tuple[str, str]]:
    return [(ANCHORS, reverse("anchor_list"))]

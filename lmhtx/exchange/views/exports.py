"""Lists on their way out."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from lmhtx.exchange.actions.exports import ask_export
from lmhtx.exchange.models import Export
from lmhtx.exchange.queries import export_file
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.exports import NoList, listing_at
from lmhtx.ui.htmx import done, page


@writes
def export_create(request: HttpRequest) -> HttpResponse:
    """Xuất danh sách dài."""
    address = request.POST.get("danh_sach") or request.GET.get("danh_sach", "")
    try:
        listing = listing_at(address, request.user)
    except NoList as none:
        raise Http404 from none
    if request.method == "POST":
        export = ask_export(address=address, by=request.user)
        return done(request, export, "Đang tạo tệp Excel. Có thể rời trang này, xong sẽ có thông báo.")
    context = {"title": f"Xuất Excel: {listing.title}", "listing": listing, "address": address}
    return page(request, "exchange/export_create.html", {**context, "total": listing.count()})


@reads
def export_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Một bản xuất Excel."""
    rows = Export.objects.visible_to(request.user).select_related("job")
    export = get_object_or_404(rows, pk=pk)
    context = {
        "title": f"Xuất Excel: {export.title}",
        "crumbs": [("Nhập, xuất Excel", reverse("sheet_home"))],
        "export": export,
        "file": export_file(export),
    }
    return page(request, "exchange/export_detail.html", context)

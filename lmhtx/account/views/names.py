"""Names in papers that the directory does not know."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from lmhtx.access.decorators import needs
from lmhtx.account.access import DirectoryPerm
from lmhtx.account.actions import names as actions
from lmhtx.account.filters import UnknownNameFilter
from lmhtx.account.forms.agencies import MapForm
from lmhtx.account.tables import UnknownNameTable
from lmhtx.directory.models import UnknownName
from lmhtx.ui.decorators import writes
from lmhtx.ui.htmx import done, page
from lmhtx.ui.pages import ListPage


class UnknownNameList(ListPage):
    """Tên chưa rõ."""

    model, table, filterset = UnknownName, UnknownNameTable, UnknownNameFilter
    permission = DirectoryPerm.MAP_NAMES
    title = "Tên chưa rõ"
    offered_views = (("Chờ xử lý", "state=waiting"), ("Đã rõ", "state=known"))
    empty = "Mọi tên cơ quan trong văn bản đều đã có trong danh bạ."

    def queryset(self):
        return super().queryset().select_related("agency")


def _name(request: HttpRequest, pk: int) -> UnknownName:
    return get_object_or_404(UnknownName.objects.visible_to(request.user), pk=pk)


@writes
@needs(DirectoryPerm.MAP_NAMES)
def unknown_name_map(request, pk):
    """Tên này là cơ quan nào."""
    name = _name(request, pk)
    form = MapForm(request.POST or None, initial={"agency": name.agency_id})
    if form.is_valid():
        agency = form.cleaned_data["agency"]
        mended = actions.map_name(name=name, agency=agency, by=request.user)
        told = f" Đã điền vào {mended} chỗ đang chờ." if mended else ""
        return done(request, "unknown_name_list", f"Từ nay “{name}” được hiểu là {agency}.{told}")
    crumbs = [("Tên chưa rõ", reverse("unknown_name_list"))]
    return page(request, "directory/unknown_name_map.html", {"object": name, "form": form, "crumbs": crumbs})


@writes(post_only=True)
@needs(DirectoryPerm.MAP_NAMES)
def unknown_name_set_aside(request, pk):
    """Không phải cơ quan."""
    name = actions.set_aside(name=_name(request, pk), by=request.user)
    return done(request, "unknown_name_list", f"“{name}” không phải cơ quan; sẽ không hỏi lại.")


@writes(post_only=True)
@needs(DirectoryPerm.MAP_NAMES)
def unknown_name_ask_again(request, pk):
    """Xem lại tên đã để riêng."""
    name = actions.ask_again(name=_name(request, pk), by=request.user)
    return done(request, "unknown_name_list", f"“{name}” lại chờ xử lý.")

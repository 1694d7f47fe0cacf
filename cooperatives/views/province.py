"""The connection with the database of the province: sendings, one sending, sent again, the setting itself."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from cooperatives.access.province import ProvincePerm
from cooperatives.actions import province as acts
from cooperatives.enums.province import MENDABLE
from cooperatives.filters.province import DeliveryFilter
from cooperatives.forms.province import ConnectionForm
from cooperatives.models import Delivery, ProvinceConnection
from cooperatives.province_mapping import mapping
from cooperatives.queries.province import delivery_rows, is_newest, line_standing, sent_fields, sent_years
from cooperatives.tables.province import FIRST, DeliveryTable, told_changes
from cooperatives.views.files import CRUMBS
from lmhtx.access.decorators import needs
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page
from lmhtx.ui.pages import DetailPage, ListPage
from lmhtx.workflow import Refused

MOST = 500
ID_LENGTH = 19
HERE = (("Kết nối CSDL tỉnh", "delivery_list"),)


class DeliveryList(ListPage):
    """Kết nối CSDL tỉnh."""

    model, table, filterset = Delivery, DeliveryTable, DeliveryFilter
    template = "cooperatives/delivery_list.html"
    permission = ProvincePerm.VIEW_DELIVERY
    title = "Kết nối CSDL tỉnh"
    crumbs = CRUMBS
    empty = "Chưa có lượt gửi nào; mỗi lần sổ hợp tác xã thay đổi, một lượt gửi được ghi vào đây"
    default_order = "-created_at"
    bulk_template = "cooperatives/_delivery_bulk.html"
    offered_views = (
        ("Không gửi được", "state=dead"),
        ("Lỗi, sẽ tự gửi lại", "state=failed"),
        ("Chờ gửi", "state=queued&state=sending&state=sent"),
        ("Tỉnh đã nhận", "state=acknowledged"),
    )

    def queryset(self) -> Any:
        """With their cooperatives."""
        return delivery_rows(self.request.user)

    def may_bulk(self) -> bool:
        """For whoever may send again."""
        return bool(self.request.user.has_perm(ProvincePerm.RESEND_DELIVERY, Delivery()))

    def context(self, **extra: Any) -> dict[str, Any]:
        """Also how the connection stands, to whoever sees the rows."""
        user = self.request.user
        sees_rows = user.has_perm(ProvincePerm.VIEW_DELIVERY, Delivery())
        may_set = user.has_perm(ProvincePerm.SET_CONNECTION)
        line = line_standing() if sees_rows else None
        return super().context(line=line, may_set=may_set, **extra)


class DeliveryDetail(DetailPage):
    """Một lượt gửi CSDL tỉnh."""

    model = Delivery
    template = "cooperatives/delivery_detail.html"
    permission = ProvincePerm.VIEW_DELIVERY
    crumbs = (*CRUMBS, *HERE)

    def queryset(self) -> Any:
        """With their cooperatives."""
        return delivery_rows(self.request.user)

    def context(self, **extra: Any) -> dict[str, Any]:
        """What was sent, field by field, and whether it may be sent again."""
        sending, user = extra["object"], self.request.user
        may_resend = sending.state in MENDABLE and user.has_perm(ProvincePerm.RESEND_DELIVERY, sending)
        told = {
            "fields": sent_fields(sending),
            "years": sent_years(sending),
            "changes": told_changes(sending.changes) or FIRST,
            "is_newest": is_newest(sending),
            "may_open": user.has_perm("cooperatives.view_cooperative"),
        }
        return super().context(told=told, may_resend=may_resend, **extra)


@writes(post_only=True)
@needs(ProvincePerm.RESEND_DELIVERY)
def delivery_resend(request: HttpRequest) -> HttpResponse:
    """Gửi lại các lượt đã chọn."""
    ids = [int(word) for word in request.POST.getlist("ids") if word.isdecimal() and len(word) < ID_LENGTH]
    chosen = list(Delivery.objects.visible_to(request.user).filter(pk__in=ids[:MOST]))
    if not chosen:
        raise Refused("Hãy chọn ít nhất một lượt để gửi lại.")
    again = acts.resend(deliveries=chosen, by=request.user)
    left = len(chosen) - len(again)
    kept = f" Giữ nguyên {left} lượt không cần gửi lại." if left else ""
    return done(request, "delivery_list", f"Đã đưa {len(again)} lượt vào hàng chờ gửi.{kept}")


@writes(post_only=True)
@needs(ProvincePerm.RESEND_DELIVERY)
def delivery_whole(request: HttpRequest) -> HttpResponse:
    """Đưa cả sổ vào hàng chờ gửi."""
    acts.ask_for_whole(by=request.user)
    return done(request, "delivery_list", "Đang đưa cả sổ vào hàng chờ gửi; tiến độ hiện ở đầu trang này.")


@reads
@needs(ProvincePerm.VIEW_DELIVERY)
def delivery_mapping(request: HttpRequest) -> HttpResponse:
    """Trường dữ liệu gửi CSDL tỉnh."""
    context = {
        "title": "Trường dữ liệu gửi CSDL tỉnh",
        "crumbs": [(words, reverse(name)) for words, name in (*CRUMBS, *HERE)],
        "edition": mapping(),
    }
    return page(request, "cooperatives/delivery_mapping.html", context)


@writes
@needs(ProvincePerm.SET_CONNECTION)
def connection_update(request: HttpRequest) -> HttpResponse:
    """Đặt kết nối CSDL tỉnh."""
    held = ProvinceConnection.objects.standing()
    form = ConnectionForm(request.POST or None, initial={"address": held.address, "is_on": held.is_on})
    if form.is_valid():
        told = form.cleaned_data
        acts.set_connection(
            by=request.user, address=told["address"], token=told["password"], is_on=told["is_on"]
        )
        return done(request, "delivery_list", "Đã đặt kết nối.")
    back = reverse("delivery_list")
    crumbs = [(words, reverse(name)) for words, name in HERE]
    context = {"title": "Đặt kết nối CSDL tỉnh", "form": form, "save_label": "Lưu", "crumbs": crumbs}
    return page(request, "ui/form.html", {**context, "back": back})

"""Contracts of value chains and shops on platforms: their lists, and how they end."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from cooperatives.access.register import Perm
from cooperatives.actions import market as acts
from cooperatives.filters.market import ContractFilter, ShopFilter
from cooperatives.forms.market import MarketEndForm
from cooperatives.models import ChainContract, OnlineShop
from cooperatives.queries.market import market_rows
from cooperatives.tables.market import ContractTable, ShopTable
from cooperatives.views.facts import around, cooperative_of
from cooperatives.views.files import CRUMBS
from lmhtx.access.decorators import needs
from lmhtx.ui.decorators import writes
from lmhtx.ui.htmx import done, page
from lmhtx.ui.pages import ListPage


class ContractList(ListPage):
    """Liên kết chuỗi giá trị."""

    model, table, filterset = ChainContract, ContractTable, ContractFilter
    permission = Perm.VIEW_COOPERATIVE
    title = "Liên kết chuỗi giá trị"
    crumbs = CRUMBS
    empty = "Chưa ghi hợp đồng liên kết nào; phòng giữ sổ ghi ở hồ sơ hợp tác xã, mục Liên kết chuỗi giá trị"
    default_order = "-valid_from"
    offered_views = (("Đang có hiệu lực", "holds=true"), ("Đã hết", "holds=false"))

    def queryset(self) -> Any:
        """With the cooperative of each."""
        return market_rows(self.request.user, ChainContract)


class ShopList(ListPage):
    """Gian hàng thương mại điện tử."""

    model, table, filterset = OnlineShop, ShopTable, ShopFilter
    permission = Perm.VIEW_COOPERATIVE
    title = "Gian hàng thương mại điện tử"
    crumbs = CRUMBS
    empty = "Chưa ghi gian hàng nào; phòng giữ sổ ghi ở hồ sơ hợp tác xã, mục Gian hàng thương mại điện tử"
    default_order = "-valid_from"
    offered_views = (("Đang mở", "holds=true"), ("Đã đóng", "holds=false"))

    def queryset(self) -> Any:
        """With the cooperative of each."""
        return market_rows(self.request.user, OnlineShop)


@writes
@needs(Perm.EDIT_COOPERATIVE)
def contract_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Chấm dứt hợp đồng liên kết."""
    contract = get_object_or_404(ChainContract.objects.visible_to(request.user), pk=pk)
    cooperative = cooperative_of(request, contract.cooperative_id, Perm.EDIT_COOPERATIVE)
    form = MarketEndForm(request.POST or None)
    if form.is_valid():
        acts.end_contract(contract=contract, by=request.user, **form.cleaned_data)
        return done(request, cooperative, "Đã ghi chấm dứt hợp đồng.")
    return page(request, "ui/form.html", around(f"Chấm dứt: {contract}", cooperative, form))


@writes
@needs(Perm.EDIT_COOPERATIVE)
def shop_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Đóng gian hàng."""
    shop = get_object_or_404(OnlineShop.objects.visible_to(request.user), pk=pk)
    cooperative = cooperative_of(request, shop.cooperative_id, Perm.EDIT_COOPERATIVE)
    form = MarketEndForm(request.POST or None)
    if form.is_valid():
        acts.close_shop(shop=shop, by=request.user, **form.cleaned_data)
        return done(request, cooperative, "Đã ghi đóng gian hàng.")
    return page(request, "ui/form.html", around(f"Đóng: {shop}", cooperative, form))

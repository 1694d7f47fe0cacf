"""Products: the list of certificates, a certificate given, a certificate taken back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from cooperatives.access.register import Perm
from cooperatives.actions import products as acts
from cooperatives.filters.products import CertificateFilter
from cooperatives.forms.products import CertificateForm, RevokeForm
from cooperatives.models import OcopCertificate, Product
from cooperatives.tables.products import CertificateTable
from cooperatives.views.facts import around, cooperative_of
from cooperatives.views.files import CRUMBS
from lmhtx.access.decorators import needs
from lmhtx.base import clock
from lmhtx.ui.decorators import writes
from lmhtx.ui.htmx import done, page
from lmhtx.ui.pages import ListPage


class ProductList(ListPage):
    """Sản phẩm OCOP."""

    model, table, filterset = OcopCertificate, CertificateTable, CertificateFilter
    permission = Perm.VIEW_COOPERATIVE
    title = "Sản phẩm OCOP"
    crumbs = CRUMBS
    empty = "Chưa ghi giấy chứng nhận OCOP nào; phòng giữ sổ ghi ở hồ sơ hợp tác xã, mục Sản phẩm"
    default_order = "through_on"
    offered_views = (
        ("Còn hiệu lực", "state=valid&state=soon"),
        ("Sắp hết hạn", "state=soon"),
        ("Hết hạn", "state=expired"),
    )

    def queryset(self) -> Any:
        """With where each stands today, its product and cooperative."""
        rows = super().queryset().filter(product__cooperative__merged_into__isnull=True)
        return rows.with_state(clock.today()).select_related("product__cooperative__commune")


@writes
@needs(Perm.EDIT_COOPERATIVE)
def product_certify(request: HttpRequest, pk: int) -> HttpResponse:
    """Ghi giấy chứng nhận OCOP."""
    product = get_object_or_404(Product.objects.visible_to(request.user), pk=pk)
    cooperative = cooperative_of(request, product.cooperative_id, Perm.EDIT_COOPERATIVE)
    form = CertificateForm(request.POST or None)
    if form.is_valid():
        acts.certify_product(product=product, by=request.user, **form.cleaned_data)
        return done(request, cooperative, "Đã ghi giấy chứng nhận.")
    return page(request, "ui/form.html", around(f"Giấy chứng nhận OCOP: {product}", cooperative, form))


@writes
@needs(Perm.EDIT_COOPERATIVE)
def certificate_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Thu hồi giấy chứng nhận OCOP."""
    rows = OcopCertificate.objects.visible_to(request.user).select_related("product")
    certificate = get_object_or_404(rows, pk=pk)
    cooperative = cooperative_of(request, certificate.product.cooperative_id, Perm.EDIT_COOPERATIVE)
    form = RevokeForm(request.POST or None)
    if form.is_valid():
        acts.revoke_certificate(certificate=certificate, by=request.user, **form.cleaned_data)
        return done(request, cooperative, "Đã ghi thu hồi.")
    return page(request, "ui/form.html", around(f"Thu hồi: {certificate}", cooperative, form))

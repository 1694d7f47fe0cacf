"""What the register gives to programs."""

from __future__ import annotations

from cooperatives.access.forms import FormPerm
from cooperatives.access.register import Perm
from cooperatives.access.support import SupportPerm
from lmhtx.contributions import contribute
from lmhtx.programs import ApiPart, ApiScope

LOOK = Perm.VIEW_COOPERATIVE.value

contribute(
    ApiPart(
        key="cooperatives",
        label="Hợp tác xã",
        router="cooperatives.api.register.router",
        scopes=(ApiScope(key="cooperatives.read", label="Đọc sổ hợp tác xã", permission=LOOK),),
        order=20,
    ),
    ApiPart(
        key="figures",
        label="Số liệu năm",
        router="cooperatives.api.figures.router",
        scopes=(
            ApiScope(key="figures.read", label="Đọc số liệu năm đã xác minh", permission=LOOK),
            ApiScope(
                key="figures.submit", label="Nộp phiếu số liệu năm", permission=FormPerm.FILL_FORM.value
            ),
        ),
        order=30,
    ),
    ApiPart(
        key="products",
        label="Sản phẩm",
        router="cooperatives.api.products.router",
        scopes=(ApiScope(key="products.read", label="Đọc sản phẩm, chứng nhận OCOP", permission=LOOK),),
        order=40,
    ),
    ApiPart(
        key="support",
        label="Hỗ trợ hợp tác xã",
        router="cooperatives.api.support.router",
        scopes=(
            ApiScope(
                key="support.read",
                label="Đọc khoản hỗ trợ hợp tác xã",
                permission=SupportPerm.VIEW_SUPPORT.value,
            ),
        ),
        order=45,
    ),
)

"""Words of products and their certificates."""

from __future__ import annotations

from lmhtx.vn.labels import Labelled


class ProductGroup(Labelled):
    """The six groups of the programme in force, and the one of its first years that was given up."""

    FOOD = "food", "Thực phẩm"
    DRINK = "drink", "Đồ uống"
    HERBAL = "herbal", "Dược liệu và sản phẩm từ dược liệu"
    CRAFT = "craft", "Hàng thủ công mỹ nghệ"
    ORNAMENTAL = "ornamental", "Sinh vật cảnh"
    TOURISM = "tourism", "Dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch"
    CLOTH = "cloth", "Vải, may mặc (phân nhóm 2018–2020)"


class CertificateEnd(Labelled):
    """Why a certificate stopped counting before its time."""

    REVOKED = "revoked", "Thu hồi"
    REPLACED = "replaced", "Thay thế"


class CertificateState(Labelled):
    """Where a certificate stands on a day."""

    VALID = "valid", "Còn hiệu lực"
    SOON = "soon", "Sắp hết hạn"
    EXPIRED = "expired", "Hết hạn"
    REVOKED = "revoked", "Đã thu hồi"
    REPLACED = "replaced", "Đã thay thế"


# New products belong to one of the six; the seventh stays readable on old papers.
GROUPS_TODAY = [(group.value, group.label) for group in ProductGroup if group != ProductGroup.CLOTH]
IN_FORCE = (CertificateState.VALID, CertificateState.SOON)
# Less than three stars is a score without a certificate.
LEAST_STARS, MOST_STARS = 3, 5
STARS = [(star, f"{star} sao") for star in range(MOST_STARS, LEAST_STARS - 1, -1)]

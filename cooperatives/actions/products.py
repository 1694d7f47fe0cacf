"""Products of cooperatives, the certificates they are given, and the end of those."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from cooperatives.access.register import Perm
from cooperatives.actions.cooperatives import refuse_unless
from cooperatives.enums.products import LEAST_STARS, CertificateEnd
from cooperatives.legal import products as legal
from cooperatives.models import Cooperative, OcopCertificate, Product
from cooperatives.queries.publishing import touch_public
from cooperatives.rules.products import stars as stars_of
from cooperatives.rules.products import valid_through
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.directory.parameters import Values
from lmhtx.people.models import Actor, User, rights_of
from lmhtx.vn.text import fold
from lmhtx.workflow import Refused


@transaction.atomic
def add_product(*, cooperative: Cooperative, by: Actor | User, name: str, group: str) -> Product:
    """A product of the cooperative; one of the same name, accents and case aside, is not added again."""
    refuse_unless(Perm.EDIT_COOPERATIVE, by, cooperative)
    same = cooperative.products.filter(folded=fold(name)).first()
    if same is not None:
        raise Refused(f"Hợp tác xã đã có sản phẩm “{same}”; hãy ghi giấy chứng nhận cho sản phẩm đó.")
    product = Product.objects.create(
        cooperative=cooperative, name=name.strip(), group=group, created_by=rights_of(by)
    )
    record("cooperatives.product.added", product, by=by)
    touch_public()
    return product


@transaction.atomic
def certify_product(
    *,
    product: Product,
    by: Actor | User,
    stars: int,
    issued_on: date,
    points: Decimal | None = None,
    **facts: Any,
) -> OcopCertificate:
    """The product has these stars from the day on, as long as the rule of that day says; the older one yields."""
    refuse_unless(Perm.EDIT_COOPERATIVE, by, product.cooperative)
    if issued_on > clock.today():
        raise Refused("Ngày cấp chưa đến; hãy ghi khi giấy chứng nhận đã được cấp.")
    _refuse_points(stars, points)
    months = int(str(Values(on=issued_on, keys=[legal.OCOP_MONTHS.key]).value(legal.OCOP_MONTHS.key)))
    _replace(product, issued_on)
    certificate = OcopCertificate.objects.create(
        product=product,
        stars=stars,
        points=points,
        issued_on=issued_on,
        through_on=valid_through(issued_on, months=months),
        created_by=rights_of(by),
        **facts,
    )
    record("cooperatives.product.certified", product, by=by, stars=f"{stars} sao")
    touch_public()
    return certificate


def _refuse_points(stars: int, points: Decimal | None) -> None:
    if points is None:
        return
    found, told = stars_of(float(points)), f"{points:f}".replace(".", ",")
    if found < LEAST_STARS:
        raise Refused(f"{told} điểm là {found} sao; chỉ từ {LEAST_STARS} sao mới có giấy chứng nhận.")
    if found != stars:
        raise Refused(f"{told} điểm là {found} sao, không phải {stars} sao; hãy xem lại điểm hoặc số sao.")


def _replace(product: Product, issued_on: date) -> None:
    """What still counts yields to the new one; an older paper entered late does not push out a newer one."""
    held = list(product.certificates.select_for_update().order_by("issued_on"))
    later_end = max((one.ended_on for one in held if one.ended_on), default=None)
    if later_end is not None and issued_on < later_end:
        raise Refused(
            f"Giấy chứng nhận trước còn hiệu lực đến ngày {later_end:%d/%m/%Y}; giấy ghi thêm phải cấp từ ngày đó."
        )
    open_one = next((one for one in held if one.ended_on is None), None)
    if open_one is None:
        return
    if open_one.issued_on >= issued_on:
        raise Refused(
            f"Đã có giấy chứng nhận cấp ngày {open_one.issued_on:%d/%m/%Y}; giấy ghi thêm phải cấp sau ngày đó."
        )
    open_one.ended_on, open_one.end = issued_on, CertificateEnd.REPLACED
    open_one.save(update_fields=["ended_on", "end"])


@transaction.atomic
def revoke_certificate(
    *, certificate: OcopCertificate, by: Actor | User, ended_on: date, end_reason: str
) -> OcopCertificate:
    """The certificate counts no longer from the day on; why stays on record."""
    refuse_unless(Perm.EDIT_COOPERATIVE, by, certificate.product.cooperative)
    certificate = OcopCertificate.objects.select_for_update().get(pk=certificate.pk)
    if certificate.ended_on is not None:
        raise Refused("Giấy chứng nhận này đã thu hồi hoặc thay thế rồi.")
    if ended_on > clock.today():
        raise Refused("Ngày thu hồi chưa đến; hãy ghi khi quyết định thu hồi đã có hiệu lực.")
    if ended_on < certificate.issued_on:
        raise Refused("Ngày thu hồi không được trước ngày cấp.")
    certificate.ended_on, certificate.end, certificate.end_reason = (
        ended_on,
        CertificateEnd.REVOKED,
        end_reason,
    )
    certificate.save(update_fields=["ended_on", "end", "end_reason"])
    record("cooperatives.product.certificate_revoked", certificate.product, by=by, note=end_reason)
    touch_public()
    return certificate

"""Products with their certificates: on a file, in the search, counted, and told of before they run out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Prefetch, QuerySet

from cooperatives.access.register import Perm
from cooperatives.legal import products as legal
from cooperatives.models import Cooperative, OcopCertificate, Product
from cooperatives.queries.watching import DAYS_AFTER, ends_told_on, keepers_on
from lmhtx.contributions import DueNotice
from lmhtx.directory.parameters import Values
from lmhtx.people.models import User
from lmhtx.vn.text import search_words

KEY = "cooperatives.ocop"


def products_of(user: User, cooperative: Cooperative) -> dict[str, Any] | None:
    """What the file of a cooperative shows of its products; nothing for whoever could neither see nor add any."""
    certificates = Prefetch("certificates", queryset=OcopCertificate.objects.order_by("-issued_on", "-id"))
    products = list(cooperative.products.prefetch_related(certificates))
    may_edit = user.has_perm(Perm.EDIT_COOPERATIVE, cooperative)
    return {"products": products, "may_edit": may_edit} if products or may_edit else None


def find_products(user: User, words: str) -> QuerySet[Product]:
    """Products by their name, in the order of the alphabet."""
    rows = Product.objects.visible_to(user).filter(cooperative__merged_into__isnull=True)
    if not user.has_perm(Perm.VIEW_COOPERATIVE):
        rows = rows.none()
    for word in search_words(words).split():
        rows = rows.filter(folded__contains=word)
    return rows.select_related("cooperative__commune").order_by("name", "id")


def certified_on(day: date, rows: Any) -> QuerySet[OcopCertificate]:
    """The certificates that count on the day, of those cooperatives: one for each product."""
    found: QuerySet[OcopCertificate] = OcopCertificate.objects.in_force(day).filter(
        product__cooperative__in=rows.values("pk")
    )
    return found


def count_certified(day: date) -> int:
    """How many products hold a certificate that counts on the day."""
    return certified_on(day, Cooperative.objects.filter(merged_into__isnull=True)).count()


def by_stars(day: date, rows: Any) -> list[tuple[int, int]]:
    """How many products have how many stars on the day, most stars first."""
    counts = certified_on(day, rows).order_by().values_list("stars").annotate(n=Count("pk"))
    return sorted(counts, reverse=True)


def due_certificates(day: date) -> Iterable[DueNotice]:
    """Certificates that run out within the days of the notice, and those that have run out, for the keepers."""
    days = int(str(Values(on=day, keys=[legal.OCOP_NOTICE_DAYS.key]).value(legal.OCOP_NOTICE_DAYS.key)))
    first, last = day - timedelta(days=DAYS_AFTER), ends_told_on(day, days)[1]
    rows = OcopCertificate.objects.filter(
        through_on__range=(first, last), ended_on__isnull=True, product__cooperative__merged_into__isnull=True
    ).exclude(through_on=day)
    people = keepers_on(day, Perm.CHANGE_STATUS)
    for row in rows.select_related("product__cooperative").order_by("pk"):
        word = "sắp hết hạn" if row.through_on > day else "đã hết hạn"
        for person in people:
            yield DueNotice(
                stage=f"T-{days}" if row.through_on > day else "T+1",
                subject_id=row.pk,
                person_id=person,
                due_on=row.through_on,
                line=f"OCOP {row} ({row.product.cooperative}) {word} ngày {row.through_on:%d/%m/%Y}.",
                url=row.product.get_absolute_url(),
            )

"""What everybody may see of the register: cooperatives that agreed and are at work, and their certified products."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from cooperatives.enums.products import LEAST_STARS, MOST_STARS
from cooperatives.enums.public import PublicField
from cooperatives.enums.register import Kind, Sector, Status
from cooperatives.models import Activity, Cooperative, OcopCertificate, Product, PublicAgreement
from cooperatives.rules.public import public_fields
from lmhtx.base import clock
from lmhtx.directory.models import Commune
from lmhtx.vn.text import search_words, squeeze

LONGEST, MOST_WORDS, LAST_PAGE = 80, 8, 1000
SECTORS = [(one.value, one.label) for one in Sector if one != Sector.UNKNOWN]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a visitor looks for; what cannot be meant is not asked."""

    words: str = ""
    commune: str = ""
    sector: str = ""
    stars: int = 0
    page: int = 1

    @classmethod
    def of(cls, told: Mapping[str, str]) -> Asked:
        """From the words of an address, which anybody may write."""
        commune, sector = told.get("xa", ""), told.get("linh-vuc", "")
        stars, page = _number(told.get("sao", "")), _number(told.get("trang", ""))
        return cls(
            words=squeeze(told.get("q", "").replace("\x00", " ")[:LONGEST]),
            commune=commune if commune.isascii() and commune.isdigit() and len(commune) <= 10 else "",
            sector=sector if sector in dict(SECTORS) else "",
            stars=stars if LEAST_STARS <= stars <= MOST_STARS else 0,
            page=min(max(page, 1), LAST_PAGE),
        )

    @property
    def is_sifting(self) -> bool:
        """Whether fewer than all are asked for."""
        return bool(self.words or self.commune or self.sector or self.stars)

    def query(self, *, page: int = 1) -> str:
        """The same question as words of an address, for one of its pages."""
        told = {"q": self.words, "xa": self.commune, "linh-vuc": self.sector, "sao": self.stars}
        found = {key: value for key, value in told.items() if value} | ({"trang": page} if page > 1 else {})
        return f"?{urlencode(found)}" if found else ""


@dataclass(frozen=True, slots=True)
class Good:
    """A product, with the stars that count today or none."""

    name: str
    group: str
    stars: int | None
    through_on: date | None


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown of one cooperative, here and in open data: nothing else leaves this file."""

    number: int
    name: str
    short_name: str
    kind: str
    code: str
    sector: str
    address: str
    commune: str
    commune_code: str
    activities: tuple[str, ...]
    goods: tuple[Good, ...]
    phone: str
    email: str
    representative: str
    website: str


def listed() -> QuerySet[Cooperative]:
    """The rule `public_fields` as a condition: at work, agreed, not withdrawn, no double of another file."""
    agreed = PublicAgreement.objects.living().filter(cooperative=OuterRef("pk"))
    return Cooperative.objects.filter(Exists(agreed), status=Status.ACTIVE, merged_into__isnull=True)


def directory(asked: Asked) -> QuerySet[Cooperative]:
    """The listed ones that fit the question, in the order of the alphabet.

    The words are looked for in names and products only: what the staff's own search knows, people's names among it,
    must not be guessed by asking.
    """
    rows = _sifted(listed(), asked, "")
    for word in _words(asked):
        made = Product.objects.filter(cooperative=OuterRef("pk"), folded__contains=word)
        rows = rows.filter(
            Q(name__unaccent__icontains=word) | Q(short_name__unaccent__icontains=word) | Exists(made)
        )
    if asked.stars:
        rows = rows.filter(Exists(certified().filter(product__cooperative=OuterRef("pk"), stars=asked.stars)))
    return dressed(rows).order_by("name", "id")


def dressed(rows: QuerySet[Cooperative]) -> QuerySet[Cooperative]:
    """With all that a card needs, in a set number of statements."""
    held = OcopCertificate.objects.in_force(clock.today()).order_by()
    goods = Product.objects.order_by("name", "id").prefetch_related(
        Prefetch("certificates", queryset=held, to_attr="held")
    )
    return rows.select_related("commune").prefetch_related(
        Prefetch("public_agreements", queryset=PublicAgreement.objects.living(), to_attr="living"),
        Prefetch("activities", queryset=Activity.objects.order_by("-is_main", "code"), to_attr="lines"),
        Prefetch("products", queryset=goods, to_attr="goods"),
    )


def certified() -> QuerySet[OcopCertificate]:
    """The certificates that count today."""
    found: QuerySet[OcopCertificate] = OcopCertificate.objects.in_force(clock.today())
    return found


def certificates(asked: Asked) -> QuerySet[OcopCertificate]:
    """The certificates of today of listed cooperatives that fit the question, most stars first."""
    rows = certified().filter(product__cooperative__in=listed().values("pk"))
    rows = _sifted(rows, asked, "product__cooperative__")
    for word in _words(asked):
        rows = rows.filter(
            Q(product__folded__contains=word) | Q(product__cooperative__name__unaccent__icontains=word)
        )
    if asked.stars:
        rows = rows.filter(stars=asked.stars)
    return rows.select_related("product__cooperative__commune").order_by("-stars", "product__name", "pk")


def communes_listed() -> QuerySet[Commune]:
    """The communes that have a listed cooperative."""
    return Commune.objects.filter(pk__in=listed().order_by().values("commune")).order_by("name", "id")


def card_of(one: Any) -> Card | None:
    """The card of a cooperative read by `dressed`; none when nothing of it may be shown."""
    agreement = one.living[0] if one.living else None
    shown = public_fields(
        status=Status(one.status),
        agreed_on=agreement.agreed_on if agreement else None,
        withdrawn_on=None,
        agreed=agreement.agreed if agreement else frozenset(),
        day=clock.today(),
    )
    if agreement is None or not shown:
        return None
    return Card(
        number=one.pk,
        name=one.name,
        short_name=one.short_name,
        kind=Kind(one.kind).label,
        # The number of a group may be the tax number of the person who leads it.
        code="" if one.kind == Kind.GROUP else one.code or "",
        sector=Sector(one.sector).label,
        address=one.address,
        commune=str(one.commune or ""),
        commune_code=one.commune.code if one.commune else "",
        activities=tuple(line.words for line in one.lines),
        goods=tuple(_good(product) for product in one.goods),
        phone=one.phone if PublicField.PHONE in shown else "",
        email=one.email if PublicField.EMAIL in shown else "",
        representative=_head(one, agreement) if PublicField.REPRESENTATIVE in shown else "",
        website=agreement.website if PublicField.WEBSITE in shown else "",
    )


def cards(rows: Any) -> list[Card]:
    """The cards of many."""
    return [card for one in rows if (card := card_of(one)) is not None]


def _head(one: Cooperative, agreement: PublicAgreement) -> str:
    """The name of whoever represents it, as long as that is the person who was agreed upon."""
    return one.representative if one.representative == agreement.shown_name else ""


def _good(product: Any) -> Good:
    held = product.held[0] if product.held else None
    return Good(
        name=product.name,
        group=product.get_group_display(),
        stars=held.stars if held else None,
        through_on=held.through_on if held else None,
    )


def _sifted(rows: Any, asked: Asked, path: str) -> Any:
    if asked.commune:
        rows = rows.filter(**{f"{path}commune__code": asked.commune})
    if asked.sector:
        rows = rows.filter(**{f"{path}sector": asked.sector})
    return rows


def _words(asked: Asked) -> list[str]:
    return search_words(asked.words).split()[:MOST_WORDS]


def _number(told: str) -> int:
    return int(told) if told.isascii() and told.isdigit() and len(told) <= 6 else 0

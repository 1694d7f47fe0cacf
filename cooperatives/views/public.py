"""What everybody may look at without signing in: the directory, one cooperative, certified products, open data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import EmptyPage
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import get_conditional_response

from cooperatives.enums.products import STARS
from cooperatives.queries.open_data import DATASETS, Dataset, as_csv, as_json, licence
from cooperatives.queries.public import (
    SECTORS,
    Asked,
    Card,
    card_of,
    cards,
    certificates,
    communes_listed,
    directory,
    dressed,
    listed,
)
from cooperatives.queries.publishing import kept, marked
from lmhtx.base import clock
from lmhtx.directory.models import OrganizationProfile
from lmhtx.ui.decorators import reads
from lmhtx.ui.paging import CappedPaginator

PER_PAGE = 20
# Anybody may keep the answer, nobody may show it without asking whether it still holds: a withdrawal counts at once.
ASK_AGAIN = "public, no-cache"
HTML, CSV, JSON = "text/html; charset=utf-8", "text/csv; charset=utf-8", "application/json; charset=utf-8"
DIRECTORY = "Danh bạ hợp tác xã"
PRODUCTS = "Sản phẩm OCOP của hợp tác xã"


@login_not_required
@reads
def public_directory(request: HttpRequest) -> HttpResponse:
    """Danh bạ hợp tác xã."""
    asked = Asked.of(request.GET)

    def build() -> bytes:
        page = _paged(directory(asked), asked.page)
        told = "Hợp tác xã đang hoạt động ở Đồng Nai: địa chỉ, lĩnh vực, ngành nghề, sản phẩm, sao OCOP."
        found = {"page": page, "cards": cards(page) if page else [], **_sieve(asked)}
        return _drawn("cooperatives/public/directory.html", "public_directory", DIRECTORY, told, **found)

    return _answer(request, build, name=_name("directory", asked))


@login_not_required
@reads
def public_products(request: HttpRequest) -> HttpResponse:
    """Sản phẩm OCOP của hợp tác xã."""
    asked = Asked.of(request.GET)

    def build() -> bytes:
        page = _paged(certificates(asked), asked.page)
        told = "Sản phẩm OCOP 3, 4, 5 sao còn hiệu lực của hợp tác xã ở Đồng Nai, và nơi làm ra."
        found = {"page": page, **_sieve(asked)}
        return _drawn("cooperatives/public/products.html", "public_products", PRODUCTS, told, **found)

    return _answer(request, build, name=_name("products", asked))


@login_not_required
@reads
def public_cooperative(request: HttpRequest, pk: int) -> HttpResponse:
    """Trang công khai của một hợp tác xã."""
    row = dressed(listed().filter(pk=pk)).first()
    card = card_of(row) if row is not None else None
    # Never kept by us: who withdrew is gone even while the cache cannot be told.
    return _gone() if card is None else _answer(request, lambda: _leaf(card))


@login_not_required
@reads
def public_data(request: HttpRequest) -> HttpResponse:
    """Dữ liệu mở."""

    def build() -> bytes:
        told = "Danh bạ hợp tác xã và sản phẩm OCOP ở dạng CSV, JSON, có giấy phép và mô tả từng cột."
        found = {"datasets": DATASETS.values(), "licence": licence()}
        return _drawn("cooperatives/public/data.html", "public_data", "Dữ liệu mở", told, **found)

    return _answer(request, build, name="data")


@login_not_required
@reads
def public_csv(request: HttpRequest, dataset: str) -> HttpResponse:
    """Dữ liệu mở, tệp CSV."""
    data = _dataset(dataset)
    response = _answer(request, lambda: as_csv(data), name=f"csv.{data.key}", kind=CSV)
    name = f"{data.key}-{clock.today():%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@login_not_required
@reads
def public_json(request: HttpRequest, dataset: str) -> HttpResponse:
    """Dữ liệu mở, tệp JSON."""
    data = _dataset(dataset)
    response = _answer(request, lambda: as_json(data), name=f"json.{data.key}", kind=JSON)
    response["Access-Control-Allow-Origin"] = "*"
    return response


@login_not_required
@reads
def robots(request: HttpRequest) -> HttpResponse:
    """Máy tìm kiếm được xem gì."""
    del request
    told = f"User-agent: *\nAllow: {reverse('public_directory')}\nAllow: {settings.STATIC_URL}\nDisallow: /\n"
    return HttpResponse(told, content_type="text/plain; charset=utf-8")


def _leaf(card: Card) -> bytes:
    place = f"{card.address}, {card.commune}".strip(", ")
    told = " · ".join(part for part in (card.name, card.sector, place) if part)
    template, view = "cooperatives/public/cooperative.html", "public_cooperative"
    return _drawn(template, view, card.name, told, args=[card.number], card=card)


def _gone() -> HttpResponse:
    told = "Không có trang này trong danh bạ."
    body = _drawn("cooperatives/public/gone.html", "public_directory", "Không có trong danh bạ", told)
    return HttpResponse(body, content_type=HTML, status=404, headers={"Cache-Control": "no-store"})


def _dataset(key: str) -> Dataset:
    if key not in DATASETS:
        raise Http404
    return DATASETS[key]


def _answer(
    request: HttpRequest, build: Callable[[], bytes], *, name: str = "", kind: str = HTML
) -> HttpResponse:
    """The bytes of that name, or that they are what the browser has; without a name they are built each time."""
    body, mark = kept(name, build) if name else marked(build())
    headers = {"ETag": mark, "Cache-Control": ASK_AGAIN}
    response = HttpResponse(body, content_type=kind, headers=headers)
    found: HttpResponse = get_conditional_response(request, etag=mark, response=response)
    return found


def _name(what: str, asked: Asked) -> str:
    """Under which an answer is kept; what visitors type is too much to keep."""
    return "" if asked.words else f"{what}{asked.query(page=asked.page)}"


def _drawn(template: str, view: str, title: str, told: str, **context: Any) -> bytes:
    """A page, drawn without a request: there is nobody in it."""
    day = clock.today()
    profile = OrganizationProfile.objects.on(day)
    address = f"{settings.SITE_ADDRESS}{reverse(view, args=context.pop('args', []))}"
    frame = {"title": title, "told": told, "canonical": address, "view": view, "day": day}
    frame |= {"house": profile.name if profile else "Liên minh Hợp tác xã", "is_demo": settings.DEMO}
    return render_to_string(template, {**frame, **context}).encode()


def _paged(rows: Any, number: int) -> Any:
    try:
        return CappedPaginator(rows, PER_PAGE).page(number)
    except EmptyPage:
        return None


def _sieve(asked: Asked) -> dict[str, Any]:
    around = {"before": asked.query(page=asked.page - 1), "after": asked.query(page=asked.page + 1)}
    return {"asked": asked, "communes": list(communes_listed()), "sectors": SECTORS, "stars": STARS, **around}

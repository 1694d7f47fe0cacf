"""The Excel of a list: sent at once when short, made behind the page when long."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse

from lmhtx.audit.actions import record
from lmhtx.contributions import Exchange, collected
from lmhtx.sheets.writing import NoRoom
from lmhtx.ui.books import Book
from lmhtx.ui.filters import plain_query
from lmhtx.ui.guard import may_note
from lmhtx.ui.listing import Listing
from lmhtx.vn.numbers import grouped

Leavings = Listing | Book
EXPORT, XLSX = "xuat", "xlsx"
# From this many rows on the workbook is made behind the page.
LONG = 2000
MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXPORTED = "exchange.list.exported"


class NoList(LookupError):
    """The address is no list, or no longer one that the person may open."""


def export_url(request: HttpRequest) -> str:
    """Where the list as it stands leaves as Excel."""
    query = plain_query(request.GET)
    return f"?{query}&{EXPORT}={XLSX}" if query else f"?{EXPORT}={XLSX}"


def imports_of(list_key: str, user: Any) -> list[Exchange]:
    """What the person may bring into this list from Excel."""
    found = (item for item in collected(Exchange) if item.list_url_name == list_key)
    return [item for item in found if user.has_perm(item.permission)]


def answer(request: HttpRequest, listing: Leavings) -> HttpResponseBase:
    """The workbook itself, or for a long list the page that has it made."""
    total = listing.count()
    address = f"{request.path}?{without_export(request.GET)}"
    if total >= LONG:
        return redirect(f"{reverse('export_create')}?{urlencode({'danh_sach': address})}")
    try:
        response = _file(request, listing, total)
    except NoRoom as full:
        messages.error(request, f"{full} Hãy báo quản trị hệ thống.")
        return redirect(address)
    with may_note():
        tell_trail(listing, total, by=request.user)
    return response


def tell_trail(listing: Leavings, total: int, *, by: Any) -> None:
    """Whoever takes a list out of the house is in the trail."""
    narrowed = "; ".join(f"{what}: {how}" for what, how in listing.filters)
    note = f"{listing.title}, {grouped(total)} dòng" + (f" ({narrowed})" if narrowed else "")
    record(EXPORTED, by, by=by, note=note[:1000])


def without_export(data: QueryDict) -> str:
    """The query of the list without the word that asks for its Excel."""
    rest = data.copy()
    rest.pop(EXPORT, None)
    return plain_query(rest)


def _file(request: HttpRequest, listing: Leavings, total: int) -> FileResponse:
    with written(listing, total, by=request.user) as path:
        # A copy without a name: it goes away with the answer, however the answer ends.
        body = TemporaryFile()  # noqa: SIM115 - closed by the response
        body.write(path.read_bytes())
    body.seek(0)
    response = FileResponse(
        body, as_attachment=True, filename=listing.file_name(request.user), content_type=MIME
    )
    response["Cache-Control"] = "private, no-store"
    return response


@contextmanager
def written(listing: Leavings, total: int, *, by: Any, told: Any = None) -> Iterator[Path]:
    """The workbook as a file for as long as the block lasts."""
    with TemporaryDirectory(prefix="lmhtx-") as folder:
        path = Path(folder) / listing.file_name(by)
        listing.write(path, by=by, total=total, told=told)
        yield path


def listing_at(address: str, user: Any) -> Leavings:
    """The list that this address shows to this person; NoList when there is none for him."""
    path, _, query = address.partition("?")
    try:
        match = resolve(path)
    except Resolver404 as nowhere:
        raise NoList from nowhere
    request = HttpRequest()
    request.method, request.path, request.GET = "GET", path, QueryDict(query)
    request.user, request.resolver_match = user, match
    view = getattr(match.func, "view_class", match.func)
    page = view() if isinstance(view, type) else None
    if page is not None:
        page.setup(request, *match.args, **match.kwargs)
    give = getattr(page or view, "listing", None)
    if give is None:
        raise NoList
    try:
        listing: Leavings = give() if page is not None else give(request, **match.kwargs)
    except PermissionDenied as closed:
        raise NoList from closed
    return listing

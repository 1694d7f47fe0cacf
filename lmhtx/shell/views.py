"""The first pages: work of the day, dashboards, search; and what is shown when something fails."""

from __future__ import annotations

from typing import Any

from django.core.paginator import EmptyPage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from lmhtx.access.decorators import NotHandedOn
from lmhtx.contributions import SearchSource, collected
from lmhtx.shell import guide as book
from lmhtx.shell import home as desk
from lmhtx.ui import htmx
from lmhtx.ui.decorators import reads
from lmhtx.ui.paging import PER_PAGE, CappedPaginator
from lmhtx.vn.numbers import counted

DASHBOARDS = {"home": "Tổng quan", "unit": "Bảng điều hành đơn vị", "office": "Bảng điều hành"}
FOUND_PER_SOURCE = 10


@reads
def home(request: HttpRequest) -> HttpResponse:
    """Việc của tôi."""
    context = {"title": "Việc của tôi", "desk": desk.desk_of(request.user)}
    context["widgets"] = desk.widgets_of(request.user, "home")
    return htmx.page(request, "shell/home.html", context)


@reads
def todo_section(request: HttpRequest, key: str) -> HttpResponse:
    """Một phần của Việc của tôi."""
    section = desk.section(key)
    if section is None:
        raise Http404
    pages = CappedPaginator(desk.dressed(section, section.rows(request.user)), PER_PAGE)
    try:
        rows = pages.page(request.GET.get("page", 1))
    except EmptyPage as none_left:
        raise Http404 from none_left
    context = {"title": section.title, "crumbs": [("Việc của tôi", "/")], "section": section, "rows": rows}
    return htmx.page(request, "shell/todo_section.html", {**context, "paginator": pages})


@reads
def todo_count(request: HttpRequest) -> HttpResponse:
    """Số việc đang chờ."""
    count = desk.work_count(request.user)
    return HttpResponse(counted(count) if count else "")


@reads
def dashboard(request: HttpRequest, name: str) -> HttpResponse:
    """Bảng điều hành."""
    widgets = desk.widgets_of(request.user, name)
    if name not in DASHBOARDS or not widgets:
        raise Http404
    return htmx.page(
        request, "shell/dashboard.html", {"title": DASHBOARDS[name], "name": name, "widgets": widgets}
    )


@reads
def widget(request: HttpRequest, name: str, key: str) -> HttpResponse:
    """Một ô của bảng điều hành."""
    found = next((item for item in desk.widgets_of(request.user, name) if item.key == key), None)
    if found is None:
        raise Http404
    context = {"title": found.title, "widget": found, **found.context(request.user)}
    if htmx.wants_piece(request):
        return htmx.partial(request, found.template, context)
    return htmx.page(request, "shell/widget.html", context)


@reads
def search(request: HttpRequest) -> HttpResponse:
    """Tìm kiếm."""
    words = request.GET.get("q", "").strip()[:200]
    context = {"title": "Tìm kiếm", "words": words, "found": _found(request.user, words) if words else []}
    return htmx.page(request, "shell/search.html", context)


@reads
def guide(request: HttpRequest) -> HttpResponse:
    """Trợ giúp."""
    chapters = book.chapters_for(request.user)
    return _chapter_page(request, chapters, chapters[0])


@reads
def guide_chapter(request: HttpRequest, slug: str) -> HttpResponse:
    """Một chương của Trợ giúp."""
    chapters = book.chapters_for(request.user)
    shown = next((one for one in chapters if one.slug == slug), None)
    if shown is None:
        raise Http404
    return _chapter_page(request, chapters, shown)


def _chapter_page(request: HttpRequest, chapters: list[book.Chapter], shown: book.Chapter) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:200]
    context = {"title": shown.title, "chapters": chapters, "chapter": shown, "words": words}
    return htmx.page(request, "shell/guide.html", {**context, "hits": book.found(request.user, words)})


@reads
def guide_picture(request: HttpRequest, name: str) -> HttpResponse:
    """Hình trong Trợ giúp."""
    del request
    place = book.picture(name)
    if place is None:
        raise Http404
    answer = HttpResponse(place.read_bytes(), content_type="image/png")
    answer["Cache-Control"] = "private, max-age=86400"
    return answer


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Phiên làm việc đã đổi."""
    del reason
    return render(request, "403.html", {"title": "Trang đã cũ", "is_stale": True}, status=403)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Không có quyền."""
    reason = str(exception) if isinstance(exception, NotHandedOn) else ""
    return render(request, "403.html", {"title": "Không có quyền", "reason": reason}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Không tìm thấy."""
    del exception
    return render(request, "404.html", {"title": "Không tìm thấy"}, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Máy chủ gặp lỗi: a page that leans on nothing that may be broken."""
    del request
    return HttpResponse(render_to_string("500.html"), status=500)


def _found(user: Any, words: str) -> list[dict[str, Any]]:
    """The first rows of each source that has any."""
    found = []
    for source in collected(SearchSource):
        rows = list(source.find(user, words)[: FOUND_PER_SOURCE + 1])
        if rows:
            found.append(
                {"source": source, "rows": rows[:FOUND_PER_SOURCE], "is_cut": len(rows) > FOUND_PER_SOURCE}
            )
    return found

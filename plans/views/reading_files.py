"""The source of a reading as pictures of its pages, and the window that shows it alone."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from lmhtx.access.decorators import needs
from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.ui.decorators import reads
from lmhtx.ui.htmx import page
from plans.access import Perm
from plans.queries.source_files import sources
from plans.queries.source_pictures import page_picture
from plans.views.readings import find_reading

NO_PAGE = "Trang này của văn bản nguồn không xem được."


@reads
@needs(Perm.READ_ANNEX)
def reading_source(request: HttpRequest, pk: int) -> HttpResponse:
    """Văn bản nguồn."""
    reading = find_reading(request, pk)
    context = {"title": "Văn bản nguồn", "reading": reading, "files": sources(reading)}
    return page(request, "plans/reading_source.html", context)


@reads
@needs(Perm.READ_ANNEX)
def reading_page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Ảnh một trang của văn bản nguồn."""
    reading = find_reading(request, pk)
    try:
        picture = page_picture(reading, number)
    except UnreadableFile as unreadable:
        raise Http404(str(unreadable)) from unreadable
    if picture is None:
        raise Http404(NO_PAGE)
    response = HttpResponse(picture, content_type="image/png")
    response["Cache-Control"] = "private, max-age=3600"
    return response

"""The one door through which stored files leave."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from lmhtx.access.decorators import open_to_links
from lmhtx.files.models import Attachment, Blob, PageCopy
from lmhtx.files.stores import StoreAway
from lmhtx.ui.decorators import reads


@open_to_links
@reads
def attachment_download(request: HttpRequest, pk: int) -> HttpResponse:
    """Tải tệp"""
    held = Attachment.objects.held().visible_to(request.user).select_related("blob")
    attachment = get_object_or_404(held, pk=pk)
    is_shown = "xem" in request.GET and attachment.is_shown_inline
    return _sent(request, attachment.blob, attachment.name, is_shown=is_shown)


@open_to_links
@reads
def attachment_page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Ảnh một trang của tệp"""
    held = Attachment.objects.held().visible_to(request.user)
    copies = PageCopy.objects.filter(source__in=held.filter(pk=pk).values("blob"), blob__isnull=False)
    copy = get_object_or_404(copies.select_related("blob"), number=number)
    return _sent(request, copy.blob, f"trang-{number}.webp", is_shown=True)


def _sent(request: HttpRequest, blob: Blob, name: str, *, is_shown: bool) -> HttpResponse:
    try:
        body = default_storage.open(blob.stored_name)
    except FileNotFoundError as gone:
        raise Http404("Tệp này không còn trong kho. Hãy báo quản trị hệ thống.") from gone
    except StoreAway:
        return render(request, "files/away.html", {"title": "Kho tệp chưa trả lời"}, status=503)
    response = FileResponse(body, as_attachment=not is_shown, filename=name, content_type=blob.mime)
    response["X-Content-Type-Options"] = "nosniff"
    # Rights may end tomorrow: nothing stays behind on a shared machine.
    response["Cache-Control"] = "private, no-store"
    return response

"""The mails of a demonstration."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from lmhtx.access.decorators import needs
from lmhtx.outbox.access import Perm
from lmhtx.outbox.viewer import newest_mails
from lmhtx.ui.decorators import reads
from lmhtx.ui.htmx import page

SHOWN = 100


@reads
@needs(Perm.READ_DEMO_MAIL)
def mail_list(request: HttpRequest) -> HttpResponse:
    """Thư đã gửi (bản trình diễn)"""
    if not settings.DEMO:
        raise Http404
    return page(request, "outbox/mail_list.html", {"mails": newest_mails(SHOWN)})

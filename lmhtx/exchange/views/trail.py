"""The trail as Excel; its own page stands on a floor below the room `ui`."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from lmhtx.access.decorators import needs
from lmhtx.audit.access import Perm
from lmhtx.exchange.trail import trail_listing
from lmhtx.ui.decorators import reads
from lmhtx.ui.exports import answer


@reads
@needs(Perm.READ_TRAIL)
def entry_export(request: HttpRequest) -> HttpResponse:
    """Nhật ký hệ thống ra Excel."""
    return answer(request, trail_listing(request))


entry_export.listing = trail_listing

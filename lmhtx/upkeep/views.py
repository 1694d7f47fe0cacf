"""Whether the house stands: for machines without a word of secret, for the administrator in words."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from prometheus_client import CONTENT_TYPE_LATEST

from lmhtx.access.decorators import needs
from lmhtx.ui.decorators import reads
from lmhtx.ui.htmx import page
from lmhtx.upkeep.access import Perm
from lmhtx.upkeep.figures import figures, may_ask
from lmhtx.upkeep.models import Backup
from lmhtx.upkeep.readiness import is_ready, readiness
from lmhtx.upkeep.signs import signs

SHOWN_BACKUPS = 30


@login_not_required
@reads
def live(request: HttpRequest) -> HttpResponse:
    """Tiến trình còn sống."""
    del request
    return JsonResponse({"status": "ok"})


@login_not_required
@reads
def ready(request: HttpRequest) -> HttpResponse:
    """Sẵn sàng phục vụ."""
    del request
    parts = readiness()
    return JsonResponse(parts, status=200 if is_ready(parts) else 503)


@login_not_required
@reads
def metrics(request: HttpRequest) -> HttpResponse:
    """Số đo cho máy giám sát."""
    if not (settings.METRICS and may_ask(request)):
        raise Http404
    return HttpResponse(figures(), content_type=CONTENT_TYPE_LATEST)


@reads
@needs(Perm.SEE_HEALTH)
def system_health(request: HttpRequest) -> HttpResponse:
    """Sức khỏe hệ thống"""
    backups = list(Backup.objects.visible_to(request.user)[:SHOWN_BACKUPS])
    context = {"title": "Sức khỏe hệ thống", "signs": signs(), "backups": backups}
    return page(request, "upkeep/system_health.html", context)

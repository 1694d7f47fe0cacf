"""The page on which a partner agency's person lands: what is asked of it, until when."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from lmhtx.access.decorators import needs, open_to_links
from lmhtx.people.roles import Role
from lmhtx.ui.decorators import reads
from lmhtx.ui.htmx import page
from plans.access import Perm
from plans.queries.agencies import agency_desk


@open_to_links
@reads
@needs(Perm.SUBMIT_REPORT)
def agency_home(request: HttpRequest) -> HttpResponse:
    """Việc của cơ quan."""
    if not request.user.has_role(Role.AGENCY_OFFICER):
        raise Http404
    context = {"title": "Việc của cơ quan", **agency_desk(request.user)}
    return page(request, "plans/agency_home.html", context)

"""Pages that somebody from outside reads under a mandate are noted: which, when, by whom."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from lmhtx.audit.actions import record
from lmhtx.people.roles import Role

WATCHED = (Role.INSPECTOR,)
NOTE_LENGTH = 500


def note_reading(request: HttpRequest, response: HttpResponse) -> None:
    """A page that an inspector was shown is an entry of the trail."""
    user = request.user
    if response.status_code == HTTPStatus.OK and user.is_authenticated and user.has_role(*WATCHED):
        record("audit.page_read", user, by=user, note=request.get_full_path()[:NOTE_LENGTH])

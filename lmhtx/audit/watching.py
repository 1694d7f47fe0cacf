"""Who opened what: papers whose readers are kept, and every page that an inspector was shown."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from lmhtx.audit.actions import record
from lmhtx.audit.models import Reading
from lmhtx.contributions import collected
from lmhtx.people.roles import Role
from lmhtx.read_pages import ReadPage

WATCHED = (Role.INSPECTOR,)
NOTE_LENGTH = 500


def note_reading(request: HttpRequest, response: HttpResponse) -> None:
    """A paper that was shown has one more reading; a page that an inspector was shown is an entry of the trail."""
    user = request.user
    if response.status_code != HTTPStatus.OK or not user.is_authenticated:
        return
    if user.has_role(*WATCHED):
        record("audit.page_read", user, by=user, note=request.get_full_path()[:NOTE_LENGTH])
    match = request.resolver_match
    read = {page.url_name: page for page in collected(ReadPage)}.get(match.url_name or "") if match else None
    subject = read.subject(match.kwargs["pk"]) if read is not None and match else None
    if read is not None and subject is not None and request.method == "GET":
        kind, key = subject
        Reading.objects.create(subject_kind=kind, subject_id=key, by=user, is_file=read.is_file)

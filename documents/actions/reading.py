"""The whole text of an incoming paper is read behind the page, and looked through for marks of secrecy once more."""

from __future__ import annotations

from django.db import transaction

from documents.actions.bringing import purge_secret
from documents.enums.incoming import SOURCE_FILE, IncomingState
from documents.models import Incoming
from documents.notices import KEY
from documents.queries.letters import whole_text
from documents.secret_marks import MarkVerdict
from lmhtx.base import clock
from lmhtx.files.actions import at_hand
from lmhtx.files.models import Attachment
from lmhtx.notices.actions import tell_all
from lmhtx.people.models import Posting, User
from lmhtx.people.roles import Role
from lmhtx.reading.unreadable import UnreadableFile

LONGEST = 500_000


def read_incoming_files(*, incoming_id: int) -> Incoming | None:
    """The words of all files are kept for search; run twice it reads the same again.

    A later page that bears the stamp of a secret ends the paper while it waits: files and words are gone at once. In
    one that is registered already the office chief is told, who decides.
    """
    incoming = Incoming.objects.filter(pk=incoming_id).select_related("series").first()
    if incoming is None or incoming.state in {IncomingState.DROPPED, IncomingState.RECALLED}:
        return None
    texts, is_secret = [], False
    for attachment in Attachment.objects.of(incoming).filter(kind=SOURCE_FILE):
        try:
            with at_hand(attachment.blob) as path:
                read = whole_text(path)
        except UnreadableFile:
            continue
        is_secret = is_secret or read["mark"][0] == MarkVerdict.STAMP.value
        texts.append(read["text"])
    if is_secret:
        return _stopped(incoming)
    return _kept(incoming, "\n".join(texts)[:LONGEST])


@transaction.atomic
def _kept(incoming: Incoming, text: str) -> Incoming:
    incoming = Incoming.objects.select_for_update(of=("self",)).get(pk=incoming.pk)
    incoming.content = text
    incoming.save(update_fields=["content", "content_folded"])
    return incoming


@transaction.atomic
def _stopped(incoming: Incoming) -> Incoming:
    chiefs = Posting.objects.on(clock.today()).filter(role=Role.OFFICE_CHIEF).values("user")
    people = list(User.objects.filter(pk__in=chiefs))
    # What came by itself has nobody who brought it: it ends in the name of the chief of the office.
    by = incoming.created_by or next(iter(people), None)
    if incoming.state == IncomingState.RECEIVED and by is not None:
        purge_secret(incoming=incoming, by=by)
    tell_all(
        people,
        key=KEY,
        line="Một tệp vừa đưa vào có trang mang dấu mật; hãy kiểm tra ngay.",
        url=incoming.get_absolute_url(),
        dedupe=f"secret:{incoming.pk}",
    )
    return incoming

"""Pictures of the pages of a file, made behind the page, once for each content."""

from __future__ import annotations

from lmhtx.files.actions import at_hand, keep_page_copies
from lmhtx.files.models import DRAWN, Attachment, Blob
from lmhtx.jobs.queue import later
from lmhtx.people.models import User
from lmhtx.reading.child import run_parser
from lmhtx.reading.unreadable import UnreadableFile

# Whoever wants to read more opens the file itself.
PAGES_DRAWN = 12
DRAWN_SECONDS = 90


def ask_for_pages(*, attachment: Attachment, by: User | None) -> None:
    """The pages of a PDF or picture will be drawn soon, unless this content has been drawn before."""
    if attachment.blob.mime in DRAWN and not attachment.blob.page_copies.exists():
        later("decisions.draw_pages", by=by, blob_id=attachment.blob_id)


def draw_pages(*, blob_id: int) -> None:
    """The pictures stand beside the content; a file that cannot be drawn keeps the reason instead."""
    blob = Blob.objects.filter(pk=blob_id).first()
    if blob is None or blob.page_copies.exists():
        return
    try:
        with at_hand(blob) as path:
            drawn = run_parser(
                "lmhtx.reading.page_copies:page_copies", path, seconds=DRAWN_SECONDS, most=PAGES_DRAWN
            )
    except UnreadableFile as unreadable:
        keep_page_copies(source=blob, pictures=[], page_count=0, fault=str(unreadable))
        return
    keep_page_copies(source=blob, pictures=drawn["pages"], page_count=drawn["count"])
